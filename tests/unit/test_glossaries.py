"""The editors' glossary file is read, and what is wrong with it told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaml import SafeLoader

from yiwen.chinese.glossary import Term
from yiwen.chinese.variants import Variant
from yiwen.glossaries import load_glossary
from yiwen.problems import Problem, YiwenError

HANS, _, TW, HK = Variant
NAME = "docs/_data/glossary.yml"
EXAMPLE = "write each term on a line of its own:  - {hans: 软件, tw: 軟體, hk: 軟件}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "glossary.yml"


def load(file: Path, content: str | bytes) -> tuple[tuple[Term, ...], list[Problem]]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_glossary(file, name=NAME)


def faults(file: Path, content: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(YiwenError) as caught:
        load(file, content)
    assert {problem.path for problem in caught.value.problems} == {NAME}
    return [(problem.line, problem.what, problem.mend) for problem in caught.value.problems]


def test_a_site_without_a_glossary_has_no_terms(file: Path):
    assert load_glossary(file, name=NAME) == ((), [])


@pytest.mark.parametrize("name", ["", "x" * 1_000])
def test_what_cannot_be_opened_as_a_file_is_told(tmp_path: Path, name: str):
    with pytest.raises(YiwenError) as caught:
        load_glossary(tmp_path / name, name=NAME)

    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (NAME, 0)
    assert problem.what.startswith("the file cannot be opened: ")
    assert problem.mend == "put a file there that can be read, or change the setting"


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "---\n", "[]\n"])
def test_an_empty_glossary_has_no_terms(file: Path, content: str):
    assert load(file, content) == ((), [])


def test_terms_are_read_in_order_each_with_its_line(file: Path):
    terms, odd = load(
        file,
        "# 财经\n"
        "- {hans: 美联储, tw: 聯準會, hk: 聯儲局}\n"
        "- hans: 软件\n"
        "  tw: 軟體\n"
        "  also: [软体, 軟体]\n"
        "- {hans: 头寸, tw: 部位, one_way: true}\n",
    )

    assert odd == []
    assert terms == (
        Term(((HANS, "美联储"), (TW, "聯準會"), (HK, "聯儲局"))),
        Term(((HANS, "软件"), (TW, "軟體")), also=("软体", "軟体")),
        Term(((HANS, "头寸"), (TW, "部位")), one_way=True),
    )
    assert [term.line for term in terms] == [2, 3, 6]


def test_words_are_the_texts_that_were_typed(file: Path):
    terms, _ = load(file, "- {hans: 1984, tw: 2025-12-12, hk: null}\n")

    assert terms == (Term(((HANS, "1984"), (TW, "2025-12-12"), (HK, "null"))),)


def test_a_byte_order_mark_and_line_ends_of_windows_are_read(file: Path):
    terms, _ = load(file, b"\xef\xbb\xbf" + "# x\r\n- {hans: 软件, tw: 軟體}\r\n".encode())

    assert [(dict(term.values)[TW], term.line) for term in terms] == [("軟體", 2)]


def test_control_characters_of_other_tools_are_left_out(file: Path):
    terms, _ = load(file, "- {hans: 软\x00件, tw: 軟\x08體}\n")

    assert terms == (Term(((HANS, "软件"), (TW, "軟體"))),)


def test_a_term_of_one_character_is_odd_but_can_be_used(file: Path):
    terms, odd = load(file, "- {hans: 台, tw: 檯}\n")

    assert len(terms) == 1
    assert odd == [
        Problem(
            path=NAME,
            line=1,
            column=0,
            what=f"{word!r} is one character and is replaced wherever it stands",
            mend="give the longer words around it, or say  one_way: true",
        )
        for word in ("台", "檯")
    ]


def test_what_a_term_cannot_say_is_told_at_its_line(file: Path):
    assert faults(file, "- {hans: 软件}\n- 软件\n- {tw: 軟體, jp: ソフト}\n- {also: x}\n") == [
        (
            2,
            "a term has no words by variant: '软件'",
            "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}",
        ),
        (
            3,
            "unknown key 'jp' in a term",
            "use one of: hans, hant, tw, hk, zh, also, force, one_way",
        ),
        (4, "a term without a word", "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}"),
    ]


def test_terms_that_contradict_each_other_are_refused(file: Path):
    assert faults(file, "- {hans: 软件, tw: 軟體}\n- {hans: 软件, tw: 軟件}\n") == [
        (
            2,
            "'软件' is '軟體' in one term and '軟件' in another, for zh-Hant-TW",
            "give the longer words around it, or say  one_way: true  in the rarer term",
        )
    ]


@pytest.mark.parametrize("content", ["hans: 软件\n", "软件\n"])
def test_a_file_that_is_no_list_is_refused(file: Path, content: str):
    assert faults(file, content) == [(1, "a glossary is a list of terms", EXAMPLE)]


def test_broken_yaml_is_told_at_its_line(file: Path):
    ((line, what, mend),) = faults(file, "- {hans: 软件}\n- {hans: 软件\n- {tw: x}\n")

    assert line == 3
    assert what.startswith("YAML cannot be read: ")
    assert mend == EXAMPLE


def test_two_documents_in_one_file_are_refused(file: Path):
    ((line, what, _),) = faults(file, "- {hans: 软件}\n---\n- {hans: 硬件}\n")

    assert (line, what) == (2, "YAML cannot be read: but found another document")


def test_a_list_where_a_key_belongs_is_told(file: Path):
    assert faults(file, "- {hans: 软件, [a, b]: c}\n") == [
        (
            1,
            "unknown key '[…]' in a term",
            "use one of: hans, hant, tw, hk, zh, also, force, one_way",
        )
    ]


def test_a_term_that_holds_itself_is_told(file: Path):
    assert faults(file, "- &a [*a]\n") == [
        (
            1,
            "a term has no words by variant: [[[None]]]",
            "write it as  - {hans: 软件, tw: 軟體, hk: 軟件}",
        )
    ]


def test_a_file_of_another_encoding_is_told(file: Path):
    assert faults(file, "- {hans: 软件, tw: 软体}\n".encode("gb18030")) == [
        (1, "text is not UTF-8, it seems to be GB 18030", "save the file again as UTF-8")
    ]


def test_the_pure_python_reader_of_yaml_tells_the_same(file: Path, monkeypatch: pytest.MonkeyPatch):
    """Not every platform has libyaml."""
    monkeypatch.setattr("yiwen.yaml_files.LOADER", SafeLoader)

    assert [term.line for term in load(file, "# x\n- {hans: 软件}\n")[0]] == [2]
    assert [line for line, *_ in faults(file, "- {hans: 软件\n")] == [2]
