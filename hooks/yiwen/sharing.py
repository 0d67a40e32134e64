"""Ways to pass an article on: links to other services, and a code that a telephone reads.

Both are right in every edition: what is shared is the page that the reader sees. No service's script
takes part: its link opens a page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import segno

from yiwen.chinese.rules import mark_values
from yiwen.chinese.variants import Variant
from yiwen.heads import Site

SERVICES = (
    ("微博", "https://service.weibo.com/share/share.php?url={url}&title={title}"),
    ("X", "https://x.com/intent/post?url={url}&text={title}"),
    ("LINE", "https://social-plugins.line.me/lineit/share?url={url}&text={title}"),
    ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
)
"""(name, what its link is like)."""

MASK = 3
"""Any of the eight patterns can be read; to compare them takes four times as long."""

_RUN = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the page's address, to be drawn by lines one module wide."""

    size: int
    """Modules on a side, without the margin of four that readers want."""
    lines: str
    """The ``d`` of an SVG path, its first line at height 0; a mark: each edition has its own."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What an article offers to those who pass it on."""

    links: tuple[tuple[str, str], ...]
    """(name of a service, address); a mark holds what differs between editions."""
    code: Code


def plan_sharing(url: str, titles: Mapping[Variant, str], site: Site) -> Sharing | None:
    """Offer ways to share the page at ``url``, below the site's root and percent-encoded.

    None when the site has no address of its own: there is nothing that others could open.
    """
    if not site.url:
        return None
    pages = {each.variant: f"{site.url}{each.prefix}{url}" for each in site.editions}
    prefix = mark_values({each.variant: quote(each.prefix, safe="") for each in site.editions})
    address = f"{quote(site.url, safe='')}{prefix}{quote(url, safe='')}"
    title = mark_values({variant: quote(text, safe="") for variant, text in titles.items()})
    links = tuple((name, form.format(url=address, title=title)) for name, form in SERVICES)
    return Sharing(links, _draw_codes(pages))


def _draw_codes(pages: Mapping[Variant, str]) -> Code:
    """Draw the address of each edition, all in the size that the longest needs."""
    version = None
    lines: dict[Variant, str] = {}
    size = 0
    for variant, url in sorted(pages.items(), key=lambda each: -len(each[1])):
        code = segno.make_qr(url, version=version, mask=MASK)
        version = code.version
        size = len(code.matrix)
        lines[variant] = draw_lines(code.matrix)
    return Code(size, mark_values(lines))


def draw_lines(matrix: tuple[bytearray, ...]) -> str:
    """Write the dark modules of a code as an SVG path: a line for each run in a row.

    >>> draw_lines((bytearray([1, 1, 0, 1]), bytearray([0, 1, 0, 0])))
    'm0 0h2m1 0h1m-3 1h1'
    """
    drawn = []
    pen = (0, 0)
    for y, row in enumerate(matrix):
        for run in _RUN.finditer(row):
            start, end = run.span()
            drawn.append(f"m{start - pen[0]} {y - pen[1]}h{end - start}")
            pen = (end, y)
    return "".join(drawn)
