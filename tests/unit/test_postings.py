"""The index that the searcher reads: it is what Pagefind's own indexer would have written."""

from __future__ import annotations

import gzip
import subprocess
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.postings import CHUNK_PLACES, Words, render_index

MARK = b"pagefind_dcd"
TEXTS = (
    "美 联 储 降 息 za 美 联",
    "联 储 息",
    "降 降 降 xb nb dot nc",
    "가 나 다 " + "长 " * 300 + "完",
)
"""Words as Pagefind takes them: it knows no compounds and blocks of ours."""


def read(content):
    """The values of a file of the index."""
    plain = gzip.decompress(content)
    assert plain.startswith(MARK)
    value, end = read_value(plain, len(MARK))
    assert end == len(plain)
    return value


def read_value(data, at):
    kind, value = data[at] >> 5, data[at] & 31
    at += 1
    if value >= 24:
        size = 1 << (value - 24)
        value, at = int.from_bytes(data[at : at + size]), at + size
    if kind == 4:
        items = []
        for _ in range(value):
            item, at = read_value(data, at)
            items.append(item)
        return items, at
    if kind == 3:
        return data[at : at + value].decode(), at + value
    return (-1 - value if kind == 1 else value), at


def words_of(text):
    split = text.split()
    places = {word: [at for at, each in enumerate(split) if each == word] for word in {*split}}
    return Words(places, len(split))


def read_words(chunks):
    """Word -> page -> places; how much a place weighs, which Pagefind says as a negative, is left out."""
    found = {}
    for chunk in chunks:
        for word, plain, ways in read(chunk)[0]:
            pages = (
                plain or ways[0][1]
            )  # Pagefind files a word with accents, or Hangul, as a way to write
            numbers = accumulate(page for page, *_ in pages)
            places = [[*accumulate(at for at in some if at >= 0)] for _, some, _ in pages]
            found[word] = dict(zip(numbers, places, strict=True))
    return found


def chunks_of(files):
    return [content for path, content in files.items() if path.startswith("index/")]


def test_an_index_is_what_pagefind_makes(tmp_path):
    get_executable = pytest.importorskip("pagefind_bin").get_executable
    (tmp_path / "pages").mkdir()
    for number, text in enumerate(TEXTS):
        page = f"<html><body>{text}</body></html>"
        (tmp_path / "pages" / f"{number}.html").write_text(page, encoding="utf-8")
    given = ["--site", "pages", "--output-path", "made", "--force-language", "any", "--silent"]
    subprocess.run([get_executable(), *given], cwd=tmp_path, check=True)
    (meta_file,) = (tmp_path / "made").glob("pagefind.any_*.pf_meta")
    meta = read(meta_file.read_bytes())
    theirs = read_words(path.read_bytes() for path in (tmp_path / "made" / "index").iterdir())

    files = render_index("any", map(words_of, TEXTS), version=meta[0])
    ours = read(files["pagefind.any.pf_meta"])
    order = [[number for _, number in ours[1]].index(length) for _, length in meta[1]]

    assert read_words(chunks_of(files)) == {
        word: {order[page]: places for page, places in pages.items()}
        for word, pages in theirs.items()
    }
    assert [*map(len, ours)] == [*map(len, meta)]


def test_words_and_pages_are_parted_into_files_of_some_size():
    pages = [words_of("甲 乙 " * (CHUNK_PLACES // 3)), words_of("丙 丁 " * (CHUNK_PLACES // 3))]

    files = render_index("s1", pages, version="1")

    _, lengths, chunks, *others = read(files["pagefind.s1.pf_meta"])
    assert others == [[], [], []]
    assert lengths == [["s1_0", 13332], ["s1_1", 13332]]
    assert chunks == [["丁", "乙", "s1_0"], ["甲", "甲", "s1_1"]]
    assert set(files) == {
        "pagefind.s1.pf_meta",
        "index/s1_0.pf_index",
        "index/s1_1.pf_index",
    }


def test_an_index_without_pages_has_no_words():
    assert read(render_index("s1", [], version="1")["pagefind.s1.pf_meta"]) == [
        "1",
        *[[]] * 5,
    ]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["美", "联", "za", "dot"]),
            st.sets(st.integers(0, 100_000), min_size=1).map(sorted),
        ),
        max_size=4,
    )
)
def test_every_place_is_read_again(pages):
    files = render_index("s", [Words(places, 100_001) for places in pages], version="1")

    found = read_words(chunks_of(files))

    assert found == {
        word: {number: places[word] for number, places in enumerate(pages) if word in places}
        for word in {word for places in pages for word in places}
    }
