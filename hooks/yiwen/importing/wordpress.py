"""Read an export of WordPress (WXR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from yiwen.importing.drafts import Draft, Fate, Note
from yiwen.importing.shortcodes import tell_left
from yiwen.importing.webpages import read_page
from yiwen.moments import read_moment
from yiwen.problems import Problem, YiwenError
from yiwen.sources import clean_source

_CAPTION = re.compile(
    r"\[caption[^\]]*\]\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<text>.*?)\[/caption\]",
    re.DOTALL,
)
_CODE = re.compile(
    r"\[(?P<name>code|sourcecode|php|python)(?P<options>[^\]]*)\](?P<text>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_BLOCK = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|pre|blockquote|figure|table|hr|!--)", re.IGNORECASE)
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL | re.IGNORECASE)
_NO_DAY = "0000-"


def is_export(text: str) -> bool:
    """Whether a text is an export of WordPress."""
    return "<rss" in text[:4000] and "wordpress.org/export/" in text[:8000]


def read_export(text: str, *, path: str) -> tuple[tuple[Draft, ...], tuple[Note, ...]]:
    """Read every post of an export, and what is told of the rest.

    Raises:
        YiwenError: it is not XML, or such as no export needs.
    """
    try:
        root = fromstring(clean_source(text), forbid_dtd=True)
    except DefusedXmlException:
        what = "the XML declares entities or a document type, which no export of WordPress does"
        raise YiwenError([Problem(path, 0, 0, what, "export it again: Tools, Export")]) from None
    except ParseError as error:
        line, column = error.position
        mend = "export it again: Tools, Export"
        raise YiwenError([Problem(path, line, column + 1, f"not XML: {error}", mend)]) from None
    drafts: list[Draft] = []
    notes: list[Note] = []
    for item in root.iter("item"):
        kind = _text(item, "post_type") or "post"
        title = _text(item, "title")
        if kind == "post" and _text(item, "status") not in ("trash", "auto-draft", "inherit"):
            drafts.append(_read_item(item, path=path))
        elif kind not in ("attachment", "nav_menu_item"):
            notes.append(
                Note(Fate.DROPPED, 0, title, f"no post but: {kind}, {_text(item, 'status')}")
            )
    return tuple(drafts), tuple(notes)


def _read_item(item: Element, *, path: str) -> Draft:
    content = clean_source(_text(item, "encoded", "content"))
    draft = read_page(_write_html(content), path=path, bare=True)
    link = urlsplit(_text(item, "link"))
    name = unquote(_text(item, "post_name"))
    categories = [
        each
        for each in _terms(item, "category")
        if each not in ("未分类", "Uncategorized", "未分類")
    ]
    return replace(
        draft,
        title=_text(item, "title"),
        date=_read_date(item),
        authors=tuple(filter(None, [_text(item, "creator")])),
        categories=tuple(categories),
        tags=tuple(_terms(item, "post_tag")),
        description=" ".join(_text(item, "encoded", "excerpt").split()),
        aliases=(unquote(link.path),) if link.path.strip("/") and not link.query else (),
        hidden=_text(item, "status") in ("draft", "pending", "private"),
        slug=name,
        notes=(*draft.notes, *tell_left(draft.body), *_tell_comments(item)),
    )


def _text(item: Element, name: str, space: str = "") -> str:
    for child in item:
        own_space, _, own_name = child.tag.rpartition("}")
        if own_name == name and space in own_space:
            return (child.text or "").strip()
    return ""


def _terms(item: Element, domain: str) -> Iterator[str]:
    for child in item.iter("category"):
        if child.get("domain") == domain and (child.text or "").strip():
            yield (child.text or "").strip()


def _read_date(item: Element) -> str:
    """The local time of the post, with its zone when the export tells it."""
    local, world = (read_moment(_text(item, name), UTC) for name in ("post_date", "post_date_gmt"))
    if local is None:
        return ""
    day = f"{local.at:%Y-%m-%d %H:%M:%S}"
    if world is None or _text(item, "post_date_gmt").startswith(_NO_DAY):
        return day
    ahead = local.at - world.at
    if abs(ahead) > timedelta(hours=14):
        return day
    minutes = round(ahead.total_seconds() / 60)
    return f"{day} {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _write_html(content: str) -> str:
    """Content as WordPress shows it: blank lines part paragraphs where none are marked."""
    content = _CAPTION.sub(r"<figure>\g<image><figcaption>\g<text></figcaption></figure>", content)
    content = _CODE.sub(r"<pre><code>\g<text></code></pre>", content)
    if re.search(r"<p[\s>]", content, re.IGNORECASE):
        return content
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\n\n<pre>{len(held) - 1}</pre>\n\n"

    parts = re.split(r"\n\s*\n", _PRE.sub(hold, content))
    html = "\n".join(_write_paragraph(part) for part in parts if part.strip())
    return re.sub(r"<pre>(\d+)</pre>", lambda found: held[int(found[1])], html)


def _write_paragraph(part: str) -> str:
    if _BLOCK.match(part):
        return part
    return f"<p>{part.strip().replace(chr(10), '<br>')}</p>"


def _tell_comments(item: Element) -> Iterator[Note]:
    for comment in item:
        if comment.tag.rpartition("}")[2] == "comment":
            said = f"{_text(comment, 'comment_author')}: {_text(comment, 'comment_content')}"
            yield Note(Fate.DROPPED, 0, " ".join(said.split()), "a comment of a reader")
