"""What docs/automation.md lets readers copy does what it says."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml

from tests.conftest import ROOT
from yiwen.posts import Post, read_post
from yiwen.problems import Problem
from yiwen.settings import Settings, read_settings

GUIDE = (ROOT / "docs" / "automation.md").read_text(encoding="utf-8")
CHECKS = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_bytes())


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def read(text: str) -> Post:
    return read_post(text, path="blog/2025/12/12/fed.md", settings=Settings())


def test_the_sample_post_is_published_as_it_is():
    post = read(blocks("markdown")[0])

    assert (post.title, post.tags) == ("美联储：“隐秘扩表”之后", ("美联储", "流动性"))


def test_the_setting_is_one():
    (sample,) = blocks("yaml")

    assert read_settings(yaml.safe_load(sample)["extra"]["yiwen"]).on_bad_post == "skip"


def test_the_answer_of_the_check_has_the_shape_of_a_problem():
    answer = json.loads(blocks("json")[0])

    assert list(answer) == ["faults", "warnings", "advice"]
    assert Problem(**answer["faults"][0]).line == 3


def test_bodies_of_requests_are_json_and_the_file_in_one_is_a_post():
    branch, file, pull = map(json.loads, blocks("json")[1:])

    assert branch["ref"] == f"refs/heads/{file['branch']}"
    assert pull["head"] == file["branch"]
    assert read(base64.b64decode(file["content"]).decode()).body.strip() == "正文。"


def test_the_check_to_wait_for_is_in_the_workflow():
    assert CHECKS["jobs"]["all-green"]["name"] == "All green"


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_code_for_n8n_writes_a_post_whatever_it_is_given():
    given = {
        "title": '美联储: "扩表" \\ #1',
        "category": "财经",
        "tags": ["宏观, 经济", "QE"],
        "cover": None,
        "body": "\n正文：第一句。\n\n---\n\n第二句。",
        "slug": "Fed's QE!",
    }
    program = (
        f"const $input = {{ first: () => ({{ json: {json.dumps(given)} }}) }};\n"
        f"const run = () => {{\n{blocks('js')[0]}\n}};\nconsole.log(JSON.stringify(run()));"
    )
    ran = subprocess.run(
        ["node", "-"], input=program, capture_output=True, encoding="utf-8", check=True
    )
    (item,) = json.loads(ran.stdout)
    post = read(base64.b64decode(item["json"]["content"]).decode())

    assert (post.title, post.tags) == ('美联储: "扩表" \\ #1', ("宏观, 经济", "QE"))
    assert (post.cover, post.body.strip()) == ("", "正文：第一句。\n\n---\n\n第二句。")
    assert re.fullmatch(r"docs/blog/\d{4}/\d\d/\d\d/fed-s-qe\.md", item["json"]["path"])
    assert re.fullmatch(r"post/\d{4}-\d\d-\d\d-fed-s-qe", item["json"]["branch"])


class GitHub(ThreadingHTTPServer):
    """Answers as GitHub would; remembers what it was asked."""

    def __init__(self, conclusion: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.conclusion = conclusion
        self.asked: list[tuple[str, str, bool]] = []
        self.files: dict[str, str] = {}
        self.waited = False

    def answer(self, call: str, body: dict[str, str]) -> object:
        green = {"id": 1, "name": "check / All green", "status": "completed"}
        if "/contents/" in call:
            self.files[body["branch"]] = base64.b64decode(body["content"]).decode()
            return {"commit": {"sha": "c0ffee"}}
        if "/check-runs?" in call and not self.waited:
            self.waited = True
            return {"check_runs": [green | {"status": "queued", "conclusion": None}]}
        if "/check-runs?" in call:
            runs = [green | {"conclusion": self.conclusion}]
            other = {"id": 2, "name": "Style", "conclusion": self.conclusion}
            return {"check_runs": [*runs, other]}
        if call.endswith("/2/annotations"):
            place = {"path": "docs/blog/a.md", "start_line": 3}
            return [
                place | {"annotation_level": "failure", "message": "不是日期"},
                place | {"annotation_level": "notice", "message": "没有封面图"},
            ]
        return {"object": {"sha": "beef"}, "number": 7} if "annotations" not in call else []


class Handler(BaseHTTPRequestHandler):
    def respond(self) -> None:
        assert isinstance(self.server, GitHub)
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.asked.append((self.command, self.path, "Authorization" in self.headers))
        answer = self.server.answer(self.path, json.loads(body or b"{}"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    do_GET = do_POST = do_PUT = respond  # noqa: N815 - names that http.server asks for

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def github(request) -> Iterator[GitHub]:
    with GitHub(request.param) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def push(github: GitHub, folder) -> subprocess.CompletedProcess[str]:
    """Run the program of the guide, as its reader would."""
    program, post = folder / "push_post.py", folder / "fed.md"
    program.write_text(blocks("python")[0], encoding="utf-8")
    post.write_text(blocks("markdown")[0], encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(program), str(post), "docs/blog/2025/12/12/fed.md"],
        env={
            "GITHUB_API_URL": f"http://127.0.0.1:{github.server_address[1]}",
            "REPO": "o/r",
            "TOKEN": "t",
            "PAUSE": "0",
            "PYTHONUTF8": "1",
            "SYSTEMROOT": "C:\\Windows",
            "no_proxy": "127.0.0.1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


BRANCH = "post/2025-12-12-fed"


@pytest.mark.parametrize("github", ["success"], indirect=True)
def test_the_program_pushes_waits_and_merges(github, tmp_path):
    result = push(github, tmp_path)

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert github.files == {BRANCH: blocks("markdown")[0]}
    assert github.asked == [
        ("GET", "/repos/o/r/git/ref/heads/main", True),
        ("POST", "/repos/o/r/git/refs", True),
        ("PUT", "/repos/o/r/contents/docs/blog/2025/12/12/fed.md", True),
        ("POST", "/repos/o/r/pulls", True),
        ("GET", "/repos/o/r/commits/c0ffee/check-runs?per_page=100", False),
        ("GET", "/repos/o/r/commits/c0ffee/check-runs?per_page=100", False),
        ("PUT", "/repos/o/r/pulls/7/merge", True),
    ]


@pytest.mark.parametrize("github", ["cancelled"], indirect=True)
def test_the_program_merges_nothing_that_was_not_checked_to_the_end(github, tmp_path):
    result = push(github, tmp_path)

    assert (result.returncode, result.stdout) == (1, "")
    assert not any("merge" in path for _, path, _ in github.asked)


@pytest.mark.parametrize("github", ["failure"], indirect=True)
def test_the_program_tells_why_a_post_was_refused(github, tmp_path):
    result = push(github, tmp_path)

    assert (result.returncode, result.stdout) == (1, "docs/blog/a.md:3: 不是日期\n")
    assert not any("merge" in path for _, path, _ in github.asked)
