"""The command: text or pages in, text or pages out, and clear words when that cannot be."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from yiwen.chinese.__main__ import main


class Run:
    """Runs the command in this process and keeps what it wrote."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> tuple[int, str, str]:
        content = stdin if isinstance(stdin, bytes) else stdin.encode()
        self.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        status = main(arguments)
        return status, *self.capsys.readouterr()


@pytest.fixture
def run(monkeypatch, capsys):
    return Run(monkeypatch, capsys)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "text", "expected"),
    [
        (["--to", "zh-Hant-TW"], "头发\r\n“里面”", "頭髮\r\n「裡面」"),
        (["--to", "hk"], "里面", "裏面"),
        (["--to", "zh-Hans"], "裡面的頭髮", "里面的头发"),
        (["--to", "zh-Hans", "--from", "zh-Hant-TW"], "著名", "著名"),
        (["--to", "zh_TW", "--from", "zh-HK"], "裏面", "裡面"),
        (["--to", "zh-Hans"], "头发", "头发"),
        (["--to", "zh-Hant-TW"], "中山", "中山"),
        (["--to", "zh-Hans"], "中山", "中山"),
        (["--to", "zh-Hant-TW"], "", ""),
        (["--to", "zh-Hant-TW", "--phrases"], "软件", "軟體"),
        (["--to", "zh-Hant-TW"], "-{hans:博客;tw:部落格}-与头发", "部落格與頭髮"),
        (["--to", "zh-Hant-TW", "--html"], "<p id=头>头<code>头", "<p id=头>頭<code>头"),
        (["--to", "zh-Hans", "--html"], "<p>頭髮<code>头发头发头发", "<p>头发<code>头发头发头发"),
        (["--to", "zh-Hant-TW", "-"], "头发", "頭髮"),
    ],
)
def test_standard_input_is_converted(run, arguments, text, expected):
    assert run(*arguments, stdin=text) == (0, expected, "")


def test_files_are_converted_in_their_order(run, here):
    (here / "一.txt").write_bytes("头发\n".encode())
    (here / "二.txt").write_bytes("裡面的頭髮\n".encode())

    assert run("--to", "zh-Hant-HK", "一.txt", "二.txt") == (0, "頭髮\n裏面的頭髮\n", "")


def test_a_glossary_is_applied(run, here):
    (here / "glossary.yml").write_text(
        "# terms\n- {hans: 软件, tw: 軟體}\n- {hans: 美联储, tw: 聯準會}\n", encoding="utf-8"
    )

    assert run("--to", "tw", "--glossary", "glossary.yml", stdin="美联储的软件") == (
        0,
        "聯準會的軟體",
        "",
    )


def test_an_empty_glossary_is_one(run, here):
    (here / "glossary.yml").write_text("# nothing yet\n", encoding="utf-8")

    assert run("--to", "tw", "--glossary", "glossary.yml", stdin="头") == (0, "頭", "")


def test_a_warning_about_the_glossary_is_told_and_stops_nothing(run, here):
    (here / "glossary.yml").write_text("- {hans: 云, tw: 雲端}\n", encoding="utf-8")

    assert run("--to", "tw", "--glossary", "glossary.yml", stdin="云") == (
        0,
        "雲端",
        (
            "glossary.yml:1: warning: '云' is one character and is replaced wherever it stands\n"
            "  mend: give the longer words around it, or say  one_way: true\n"
        ),
    )


@pytest.mark.parametrize(
    ("glossary", "told"),
    [
        (
            "- {hans: 软件, tw: 軟體}\n- 甲\n",
            (
                "g.yml:2: a term has no words by variant: '甲'\n"
                "  mend: write it as  - {hans: 软件, tw: 軟體, hk: 軟件}\n"
            ),
        ),
        (
            "hans: 软件\n",
            "g.yml: a glossary is a list\n  mend: begin each term with  - {hans: …}\n",
        ),
        (
            "- {hans: [软件\n",
            "g.yml:2:1: not YAML: expected ',' or ']', but got '<stream end>'\n",
        ),
        (
            "- \x01\n",
            (
                "g.yml: not YAML: unacceptable character #x0001: special characters are not"
                ' allowed\n  in "<unicode string>", position 2\n'
            ),
        ),
    ],
)
def test_a_glossary_that_cannot_be_read_is_told(run, here, glossary, told):
    (here / "g.yml").write_text(glossary, encoding="utf-8")

    assert run("--to", "tw", "--glossary", "g.yml", stdin="头") == (1, "", told)


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (
            ["--to", "tw"],
            "头发".encode("gb18030"),
            "standard input: not UTF-8, at byte 3\n  mend: save it as UTF-8\n",
        ),
        (["--to", "tw", "no.txt"], b"", "no.txt: No such file or directory\n"),
        (
            ["--to", "tw", "--glossary", "no.yml"],
            b"",
            "no.yml: No such file or directory\n",
        ),
        (
            ["--to", "tw"],
            "简体中文与繁體中文".encode(),
            (
                "standard input: the text holds both scripts\n"
                "  mend: say what it is:  --from zh-Hans\n"
            ),
        ),
        (
            ["--to", "tw"],
            "気象庁が発表した".encode(),
            "standard input: the text is Japanese\n  mend: say what it is:  --from zh-Hans\n",
        ),
    ],
)
def test_what_cannot_be_converted_is_told(run, here, arguments, stdin, told):
    assert run(*arguments, stdin=stdin) == (1, "", told)


def test_nothing_is_written_when_one_file_of_several_is_wrong(run, here):
    (here / "一.txt").write_bytes("头发\n".encode())

    assert run("--to", "tw", "一.txt", "no.txt") == (1, "", "no.txt: No such file or directory\n")


def test_a_rule_that_cannot_be_read_is_told_and_stops_nothing(run):
    assert run("--to", "tw", stdin="头\n-{发") == (
        0,
        "頭\n-{發",
        "standard input:2: -{ without }-\n"
        r"  mend: close the rule with }-, or write \-{ for the characters themselves" + "\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "the following arguments are required: --to"),
        (
            ["--to", "ja"],
            (
                "argument --to: unknown variant 'ja', use one of: "
                "zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK"
            ),
        ),
        (["--to", "tw", "--from", "x"], "argument --from: unknown variant 'x', use one of: "),
    ],
)
def test_a_wrong_call_is_told(run, arguments, told):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)

    assert told in run.capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of it in another way")
def test_a_reader_that_goes_away_is_no_fault_of_ours(run, here):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as stdout:
        run.monkeypatch.setattr("sys.stdout", stdout)
        status, _, told = run("--to", "tw", stdin="头发")

    assert (status, told) == (1, "")


def test_the_package_can_be_run(run):
    run.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("头发".encode())))
    run.monkeypatch.setattr("sys.argv", ["yiwen.chinese", "--to", "zh-Hant-TW"])
    run.monkeypatch.delitem(sys.modules, "yiwen.chinese.__main__")

    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("yiwen.chinese", run_name="__main__")

    assert run.capsys.readouterr().out == "頭髮"


def test_it_runs_as_a_program_of_its_own():
    hooks = Path(__file__).resolve().parents[3] / "hooks"

    done = subprocess.run(
        [sys.executable, "-m", "yiwen.chinese", "--to", "zh-Hant-TW"],
        input="头发".encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(hooks)},
    )

    assert done.stdout.decode() == "頭髮"
