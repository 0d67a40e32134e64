"""The index that Pagefind's searcher reads: of each word, the pages it stands on, and where.

Pagefind's own indexer makes the same of HTML. That takes two and a half times as long and 200 MB, since
it reads every page again as a document and writes each a file of what a hit shows, which readers get
from the page itself. Files are CBOR (RFC 8949) behind a mark, in gzip.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

CHUNK_PLACES = 20_000
"""How many places of words make a file, as Pagefind has it: some 30 KB, which a query loads whole."""

_MARK = b"pagefind_dcd"
_LEVEL = 6
"""Of compression: the highest takes twice as long for 0.3 per cent."""
_NUMBER, _TEXT, _LIST = 0x00, 0x60, 0x80
"""Kinds of values in CBOR."""
_SHORT = 24
"""Smaller numbers stand in the byte of their kind."""
_NONE = b"\x80"


class Words(NamedTuple):
    """The words of a page."""

    places: Mapping[str, Sequence[int]]
    """Word -> where it stands, ascending. Words side by side have places one apart."""
    length: int
    """How many places there are."""


def render_index(name: str, pages: Iterable[Words], *, version: str) -> dict[str, bytes]:
    """Give the files of an index, which is called ``name``; ``version`` is the searcher's.

    To the searcher, the name is a language, and the pages are ``name_0``, ``name_1`` …
    """
    postings: dict[str, _Posting] = {}
    lengths = []
    for number, words in enumerate(pages):
        lengths.append(words.length)
        for word, places in words.places.items():
            if (posting := postings.get(word)) is None:
                posting = postings[word] = _Posting()
            posting.add(number, places)
    named = {normalize("NFD", word): each for word, each in postings.items()}  # as queries are read
    chunks = [*_cut(sorted(named.items()))]
    files = {
        f"index/{name}_{number}.pf_index": _press(_write_list([_write_list(_write_words(chunk))]))
        for number, chunk in enumerate(chunks)
    }
    return {
        f"pagefind.{name}.pf_meta": _press(_render_meta(name, version, lengths, chunks))
    } | files


class _Posting:
    """Where one word stands."""

    __slots__ = ("_last", "pages", "size", "written")

    def __init__(self) -> None:
        self.pages = self.size = self._last = 0
        self.written = bytearray()

    def add(self, page: int, places: Sequence[int]) -> None:
        """Write a page: how far it is from the one before, as each place is."""
        self.written += b"".join(
            (
                b"\x83",  # a list of three: page, places in the text, places elsewhere
                _NUMBERS[page - self._last],
                _LISTS[len(places)],
                _NUMBERS[places[0]],
                *[_NUMBERS[after - before] for before, after in pairwise(places)],
                _NONE,
            )
        )
        self._last = page
        self.pages += 1
        self.size += len(places) + 1


_Named = tuple[str, _Posting]


def _cut(words: Iterable[_Named]) -> Iterator[list[_Named]]:
    """Part words, which are in order, into files."""
    chunk: list[_Named] = []
    size = 0
    for each in words:
        chunk.append(each)
        size += each[1].size
        if size >= CHUNK_PLACES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _write_words(chunk: Iterable[_Named]) -> Iterator[bytes]:
    for word, posting in chunk:
        pages = _LISTS[posting.pages] + posting.written
        yield _write_list([_write_text(word), pages, _NONE])  # no other ways to write it


def _render_meta(
    name: str, version: str, lengths: Sequence[int], chunks: Sequence[Sequence[_Named]]
) -> bytes:
    """What is loaded first: how long each page is, and which file has which words."""
    pages = [
        _write_list([_write_text(f"{name}_{number}"), _NUMBERS[length]])
        for number, length in enumerate(lengths)
    ]
    files = [
        _write_list(map(_write_text, (chunk[0][0], chunk[-1][0], f"{name}_{number}")))
        for number, chunk in enumerate(chunks)
    ]
    none = [_NONE] * 3  # no filters, orders and fields
    return _write_list([_write_text(version), _write_list(pages), _write_list(files), *none])


def _write_list(items: Iterable[bytes]) -> bytes:
    written = [*items]
    return _LISTS[len(written)] + b"".join(written)


def _write_text(text: str) -> bytes:
    encoded = text.encode()
    return _head(_TEXT, len(encoded)) + encoded


def _head(kind: int, value: int) -> bytes:
    """How something begins: its kind, and a number in as few bytes as it needs."""
    if value < _SHORT:
        return bytes((kind + value,))
    size = next(size for size in range(4) if value < 1 << (8 << size))
    return bytes((kind + _SHORT + size,)) + value.to_bytes(1 << size)


class _Heads(dict[int, bytes]):
    """The beginnings of one kind of values, each made once."""

    def __init__(self, kind: int) -> None:
        self._kind = kind

    def __missing__(self, value: int) -> bytes:
        written = self[value] = _head(self._kind, value)
        return written


_NUMBERS, _LISTS = _Heads(_NUMBER), _Heads(_LIST)


def _press(content: bytes) -> bytes:
    """Compress as gzip, without a date."""
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return press.compress(_MARK + content) + press.flush()
