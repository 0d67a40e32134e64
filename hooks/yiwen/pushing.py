"""Tell search engines what changed: which addresses, in which requests, and what the answers mean.

Needs nothing but the standard library: the job that sends installs nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from itertools import chain
from typing import Any, Literal
from urllib.parse import quote, urlencode, urlsplit

INDEXNOW = "https://api.indexnow.org/indexnow"
BAIDU = "http://data.zz.baidu.com/urls"
"""As documented; Baidu has no other scheme for it."""
INDEXNOW_MOST = 10_000
BAIDU_MOST = 2_000
"""Addresses that one request may hold."""

PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be another in a minute."""
SUCCESS = range(200, 300)

_ENTRY = re.compile(
    r"<(?P<kind>url|sitemap)>\s*<loc>\s*(?P<url>[^<]*?)\s*</loc>"
    r"(?:\s*<lastmod>\s*(?P<changed>[^<]*?)\s*</lastmod>)?"
)
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What search engines shall be told."""

    site_url: str
    """Absolute, with ``/`` at its end."""
    key: str
    """For IndexNow; empty when the site has none."""
    changed: tuple[str, ...]
    """New or changed addresses, the newest first."""
    gone: tuple[str, ...]
    """Addresses that are no longer in the sitemap."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent at once."""

    engine: Literal["IndexNow", "Baidu"]
    url: str
    shown: str
    """The address without what is secret."""
    content_type: str
    content: bytes
    number: int
    """How many addresses it holds."""


Verdict = Literal["done", "later", "refused"]
"""``later``: the same request may do better in a while; ``refused``: so will be all the others."""


def read_sitemap(text: str) -> tuple[dict[str, str], list[str]]:
    """The addresses of a sitemap with their last change, and the parts of an index.

    >>> read_sitemap("<url><loc>https://a.cn/</loc><lastmod>2025-12-12</lastmod></url>")
    ({'https://a.cn/': '2025-12-12'}, [])
    """
    urls: dict[str, str] = {}
    parts: list[str] = []
    for entry in _ENTRY.finditer(text):
        url = unescape(entry["url"])
        if entry["kind"] == "sitemap":
            parts.append(url)
        else:
            urls[url] = entry["changed"] or ""
    return urls, parts


def read_all(name: str, fetch: Callable[[str], str]) -> dict[str, str]:
    """The addresses of a sitemap and of all its parts; ``fetch`` gives the text of each."""
    urls, parts = read_sitemap(fetch(name))
    for part in parts:
        urls |= read_sitemap(fetch(part))[0]
    return urls


def find_site_url(robots: str) -> str:
    r"""The site's URL, from where its robots.txt says the sitemap is; empty when it does not say.

    >>> find_site_url("User-agent: *\nSitemap: https://a.cn/blog/sitemap.xml\n")
    'https://a.cn/blog/'
    """
    found = re.search(r"^Sitemap:\s*(https?://\S+/)sitemap\.xml\s*$", robots, re.MULTILINE)
    return found[1] if found else ""


def is_key_file(name: str, content: str) -> bool:
    """Whether a file of the site proves the ownership of it for IndexNow: it holds its own name."""
    stem = name.removesuffix(".txt")
    return stem == content.strip() and bool(_KEY.fullmatch(stem))


def plan_push(
    before: Mapping[str, str], after: Mapping[str, str], *, site_url: str, key: str
) -> Plan:
    """Compare two sitemaps: an address with another last change is changed, the newest come first."""
    changed = [url for url in after if before.get(url) != after[url]]
    changed.sort(key=lambda url: after[url], reverse=True)  # stable: articles stay before lists
    gone = [url for url in before if url not in after and url.startswith(site_url)]
    return Plan(site_url, key, tuple(changed), tuple(gone))


def render_plan(plan: Plan) -> str:
    """Write a plan down, for the job that sends it when the site is there."""
    return json.dumps(asdict(plan), ensure_ascii=False, indent=1) + "\n"


def read_plan(text: str) -> Plan:
    """Read what ``render_plan`` has written."""
    values: dict[str, Any] = json.loads(text)
    changed, gone = tuple(values["changed"]), tuple(values["gone"])
    return Plan(values["site_url"], values["key"], changed, gone)


def make_indexnow_requests(plan: Plan, endpoint: str = INDEXNOW) -> Iterator[Request]:
    """The requests for IndexNow; what is gone is told too. None without a key."""
    if not plan.key:
        return
    urls = [url for url in chain(plan.changed, plan.gone) if url.startswith(plan.site_url)]
    for some in _cut(urls, INDEXNOW_MOST):
        told = {
            "host": urlsplit(plan.site_url).netloc,
            "key": plan.key,
            "keyLocation": f"{plan.site_url}{plan.key}.txt",
            "urlList": some,
        }
        content = json.dumps(told, ensure_ascii=False).encode()
        kind = "application/json; charset=utf-8"
        yield Request("IndexNow", endpoint, endpoint, kind, content, len(some))


def make_baidu_requests(
    plan: Plan, *, token: str, site: str = "", endpoint: str = BAIDU
) -> Iterator[Request]:
    """The requests for Baidu; none without a token. ``site`` is what Baidu knows the site by."""
    if not token:
        return
    parts = urlsplit(plan.site_url)
    site = site or f"{parts.scheme}://{parts.netloc}"
    for some in _cut(plan.changed, BAIDU_MOST):
        url = f"{endpoint}?{urlencode({'site': site, 'token': token}, safe=':/')}"
        shown = f"{endpoint}?site={quote(site, safe=':/')}&token=…"
        yield Request("Baidu", url, shown, "text/plain", "\n".join(some).encode(), len(some))


def _cut(urls: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(urls), size):
        yield [*urls[start : start + size]]


def judge(status: int, answer: str) -> tuple[Verdict, str]:
    """What an answer means, and what it says in a few words; status 0 means that there was none."""
    said = " ".join(answer.split())[:200]
    if status in SUCCESS:
        return "done", said
    if status in PASSING or not status:
        return "later", said
    return "refused", said
