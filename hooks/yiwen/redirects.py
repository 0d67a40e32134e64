"""Redirects: old addresses of articles and terms that lead to where these are now.

A redirect lies where no page and no file is, and leads to a page: so there are no chains and no loops.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from yiwen.chinese.rules import MARK
from yiwen.editions import MADE, Edition
from yiwen.heads import Site
from yiwen.library import Entry, Library
from yiwen.plain_texts import COPY
from yiwen.problems import Problem
from yiwen.slugs import slug_term
from yiwen.terms import Fold, Term, fold_address, names_of

LONGEST_NAME = 255
"""Bytes that a file system takes for one name."""

TAKEN_NAMES = MADE | {COPY}
"""Files that the build makes beside its pages."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""What some file system refuses in a name."""
_FILE = re.compile(r"\.html?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page at an old address that leads to another."""

    path: str
    """Of its file, below the site's folder."""
    edition: Edition
    """Whose words it has."""
    target: str
    """Where it leads, below the site's root, percent-encoded."""
    title: str
    """Of the page it leads to."""
    lang: str
    """The variant of ``title``; empty when it is the interface's."""

    @property
    def href(self) -> str:
        """The relative link from the old address to the new one."""
        return "../" * self.path.count("/") + self.target or "./"


class Ground:
    """Which files the site has, so that none is written over, on any file system."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """``files`` maps the pages of the root edition, and all other files, to their sources."""
        self._owners: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for path, owner in files.items():
            self.take(path, owner)

    def take(self, path: str, owner: str) -> None:
        """Let a file belong to the source ``owner``."""
        folded = fold_address(path)
        self._owners[folded] = owner
        while "/" in folded:
            folded = folded.rpartition("/")[0]
            if self._folders.setdefault(folded, owner) is not owner:
                return

    def owner(self, path: str) -> str:
        """Whose the place of a file is already; empty when it is free."""
        folded = fold_address(path)
        taken = self._owners.get(folded) or self._folders.get(folded, "")
        while "/" in folded and not taken:
            folded = folded.rpartition("/")[0]
            taken = self._owners.get(folded, "")
        return taken


def plan_redirects(
    library: Library, site: Site, *, files: Mapping[str, str], folds: Sequence[Fold] = ()
) -> tuple[list[Redirect], list[Problem]]:
    """Plan what leads from the aliases of articles and the old addresses of terms.

    ``files`` maps every page of the root edition and every other file to its source. ``folds`` are
    other ways to fold the names of terms: what their pages would be named by. Tells the aliases that
    no redirect can be made of; old addresses of terms that are taken are passed over.
    """
    aliases = [*_claim_aliases(library)]
    terms = [*_find_old_terms(library, folds)]
    if not aliases and not terms:
        return [], []
    planner = _Planner(site, Ground(files))
    for entry, alias, line in aliases:
        planner.add_alias(entry, alias, line)
    for address, term in terms:
        planner.add_term(address, term)
    return planner.redirects, planner.problems


def _claim_aliases(library: Library) -> Iterator[tuple[Entry, str, int]]:
    """The aliases with their lines; who was published first claims first, drafts come last."""
    claiming = [entry for entry in library.by_path.values() if entry.post.aliases]
    claiming.sort(key=lambda each: (bool(each.status), each.post.published, each.post.path))
    for entry in claiming:
        lines = dict(zip(entry.post.aliases, entry.post.alias_lines, strict=False))
        yield from ((entry, alias, lines.get(alias, 0)) for alias in entry.post.aliases)


def _find_old_terms(library: Library, folds: Sequence[Fold]) -> Iterator[tuple[str, Term]]:
    """Where terms were before they were named otherwise, or written in one way: (address, term)."""
    for kind, terms in library.terms.items():
        keys = {library.fold(term.name): term for term in terms}
        spellings: dict[str, None] = {}
        for entry in library.entries:
            spellings.update(dict.fromkeys(names_of(entry.post, kind)))
        for name in sorted(spellings):
            term = keys.get(library.fold(name))
            if term and not MARK.search(name):  # a rule has no address of its own
                yield from _name_otherwise(name, term, (library.fold, *folds))


def _name_otherwise(name: str, term: Term, folds: Iterable[Fold]) -> Iterator[tuple[str, Term]]:
    slugs = dict.fromkeys(slug_term(text) for text in (name, *(fold(name) for fold in folds)))
    yield from ((f"{term.kind}/{slug}/", term) for slug in slugs if slug != term.slug)


class _Planner:
    """Gives out the free addresses, one after the other."""

    def __init__(self, site: Site, ground: Ground) -> None:
        self._site = site
        self._ground = ground
        self._made = Ground({})
        self._spelled: dict[str, str] = {}
        self.redirects: list[Redirect] = []
        self.problems: list[Problem] = []

    def add_alias(self, entry: Entry, written: str, line: int) -> None:
        """Lead an alias to its article, or tell why it cannot."""
        path = entry.post.path
        try:
            address = _read_alias(written, path, self._site.url)
            edition, below = self._part(address)
            if below != entry.post.url:
                self._lay_all([edition] if edition else self._editions_of(entry), below, entry)
        except _RefusedError as refused:
            self.problems.append(Problem(path, line, 0, refused.what, refused.mend))

    def add_term(self, address: str, term: Term) -> None:
        """Lead an old address of a term to its page."""
        for edition in self._site.editions:
            path = f"{edition.prefix}{address}index.html"
            if not self._ground.owner(f"{address}index.html") and not self._made.owner(path):
                self._made.take(path, term.url)
                target = f"{edition.prefix}{term.url}"
                self.redirects.append(Redirect(path, edition, target, term.name, term.lang))

    def _part(self, address: str) -> tuple[Edition | None, str]:
        """The edition whose folder an address lies in, if it names one, and the rest."""
        for edition in self._site.editions:
            if edition.path and address.startswith(edition.prefix):
                return edition, address.removeprefix(edition.prefix)
        return None, address

    def _editions_of(self, entry: Entry) -> list[Edition]:
        return [each for each in self._site.editions if each.variant in entry.editions]

    def _lay_all(self, editions: Sequence[Edition], below: str, entry: Entry) -> None:
        """Plan the redirects from one address, where nothing else lies."""
        output = below if _FILE.search(below) else f"{below}index.html"
        owners = [self._lay(edition, output, entry) for edition in editions]
        owner = next((owner for owner in owners if owner not in ("", entry.post.path)), "")
        owner = self._ground.owner(output) or owner
        if owner:
            what = f"the old address '/{below}' is that of {owner}"
            raise _RefusedError(what, "leave it out here, or give up the other")

    def _lay(self, edition: Edition, output: str, entry: Entry) -> str:
        """Plan one redirect; gives whose its place is when it is not free."""
        path = f"{edition.prefix}{output}"
        owner = self._ground.owner(output) or self._made.owner(path)
        if self._spelled.setdefault(fold_address(path), path) != path and owner == entry.post.path:
            old = f"/{output.removesuffix('index.html')}"
            what = f"the old address {old!r} differs from another of this post in case only"
            raise _RefusedError(what, "leave one of the two out")
        if not owner:
            self._made.take(path, entry.post.path)
            has = edition if edition.variant in entry.editions else self._editions_of(entry)[0]
            target = f"{has.prefix}{entry.url}"
            self.redirects.append(Redirect(path, edition, target, entry.title, entry.lang))
        return owner


class _RefusedError(Exception):
    """An alias that no redirect can be made of."""

    def __init__(self, what: str, mend: str = "leave it out") -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def _read_alias(written: str, path: str, site_url: str) -> str:
    """The address that an alias means, below the site's root.

    One that begins with a dot counts from the source at ``path``, every other from the site's root.
    """
    try:
        parts = urlsplit(written)
    except ValueError:
        raise _RefusedError(f"an old address that cannot be read: {written!r}") from None
    if "?" in written or "#" in written:
        what = f"an old address with ? or #, which no file can have: {written!r}"
        raise _RefusedError(what, f"write it without, as  {parts.path or '/old/'}")
    given = parts.path
    if parts.scheme or parts.netloc:
        given = _cut_site(written, given, parts.netloc, site_url)
    elif given.startswith("."):
        given = posixpath.join(posixpath.dirname(path), given)
    return _check_path(unquote(given), written)


def _cut_site(written: str, path: str, host: str, site_url: str) -> str:
    """The part of an absolute address that is below the site's root."""
    site = urlsplit(site_url)
    if host.casefold() != site.netloc.casefold():
        what = f"an old address on another host: {written!r}"
        raise _RefusedError(what, f"write a path of this site, as  /{path.lstrip('/') or 'old/'}")
    if not path.startswith(site.path):
        raise _RefusedError(f"an old address outside of the site: {written!r}")
    return path[len(site.path) :]


def _check_path(plain: str, written: str) -> str:
    address = posixpath.normpath(plain.lstrip("/"))
    if address == ".." or address.startswith("../"):
        raise _RefusedError(f"an old address outside of the site: {written!r}")
    *folders, name = address.split("/")
    long = any(len(each.encode("utf-8", "replace")) > LONGEST_NAME for each in (*folders, name))
    bare = address != "." and any(each.endswith((" ", ".")) for each in (*folders, name))
    if long or bare or _FORBIDDEN.search(address):
        raise _RefusedError(f"an old address that no file can have: {written!r}")
    if name in TAKEN_NAMES:
        raise _RefusedError(f"an old address of a file that the site makes: {written!r}")
    if name in ("index.html", "."):
        return "".join(f"{each}/" for each in folders)
    return address if _FILE.search(name) else f"{address}/"
