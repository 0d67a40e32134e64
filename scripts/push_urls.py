"""Tell search engines which pages changed: python scripts/push_urls.py [--send].

The site that was built is compared with the sitemap that is published. Without --send it is only shown
what would be sent. Whatever happens, this ends with 0: a site is published all the same.

IndexNow (Bing, Yandex, Naver, Seznam …) needs the setting `indexnow`, Baidu the environment variable
BAIDU_TOKEN; BAIDU_SITE when Baidu knows the site by another name than its host, and BAIDU_MOST when it
takes fewer addresses a day: more than that and it takes none.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from http.client import HTTPException
from pathlib import Path

from yiwen.pushing import (
    BAIDU,
    INDEXNOW,
    Plan,
    Request,
    Verdict,
    find_site_url,
    is_key_file,
    judge,
    make_baidu_requests,
    make_indexnow_requests,
    plan_push,
    read_all,
    read_plan,
    render_plan,
)

TIMEOUT = 30.0
WAITS = (1.0, 5.0, 25.0)
"""Seconds before each further try."""
LONGEST_WAIT = 120.0
MOST_BYTES = 60_000_000
NOT_FOUND = 404
SHOWN = 10
AGENT = {"User-Agent": "yiwen-push/1 (+https://www.indexnow.org)"}


class UnreachableError(Exception):
    """Something that cannot be read now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; status 0 when it could not be reached."""

    status: int
    text: str
    retry_after: float | None = None


def fetch(url: str) -> str:
    """The text at an address; nothing where there is none.

    Raises:
        UnreachableError: the server is not reached, or says something else.
    """
    if not url.startswith(("https://", "http://")):
        raise UnreachableError(f"not an address: {url!r}")
    try:
        asked = urllib.request.Request(url, headers=AGENT)  # noqa: S310 - its scheme is checked
        with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
            return str(answer.read(MOST_BYTES).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == NOT_FOUND:
            return ""
        raise UnreachableError(f"{url}: {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise UnreachableError(f"{url}: {error}") from None


def read_published(place: str) -> dict[str, str]:
    """The sitemap that was published before: at an address, or saved in a file or folder.

    Raises:
        UnreachableError: it cannot be told what was published.
    """
    if place.startswith(("https://", "http://")):
        return read_all(place, fetch)
    path = Path(place, "sitemap.xml") if Path(place).is_dir() else Path(place)
    if not path.exists():
        raise UnreachableError(f"{place}: no such file")
    return read_saved(path)


def read_saved(path: Path) -> dict[str, str]:
    """A sitemap and its parts, which lie beside it."""

    def read(name: str) -> str:
        return (path.parent / name.rpartition("/")[2]).read_text(encoding="utf-8")

    try:
        return read_all(path.name, read)
    except OSError as error:
        raise UnreachableError(str(error)) from None


def make_plan(site: Path, *, site_url: str, before: str) -> Plan:
    """Compare the site that was built with the one that is published.

    Raises:
        UnreachableError: one of the two cannot be read.
    """
    robots = site / "robots.txt"
    url = site_url or (find_site_url(robots.read_text("utf-8")) if robots.exists() else "")
    if not url:
        raise UnreachableError(f"{site}: its URL is not known (site_url in mkdocs.yml)")
    url = f"{url.rstrip('/')}/"
    key = next((path.stem for path in sorted(site.glob("*.txt")) if _proves(path)), "")
    after = read_saved(site / "sitemap.xml")
    return plan_push(read_published(before or f"{url}sitemap.xml"), after, site_url=url, key=key)


def _proves(path: Path) -> bool:
    return is_key_file(path.name, path.read_text(encoding="utf-8", errors="replace")[:200])


def post(request: Request) -> Answer:
    """Send a request."""
    headers = {**AGENT, "Content-Type": request.content_type}
    asked = urllib.request.Request(  # noqa: S310 - addresses of engines, or those of the caller
        request.url, data=request.content, headers=headers, method="POST"
    )
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
            return Answer(answer.status, answer.read(10_000).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            text = error.read(10_000).decode("utf-8", "replace")
        after = error.headers.get("Retry-After", "")
        return Answer(error.code, text, float(after) if after.isdigit() else None)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(0, str(getattr(error, "reason", error)))


def send(request: Request, *, sleep: Callable[[float], None] = time.sleep) -> Verdict:
    """Send a request, again after a while when the answer may be another then; tells how it went."""
    answer = post(request)
    for wait in WAITS:
        if judge(answer.status, answer.text)[0] != "later":
            break
        sleep(min(answer.retry_after or wait, LONGEST_WAIT))
        answer = post(request)
    verdict, said = judge(answer.status, answer.text)
    told = f"{request.engine}: {request.number} addresses"
    print(f"{told}: {answer.status or 'not reached'} {said}".rstrip())
    return verdict


def send_all(requests: Sequence[Request], *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Send all requests; an engine that refuses one is not asked again."""
    silent: set[str] = set()
    for request in requests:
        if request.engine not in silent and send(request, sleep=sleep) != "done":
            silent.add(request.engine)


def show(plan: Plan, requests: Sequence[Request]) -> None:
    """Say what would be sent."""
    for word, urls in (("changed", plan.changed), ("gone", plan.gone)):
        print(f"{len(urls)} {word}")
        for url in urls[:SHOWN]:
            print(f"  {url}")
        if len(urls) > SHOWN:
            print(f"  … and {len(urls) - SHOWN} more")
    for request in requests:
        print(f"POST {request.shown}: {request.number} addresses, {len(request.content)} bytes")
    print("nothing is sent without --send")


def make_requests(
    plan: Plan, given: argparse.Namespace, environment: Mapping[str, str]
) -> list[Request]:
    """All requests that the plan asks for and that the site has keys for."""
    token, site, quota = (
        environment.get(f"BAIDU_{name}", "") for name in ("TOKEN", "SITE", "MOST")
    )
    most = int(quota) if quota.isdecimal() else None
    fewer = replace(plan, changed=plan.changed[:most])
    return [
        *make_indexnow_requests(plan, given.indexnow),
        *make_baidu_requests(fewer, token=token, site=site, endpoint=given.baidu),
    ]


def main(
    arguments: Sequence[str] | None = None, *, sleep: Callable[[float], None] = time.sleep
) -> int:
    """Plan, and show or send; 0 whatever comes of it."""
    given = _make_parser().parse_args(arguments)
    try:
        plan = _find_plan(given)
    except (UnreachableError, OSError, ValueError, KeyError) as error:
        print(f"nothing is sent: {error}")
        return 0
    if given.plan:
        given.plan.write_text(render_plan(plan), encoding="utf-8")
        print(f"{given.plan}: {len(plan.changed)} changed, {len(plan.gone)} gone")
        return 0
    requests = make_requests(plan, given, os.environ)
    if given.send:
        send_all(requests, sleep=sleep)
    else:
        show(plan, requests)
    if not requests:
        print("nothing to send, or neither a key for IndexNow nor a token for Baidu")
    return 0


def _find_plan(given: argparse.Namespace) -> Plan:
    if given.planned:
        return read_plan(given.planned.read_text(encoding="utf-8"))
    return make_plan(given.site, site_url=given.site_url, before=given.before)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Tell search engines which pages changed. Nothing is sent without --send.",
        epilog="BAIDU_TOKEN: what Baidu gave you. The key for IndexNow is found in the site.",
    )
    add = parser.add_argument
    add("--send", action="store_true", help="send it; without, only show what would be sent")
    add("--site", default=Path("site"), type=Path, help="the site that was built: site")
    add("--site-url", default="", metavar="URL", help="its URL, if its robots.txt does not say")
    add("--before", default="", metavar="PLACE", help="the sitemap to compare with: the live one")
    add("--plan", type=Path, metavar="FILE", help="only write down what shall be sent")
    add("--planned", type=Path, metavar="FILE", help="take what was written down")
    add("--indexnow", default=INDEXNOW, metavar="URL", help=f"whom to tell: {INDEXNOW}")
    add("--baidu", default=BAIDU, metavar="URL", help=f"whom to tell: {BAIDU}")
    return parser


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # Windows: an address is no text of its code page
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
