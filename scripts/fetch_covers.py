"""Bring the remote images of posts under docs/assets/: python scripts/fetch_covers.py [--write].

Only public addresses are connected to: each name is looked up once for each hop, its addresses are
checked, and the connection goes to a checked one, so that a second answer of the name cannot lead
elsewhere. No proxy is used for the same reason.
"""

from __future__ import annotations

import argparse
import difflib
import io
import random
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import certifi
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, SSLError
from urllib3.util import parse_url

from yiwen.fetching import (
    Kind,
    RemoteImage,
    choose_kinds,
    find_remote_images,
    find_type,
    localize_images,
    plan_path,
    read_journal,
    refuse_address,
    refuse_url,
    render_journal_line,
    tell_type,
)
from yiwen.folders import read_settings_file
from yiwen.problems import Problem, YiwenError, render_problems
from yiwen.reading import decode_source, is_markdown

AGENT = "yiwen-fetch-covers"
CHUNK = 64 * 1024
REDIRECTS = 5
TRIES = 3
LONGEST_PAUSE = 20.0
"""Seconds between two tries, whatever a server asks for."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif"


class RefusedError(Exception):
    """An image that is not fetched, and will not be however often it is asked for."""


class PassingError(Exception):
    """A failure that may be over soon."""

    def __init__(self, what: str, *, pause: float = 0.0) -> None:
        super().__init__(what)
        self.pause = pause


def look_up(host: str, port: int) -> list[str]:
    """The numeric addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _make_trust() -> ssl.SSLContext:
    """What the system trusts, and what Mozilla does: some Pythons come with neither."""
    trust = ssl.create_default_context()
    trust.load_verify_locations(certifi.where())
    return trust


@dataclass(frozen=True)
class Fetcher:
    """Asks for images; tests say other ways to look up, to refuse and to wait."""

    most_bytes: int
    seconds: float
    """For one image, redirects included."""
    resolve: Callable[[str, int], list[str]] = look_up
    refuse: Callable[[str], str] = refuse_address
    pause: Callable[[float], object] = time.sleep
    trust: ssl.SSLContext = field(default_factory=_make_trust)

    def fetch(self, url: str) -> bytes:
        """The bytes of an image, asked for again when a failure may pass.

        Raises:
            RefusedError: it is not fetched; says why.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return self._follow(url)
            except PassingError as error:
                if attempt == TRIES:
                    raise RefusedError(f"{error}, {TRIES} times") from None
                wished = max(error.pause, 2.0 ** (attempt - 1) * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
                self.pause(min(wished, LONGEST_PAUSE))
        raise AssertionError

    def _follow(self, url: str) -> bytes:
        deadline = time.monotonic() + self.seconds
        for _ in range(REDIRECTS + 1):
            answer = self._ask(url, deadline)
            with closing(answer):
                if answer.status not in MOVED:
                    return self._read(answer, deadline)
                target = answer.headers.get("Location", "")
            if not target:
                raise RefusedError(f"a redirect to nowhere from {url}")
            url = urljoin(url, target)
        raise RefusedError(f"more than {REDIRECTS} redirects")

    def _ask(self, url: str, deadline: float) -> urllib3.BaseHTTPResponse:
        """Send one request, to an address that was checked."""
        if why := refuse_url(url):
            raise RefusedError(why)
        try:
            parsed = parse_url(url)
        except LocationParseError:
            raise RefusedError("not an address") from None
        host = (parsed.host or "").strip("[]")
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        address = self._find_address(host, port)
        left = max(0.1, deadline - time.monotonic())
        with self._connect(parsed.scheme or "", address, port, host) as pool:
            try:
                return pool.urlopen(
                    "GET",
                    parsed.request_uri,
                    headers={
                        "Host": parsed.netloc or host,
                        "User-Agent": AGENT,
                        "Accept": ACCEPT,
                        "Accept-Encoding": "identity",
                    },
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=min(10.0, left), read=min(20.0, left)),
                )
            except SSLError as error:
                raise RefusedError(f"no safe connection to {host}: {error}") from None
            except (HTTPError, OSError) as error:
                raise PassingError(f"no answer from {host}: {_tell(error)}") from None

    def _find_address(self, host: str, port: int) -> str:
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise PassingError(f"no such host: {host!r} ({_tell(error)})") from None
        reasons = [self.refuse(address) for address in addresses]
        allowed = next((a for a, why in zip(addresses, reasons, strict=True) if not why), "")
        if not allowed:
            raise RefusedError(f"{host}: {next(iter(reasons), 'no address')}")
        return allowed

    def _connect(
        self, scheme: str, address: str, port: int, host: str
    ) -> urllib3.HTTPConnectionPool:
        if scheme == "http":
            return urllib3.HTTPConnectionPool(address, port)
        return urllib3.HTTPSConnectionPool(
            address, port, ssl_context=self.trust, server_hostname=host, assert_hostname=host
        )

    def _read(self, answer: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        if answer.status in AGAIN:
            asked = answer.headers.get("Retry-After", "")
            pause = float(asked) if asked.isdecimal() else 0.0
            raise PassingError(f"the server answers {answer.status}", pause=pause)
        if answer.status != 200:  # noqa: PLR2004 - HTTP's "OK"
            raise RefusedError(f"the server answers {answer.status}")
        told = answer.headers.get("Content-Length", "")
        if told.isdecimal() and int(told) > self.most_bytes:
            raise RefusedError(self._too_large())
        content = self._collect(answer, deadline)
        if not find_type(content):
            raise RefusedError(f"not a JPEG, PNG, GIF, WebP or AVIF image but {tell_type(content)}")
        return content

    def _collect(self, answer: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        content = bytearray()
        try:
            while chunk := answer.read1(CHUNK, decode_content=False):
                content += chunk
                if len(content) > self.most_bytes:
                    raise RefusedError(self._too_large())
                if time.monotonic() > deadline:
                    raise PassingError(f"not done in {self.seconds:g} seconds")
        except (HTTPError, OSError) as error:
            raise PassingError(f"the answer breaks off: {_tell(error)}") from None
        return bytes(content)

    def _too_large(self) -> str:
        return f"larger than {self.most_bytes / 1_000_000:g} MB"


def _tell(error: Exception) -> str:
    """The cause of a failure, without the objects that libraries name."""
    cause = str(error.__cause__ or error.__context__ or error)
    return cause.rsplit(">: ", maxsplit=1)[-1].rsplit(": ", maxsplit=1)[-1].strip("()' ")


@dataclass
class Work:
    """The images of a site, and where they are kept."""

    docs: Path
    sources: list[Path]
    images: dict[Path, list[RemoteImage]] = field(default_factory=dict)
    fetched: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def find(self) -> dict[str, Kind]:
        """Read every source; gives each address with what it is for."""
        for source in self.sources:
            text = self.read(source)
            self.images[source] = find_remote_images(text, path=self.name(source))
        return choose_kinds(image for each in self.images.values() for image in each)

    def read(self, source: Path) -> str:
        """The text of a source with everything in it; none when it is not UTF-8."""
        content = source.read_bytes()
        try:
            decode_source(content, path=source.as_posix())
        except YiwenError as error:
            self.problems += error.problems
            return ""
        return content.decode("utf-8")

    def name(self, source: Path) -> str:
        """The path of a source below ``docs/``."""
        return source.relative_to(self.docs).as_posix()

    def tell(self, url: str, why: str) -> None:
        """Tell a fault at each place that the image stands at."""
        for source, images in self.images.items():
            self.problems += [
                Problem(source.as_posix(), image.line, image.column, f"{url}: {why}", MEND)
                for image in images
                if image.url == url
            ]

    def rewrite(self) -> Iterator[tuple[Path, str, str]]:
        """Give each source that changes, as it is now and with the local images.

        It is read again: an editor may have saved it meanwhile.
        """
        for source in self.images:
            text = self.read(source)
            changed = localize_images(text, self.fetched, path=self.name(source))
            self.problems += [
                Problem(source.as_posix(), image.line, image.column, UNSAFE, f"write  {path}")
                for image in find_remote_images(changed, path=self.name(source))
                if (path := self.fetched.get(image.url))
            ]
            if changed != text:
                yield source, text, changed


MEND = "put the image under docs/assets/ by hand, or leave its line out"
UNSAFE = "the image was fetched, but its address is written in a way that is not changed safely"


class Journal:
    """What was fetched, kept line by line: a run that is ended goes on at the next."""

    def __init__(self, path: Path, docs: Path) -> None:
        self._path, self._docs = path, docs
        self._lock = threading.Lock()

    def read(self) -> dict[str, str]:
        """What was fetched and is still there."""
        if not self._path.exists():
            return {}
        known = read_journal(self._path.read_text(encoding="utf-8", errors="replace"))
        return {url: path for url, path in known.items() if (self._docs / path).is_file()}

    def keep(self, url: str, kind: Kind, content: bytes) -> str:
        """Put an image into its place at once, whole; gives its path below ``docs/``."""
        path = plan_path(content, kind=kind)
        with self._lock:
            write_whole(self._docs / path, content)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8", newline="\n") as journal:
                journal.write(render_journal_line(url, path))
        return path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)


class Progress:
    """A bar on a terminal; nothing elsewhere."""

    def __init__(self, number: int) -> None:
        self._number, self._done = number, 0
        self._shown = sys.stderr.isatty() and number > 0

    def step(self, count: int = 1) -> None:
        """Show that ``count`` more are done."""
        self._done += count
        if self._shown:
            filled = 30 * self._done // self._number
            bar = "█" * filled + "·" * (30 - filled)
            end = "\n" if self._done == self._number else ""
            sys.stderr.write(f"\r{bar} {self._done}/{self._number}{end}")
            sys.stderr.flush()


def fetch_all(work: Work, wanted: Mapping[str, Kind], journal: Journal, fetcher: Fetcher) -> int:
    """Fetch what the journal does not have; gives how many were fetched now."""
    work.fetched = {url: path for url, path in journal.read().items() if url in wanted}
    missing = {url: kind for url, kind in wanted.items() if url not in work.fetched}
    progress = Progress(len(missing))
    before = len(work.fetched)
    pool = ThreadPoolExecutor(max_workers=8)
    try:
        waiting = {
            pool.submit(fetch_one, url, kind, journal, fetcher): url
            for url, kind in missing.items()
        }
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for each in done:
                take(work, waiting.pop(each), each)
                progress.step()
    finally:  # Ctrl-C: what runs ends, what waits is left
        pool.shutdown(cancel_futures=True)
    return len(work.fetched) - before


def fetch_one(url: str, kind: Kind, journal: Journal, fetcher: Fetcher) -> str:
    """Fetch one image and keep it; gives its path below ``docs/``."""
    return journal.keep(url, kind, fetcher.fetch(url))


def take(work: Work, url: str, done: Future[str]) -> None:
    """Note how it went."""
    try:
        work.fetched[url] = done.result()
    except RefusedError as refused:
        work.tell(url, str(refused))


def show(source: Path, before: str, after: str) -> str:
    """The change of a source as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"a/{source.as_posix()}",
        f"b/{source.as_posix()}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def main(arguments: Sequence[str] | None = None, fetcher: Fetcher | None = None) -> int:
    """Fetch, and show or write the changes; 1 when any image could not be fetched."""
    given = _make_parser().parse_args(arguments)
    try:
        posts = given.docs / read_settings_file(given.config).posts_folder
        work = Work(given.docs, _find_sources(given.paths or [posts], given.docs))
    except YiwenError as error:
        sys.stderr.write(f"{render_problems(error.problems)}\n")
        return 1
    wanted = work.find()
    journal = Journal(given.config.parent / ".cache" / "yiwen" / "images.jsonl", given.docs)
    fetcher = fetcher or Fetcher(int(given.most * 1_000_000), given.timeout)
    number = fetch_all(work, wanted, journal, fetcher)
    changed = 0
    for source, before, after in work.rewrite():
        changed += 1
        if given.write:
            write_whole(source, after.encode("utf-8"))
        else:
            print(show(source, before, after), end="")
    _sum_up(work, wanted, number, changed, write=given.write)
    return 1 if work.problems else 0


def _sum_up(
    work: Work, wanted: Mapping[str, Kind], number: int, changed: int, *, write: bool
) -> None:
    if work.problems:
        sys.stderr.write(f"{render_problems(work.problems)}\n")
    kept = len(work.fetched) - number
    lost = len(wanted) - len(work.fetched)
    told = f"{len(wanted)} remote images: {number} fetched, {kept} had already, {lost} not fetched"
    posts = f"{changed} sources {'rewritten' if write else 'to rewrite (--write does)'}"
    sys.stderr.write(f"{told}; {posts}\n")


def _find_sources(paths: Sequence[Path], docs: Path) -> list[Path]:
    found: dict[Path, None] = {}
    problems = []
    for path in paths:
        inside = path.resolve().is_relative_to(docs.resolve())
        if not path.exists() or not inside:
            what = "no such file or folder" if inside else f"does not lie in {docs.as_posix()}/"
            problems.append(Problem(path.as_posix(), 0, 0, what))
            continue
        place = docs / path.resolve().relative_to(docs.resolve())
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        found.update((file, None) for file in files if file.is_file() and is_markdown(file.name))
    if problems:
        raise YiwenError(problems)
    return list(found)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Bring remote covers and images under docs/assets/. The build never needs this.",
        epilog="Without --write the posts stay as they are and the changes are shown as a diff.",
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, help="sources, or folders of them; all posts"
    )
    parser.add_argument("--write", action="store_true", help="let the posts name the local images")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    parser.add_argument("--most", default=10.0, type=float, metavar="MB", help="largest image: 10")
    parser.add_argument(
        "--timeout", default=60.0, type=float, metavar="SECONDS", help="for one image: 60"
    )
    return parser


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # Windows: a post is no text of its code page
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\nended; what was fetched is kept, the next run goes on\n")
        sys.exit(130)
