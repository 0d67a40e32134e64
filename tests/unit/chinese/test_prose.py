from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yiwen.chinese.prose import find_protected

MILLION = 1_000_000


def protected(markdown, **options):
    return [markdown[start:end] for start, end in find_protected(markdown, **options)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a `b` ``c`d`` e", ["`b`", "``c`d``"]),
        (r"\`a` b`", ["` b`"]),
        ("`a\nb` `c\n\nd`", ["`a\nb`"]),
        ("`a ``b``", ["``b``"]),
        ("``a` b", ["``a`"]),
        ("a\n\n>     b\n>\n> c\n>\n>     d\n", [">     b\n", ">     d\n"]),
        ("> a\n>     b\n", []),
        ("```py\nx\n```\ny", ["```py\nx\n```"]),
        ("~~~\n```\n~~~\nx", ["~~~\n```\n~~~"]),
        ("````\n```\n````\nx", ["````\n```\n````"]),
        ("> ```\n> a\n> ```\nb", ["> ```\n> a\n> ```"]),
        ("```\nnever closed\n\nx", []),
        ("~~~~\n~~~\nnever closed by so few\n\nx", []),
        ("```\na\n```\n```\nnever closed", ["```\na\n```"]),
        ("~~~\na\n~~~~~\n~~~~ b\nc\n~~~~\n", ["~~~\na\n~~~~~", "~~~~ b\nc\n~~~~"]),
        ("``` a ``` b\nc", ["``` a ```"]),
        ("a\n    b\n", []),
        ("a\n\n    b\n    c\n\nd", ["    b\n", "    c\n"]),
        ("a\n\n\tb\n", ["\tb\n"]),
        ("    a\n    ```\nb\n```\n", ["    a\n", "    ```\n"]),
        ("- a\n\n    b\n\n        c\n", ["        c\n"]),
        ("- a\n    - b\n\n        c\n\n            d\n", ["            d\n"]),
        ("1. a\n\n    b\n\nc\n\n    d\n", ["    d\n"]),
        ("!!! note\n        a\n    b\n", ["        a\n"]),
        ("!!! note\n\n    a\n\n        b\n", ["        b\n"]),
        ('??? "x"\n\n    a\n', []),
        ("[^1]: a\n\n    b\n", []),
        ("甲\n:   乙\n\n    丙\n", []),
        ("<pre>\n\na\n</pre> b", ["<pre>\n\na\n</pre>"]),
        ("<CODE>a</code > <code>b", ["<CODE>a</code >"]),
        ("<preface>a</preface>", []),
        ("a <!-- b\n\nc --> d `e` <!-- f", ["<!-- b\n\nc -->", "`e`"]),
        ("[a](b) ![c](<d e>) [f](g_(h)_i 'j') [k](l\nm)", ["b", "<d e>", "g_(h)_i"]),
        ("a](没有结尾 b", []),
        ("a) [b](c\\)d) e", ["c\\)d"]),
        ("[a]: b 'c'\n[^d]: e", ["b"]),
        ("<https://a> <mailto:b> <c>", ["<https://a>", "<mailto:b>"]),
        ("$a$", []),
    ],
)
def test_code_and_addresses_are_not_prose(markdown, expected):
    assert protected(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (r"$a$ 5\$ $$b$$ $c", ["$a$", "$$b$$"]),
        ("`$` $a\n\nb$", ["`$`"]),
        (r"\(a\) \[b\) c\] \\(d\)", [r"\(a\)", r"\[b\) c\]"]),
        ("\\(a\n\nb\\)", []),
    ],
)
def test_formulas_are_not_prose_where_a_post_has_them(markdown, expected):
    assert protected(markdown, math=True) == expected


@given(st.text(st.sampled_from("`~<>!-()[]\\$ \t\n\r:*pre/code'甲")))
@example("[]()")
def test_the_parts_are_in_order_and_apart(markdown):
    end = 0
    for start, stop in find_protected(markdown, math=True):
        assert end <= start < stop <= len(markdown)
        end = stop


@pytest.mark.parametrize(
    "markdown",
    [
        " ".join("`" * run for run in range(1, 1400)),
        "` " * (MILLION // 2),
        "](" * (MILLION // 2),
        "( " * (MILLION // 2),
        "<!--" * (MILLION // 4),
        "<pre>" * (MILLION // 5),
        "</pre" + " " * MILLION,
        " " * MILLION,
        "\n " * (MILLION // 2),
        "```\n" * (MILLION // 4),
        "````\n" + "```\n" * (MILLION // 4),
        "``` py\n" * (MILLION // 7),
        "\n".join("~" * run for run in range(1400, 2, -1)),
        "a`" * (MILLION // 2) + "``",
        "``a " * (MILLION // 4) + "\n\n`",
        "`" * MILLION,
        "- a\n" * (MILLION // 4),
        "> " * (MILLION // 2),
        "[" * MILLION,
        "<https://" * (MILLION // 9),
        "$ " * (MILLION // 2),
        "\\(" * (MILLION // 2),
        "\\( \\] " * (MILLION // 6),
    ],
    ids=lambda markdown: markdown[:8],
)
def test_a_million_hostile_characters_are_read_within_seconds(markdown):
    start = process_time()
    find_protected(markdown, math=True)
    assert process_time() - start < 4
