"""Every message of the core is told in Chinese too."""

from __future__ import annotations

import ast
import locale
import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from yiwen.chinese.variants import Variant
from yiwen.messages import (
    LONGEST,
    Language,
    editor_language,
    find_entry,
    find_language,
    label,
    read_language,
    translate,
)
from yiwen.phrasebook import ENTRIES, LABELS, WORDS

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK

# Which language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "en_US.UTF-8"}, None),
        ({"LANG": "ja_JP.UTF-8"}, None),
        ({"LANG": "zh_CN.UTF-8"}, HANS),
        ({"LANG": "zh_SG.UTF-8@pinyin"}, HANS),
        ({"LANG": "zh_TW.Big5"}, TW),
        ({"LANG": "zh_HK.UTF-8"}, HK),
        ({"LANG": "zh_MO"}, HK),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, HANS),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, None),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, HANS),
        ({"LANG": "en_US.UTF-8", "YIWEN_LANG": "zh"}, HANS),
        ({"LANG": "zh_CN.UTF-8", "YIWEN_LANG": "en"}, None),
        ({"YIWEN_LANG": "zh-TW"}, TW),
        ({"YIWEN_LANG": "zh-Hant-HK"}, HK),
        ({"YIWEN_LANG": "zh-Hant"}, TW),
        ({"YIWEN_LANG": "ZH-hans"}, HANS),
        ({"YIWEN_LANG": "tw"}, None),
    ],
)
def test_the_language_is_the_one_asked_for_else_that_of_the_locale(
    environment: dict[str, str], expected: Language
):
    assert find_language(environment) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chinese (Simplified)_China.936", HANS),
        ("Chinese_China.936", HANS),
        ("Chinese (Traditional)_Taiwan.950", TW),
        ("Chinese (Traditional)_Hong Kong SAR.950", HK),
        ("Chinese (Traditional)_Macao SAR.950", HK),
        ("English_United States.1252", None),
    ],
)
def test_windows_names_its_languages_in_words(name: str, expected: Language):
    assert read_language(name) is expected
    assert find_language({}, system=name) is expected


def test_the_language_of_this_process_is_read_from_its_environment(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("YIWEN_LANG", "zh_HK")

    assert editor_language() is HK


def test_a_locale_that_python_cannot_read_is_english(monkeypatch: pytest.MonkeyPatch):
    for name in ("YIWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def refuse() -> tuple[str | None, str | None]:
        raise ValueError("unknown locale: UTF-8")

    monkeypatch.setattr(locale, "getlocale", refuse)

    assert editor_language() is None


# What is told


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("no date", "没有日期"),
        ("'date' is not a day: '2025/13/01'", "'date' 不是日期：'2025/13/01'"),
        ("write it as  date: 2025-12-01", "写成  date: 2025-12-01"),
        ("'tags' is not a text but a mapping", "'tags' 应该是一段文字，这里却是一组小项"),
        (
            "\"it's\" is not a day: 'a: \\'b\\''",
            "\"it's\" 不是日期：'a: \\'b\\''",
        ),
        ("extra.yiwen.page_posts: unknown setting", "extra.yiwen.page_posts：没有这个设置"),
        ("zh.title: unknown variant 'x'", "zh.title：不认识 'x' 这种中文"),
        (
            "text is not UTF-8, it seems to be GB 18030",
            "文字的编码不是 UTF-8，看起来是 GB 18030",
        ),
        (
            "begin the file with the lines\n---\ndate: 2025-12-12\n---",
            "在文件最前面加上这几行\n---\ndate: 2025-12-12\n---",
        ),
        ("-{ without }-", "有 -{ 却没有 }-"),
    ],
)
def test_a_message_is_told_in_simplified_chinese(english: str, chinese: str):
    assert translate(english, HANS) == chinese


def test_traditional_readers_get_the_words_of_their_region():
    assert translate("no such folder", TW) == "沒有這個資料夾"
    assert translate("'x' is not a text but a list", TW) == "'x' 應該是一段文字，這裡卻是一個列表"
    assert translate("no such folder", HK) == "沒有這個資料夾"
    assert translate("delete it", HK) == "刪掉它"
    assert translate("indent with two spaces", HK) == "改用兩個空格縮排"
    assert label("cannot be published", TW) == "無法發布"


def test_what_was_quoted_goes_over_as_it_is():
    assert translate("no such image: '图片/国债.png'", TW) == "找不到這張圖片：'图片/国债.png'"


def test_english_stays_as_it_is():
    assert translate("no date", None) == "no date"
    assert label("… and {rest} more", None, rest=3) == "… and 3 more"
    assert label("… and {rest} more", HANS, rest=3) == "……还有 3 处"


@pytest.mark.parametrize("text", ["of another program", "a place: of another program", ""])
def test_a_message_that_the_phrasebook_does_not_have_stays_english(text: str):
    assert translate(text, HANS) == text
    assert translate(text, TW) == text


def test_a_message_of_any_length_is_looked_up_at_once():
    for text in ("'" * LONGEST, "'a' is not a day: " * 200, "a: " * 1300, "no date" * 10_000):
        began = perf_counter()
        translate(text, HANS)

        assert perf_counter() - began < 1


@given(st.text())
def test_whatever_was_quoted_it_is_told(text: str):
    told = translate(f"'date' is not a day: {text!r}", HANS)

    assert told == f"'date' 不是日期：{text!r}"


@given(st.text(alphabet="'\":{}(){}-~\n abn", max_size=60), st.sampled_from([None, HANS, TW]))
def test_no_text_is_too_odd_to_be_looked_up(text: str, language: Language):
    assert isinstance(translate(text, language), str)


# The phrasebook is whole

TELLS = {"what", "mend", "Problem", "Fault", "TermFault", "RuleFault", "Finding"}
"""Names by which a module shows that it tells editors something."""
NOT_TOLD = {
    "chinese/__main__.py": "a command of its own, for people who program",
    "phrasebook.py": "the phrasebook",
    "message_pages.py": "which page explains a message",
    "messages.py": "what reads it",
    "problems.py": "what stands around messages: the labels",
    "doubts.py": "a report for whoever tends the glossary",
    "chinese/doubts.py": "the same",
    "chinese/reports.py": "the same",
}
KEYS = re.compile(
    r"open quote|no key|unexpected end of stream|mapping values are not allowed|cannot start any token"
    r"|could not find expected ':'|expected ',' or '|unknown escape|scanning an anchor.*"
    r"|parsing a block (?:collection|mapping)|hans, hant, tw, hk, zh, also, force, one_way"
    r"|check_posts.py --fix=punctuation|, and x more"
    r"|\{repo: owner/name[^}]*\}|\{zh-Hans: \"\", zh-Hant-TW: zh-tw\}|\{zh-Hant-TW: true\}|\{宏观经济: macro\}"
)
"""Strings that are compared with what a parser says, or samples that messages hold."""
WORDY = re.compile(r"\A(?!\n|.*\(\?:)(?=.*[a-z]{2})(?=.* )", re.DOTALL)
"""Two letters and a space; but no pattern, and no table of words."""


def core_modules() -> list[Path]:
    """The modules that tell editors something."""
    core = ROOT / "hooks" / "yiwen"
    files = [path for path in core.rglob("*.py") if "importing" not in path.parts]
    known = [path for path in files if path.relative_to(core).as_posix() not in NOT_TOLD]
    return sorted(path for path in known if TELLS & set(names_in(path)))


def names_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.keyword | ast.arg) and node.arg:
            yield node.arg


def messages_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every wordy string of a module, with samples in its holes; no docstrings, no patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(inner) for node in ast.walk(tree) for inner in parts_to_skip(node)}
    for node in ast.walk(tree):
        text = None if id(node) in skipped else fill(node)
        if text and WORDY.search(text) and not KEYS.fullmatch(text):
            yield getattr(node, "lineno", 0), text


def parts_to_skip(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (inner for inner in ast.walk(node) if inner is not node)
    elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("re.", "_flat")):
        yield from ast.walk(node)
    elif isinstance(node, ast.Attribute) and node.attr == "split":
        yield node.value  # words in a string
    elif isinstance(node, ast.FunctionDef) and node.name in ("_flatten", "explain_fault"):
        yield from (each for each in ast.walk(node) if is_joined_values(each))


def is_joined_values(node: ast.AST) -> bool:
    """Whether a string is only made of values: no message."""
    return isinstance(node, ast.JoinedStr) and not re.search("[a-z]{3}", literals_of(node))


def literals_of(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


KIND = "half-width punctuation between Han"
SAMPLES = {"fault.what": "no date", "_KINDS[kind]": "a shortcode of Hugo", "what": KIND}
"""What stands in holes for another message, or a word of the phrasebook."""


def fill(node: ast.AST) -> str | None:
    """The text of a string, or of a formatted one with something in its holes."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    if not re.search("[a-z]{2}", literals_of(node)) and "what" not in ast.unparse(node):
        return None
    pieces = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            plain = SAMPLES.get(ast.unparse(part.value), "x")
            pieces.append(repr(plain) if part.conversion == ord("r") else plain)
        elif isinstance(part, ast.Constant):
            pieces.append(str(part.value))
    return "".join(pieces)


ENGLISH = re.compile(r"(?<![-=/.:])\b[a-z]+ (?:[a-z]+ [a-z]+|[a-z]{2,}\Z)|\A[^\u4e00-\u9fff]+\Z")
"""Words that nobody translated: three in a row, two at the end, or nothing in Chinese at all."""


def test_the_modules_that_tell_something_are_found():
    names = {path.name for path in core_modules()}

    assert {"posts.py", "settings.py", "glossary.py", "rules.py", "fences.py", "zh.py"} <= names


@pytest.mark.parametrize("path", core_modules(), ids=lambda path: path.name)
def test_every_message_has_a_chinese_form(path: Path):
    missing = [
        (line, text)
        for line, text in messages_in(path)
        if ENGLISH.search(translate(text, HANS)) and text not in WORDS
    ]

    assert missing == []


PUT_TOGETHER = {"{kind}: {found!r}, and {number} more"}
"""Messages of which no single string of the code is the whole."""


def test_every_entry_is_a_message_of_the_core():
    told = [text for path in core_modules() for _, text in messages_in(path)]
    used = {find_entry(text) for text in told} | PUT_TOGETHER
    words = {text for text in told if text in WORDS}

    assert [english for english, _ in ENTRIES if english not in used] == []
    assert sorted(WORDS.keys() - words - {"binary", "Simplified", "Traditional"}) == []


HOLE = re.compile(r"\{[a-z]+(?:!r)?\}")


@pytest.mark.parametrize(("english", "chinese"), [*ENTRIES, *LABELS.items()])
def test_both_forms_have_the_same_holes(english: str, chinese: str):
    assert sorted(HOLE.findall(english)) == sorted(HOLE.findall(chinese))


@pytest.mark.parametrize("chinese", [chinese for _, chinese in ENTRIES])
def test_the_chinese_is_chinese(chinese: str):
    assert re.search("[\u4e00-\u9fff]", HOLE.sub("", chinese)) or HOLE.sub("", chinese)[0] == "："


def test_no_english_form_is_there_twice():
    forms = [english for english, _ in ENTRIES]

    assert len(forms) == len(set(forms))
