"""The script that fetches images, against a server on this machine."""

from __future__ import annotations

import http.server
import importlib.util
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "fetch_covers.py"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
COVER = "assets/covers/f3074fb26071a9edf129.png"
IMAGE = "assets/images/f3074fb26071a9edf129.png"


def load_script():
    spec = importlib.util.spec_from_file_location("fetch_covers", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


fetch_covers = load_script()


@dataclass
class Web:
    """A server that answers as each path says, and remembers what it was asked."""

    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    hosts: list[str] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "pics.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def resolve(self, host: str, _port: int) -> list[str]:
        if host == "inside.example":
            return ["10.0.0.7", "169.254.169.254"]
        if host == "unknown.example":
            raise OSError("Name or service not known")
        return ["127.0.0.1"]

    def fetcher(self, **others):
        return replace(
            fetch_covers.Fetcher(
                most_bytes=10_000,
                seconds=5,
                resolve=self.resolve,
                refuse=lambda address: "" if address == "127.0.0.1" else f"{address} is inside",
                pause=self.paused.append,
            ),
            **others,
        )


class Handler(http.server.BaseHTTPRequestHandler):
    web: Web

    def do_GET(self) -> None:
        self.web.asked[self.path] += 1
        self.web.hosts.append(self.headers["Host"])
        kind = self.path.split("?")[0].strip("/").split("/")[0]
        getattr(self, f"answer_{kind.replace('.', '_')}")()

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_ok(self) -> None:
        self.send(200, PNG, Content_Type="text/plain")

    def answer_missing(self) -> None:
        self.send(404)

    def answer_flaky(self) -> None:
        if self.web.asked[self.path] < 3:
            self.send(503, Retry_After="7")
        else:
            self.answer_ok()

    def answer_broken(self) -> None:
        self.send(500)

    def answer_short(self) -> None:
        self.send(200, PNG[:100], length="5000")
        self.close_connection = True

    def answer_large(self) -> None:
        self.send(200, PNG, length="99000000")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(PNG)

    def answer_svg(self) -> None:
        self.send(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content_Type="image/png")

    def answer_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(PNG[:10])
            self.wfile.flush()
            time.sleep(0.05)

    def answer_hop(self) -> None:
        number = int(self.path.rsplit("/", 1)[1])
        self.send(302, Location=f"/hop/{number - 1}" if number else "/ok")

    def answer_inward(self) -> None:
        self.send(301, Location=self.web.url("/ok", "inside.example"))

    def answer_file(self) -> None:
        self.send(301, Location="file:///etc/passwd")

    def answer_nowhere(self) -> None:
        self.send(301)

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the game."""


@pytest.fixture
def web():
    web = Web()
    handler = type("WebHandler", (Handler,), {"web": web})
    with QuietServer(("127.0.0.1", 0), handler) as server:
        web.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield web
        server.shutdown()
        thread.join()


@dataclass
class Run:
    status: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, web):
    """Runs the script in a folder with docs/, against the server."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **others) -> Run:
        status = fetch_covers.main(arguments, web.fetcher(**others))
        out, err = capsys.readouterr()
        return Run(status, out, err.replace(f":{web.port}", ""))

    return run


def write(path: str, text: str) -> Path:
    file = Path("docs", path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_images_are_fetched_and_the_change_is_shown(run, web):
    text = f"---\ntitle: 甲\ncoverImage: {web.url('/ok')}\n---\n![图]({web.url('/ok?2')})\n"
    post = write("blog/a.md", text)

    result = run()

    assert result.status == 0
    assert Path("docs", COVER).read_bytes() == PNG
    assert Path("docs", IMAGE).read_bytes() == PNG
    assert post.read_text(encoding="utf-8") == text
    assert result.out.splitlines() == [
        "--- a/docs/blog/a.md",
        "+++ b/docs/blog/a.md",
        "@@ -1,5 +1,5 @@",
        " ---",
        " title: 甲",
        f"-coverImage: {web.url('/ok')}",
        f"+coverImage: {COVER}",
        " ---",
        f"-![图]({web.url('/ok?2')})",
        f"+![图](../{IMAGE})",
    ]
    assert result.err == (
        "2 remote images: 2 fetched, 0 had already, 0 not fetched; "
        "1 sources to rewrite (--write does)\n"
    )


def test_write_changes_the_addresses_alone_and_a_second_run_finds_nothing(run, web):
    post = write("blog/a.md", f"---\r\ncover: '{web.url('/ok')}'  # 封面\r\n---\r\n正文")

    first, second = run("--write"), run("--write")

    assert post.read_bytes().decode() == f"---\r\ncover: '{COVER}'  # 封面\r\n---\r\n正文"
    assert (first.status, second.status) == (0, 0)
    assert "1 sources rewritten" in first.err
    assert second.err.startswith("0 remote images")


def test_what_was_fetched_is_not_asked_for_again_until_it_is_gone(run, web):
    write("blog/a.md", f"![]({web.url('/ok')}) ![]({web.url('/missing')})")

    run()
    again = run()
    assert web.asked == {"/ok": 1, "/missing": 2}
    assert "0 fetched, 1 had already, 1 not fetched" in again.err

    Path("docs", IMAGE).unlink()
    run()
    assert web.asked["/ok"] == 2


def test_all_faults_are_told_at_once_at_their_places_and_the_rest_is_fetched(run, web):
    write("blog/a.md", f"---\ncover: {web.url('/svg')}\n---\n![]({web.url('/missing')})")
    write("blog/b.md", f"![]({web.url('/ok')})![]({web.url('/missing')})")
    write("blog/c.md", f"![]({web.url('/ok', 'inside.example')})")
    Path("docs/blog/d.md").write_bytes("标题".encode("gb18030"))

    result = run("--write")

    mend = "\n  mend: put the image under docs/assets/ by hand, or leave its line out\n"
    assert result.status == 1
    assert result.err == (
        "docs/blog/a.md:2:8: http://pics.example/svg: not a JPEG, PNG, GIF, WebP or AVIF image "
        f"but SVG, which can hold scripts{mend}"
        f"docs/blog/a.md:4:5: http://pics.example/missing: the server answers 404{mend}"
        f"docs/blog/b.md:1:38: http://pics.example/missing: the server answers 404{mend}"
        f"docs/blog/c.md:1:5: http://inside.example/ok: inside.example: 10.0.0.7 is inside{mend}"
        "docs/blog/d.md:1: text is not UTF-8, it seems to be GB 18030\n"
        "  mend: save the file again as UTF-8\n"
        "4 remote images: 1 fetched, 0 had already, 3 not fetched; 1 sources rewritten\n"
    )


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/missing", "the server answers 404"),
        ("/broken", "the server answers 500, 3 times"),
        ("/short", "the answer breaks off"),
        ("/large", "larger than 0.01 MB"),
        ("/endless", "larger than 0.01 MB"),
        ("/svg", "not a JPEG, PNG, GIF, WebP or AVIF image but SVG"),
        ("/hop/6", "more than 5 redirects"),
        ("/inward", "inside.example: 10.0.0.7 is inside"),
        ("/file", "neither http nor https: 'file'"),
        ("/nowhere", "a redirect to nowhere"),
    ],
)
def test_what_is_not_fetched_says_why(web, path, why):
    with pytest.raises(fetch_covers.RefusedError, match=why.replace("(", r"\(")):
        web.fetcher().fetch(web.url(path))


def test_nothing_inside_is_ever_connected_to(web):
    with pytest.raises(fetch_covers.RefusedError):
        web.fetcher().fetch(web.url("/inward"))

    assert web.hosts == [f"pics.example:{web.port}"]


def test_a_few_redirects_are_followed(web):
    assert web.fetcher().fetch(web.url("/hop/4")) == PNG


def test_the_connection_goes_to_the_address_that_was_checked(web):
    """A name that answers otherwise when it is asked a second time leads nowhere else."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    fetcher = web.fetcher(resolve=lambda _host, _port: next(answers))

    assert fetcher.fetch(web.url("/ok", "rebinding.example")) == PNG
    assert web.hosts == [f"rebinding.example:{web.port}"]


def test_failures_that_may_pass_are_tried_again_after_a_pause(web):
    assert web.fetcher().fetch(web.url("/flaky")) == PNG
    assert web.paused == [7.0, 7.0]


def test_a_server_that_drips_is_given_up(web):
    with pytest.raises(fetch_covers.RefusedError, match=r"not done in 0\.2 seconds, 3 times"):
        web.fetcher(seconds=0.2).fetch(web.url("/slow"))


def test_a_host_that_nobody_knows_is_told(web):
    with pytest.raises(fetch_covers.RefusedError, match=r"no such host: .unknown\.example."):
        web.fetcher().fetch("http://unknown.example/x")


def test_a_host_that_does_not_speak_tls_is_told(web):
    with pytest.raises(fetch_covers.RefusedError, match=r"pics\.example"):
        web.fetcher().fetch(f"https://pics.example:{web.port}/ok")


def test_without_tests_this_machine_is_refused(web):
    fetcher = fetch_covers.Fetcher(most_bytes=10_000, seconds=5)

    with pytest.raises(fetch_covers.RefusedError, match=r"127\.0\.0\.1 is no public address"):
        fetcher.fetch(web.url("/ok", "127.0.0.1"))
    assert web.asked == {}


def test_a_post_saved_meanwhile_keeps_what_was_saved(run, web, monkeypatch):
    post = write("blog/a.md", f"![]({web.url('/ok')})\n")
    whole = fetch_covers.fetch_all

    def save_meanwhile(*given):
        post.write_text(f"新的一行\n\n![]({web.url('/ok')})\n", encoding="utf-8")
        return whole(*given)

    monkeypatch.setattr(fetch_covers, "fetch_all", save_meanwhile)
    run("--write")

    assert post.read_text(encoding="utf-8") == f"新的一行\n\n![](../{IMAGE})\n"


def test_an_address_that_cannot_be_rewritten_is_told(run, web):
    url = web.url("/ok").replace("/", "\\/")
    post = write("blog/a.md", f'---\ncover: "{url}"\n---\n')

    result = run("--write")

    assert result.status == 1
    assert "docs/blog/a.md:2:9: the image was fetched, but its address is written" in result.err
    assert f"mend: write  {COVER}" in result.err
    assert url in post.read_text(encoding="utf-8")


def test_only_the_named_sources_are_looked_at(run, web):
    write("blog/a.md", f"![]({web.url('/ok?a')})")
    write("about.md", f"![]({web.url('/ok?b')})")

    run("docs/about.md")

    assert list(web.asked) == ["/ok?b"]


def test_paths_that_are_not_there_are_told(run):
    Path("docs").mkdir()

    result = run("docs/nothing.md", "elsewhere.md")

    assert result.status == 1
    assert result.err.splitlines() == [
        "docs/nothing.md: no such file or folder",
        "elsewhere.md: does not lie in docs/",
    ]


def test_the_bar_fills_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = fetch_covers.Progress(2)

    progress.step()
    progress.step()

    bars = capsys.readouterr().err.split("\r")
    assert bars[1] == "█" * 15 + "·" * 15 + " 1/2"
    assert bars[2] == "█" * 30 + " 2/2\n"
