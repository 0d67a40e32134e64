"""Links and images are found in a text, and those that lead nowhere are told with a cure."""

from __future__ import annotations

import posixpath
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.links import (
    MOST_GUESSES,
    Absolute,
    Link,
    Places,
    Verdict,
    check_link,
    find_images,
    find_links,
)
from yiwen.problems import Problem

# Finding


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("看[另一篇](b.md)。", [(1, 8, "b.md", False)]),
        ("一\n\n![走势](../x.png)", [(3, 7, "../x.png", True)]),
        ('[a](b.md "标题")', [(1, 5, "b.md", False)]),
        ("[a](<b c.md>)", [(1, 5, "b c.md", False)]),
        (r"[a](b\_c.md)", [(1, 5, "b_c.md", False)]),
        ("[a](b_(1).md)", [(1, 5, "b_(1).md", False)]),
        ("[![图](a.png)](b.md)", [(1, 7, "a.png", True), (1, 15, "b.md", False)]),
        ("[一 [二] 三](b.md)", [(1, 11, "b.md", False)]),
        ("[a](b.md) [c](d.md)", [(1, 5, "b.md", False), (1, 15, "d.md", False)]),
        ("见[甲][乙]\n\n[乙]: c.md", [(3, 6, "c.md", False)]),
        ("见[乙]\n\n[乙]: <c.md> '题'", [(3, 6, "c.md", False)]),
    ],
)
def test_links_are_found_with_their_places(body: str, expected: list[tuple[int, int, str, bool]]):
    assert find_links(body) == tuple(Link(*each) for each in expected)


@pytest.mark.parametrize(
    "body",
    [
        "没有链接。",
        "`[a](b.md)`",
        "    [a](b.md)",
        "```\n[a](b.md)\n```",
        "<!-- [a](b.md) -->",
        "<pre>[a](b.md)</pre>",
        "<https://a.cn/b.md>",
        r"\[a\](b.md)",
        r"[a\](b.md)",
        r"\[a](b.md)",
        "a](b.md)",
        "[a\n\nb](c.md)",
        "[a]()",
        "[//]: # (这是注释)",
        "[乙]: 没有用到",
        "注：[^1]\n\n[^1]: 脚注",
        "]: `b`",
        "<!-- <img src='a.png'> --> `<a href='b.md'>`",
        "[a](https://example.com/[b]) <a href='https://example.com/'>",
        "<p src='a.png'>",
    ],
)
def test_what_is_code_or_no_link_is_let_be(body: str):
    assert find_links(body) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img alt="图" src="a.png">', Link(1, 19, "a.png", image=True, html=True)),
        (
            "一\n看<A HREF='b/?x=1&amp;y=2'>乙</A>",
            Link(2, 11, "b/?x=1&y=2", image=False, html=True),
        ),
        ("`码` <video src='c.mp4'>", Link(1, 17, "c.mp4", image=False, html=True)),
    ],
)
def test_elements_are_found_too(body: str, expected: Link):
    assert find_links(body) == (expected,)


def test_links_are_found_in_order_whatever_their_form():
    links = find_links('<img src="a.png">[b](b.md)\n<a href="c/">c</a>')

    assert [(link.line, link.target) for link in links] == [(1, "a.png"), (1, "b.md"), (2, "c/")]


@pytest.mark.parametrize(
    ("body", "image"),
    [
        ("![图][a]\n\n[a]: a.png", True),
        ("![A]\n\n[a]: a.png", True),
        ("![a][]\n\n[a]: a.png", True),
        ("[图][a]\n\n[a]: a.png", False),
        ("[a]\n\n[a]: a.png", False),
    ],
)
def test_a_reference_is_an_image_where_one_is_made_of_it(body: str, image: bool):
    (link,) = find_links(body)

    assert (link.target, link.image) == ("a.png", image)


def test_lines_are_those_of_the_file():
    assert find_links("一\n[a](b.md)\n\n[c](d.md)", first=7) == (
        Link(8, 5, "b.md", False),
        Link(10, 5, "d.md", False),
    )


def test_formulas_are_let_be():
    assert find_links("$x[i](t)$", math=True) == ()


def test_a_text_without_links_costs_next_to_nothing():
    body = "美联储宣布购债，利率下降。\n" * 1000
    began = perf_counter()
    for _ in range(100):
        find_links(body)

    assert (perf_counter() - began) / 100 < 0.001


@pytest.mark.parametrize("body", ["[" * 5000 + "](a)" * 5000, "](a)" * 9000, "[a](" * 9000])
def test_no_text_takes_long(body: str):
    began = perf_counter()
    find_links(body)

    assert perf_counter() - began < 10


# Judging

HERE = "blog/2025/12/12/fed.md"
PAGES = {
    HERE: "blog/2025/12/12/fed/",
    "blog/2025/12/12/bonds.md": "blog/2025/12/12/bonds/",
    "blog/2025/12/11/cpi.md": "blog/2025/12/11/prices/",
    "about.md": "about/",
    "index.md": "",
}
ASSETS = {"assets/curve.svg", "assets/covers/a b(1).png", "blog/2025/12/12/own.png"}


def judge(
    target: str, *, absolute: Absolute = "warn", path: str = HERE, html: bool = False
) -> Verdict | None:
    places = Places(PAGES, ASSETS, absolute=absolute)
    return check_link(Link(5, 3, target, image=False, html=html), path=path, places=places)


@pytest.mark.parametrize(
    ("body", "absolute", "expected"),
    [
        ("![图](own.png) ![又](own.png)", "warn", ("blog/2025/12/12/own.png",)),
        ("![图](../../../../assets/curve.svg)", "warn", ("assets/curve.svg",)),
        ("![图](../../../../assets/covers/a%20b(1).png)", "warn", ("assets/covers/a b(1).png",)),
        ('<img src="../../../../../assets/curve.svg">', "warn", ("assets/curve.svg",)),
        ('<img src="own.png?x#y">', "warn", ()),
        ("![图](/assets/curve.svg)", "docs", ("assets/curve.svg",)),
        ("![图](/assets/curve.svg)", "warn", ()),
        ("[图](own.png) ![没有](none.png) ![页](bonds.md)", "warn", ()),
        ("![图](https://[x/a.png) ![图](//[x/a.png)", "warn", ()),
        ("![图](https://example.org/own.png)", "warn", ()),
    ],
)
def test_the_images_that_a_page_shows_are_files_of_the_site(
    body: str, absolute: Absolute, expected: tuple[str, ...]
):
    places = Places(PAGES, ASSETS, absolute=absolute)

    assert find_images(find_links(body), HERE, places) == expected


def told(target: str, *, absolute: Absolute = "warn") -> tuple[str, str]:
    verdict = judge(target, absolute=absolute)
    assert verdict is not None
    return verdict.problem.what, verdict.problem.mend


@pytest.mark.parametrize(
    "target",
    [
        "bonds.md",
        "./bonds.md#利率",
        "own.png",
        "../11/cpi.md?x=1#y",
        "../../../../about.md",
        "../../../../index.md",
        "../../../../assets/covers/a%20b(1).png",
        "../../../../tags/宏观经济/index.md",
        "../../../../archive/2025/",
        "../../../../rss.xml",
        "#利率",
        "?page=2",
        "",
        "https://example.com/没有",
        "//example.com/x",
        "mailto:a@b.cn",
        "tel:+861012345678",
        "{{site.baseurl}}/x",
        "{%post_url",
    ],
)
def test_a_link_that_leads_somewhere_is_let_be(target: str):
    assert judge(target) is None


@pytest.mark.parametrize(
    ("target", "what", "mend"),
    [
        ("bond.md", "no such file: 'bond.md'", "write it as  bonds.md"),
        ("Bonds.md#a", "no such file: 'Bonds.md#a'", "write it as  bonds.md#a"),
        ("cpi.md", "no such file: 'cpi.md'", "write it as  ../11/cpi.md"),
        (
            "assets/curve.svg",
            "no such image: 'assets/curve.svg'",
            "write it as  ../../../../assets/curve.svg",
        ),
        (
            "a%20b(1).png",
            "no such image: 'a%20b(1).png'",
            "write it as  ../../../../assets/covers/a%20b%281%29.png",
        ),
        (
            "..\\..\\..\\..\\assets\\curve.svg",
            "no such image: '..\\\\..\\\\..\\\\..\\\\assets\\\\curve.svg'",
            "write it as  ../../../../assets/curve.svg",
        ),
        (
            "没有.png",
            "no such image: '没有.png'",
            "put the image below docs/ and write its path from here, or take it out",
        ),
        (
            "见附录",
            "no such file: '见附录'",
            "put the file below docs/ and write its path from here, or take the link out",
        ),
        (
            "www.baidu.com",
            "no such file: 'www.baidu.com'",
            "write it as  https://www.baidu.com",
        ),
        ("sina.com/a?b", "no such file: 'sina.com/a?b'", "write it as  https://sina.com/a?b"),
        ("me@example.com", "no such file: 'me@example.com'", "write it as  mailto:me@example.com"),
        (
            "C:\\图\\a.png",
            "an address on your own computer: 'C:\\\\图\\\\a.png'",
            "put the file below docs/assets/ and write its path from here, such as  ../../../../assets/a.png",
        ),
        (
            "file:///home/me/a.png",
            "an address on your own computer: 'file:///home/me/a.png'",
            "put the file below docs/assets/ and write its path from here, such as  ../../../../assets/a.png",
        ),
        (
            "http://[::1",
            "an address that cannot be read: 'http://[::1'",
            "write the whole address, such as  https://example.com/page",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault_with_a_cure(target: str, what: str, mend: str):
    assert judge(target) == Verdict(Problem(HERE, 5, 3, what, mend))


@pytest.mark.parametrize(
    ("target", "mend"),
    [
        ("../bonds/", "write it as  bonds.md"),
        ("../../11/prices/#a", "write it as  ../11/cpi.md#a"),
        ("../../../../..", "write it as  ../../../../index.md"),
    ],
)
def test_an_address_of_a_page_is_told_with_the_path_of_its_file(target: str, mend: str):
    assert told(target)[1] == mend


@pytest.mark.parametrize("target", ["../../../../about", "../bonds/index.html"])
def test_an_address_that_leads_elsewhere_once_published_is_a_fault(target: str):
    verdict = judge(target)

    assert verdict is not None
    assert not verdict.odd
    assert verdict.problem.mend in ("write it as  ../../../../about.md", "write it as  bonds.md")


@pytest.mark.parametrize(
    "target",
    [
        "../own.png",
        "../bonds/#a",
        "../bonds/index.html",
        "../../../../../assets/curve.svg",
        "./",
        "../../../../../tags/",
        "../../../../../",
        "../../../../../rss.xml",
    ],
)
def test_an_element_leads_from_the_address_of_its_page(target: str):
    assert judge(target, html=True) is None


@pytest.mark.parametrize(
    ("target", "what", "mend"),
    [
        ("own.png", "no such image: 'own.png'", "write it as  ../own.png"),
        ("bonds.md#a", "no such file: 'bonds.md#a'", "write it as  ../bonds/#a"),
        (
            "assets/curve.svg",
            "no such image: 'assets/curve.svg'",
            "write it as  ../../../../../assets/curve.svg",
        ),
        ("index.md", "no such file: 'index.md'", "write it as  ../../../../../"),
    ],
)
def test_an_element_that_leads_nowhere_is_a_fault(target: str, what: str, mend: str):
    assert judge(target, html=True) == Verdict(Problem(HERE, 5, 3, what, mend))


def test_an_element_on_the_home_page_leads_from_the_root():
    verdict = judge("asset/curve.svg", path="index.md", html=True)

    assert verdict is not None
    assert verdict.problem.mend == "write it as  assets/curve.svg"


def test_an_address_of_a_page_can_be_published_all_the_same():
    verdict = judge("../bonds/")

    assert verdict == Verdict(
        Problem(
            HERE,
            5,
            3,
            "an address of a page where the path of its file belongs: '../bonds/'",
            "write it as  bonds.md",
        ),
        odd=True,
    )


@pytest.mark.parametrize(
    ("target", "sample"),
    [
        ("/assets/curve.svg", "../../../../assets/curve.svg"),
        ("/about/#us", "../../../../about.md#us"),
        ("/blog/2025/12/11/prices/index.html", "../11/cpi.md"),
        ("/img/curve.svg", "../../../../assets/curve.svg"),
        ("\\about.md", "../../../../about.md"),
        ("/nothing/like/it/at-all.zip", "../about.md"),
    ],
)
def test_an_address_from_the_root_of_the_host_is_odd(target: str, sample: str):
    verdict = judge(target)

    assert verdict is not None
    assert verdict.odd
    assert verdict.problem.what == (
        f"an address from the root of the host, which is not the site's everywhere: {target!r}"
    )
    assert verdict.problem.mend == f"write the path from this file to the other, such as  {sample}"


def test_mkdocs_can_be_told_what_such_addresses_are():
    assert judge("/nothing.md", absolute="leave") is None
    assert judge("/about.md", absolute="docs") is None
    assert told("/abuot.md", absolute="docs") == (
        "no such file: '/abuot.md'",
        "write it as  ../../../../about.md",
    )


def test_a_file_beside_the_text_is_meant_before_one_of_the_same_name_elsewhere():
    pages = dict.fromkeys(("a/x.md", "b/x.md", "b/c/y.md"), "")
    verdict = check_link(Link(1, 1, "X.md", False), path="b/c/y.md", places=Places(pages, ()))

    assert verdict is not None
    assert verdict.problem.mend == "write it as  ../x.md"


@pytest.mark.parametrize(
    ("target", "mend"),
    [
        ("curve.png", "put the image below docs/ and write its path from here, or take it out"),
        ("cards.png", "write it as  ../assets/card.png"),
        ("card.jpg", "write it as  ../assets/card.png"),
        ("cars.webp", "write it as  ../assets/card.webp"),
    ],
)
def test_a_guess_rests_on_the_name_and_not_on_its_ending(target: str, mend: str):
    places = Places({"blog/x.md": "blog/x/"}, {"assets/card.png", "assets/card.webp"})
    verdict = check_link(Link(1, 1, target, True), path="blog/x.md", places=places)

    assert verdict is not None
    assert verdict.problem.mend == mend


def test_only_some_misspelt_paths_are_guessed_at():
    places = Places(PAGES, ASSETS)
    mends = [
        verdict.problem.mend
        for _ in range(MOST_GUESSES + 1)
        if (verdict := check_link(Link(1, 1, "bond.md", False), path=HERE, places=places))
    ]

    assert mends[:-1] == ["write it as  bonds.md"] * MOST_GUESSES
    assert mends[-1].startswith("put the file below docs/")


def test_a_page_at_the_top_links_without_folders():
    verdict = judge("abuot.md", path="index.md")

    assert verdict is not None
    assert verdict.problem.mend == "write it as  about.md"


@given(st.text(max_size=40))
def test_any_target_is_judged(target: str):
    judge(target)
    judge(target, absolute="docs")


@given(st.text(alphabet='[]()!<>`\\ \nab:.#"', max_size=80))
def test_any_text_is_searched(body: str):
    for link in find_links(body):
        line = body.split("\n")[link.line - 1]

        assert posixpath.basename(line[link.column - 1 :]) or not link.target
