"""What an editor should look at again, in every source of a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yiwen.chinese.doubts import (
    Doubt,
    Entry,
    Kind,
    Reviewer,
    Uses,
    find_oddities,
    find_term_doubts,
    find_values,
)
from yiwen.chinese.glossary import Term, choose_word
from yiwen.chinese.reports import locate
from yiwen.chinese.variants import Variant
from yiwen.chinese.vocabulary import CONVERTS
from yiwen.documents import Document
from yiwen.editions import Edition, find_edition
from yiwen.posts import Post
from yiwen.reading import Sources
from yiwen.settings import Settings
from yiwen.versions import share_editions


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a source is converted."""

    path: str
    address: str
    """Where its page is, below the site's root, not encoded."""
    script: Variant
    head: str
    """Title, description and the like, parted by blank lines."""
    body: str
    body_line: int
    """Line of the file that the body begins with."""
    targets: tuple[Variant, ...]
    """The editions that its page is made for."""
    terms: tuple[Term, ...] = ()
    """Its own glossary."""

    def parts(self) -> tuple[str | int, ...]:
        """All of it, for a key."""
        where = self.path, self.address, self.body_line
        return *where, self.head, self.body, repr((self.script, self.targets, self.terms))


def take_post(post: Post, targets: Sequence[Variant], terms: Sequence[Term] = ()) -> Matter:
    """Take from a post what is converted for the editions ``targets``."""
    names = (*post.categories, *post.tags, *post.keywords, post.series)
    head = (post.title, post.description, *names)
    return Matter(
        path=post.path,
        address=post.url,
        script=post.script,
        head="\n\n".join(dict.fromkeys(filter(None, head))),
        body=post.body,
        body_line=post.body_line,
        targets=tuple(targets),
        terms=tuple(terms),
    )


def take_document(document: Document, targets: Sequence[Variant]) -> Matter:
    """Take from a page what is converted."""
    return Matter(
        path=document.path,
        address=document.address,
        script=document.script,
        head="\n\n".join(filter(None, (document.title, document.description))),
        body=document.body,
        body_line=document.body_line,
        targets=tuple(targets),
    )


def take_sources(sources: Sources, settings: Settings) -> Iterator[Matter]:
    """Take what is converted from every source of a site."""
    editions = tuple(settings.variants)
    for post in sources.posts:
        versions = sources.versions.get(post.path, {})
        shared = share_editions(post, versions, editions)
        for each in (post, *versions.values()):
            terms = sources.terms.get(each.path, ())
            yield take_post(replace(each, url=post.url), shared[each.path], terms)
    for document in sources.documents:
        yield take_document(document, editions)


@dataclass(frozen=True, slots=True)
class Review:
    """What is in doubt when one source is converted."""

    head: tuple[Doubt, ...]
    """Without those that the body has too: a summary repeats it."""
    body: tuple[Doubt, ...]
    own: Uses
    """What became of the source's own glossary."""
    site: Uses
    """What became of the site's."""


def review_matter(matter: Matter, reviewer: Reviewer) -> Review:
    """Find what is in doubt when a source is converted; ``reviewer`` has the site's glossary."""
    page = reviewer.for_page(matter.terms)
    body = page.find_doubts(matter.body, matter.script, matter.targets)
    head = page.find_doubts(matter.head, matter.script, matter.targets)
    own, site = _find_uses(matter, page, reviewer)
    return Review(_leave_out(head, body), tuple(body), own, site)


def _leave_out(head: Iterable[Doubt], body: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Leave out of the head's doubts those of words that the body's are of, too."""
    known = {doubt.text for doubt in body}
    return tuple(doubt for doubt in head if doubt.text not in known)


_NO_USES = Uses(frozenset(), {})


def _find_uses(matter: Matter, page: Reviewer, reviewer: Reviewer) -> tuple[Uses, Uses]:
    """What became of a source's own terms, and of the site's; nothing, where nobody converts it."""
    if not set(matter.targets) - {matter.script}:
        return _NO_USES, _NO_USES
    site = _read_uses(matter, reviewer)
    if page is reviewer:
        return _NO_USES, site
    words = page.vocabulary(matter.script).words
    losses = {loss: number for loss, number in site.losses.items() if loss.phrase not in words}
    return _read_uses(matter, page), Uses(site.terms, losses)


def _read_uses(matter: Matter, reviewer: Reviewer) -> Uses:
    head = reviewer.find_uses(matter.head, matter.script)
    body = reviewer.find_uses(matter.body, matter.script)
    return Uses(head.terms | body.terms, {**head.losses, **body.losses})


def report_doubts(
    matters: Iterable[Matter],
    terms: Sequence[Term],
    *,
    folder: str,
    glossary: str,
    read: Callable[[str], str],
    whole: bool = True,
) -> list[Entry]:
    """Tell all that is in doubt in sources, and what became of the site's terms in them.

    ``folder`` and ``glossary`` are what messages call them; ``read`` gives the text of a file whose
    path is below the folder. Terms are called unused when the ``matters`` are the ``whole`` site.
    """
    reviewer = Reviewer(terms)
    entries: list[Entry] = []
    uses: list[Uses] = []
    for matter in matters:
        path = f"{folder}/{matter.path}"
        review = review_matter(matter, reviewer)
        entries += _locate(path, matter, review, read)
        entries += find_term_doubts(matter.terms, [review.own], path=path)
        uses.append(review.site)
    return [*entries, *find_term_doubts(terms if whole else (), uses, path=glossary)]


def _locate(
    path: str, matter: Matter, review: Review, read: Callable[[str], str]
) -> Iterator[Entry]:
    """Give the doubts of a source their lines, and with them what does not belong there."""
    odd = find_oddities(matter.body, matter.script)
    head = (*review.head, *_leave_out(find_oddities(matter.head, matter.script), odd))
    if head:
        yield from _locate_head(path, read(matter.path), head)
    body = sorted((*review.body, *odd), key=lambda doubt: doubt.offset)
    yield from locate(path, matter.body, body, first_line=matter.body_line)


def _locate_head(path: str, text: str, doubts: Iterable[Doubt]) -> list[Entry]:
    """Give doubts of the head their lines: where the file first has those words."""
    entries = []
    for doubt in doubts:
        around = (f"{doubt.before}{doubt.text}{doubt.after}", doubt.text)
        at = next((at for at in map(text.find, around) if at >= 0), -1)
        entries.append(Entry(path, text.count("\n", 0, at) + 1 if at >= 0 else 0, 0, doubt))
    return entries


@dataclass(frozen=True, slots=True)
class Tally:
    """How many doubts a source has: small, and plain enough to be remembered."""

    counts: Mapping[Kind, int]
    """Doubts of the source itself and of its own glossary."""
    used: frozenset[int]
    """Terms of the site's glossary that came up, by their places in it."""
    lost: frozenset[tuple[int, str]]
    """Those that were lost, each with the longer phrase."""

    def pack(self) -> list[list[Any]]:
        """Give the same as texts and numbers."""
        counts = [[kind.value, number] for kind, number in self.counts.items()]
        return [counts, sorted(self.used), sorted(map(list, self.lost))]


def unpack_tally(packed: Sequence[Sequence[Any]]) -> Tally:
    """Make a tally of what it was packed into."""
    counts, used, lost = packed
    return Tally(
        counts=Counter({Kind(kind): number for kind, number in counts}),
        used=frozenset(used),
        lost=frozenset((place, phrase) for place, phrase in lost),
    )


def count_doubts(matter: Matter, reviewer: Reviewer) -> Tally:
    """Count what is in doubt in one source; depends on the source and the glossary alone.

    Oddities are not: whoever reads the source tells each of them.
    """
    review = review_matter(matter, reviewer)
    own = find_term_doubts(matter.terms, [review.own], path="")
    found = (*review.head, *review.body, *(entry.doubt for entry in own))
    places = reviewer.places
    return Tally(
        counts=Counter(doubt.kind for doubt in found),
        used=frozenset(places[term] for term in review.site.terms),
        lost=frozenset((places[loss.term], loss.phrase) for loss in review.site.losses),
    )


def sum_up(tallies: Iterable[Tally], reviewer: Reviewer) -> Counter[Kind]:
    """Count the doubts of a whole site."""
    counts: Counter[Kind] = Counter()
    used: set[int] = set()
    lost: set[tuple[int, str]] = set()
    for tally in tallies:
        counts.update(tally.counts)
        used |= tally.used
        lost |= tally.lost
    counts[Kind.BEATEN_TERM] += len(lost)
    counts[Kind.UNUSED_TERM] += len(reviewer.places) - len(used)
    return counts


def report_leftovers(
    pages: Iterable[tuple[str, str]],
    matters: Iterable[Matter],
    terms: Sequence[Term],
    editions: Sequence[Edition],
    *,
    folder: str,
) -> list[Entry]:
    """Tell what is left of the other script in written ``pages`` (path below the site, HTML).

    ``matters`` are the sources of the site, ``folder`` is what messages call it. What many pages
    show, such as a footer, is told once.
    """
    reviewer = Reviewer(terms)
    sources = {
        (matter.address, edition): matter for matter in matters for edition in matter.targets
    }
    first: dict[Doubt, Entry] = {}
    pages_of: Counter[Doubt] = Counter()
    for path, page in pages:
        edition = find_edition(path, editions)
        address = path.removeprefix(edition.prefix).removesuffix("index.html")
        matter = sources.get((address, edition.variant))
        settled = _settle(matter, edition.variant) if matter else ()
        doubts = reviewer.find_page_leftovers(page, edition.variant, settled)
        for entry in locate(f"{folder}/{path}", page, doubts):
            shown = replace(entry.doubt, offset=0)
            first.setdefault(shown, entry)
            pages_of[shown] += 1
    return [_tell_number(entry, pages_of[shown]) for shown, entry in first.items()]


def _settle(matter: Matter, variant: Variant) -> frozenset[str]:
    """What an author wrote for a variant by hand: the values of rules, the words of own terms."""
    words = {choose_word(term, variant, CONVERTS[0]) for term in matter.terms}
    return find_values(f"{matter.head}{matter.body}", variant) | words


def _tell_number(entry: Entry, places: int) -> Entry:
    if places == 1:
        return entry
    return replace(entry, doubt=replace(entry.doubt, what=f"{entry.doubt.what}, {places:,} times"))
