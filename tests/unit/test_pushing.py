"""Search engines are told what changed and nothing else, in requests that they take."""

from __future__ import annotations

import http.server
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from yiwen.pushing import (
    Plan,
    is_key_file,
    judge,
    make_baidu_requests,
    make_indexnow_requests,
    plan_push,
    read_all,
    read_plan,
    read_sitemap,
    render_plan,
)

SITE = "https://example.org/repo/"
KEY = "0123456789abcdef"


def sitemap(**urls: str) -> str:
    rows = (
        f"<url><loc>{SITE}{name}/</loc><lastmod>{changed}</lastmod></url>"
        for name, changed in urls.items()
    )
    return f"<urlset>{''.join(rows)}</urlset>"


def plan(*changed: str, gone: tuple[str, ...] = (), key: str = KEY) -> Plan:
    return Plan(SITE, key, tuple(f"{SITE}{name}" for name in changed), gone)


# What changed


def test_a_sitemap_is_read_with_its_changes():
    text = (
        "<urlset>\n <url>\n  <loc> https://a.cn/?a=1&amp;b=2 </loc>\n"
        "  <lastmod>2025-12-12</lastmod></url><url><loc>https://a.cn/b/</loc></url></urlset>"
    )

    assert read_sitemap(text) == (
        {"https://a.cn/?a=1&b=2": "2025-12-12", "https://a.cn/b/": ""},
        [],
    )


def test_the_parts_of_an_index_are_read_too():
    files = {
        "sitemap.xml": "<sitemapindex><sitemap><loc>1.xml</loc></sitemap>"
        "<sitemap><loc>2.xml</loc><lastmod>2025-12-12</lastmod></sitemap></sitemapindex>",
        "1.xml": sitemap(a="2025-01-01"),
        "2.xml": sitemap(b="2025-02-02"),
    }

    assert read_all("sitemap.xml", files.__getitem__) == {
        f"{SITE}a/": "2025-01-01",
        f"{SITE}b/": "2025-02-02",
    }


def test_new_and_changed_addresses_are_told_the_newest_first_and_what_is_gone():
    before = {f"{SITE}same/": "2025-01-01", f"{SITE}old/": "2025-01-01", f"{SITE}x/": "2025-02-02"}
    after = {
        f"{SITE}same/": "2025-01-01",
        f"{SITE}x/": "2025-03-03",
        f"{SITE}new/": "2025-12-12",
        f"{SITE}list/": "2025-12-12",
        f"{SITE}undated/": "",
    }

    made = plan_push(before, after, site_url=SITE, key=KEY)

    assert made.changed == tuple(f"{SITE}{name}/" for name in ("new", "list", "x", "undated"))
    assert made.gone == (f"{SITE}old/",)


@given(st.dictionaries(st.text(max_size=4), st.sampled_from(["", "2025-01-01", "2026-01-01"])))
def test_a_site_that_did_not_change_tells_nothing(urls: dict[str, str]):
    made = plan_push(urls, urls, site_url="", key="")

    assert (made.changed, made.gone) == ((), ())


def test_a_plan_can_be_written_down():
    made = plan("a/", gone=(f"{SITE}汉/",))

    assert read_plan(render_plan(made)) == made


@pytest.mark.parametrize(
    ("name", "content", "proves"),
    [
        (f"{KEY}.txt", f"{KEY}\n", True),
        ("robots.txt", "User-agent: *", False),
        ("short.txt", "short", False),
        (f"{KEY}.txt", "something else", False),
    ],
)
def test_a_key_file_holds_its_own_name(name: str, content: str, proves: bool):
    assert is_key_file(name, content) is proves


# Requests


def test_indexnow_gets_at_most_ten_thousand_addresses_at_once():
    urls = [f"{at}/" for at in range(10_001)]

    first, second = make_indexnow_requests(plan(*urls, gone=(f"{SITE}gone/",)))

    told = json.loads(first.content)
    assert (told["host"], told["key"]) == ("example.org", KEY)
    assert told["keyLocation"] == f"{SITE}{KEY}.txt"
    assert (len(told["urlList"]), first.number) == (10_000, 10_000)
    assert json.loads(second.content)["urlList"] == [f"{SITE}10000/", f"{SITE}gone/"]


def test_indexnow_is_told_nothing_without_a_key_nor_of_other_places():
    elsewhere = Plan(SITE, KEY, ("https://example.org/other/",), ())

    assert [*make_indexnow_requests(plan("a/", key=""))] == []
    assert [*make_indexnow_requests(elsewhere)] == []


def test_baidu_gets_at_most_two_thousand_addresses_at_once():
    urls = [f"{at}/" for at in range(2_001)]

    first, second = make_baidu_requests(plan(*urls), token="s3cret")  # noqa: S106 - nobody's

    assert parse_qs(urlsplit(first.url).query) == {
        "site": ["https://example.org"],
        "token": ["s3cret"],
    }
    assert (first.number, second.number) == (2_000, 1)
    assert second.content == f"{SITE}2000/".encode()
    assert "s3cret" not in first.shown


def test_baidu_knows_the_site_by_the_name_it_was_given_and_nothing_without_a_token():
    site = "www.example.org"

    (request,) = make_baidu_requests(plan("a/"), token="t", site=site)  # noqa: S106 - nobody's

    assert parse_qs(urlsplit(request.url).query)["site"] == [site]
    assert [*make_baidu_requests(plan("a/"), token="")] == []


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(200, "done"), (202, "done"), (429, "later"), (503, "later"), (0, "later"), (403, "refused")],
)
def test_an_answer_is_final_or_not(status: int, verdict: str):
    assert judge(status, " a\n b ") == (verdict, "a b")


# The command, against a server on this machine


@dataclass
class Engine:
    """A server that answers what it is told to, and remembers what it was sent."""

    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)

    def urls(self) -> list[str]:
        return list(json.loads(self.sent[-1][1])["urlList"])


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("BAIDU_TOKEN", "BAIDU_SITE", "BAIDU_MOST"):
        monkeypatch.delenv(name, raising=False)
    known = Engine()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = known.pages.get(self.path)
            self.answer(500 if known.broken else 200 if page is not None else 404, page or "")

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            known.sent.append((self.path, content))
            self.answer(*(known.answers.pop(0) if known.answers else (200, "")))

        def answer(self, status: int, text: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            if status == 429:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


def load_script():
    path = ROOT / "scripts" / "push_urls.py"
    spec = importlib.util.spec_from_file_location("push_urls", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


push_urls = load_script()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site with two pages and a key."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitemap.xml").write_text(sitemap(a="2025-01-01", b="2025-12-12"), "utf-8")
    (folder / "robots.txt").write_text(f"User-agent: *\nSitemap: {SITE}sitemap.xml\n", "utf-8")
    (folder / f"{KEY}.txt").write_text(KEY, "utf-8")
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The sitemap of the site before, with one of its pages."""
    path = tmp_path / "before.xml"
    path.write_text(sitemap(a="2025-01-01"), "utf-8")
    return path


def push(engine: Engine, *arguments: str | Path) -> list[float]:
    """Run the command; gives how long it waited."""
    waits: list[float] = []
    to = ("--indexnow", f"{engine.url}indexnow", "--baidu", f"{engine.url}baidu")
    assert push_urls.main([*map(str, arguments), *to], sleep=waits.append) == 0
    return waits


def test_without_send_it_only_shows_what_would_be_sent(
    engine: Engine, site: Path, before: Path, monkeypatch, capsys
):
    monkeypatch.setenv("BAIDU_TOKEN", "s3cret")

    push(engine, "--site", site, "--before", before)

    assert engine.sent == []
    told = capsys.readouterr().out
    assert f"1 changed\n  {SITE}b/\n0 gone\n" in told
    assert f"POST {engine.url}indexnow: 1 addresses" in told
    assert f"POST {engine.url}baidu?site=https://example.org&token=…: 1 addresses" in told
    assert "nothing is sent without --send" in told
    assert "s3cret" not in told


def test_only_what_changed_is_sent(engine: Engine, site: Path, before: Path, capsys):
    push(engine, "--site", site, "--before", before, "--send")

    assert [path for path, _ in engine.sent] == ["/indexnow"]
    assert engine.urls() == [f"{SITE}b/"]
    assert capsys.readouterr().out == "IndexNow: 1 addresses: 200\n"


def test_the_live_site_is_what_it_is_compared_with(engine: Engine, site: Path):
    (site / "robots.txt").write_text(f"Sitemap: {engine.url}sitemap.xml", "utf-8")
    text = sitemap(a="2025-01-01", b="2025-12-12").replace(SITE, engine.url)
    (site / "sitemap.xml").write_text(text, "utf-8")
    engine.pages["/sitemap.xml"] = (
        f"<sitemapindex><sitemap><loc>{engine.url}s-1.xml</loc></sitemap></sitemapindex>"
    )
    engine.pages["/s-1.xml"] = text.replace("2025-12-12", "2025-12-11")

    push(engine, "--site", site, "--send")

    assert engine.urls() == [f"{engine.url}b/"]


def test_a_site_that_was_never_published_tells_everything(engine: Engine, site: Path):
    push(engine, "--site", site, "--before", f"{engine.url}sitemap.xml", "--send")

    assert engine.urls() == [f"{SITE}b/", f"{SITE}a/"]


def test_when_nobody_knows_what_was_published_nothing_is_sent(engine: Engine, site: Path, capsys):
    engine.broken = True

    push(engine, "--site", site, "--before", f"{engine.url}sitemap.xml", "--send")
    push(engine, "--site", site, "--before", site / "missing.xml", "--send")
    push(engine, "--site", site, "--before", "http://127.0.0.1:1/sitemap.xml", "--send")
    push(engine, "--site", site / "nowhere", "--send")

    assert engine.sent == []
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["nothing is sent"] * 4
    assert told[0].endswith("sitemap.xml: 500")


def test_baidu_gets_no_more_than_it_takes(engine: Engine, site: Path, monkeypatch):
    monkeypatch.setenv("BAIDU_TOKEN", "s3cret")
    monkeypatch.setenv("BAIDU_SITE", "www.example.org")
    monkeypatch.setenv("BAIDU_MOST", "1")

    push(engine, "--site", site, "--before", f"{engine.url}none.xml", "--send")

    assert [path for path, _ in engine.sent] == [
        "/indexnow",
        "/baidu?site=www.example.org&token=s3cret",
    ]
    assert engine.sent[1][1] == f"{SITE}b/"
    assert len(json.loads(engine.sent[0][1])["urlList"]) == 2


def test_what_fails_for_now_is_tried_again_each_time_later(
    engine: Engine, site: Path, before: Path
):
    engine.answers = [(503, "busy"), (429, "slow"), (500, ""), (200, "")]

    waits = push(engine, "--site", site, "--before", before, "--send")

    assert len(engine.sent) == 4
    assert waits == [1.0, 7.0, 25.0]


def test_a_server_that_is_not_there_fails_nothing(site: Path, before: Path, capsys):
    waits = push(Engine("http://127.0.0.1:1/"), "--site", site, "--before", before, "--send")

    assert waits == [1.0, 5.0, 25.0]
    assert capsys.readouterr().out.startswith("IndexNow: 1 addresses: not reached")


def test_an_engine_that_refuses_is_not_asked_again(
    engine: Engine, tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setenv("BAIDU_TOKEN", "wrong")
    planned = tmp_path / "push.json"
    planned.write_text(render_plan(plan(*(f"{at}/" for at in range(4_001)), key="")), "utf-8")
    engine.answers = [(401, '{"error":401,"message":"token is not valid"}')]

    waits = push(engine, "--planned", planned, "--send")

    assert (len(engine.sent), waits) == (1, [])
    told = 'Baidu: 2000 addresses: 401 {"error":401,"message":"token is not valid"}\n'
    assert capsys.readouterr().out == told


def test_what_was_planned_before_the_deploy_is_sent_after_it(
    engine: Engine, site: Path, before: Path, tmp_path: Path
):
    planned = tmp_path / "push.json"

    push(engine, "--site", site, "--before", before, "--plan", planned)
    assert engine.sent == []
    push(engine, "--planned", planned, "--send")

    assert engine.urls() == [f"{SITE}b/"]


def test_a_site_without_keys_sends_nothing_and_says_why(
    engine: Engine, site: Path, before: Path, capsys
):
    (site / f"{KEY}.txt").unlink()

    push(engine, "--site", site, "--before", before, "--send")

    assert engine.sent == []
    assert "neither a key for IndexNow nor a token for Baidu" in capsys.readouterr().out


def test_the_command_needs_the_standard_library_alone(tmp_path: Path):
    """The workflow's job installs nothing: -S leaves out everything that is installed."""
    planned = tmp_path / "push.json"
    planned.write_text(render_plan(plan("a/")), "utf-8")

    done = subprocess.run(
        [sys.executable, "-S", ROOT / "scripts" / "push_urls.py", "--planned", planned],
        env={"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"1 changed\n  {SITE}a/\n")
