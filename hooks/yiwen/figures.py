"""Images in the text of pages: laid out before they are loaded, loaded when they are near."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit

from yiwen.library import is_remote
from yiwen.pictures import Picture

COLUMN_PIXELS = 688
"""How wide an article's column is at most (``--measure`` in the style sheet: 43 rem)."""
MARGINS = 40
"""Beside the column on phones, in pixels."""

_IMG = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_WHOLE = re.compile(r"[1-9]\d{0,4}")

Find = Callable[[str], Picture | None]
"""Gives the picture at an address below the site's root, not encoded, if the page may show it."""


def fit_images(html: str, *, url: str, find: Find, eager: int = 0) -> str:
    """Give the images of an article's text sizes, and let all but the first ``eager`` ones wait.

    ``url`` is the page's, percent-encoded. What an author has written on an image stays.
    """
    number = 0

    def fit(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        given = _read_attributes(found[0])
        source = given.get("src", "")
        picture = find(_locate(source, url))
        added = _fit_picture(picture, source, given) if picture else _fit_remote(source)
        added += [("loading", "lazy")] if number > eager else []
        added.append(("decoding", "async"))
        return _add(found[0], [(name, value) for name, value in added if name not in given])

    return _IMG.sub(fit, html)


def _read_attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, of each the first as browsers do."""
    given: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(tag, len("<img")):
        value = found[2] or ""
        bare = value[1:-1] if value[:1] in ("'", '"') else value
        given.setdefault(found[1].lower(), unescape(bare))
    return given


def _locate(source: str, url: str) -> str:
    """The address below the site's root that the page at ``url`` means; empty for another host's."""
    if not source or is_remote(source) or source.startswith("data:"):
        return ""
    try:
        return unquote(urlsplit(urljoin(f"//host/{url}", source)).path[1:])
    except ValueError:
        return ""


def _fit_picture(picture: Picture, source: str, given: dict[str, str]) -> list[tuple[str, str]]:
    width, height = _shown_size(picture, given)
    added = [("width", str(width)), ("height", str(height))] if width and height else []
    if not picture.sizes or "srcset" in given:
        return added
    folder = source[: source.rfind("/") + 1]
    names = [(size.url.rpartition("/")[2], size.width) for size in picture.sizes]
    added.append(("srcset", ", ".join(f"{folder}{name} {wide}w" for name, wide in names)))
    added.append(("sizes", _tell_width(width)))
    return added


def _shown_size(picture: Picture, given: dict[str, str]) -> tuple[int, int]:
    """Width and height of an image, in pixels: the author's, or what follows from the one given.

    Nothing when the author wrote something else than a number.
    """
    if not (picture.width and picture.height):
        return 0, 0
    if "width" not in given and "height" not in given:
        return picture.width, picture.height
    sides = [given[name] for name in ("width", "height") if name in given]
    if not all(_WHOLE.fullmatch(side) for side in sides):
        return 0, 0
    width, height = int(given.get("width", 0)), int(given.get("height", 0))
    width = width or max(1, round(height * picture.width / picture.height))
    return width, height or max(1, round(width * picture.height / picture.width))


def _tell_width(width: int) -> str:
    """How wide an image is laid out: as wide as it is, but no wider than the column."""
    if width == 0 or width >= COLUMN_PIXELS:
        return "(min-width: 48em) 43rem, calc(100vw - 2.5rem)"
    return f"(min-width: {width + MARGINS}px) {width}px, calc(100vw - 2.5rem)"


def _fit_remote(source: str) -> list[tuple[str, str]]:
    """Hosts of others need not know which article is read; many refuse when they do."""
    return [("referrerpolicy", "no-referrer")] if is_remote(source) else []


def _add(tag: str, added: Sequence[tuple[str, str]]) -> str:
    end = "/>" if tag.endswith("/>") else ">"
    text = "".join(f' {name}="{escape(value)}"' for name, value in added)
    return f"{tag.removesuffix(end).rstrip()}{text}{' ' if end == '/>' else ''}{end}"
