"""A page that is not a post: about, guide, or the words above a list."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from yiwen.bodies import find_variant, mark_body
from yiwen.chinese.prose import find_protected
from yiwen.chinese.variants import Variant
from yiwen.frontmatter import scan_source
from yiwen.headings import find_title
from yiwen.metadata import Metadata
from yiwen.moments import read_moment
from yiwen.problems import YiwenError
from yiwen.settings import Settings


@dataclass(frozen=True, slots=True)
class Document:
    """A page as its author wrote it; texts may hold marks of inline rules."""

    path: str
    title: str
    """Of the front matter, else the first heading; empty when there is neither."""
    body: str
    """Markdown; unlike a post's, it keeps the heading that names it."""
    script: Variant
    description: str
    titled: bool
    """Whether the body shows the title itself."""
    body_line: int = 1
    """Line of the file that the body begins with."""
    math: bool = False
    """Whether it has formulas."""
    updated: datetime | None = None
    """When it last changed, or was written, if it says so."""

    @property
    def address(self) -> str:
        """Where the page is, below the site's root, not encoded.

        >>> from yiwen.chinese.variants import Variant
        >>> Document("about.md", "", "", Variant.HANS, "", False).address
        'about/'
        """
        folder, name = posixpath.split(posixpath.splitext(self.path)[0])
        parts = [folder] if name in ("index", "README") else [folder, name]
        return "".join(f"{part}/" for part in parts if part)

    @property
    def url(self) -> str:
        """The page's address, percent-encoded; empty for the home page."""
        return quote(self.address)


def read_document(text: str, *, path: str, settings: Settings) -> Document:
    """Read a page from the text of its file.

    Raises:
        YiwenError: the page cannot be published as it is; tells every fault.
    """
    front, problems = scan_source(text, path=path)
    meta = Metadata(front.fields, path)
    said = meta.read_switch("math")
    math = settings.math if said is None else said
    body, faults = mark_body(front, path=path, math=math)
    heading = find_title(body, find_protected(body, math=math))
    given = meta.read_text("title")
    document = Document(
        path=path,
        title=given or (heading.text if heading else ""),
        body=body,
        script=find_variant(f"{given}\n{body}", named=meta.read_variant("lang"), settings=settings),
        description=meta.read_text("description"),
        titled=bool(heading and (heading.level == 1 or not given)),
        body_line=front.body_line,
        math=math,
        updated=_read_updated(meta, settings),
    )
    if problems or faults or meta.problems:
        raise YiwenError([*problems, *faults, *meta.problems])
    return document


def _read_updated(meta: Metadata, settings: Settings) -> datetime | None:
    """The day a page names; what is not a day is not a fault, for a page needs none."""
    given = (meta.find("updated"), meta.find("date"))
    texts = [each[1].text or "" for each in given if each]
    moments = (read_moment(text, settings.zone) for text in texts)
    return next((moment.at for moment in moments if moment), None)
