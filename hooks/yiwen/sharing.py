"""Ways to pass an article on: links to other services, and a code that a telephone reads.

Both are right in every edition: what is shared is the page that the reader sees. No service's script
takes part: its link opens a page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from yiwen.addresses import show_letters
from yiwen.chinese.rules import mark_values
from yiwen.chinese.variants import Variant
from yiwen.codes import draw_codes
from yiwen.heads import Site

SERVICES = (
    ("微博", "https://service.weibo.com/share/share.php?url={url}&title={title}"),
    ("X", "https://x.com/intent/post?url={url}&text={title}"),
    ("LINE", "https://social-plugins.line.me/lineit/share?url={url}"),
    ("Telegram", "https://t.me/share/url?url={url}"),
)
"""(name, what its link is like). The last two show the title that they find on the page."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the page's address."""

    size: int
    """Pixels on a side: one for each module and for the margin."""
    source: str
    """A picture as an address (``data:``); a mark: each edition has its own."""


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
    prefix = mark_values({each.variant: quote(each.prefix) for each in site.editions})
    address = f"{quote(site.url, safe=':/')}{prefix}{quote(url)}"
    title = mark_values({each: show_letters(quote(text)) for each, text in titles.items()})
    links = tuple((name, form.format(url=address, title=title)) for name, form in SERVICES)
    return Sharing(links, _draw_codes(pages))


def _draw_codes(pages: Mapping[Variant, str]) -> Code:
    """Draw the address of each edition, all in one size."""
    size, pictures = draw_codes(list(pages.values()))
    return Code(size, mark_values(dict(zip(pages, pictures, strict=True))))
