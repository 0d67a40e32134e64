"""What a formula of TeX is in MathML."""

from __future__ import annotations

from contextlib import suppress
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.formulas import FormulaError, read_formula


def show(tex: str, *, display: bool = False) -> str:
    """What stands between the outermost row of a formula."""
    math = read_formula(tex, display=display)
    return "".join(tostring(each, encoding="unicode") for each in math[0])


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\text{利率}=r", "<mtext>利率</mtext><mo>=</mo><mi>r</mi>"),
        ("利率=r", "<mtext>利率</mtext><mo>=</mo><mi>r</mi>"),
        (r"\text{利率 r}", "<mtext>利率\xa0r</mtext>"),
        (r"\mathrm{d}x", '<mi mathvariant="normal">d</mi><mi>x</mi>'),
        (r"\ln x", '<mi>ln</mi><mspace width="0.167em" /><mi>x</mi>'),
        (r"\ln(x)", '<mi>ln</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>'),
        (r"\operatorname{Var}x", '<mi>Var</mi><mspace width="0.167em" /><mi>x</mi>'),
        (r"R\&D", "<mi>R</mi><mi>&amp;</mi><mi>D</mi>"),
        (r"5\%", "<mn>5</mn><mi>%</mi>"),
    ],
)
def test_a_formula_is_mathml(tex: str, shown: str):
    assert show(tex) == shown


@pytest.mark.parametrize("name", ["aligned", "align", "align*", "split"])
def test_lines_are_aligned_at_their_signs_and_have_no_numbers(name: str):
    shown = show(rf"\begin{{{name}}}a&=b\\c&=d\end{{{name}}}", display=True)

    assert shown.count("<mtr>") == 2
    assert shown.count('<mtd columnalign="left">') == 2
    assert "(1)" not in shown


def test_the_source_is_told_to_those_who_do_not_see_it():
    math = read_formula(" x\n + y ", display=True)

    assert math.attrib == {"alttext": "x + y", "display": "block"}
    assert read_formula("x", display=False).attrib == {"alttext": "x"}


@pytest.mark.parametrize(
    "tex", [r"\style{color:red}{x}", r"\href{javascript:alert(1)}{x}", r"\class{a}{x}"]
)
def test_nothing_in_a_formula_is_a_style_a_class_or_an_address(tex: str):
    shown = show(tex)

    assert "x" in shown
    assert "style=" not in shown
    assert "href=" not in shown
    assert "class=" not in shown


SIMPLE = "write it in the simple commands of LaTeX, or put it in backticks to show its source"
COMPLETE = r"complete it: \frac{1}{2}, x^{2}, \sqrt{2}, \left( … \right)"
ALIGN = r"write it between \begin{aligned} and \end{aligned}"
PAIR = r"write as many } as {; a brace to be shown is \{"


@pytest.mark.parametrize(
    ("tex", "what", "mend"),
    [
        (r"\foo{a}", r"a formula with an unknown command: '\\foo'", SIMPLE),
        (r"\begin{tikz}a\end{tikz}", "a formula with an unknown environment: 'tikz'", SIMPLE),
        (r"\frac{a", r"a formula whose braces do not pair: '\\frac{a'", PAIR),
        ("a}b{", "a formula whose braces do not pair: 'a}b{'", PAIR),
        (r"\frac{a}", r"a formula in which a part is missing: '\\frac{a}'", COMPLETE),
        (r"\sqrt", r"a formula in which a part is missing: '\\sqrt'", COMPLETE),
        (r"\left( a", r"a formula in which a part is missing: '\\left( a'", COMPLETE),
        ("x^", "a formula in which a part is missing: 'x^'", COMPLETE),
        ("a & b", "a formula of several lines or columns: 'a & b'", ALIGN),
        (r"a \\ b", r"a formula of several lines or columns: 'a \\\\ b'", ALIGN),
        (
            r"\begin{cases}a",
            r"a formula with a \begin that has no \end: '\\begin{cases}a'",
            r"end it with \end{…} of the same name",
        ),
    ],
)
def test_a_formula_that_cannot_be_read_says_what_to_mend(tex: str, what: str, mend: str):
    with pytest.raises(FormulaError) as caught:
        read_formula(tex, display=True)

    assert (caught.value.what, caught.value.mend) == (what, mend)


@given(st.text(alphabet="\\{}^_&$ab1 利\n'[]()", max_size=40), st.booleans())
def test_whatever_is_typed_is_a_formula_or_a_fault(tex: str, display: bool):
    with suppress(FormulaError):
        assert read_formula(tex, display=display).tag == "math"


def test_a_formula_nested_beyond_reason_is_a_fault():
    with pytest.raises(FormulaError):
        read_formula("{" * 5000 + "x" + "}" * 5000, display=False)
