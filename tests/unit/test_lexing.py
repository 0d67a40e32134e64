"""Code is cut into the tokens that Pygments' own lexers make of it."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexer import RegexLexer, bygroups, default
from pygments.lexers import get_lexer_by_name
from pygments.token import Name, Number

from yiwen.lexing import quicken_lexer

LANGUAGES = ["python", "bash", "css", "go", "html", "ini", "java", "javascript", "json", "php"]
LANGUAGES += [
    "ruby",
    "rust",
    "solidity",
    "sql",
    "toml",
    "typescript",
    "yaml",
    "c++",
    "text",
    "diff",
]

SAMPLE = '''#!/bin/sh
# 注释 note
def f(x: int = 0x1F) -> str:
    """文字 {x}"""
    return f"{x!r:>{width}}" + 'it\\'s' + `y` if x >= 1.5e3 else None
class A(B): pass
@media screen { a:hover::before { color: #fff; margin: -1px } }
SELECT * FROM `t` WHERE a = 'x' -- no
for (let i = 0; i < n; i++) { /* 块 */ s += `${i}\\n`; } // end
<p class="x">a &amp; b<!-- c --></p> <?php echo $x ?>
key: [1, "two", {three: 3}]
[section]
+ added
- gone
if [ -f "$HOME/x" ]; then echo $((1+2)) <<EOF
EOF
fi
'''

PIECES = st.sampled_from(
    [*SAMPLE.split(" "), *SAMPLE.splitlines(keepends=True), *"\"'`{}()[]<>\\\n#$/*文"]
)


def cut(lexer: object, code: str) -> list[object]:
    return list(lexer.get_tokens(code))  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_cut_the_same(language):
    lexer = get_lexer_by_name(language)

    assert cut(quicken_lexer(lexer)(), SAMPLE) == cut(lexer, SAMPLE)


@pytest.mark.parametrize("language", ["python", "bash", "javascript", "html", "rust"])
def test_any_code_is_cut_the_same(language):
    lexer = get_lexer_by_name(language)
    quick = quicken_lexer(lexer)()

    @given(st.lists(PIECES, max_size=30).map(" ".join))
    def compare(code):
        assert cut(quick, code) == cut(lexer, code)

    compare()


def test_python_s_rules_are_tried_at_once():
    quick = quicken_lexer(get_lexer_by_name("python"))()
    cut(quick, SAMPLE)

    assert quick._joined["root"]


def test_a_lexer_that_cuts_in_its_own_way_is_left_alone():
    json = get_lexer_by_name("json")

    assert quicken_lexer(json) is type(json)


class _Odd(RegexLexer):  # type: ignore[misc]
    """States whose rules cannot be one pattern, and every way from one to another."""

    tokens: ClassVar = {
        "root": [
            (r"(?P<a>x)", Name, ("names", "#push")),
            (r"(?P<a>y)", Name, "#push"),
            (r"z", Name, ("numbers", "#pop")),
            (r"[0-9]", bygroups(), "#pop"),
        ],
        "names": [(r"n", Name, "#pop:2"), (r"N", bygroups())],
        "numbers": [(r"(.)\1", Number, "names"), (r"(?i:m)", Number), default("#pop")],
    }


@given(st.text("xyzaAnNmM01\n", max_size=40))
def test_states_are_entered_and_left_the_same_way(code):
    assert cut(quicken_lexer(_Odd())(), code) == cut(_Odd(), code)
