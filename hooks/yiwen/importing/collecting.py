"""Find what is to be imported, and the files it shows, without leaving the folder that was named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from yiwen.importing.drafts import Fate, Note
from yiwen.problems import Problem
from yiwen.reading import MARKDOWN_ENDINGS

PAGES = (".html", ".htm")
PASTES = (".txt", ".text")
EXPORTS = (".xml",)
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
OFFICE = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages", ".epub")
READ = (*MARKDOWN_ENDINGS, *PAGES, *PASTES, *EXPORTS)

LARGEST_TEXT = 5_000_000
LARGEST_EXPORT = 100_000_000
LARGEST_FILE = 50_000_000
"""Bytes of what is read, and of a picture that is copied along."""
MOST_FILES = 20_000

_NO_POSTS = frozenset(
    {
        "node_modules",
        "themes",
        "public",
        "_site",
        "_layouts",
        "_includes",
        "_sass",
        "layouts",
        "archetypes",
        "resources",
        "vendor",
        "scaffolds",
        "site",
    }
)
"""Folders that no generator keeps posts in."""
_HOME = re.compile(
    r"(?:_index|readme|license|changelog|contributing|404|search|archives?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to import."""

    path: Path
    root: Path
    """The folder that was named, which nothing outside of is read."""
    roots: tuple[Path, ...]
    """Where an address that begins with ``/`` may lead."""
    hidden: bool = False
    """It lies among drafts."""

    @property
    def name(self) -> str:
        """The last parts of its path: a day may stand in them."""
        parts = (
            self.path.parts
            if self.path.parent == self.root
            else self.path.relative_to(self.root).parts
        )
        return "/".join(parts[-6:]).lstrip("/")


@dataclass(slots=True)
class Harvest:
    """What was found in the sources that were named."""

    files: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[str, Note]] = field(default_factory=list)
    """What is in the folders but not imported, with its path."""

    def skip(self, path: Path, why: str) -> None:
        """Tell of a file that is left out."""
        self.skipped.append((path.as_posix(), Note(Fate.DROPPED, 0, "", why)))


def collect_files(sources: Sequence[Path]) -> Harvest:
    """Find every text below ``sources`` that can be imported, in order."""
    harvest = Harvest()
    for source in sources:
        problem = _refuse(source)
        if problem:
            harvest.problems.append(Problem(source.as_posix(), 0, 0, *problem))
        elif source.is_dir():
            _collect_folder(source, harvest)
        else:
            root = source.parent
            harvest.files.append(Found(source, root, (root,)))
    return harvest


def _refuse(path: Path) -> tuple[str, str] | None:
    """Why a source cannot be imported, and how to mend it."""
    if not path.exists():
        return "no such file or folder", "give the path of a file or a folder"
    if path.is_dir():
        return None
    ending = path.suffix.lower()
    if not path.is_file() or ending not in READ:
        return _refuse_kind(ending or path.name)
    return refuse_size(path, LARGEST_EXPORT if ending in EXPORTS else LARGEST_TEXT)


def _refuse_kind(ending: str) -> tuple[str, str]:
    if ending in ARCHIVES:
        return "an archive", "unpack it first, and import the folder"
    if ending in OFFICE:
        return f"a file of an office program: {ending!r}", "save it as plain text or HTML"
    return f"a file of no known kind: {ending!r}", f"use one of: {', '.join(READ)}"


def refuse_size(path: Path, most: int) -> tuple[str, str] | None:
    """Say that a file is too large, if it is."""
    size = path.stat().st_size
    if size <= most:
        return None
    return f"too large: {size:,} bytes, {most:,} at most", "import the article alone"


def _collect_folder(root: Path, harvest: Harvest) -> None:
    posts, drafts, statics = _find_folders(root)
    roots = (*statics, root)
    before = len(harvest.files)
    for path in _walk(root, harvest):
        if len(harvest.files) - before >= MOST_FILES:
            what = f"more than {MOST_FILES:,} texts in one folder"
            harvest.problems.append(Problem(root.as_posix(), 0, 0, what, "import it in parts"))
            return
        _collect_file(Found(path, root, roots, _is_below(path, drafts)), posts + drafts, harvest)


def _collect_file(found: Found, folders: Sequence[Path], harvest: Harvest) -> None:
    path = found.path
    if path.suffix.lower() not in READ or (folders and path.suffix.lower() in EXPORTS):
        return
    if folders and not _is_below(path, folders):
        if path.suffix.lower() in MARKDOWN_ENDINGS:
            harvest.skip(path, "a page, not a post")
        return
    if _HOME.fullmatch(path.stem):
        harvest.skip(path, "a page of the site, not a post")
        return
    problem = _refuse(path)
    if problem:
        harvest.problems.append(Problem(path.as_posix(), 0, 0, *problem))
    else:
        harvest.files.append(found)


def _is_below(path: Path, folders: Sequence[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _find_folders(root: Path) -> tuple[tuple[Path, ...], tuple[Path, ...], tuple[Path, ...]]:
    """Where posts, drafts and what is copied as it is lie, when the folder is a generator's."""
    if (root / "source" / "_posts").is_dir():  # Hexo
        source = root / "source"
        return (source / "_posts",), (source / "_drafts",), (source,)
    if (root / "_posts").is_dir():  # Jekyll, or Hexo's source folder
        return (root / "_posts",), (root / "_drafts",), ()
    if (root / "content").is_dir():  # Hugo
        content = root / "content"
        posts = tuple(
            content / name for name in ("posts", "post", "blog") if (content / name).is_dir()
        )
        return posts or (content,), (), (root / "static", root / "assets", content)
    docs = root / "docs"
    if (docs / "blog").is_dir():  # this product, and Material's blog
        return (docs / "blog",), (), (docs,)
    return (), (), ()


def _walk(root: Path, harvest: Harvest) -> Iterator[Path]:
    """Every file below a folder, in order; no symbolic link is followed."""
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        for name in sorted(folders):
            if (here / name).is_symlink():
                harvest.skip(here / name, "a symbolic link")
        folders[:] = sorted(name for name in folders if name not in _NO_POSTS and name[0] != ".")
        for name in sorted(names):
            path = here / name
            if path.is_symlink():
                harvest.skip(path, "a symbolic link")
            elif name[0] != ".":
                yield path


def find_file(address: str, found: Found) -> tuple[Path | None, str]:
    """The file that an address in a source leads to, or why there is none."""
    plain = unquote(re.split(r"[?#]", address)[0])
    if "\0" in plain:
        return None, "no file has such a name"
    for tried in _places(plain, found):
        if not tried.is_file():
            continue
        if not tried.resolve().is_relative_to(found.root.resolve()):
            return None, "outside of what is imported"
        problem = refuse_size(tried, LARGEST_FILE)
        return (None, problem[0]) if problem else (tried.resolve(), "")
    return None, "no such file"


def _places(address: str, found: Found) -> Iterator[Path]:
    path = found.path
    if address.startswith("/"):
        yield from (root / address.lstrip("/") for root in found.roots)
        return
    yield path.parent / address
    yield path.with_suffix("") / address  # Hexo's folder beside the post
    yield from (root / address for root in found.roots)
