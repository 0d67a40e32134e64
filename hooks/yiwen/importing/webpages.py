"""Turn a web page, or a piece of one, into Markdown and what it says of itself."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any, Final

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

from yiwen.chinese.detection import HAN
from yiwen.importing.blocks import escape_inline, guard_line
from yiwen.importing.drafts import Draft, Fate, Note
from yiwen.importing.pastes import read_paste, tidy_markdown
from yiwen.moments import read_moment
from yiwen.problems import Problem, YiwenError
from yiwen.sources import clean_source

ARTICLES: Final = (
    ("#js_content", "WeChat's articles"),
    ("[itemprop=articleBody]", "schema.org"),
    ("section[data-field=body]", "Medium's export"),
    (".e-content", "microformats, as Medium and Hugo themes write them"),
    (".entry-content", "WordPress's themes"),
    (".post-content, .article-content, .post-body, .article-body", "what most themes say"),
    ("article", "HTML's own word"),
    ("main", "HTML's own word"),
    ("body", "nothing better"),
)
"""Where the article is, surest first, and who writes it so."""

APART: Final = (
    ("script, style, template, noscript, link, meta, svg, canvas, object", ""),
    ("nav, [role=navigation]", "navigation"),
    ("footer, [role=contentinfo]", "a footer"),
    ("aside, [role=complementary]", "beside the article"),
    ("form, button, input, select, textarea, [role=button]", "a form"),
    ("[hidden], [style*='display:none'], [style*='display: none']", "not shown"),
)
"""What is never part of an article, and what it is; without a name it has no text for readers."""

_TITLES: Final = ("#activity-name", ".p-name", "meta[property='og:title']", "h1", "title")
_DATES: Final = (
    "meta[property='article:published_time']",
    "[itemprop=datePublished]",
    "meta[name=date], meta[name=pubdate], meta[name=publishdate]",
    "time[datetime].dt-published",
    "time[datetime]",
    "#publish_time",
)
_AUTHORS: Final = (
    "#js_name",
    "meta[name=author]",
    "meta[property='article:author']",
    ".p-author",
    "[rel=author]",
)
_SOURCES: Final = (".p-canonical", "link[rel=canonical]", "meta[property='og:url']")
_DESCRIPTIONS: Final = ("meta[property='og:description']", "meta[name=description]")
_COVERS: Final = ("meta[property='og:image']", "meta[name='twitter:image']")
_TAGS: Final = ("meta[property='article:tag']", "[rel=tag]")
_WEB: Final = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "src")
_MORE: Final = re.compile(r"\s*(?:more|excerpt|truncate)\b.*", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_HAN_BREAK: Final = re.compile(f"(?<=[{HAN}，。！？；：、])[ \\t]*\\n\\s*(?=[{HAN}])")
_BREAK: Final = re.compile(r"\s*\n\s*")
"""Where a line of the source ends, which means nothing in HTML."""
_LANGUAGE: Final = re.compile(r"(?:^|\s)(?:language|lang|brush:)-?\s?([\w+#-]+)")


def is_page(text: str) -> bool:
    """Whether a text is HTML and not text that speaks of it."""
    return _PAGE.match(text) is not None or len(_ELEMENT.findall(text)) > 1


_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|section|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT: Final = re.compile(r"</(?:p|div|section|article|h[1-6]|li)>", re.IGNORECASE)


def read_page(html: str, *, path: str, bare: bool = False) -> Draft:
    """Read an article from HTML: a whole page, or what an editor copied.

    With ``bare`` it is nothing but the article, which no platform put anything around.

    Raises:
        YiwenError: the page cannot be read.
    """
    try:
        soup = _parse(clean_source(html))
        return _read_bare(soup) if bare else _read_soup(soup)
    except RecursionError:
        what = "elements are nested too deeply to be read"
        raise YiwenError([Problem(path, 0, 0, what, "copy the article alone")]) from None


def _parse(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "html.parser")


def _read_soup(soup: BeautifulSoup) -> Draft:
    said = _read_said(soup)
    _part_siblings(soup)
    notes = _take_apart(soup)
    article = _find_article(soup)
    notes += _tell_outside(soup, article, said)
    markdown, told = _convert(article)
    draft = read_paste(markdown, title=said.title, markdown=True)
    found = [replace(note, line=0) for note in draft.notes]
    return replace(
        draft,
        date=said.date or draft.date,
        authors=said.authors or draft.authors,
        tags=said.tags or draft.tags,
        cover=said.cover,
        description=said.description,
        source=said.source or draft.source,
        notes=(*notes, *told, *found),
    )


def _read_bare(soup: BeautifulSoup) -> Draft:
    _part_siblings(soup)
    notes = _take_apart(soup)
    markdown, told = _convert(soup)
    return Draft(body=tidy_markdown(markdown), notes=(*notes, *told))


def _convert(tag: Tag) -> tuple[str, list[Note]]:
    converter = _Converter(heading_style="atx", bullets="-", table_infer_header=True)
    return str(converter.convert_soup(tag)), converter.notes


@dataclass(frozen=True, slots=True)
class _Said:
    """What a page says of itself."""

    title: str
    date: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    cover: str
    description: str
    source: str


def _read_said(soup: BeautifulSoup) -> _Said:
    data = _read_data(soup)
    dates = [*_values(soup, _DATES), str(data.get("datePublished", ""))]
    authors = [name for name in _values(soup, _AUTHORS) if not _WEB.match(name)]
    return _Said(
        title=next(_values(soup, _TITLES), ""),
        date=next((date for date in dates if read_moment(date, UTC)), ""),
        authors=tuple(authors[:1]),
        tags=tuple(dict.fromkeys(_values(soup, _TAGS)))[:8],
        cover=next(filter(_WEB.fullmatch, _values(soup, _COVERS)), ""),
        description=next(_values(soup, _DESCRIPTIONS), ""),
        source=next(filter(_WEB.fullmatch, _values(soup, _SOURCES)), ""),
    )


def _values(soup: Tag, selectors: Sequence[str]) -> Iterator[str]:
    for selector in selectors:
        for tag in soup.select(selector):
            given = tag.get("content") or tag.get("datetime")
            if not given and tag.name in ("link", "a") and "canonical" in selector:
                given = tag.get("href")
            text = _SPACES.sub(" ", str(given or tag.get_text())).strip()
            if text:
                yield text


def _read_data(soup: BeautifulSoup) -> dict[str, Any]:
    """What JSON-LD says of the article."""
    for script in soup.select("script[type='application/ld+json']"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and "datePublished" in each:
                return each
    return {}


def _take_apart(soup: BeautifulSoup) -> list[Note]:
    """Remove what is no part of any article; tells the text that went with it."""
    notes: list[Note] = []
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        if _MORE.fullmatch(comment):
            comment.replace_with(soup.new_tag("more"))
        else:
            comment.extract()
    for selector, why in APART:
        for tag in soup.select(selector):
            if why and not tag.decomposed:
                notes += _tell(tag, why)
            tag.decompose()
    return notes


def _tell(tag: Tag, why: str) -> list[Note]:
    texts = (_SPACES.sub(" ", text).strip() for text in tag.stripped_strings)
    return [Note(Fate.DROPPED, tag.sourceline or 0, text, why) for text in texts if text]


_SIBLINGS: Final = (
    ("li", ("ul", "ol")),
    ("dd", ("dl",)),
    ("dt", ("dl",)),
    ("td", ("tr", "table")),
    ("th", ("tr", "table")),
    ("tr", ("table",)),
    ("p", ("li", "td", "blockquote", "div", "section", "article")),
)
"""Elements whose end may be left out, and what may stand between two of one kind."""


def _part_siblings(soup: BeautifulSoup) -> None:
    """Put beside each other what the parser nests because an end was left out."""
    for name, holders in _SIBLINGS:
        for tag in soup.find_all(name):
            outer = tag.find_parent([name, *holders])
            if outer is not None and outer.name == name:
                outer.insert_after(tag.extract())


def _find_article(soup: BeautifulSoup) -> Tag:
    for selector, _ in ARTICLES:
        found = [
            tag for tag in soup.select(selector) if tag.get_text(strip=True) or tag.find("img")
        ]
        if found:
            return max(found, key=lambda tag: len(tag.get_text()))
    return soup


def _tell_outside(soup: BeautifulSoup, article: Tag, said: _Said) -> list[Note]:
    notes: list[Note] = []
    used = {said.title: "title", said.date: "date", **dict.fromkeys(said.authors, "author")}
    for string in soup.find_all(string=True):
        text = _SPACES.sub(" ", string).strip()
        if not text or type(string) is not NavigableString or _is_inside(string, article):
            continue
        line = (string.parent.sourceline or 0) if string.parent else 0
        fate = Fate.USED if text in used else Fate.DROPPED
        notes.append(Note(fate, line, text, used.get(text, "outside of the article")))
    return notes


def _is_inside(element: PageElement, tag: Tag) -> bool:
    return any(parent is tag for parent in element.parents)


class _Converter(MarkdownConverter):
    """HTML to Markdown as this site writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.notes: list[Note] = []

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Write text so that Markdown shows it as it is."""
        joined = _BREAK.sub(" ", _HAN_BREAK.sub("", text or ""))
        return escape_inline(joined, deliberate=False)

    def convert_more(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """The end of a summary."""
        return "\n\n<!-- more -->\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A paragraph never becomes a heading or an item by what it begins with."""
        stripped = text.strip()
        plain = str(el.get_text()).strip()
        if stripped and plain and stripped[0] == plain[0] and not el.find("img"):
            text = guard_line(stripped)
        return str(super().convert_p(el, text, parent_tags))  # type: ignore[misc]

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """A picture with its caption, which the site shows below it."""
        images = el.find_all("img")
        caption = el.find("figcaption")
        if len(images) != 1 or el.find("table") or el.find("pre"):
            return f"\n\n{text.strip()}\n\n"
        said = _SPACES.sub(" ", caption.get_text()).strip() if caption else ""
        return f"\n\n{self._render_image(images[0], said)}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """The caption of what is no single picture."""
        said = _SPACES.sub(" ", el.get_text()).strip()
        return f"\n\n*{escape_inline(said, all_stars=True)}*\n\n" if said else ""

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """A picture; many platforms hide its address until it is scrolled to."""
        return self._render_image(el, "")

    def convert_iframe(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """What was embedded becomes a link."""
        src = str(el.get("src") or el.get("data-src") or "")
        src = f"https:{src}" if src.startswith("//") else src
        return f"\n\n<{src}>\n\n" if _WEB.fullmatch(src) else ""

    convert_video = convert_audio = convert_embed = convert_iframe

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Code, in fences longer than any inside."""
        code = el.get_text().strip("\n")
        if not code.strip():
            return ""
        inner = el.find("code")
        classes = [*(el.get("class") or []), *((inner.get("class") or []) if inner else [])]
        found = _LANGUAGE.search(" ".join(map(str, classes)))
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
        return f"\n\n{fence}{found[1] if found else ''}\n{code}\n{fence}\n\n"

    def _render_image(self, el: Tag, caption: str) -> str:
        src = next((str(el[key]).strip() for key in _LAZY if el.get(key)), "")
        alt = _SPACES.sub(" ", str(el.get("alt") or "")).strip()
        caption = caption or _SPACES.sub(" ", str(el.get("title") or "")).strip()
        if not src or src.startswith("data:"):
            why = "a picture inside the page" if src else "a picture without address"
            self.notes.append(
                Note(Fate.DROPPED, el.sourceline or 0, " ".join((alt, caption)).strip(), why)
            )
            return ""
        return render_image(src, alt, caption)


def render_image(address: str, alt: str = "", caption: str = "") -> str:
    """Give a picture as Markdown; its caption is the title.

    >>> render_image("a b.png", "图", "说明")
    '![图](a%20b.png "说明")'
    """
    for char, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), ('"', "%22")):
        address = address.replace(char, code)
    alt = re.sub(r"([\[\]\\])", r"\\\1", alt)
    title = ' "' + caption.replace("\\", "\\\\").replace('"', '\\"') + '"' if caption else ""
    return f"![{alt}]({address}{title})"
