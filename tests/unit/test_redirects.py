"""Old addresses lead to where their pages are now, and nothing is written over for them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.makers import make_library, make_post, write_list
from yiwen.chinese.folding import Folder
from yiwen.chinese.glossary import Term, read_glossary
from yiwen.chinese.variants import Variant
from yiwen.editions import Edition
from yiwen.heads import Site
from yiwen.posts import Post
from yiwen.problems import Problem
from yiwen.redirects import Ground, Redirect, plan_redirects
from yiwen.settings import Settings

HANS, _, TW, HK = Variant
SITE = Site(
    name="一文",
    description="",
    author="",
    url="https://example.org/repo/",
    editions=(Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk")),
)
FILES = {
    "index.html": "index.md",
    "about/index.html": "about.md",
    "assets/a.png": "assets/a.png",
    "blog/fed/index.html": "blog/fed.md",
}


def plan(
    *posts: Post, files: Mapping[str, str] | None = None, preview: bool = False
) -> tuple[list[Redirect], list[Problem]]:
    library = make_library(*posts, preview=preview)
    return plan_redirects(library, SITE, files=FILES if files is None else files)


def lead(*posts: Post) -> dict[str, str]:
    """File of each redirect -> where it leads."""
    made, problems = plan(*posts)
    assert problems == []
    return {each.path: each.target for each in made}


def aliases(*names: str) -> str:
    return write_list("aliases", names)


def test_an_alias_leads_to_its_article_in_every_edition():
    assert lead(make_post("fed", aliases("/2019/old/"))) == {
        "2019/old/index.html": "blog/fed/",
        "zh-tw/2019/old/index.html": "zh-tw/blog/fed/",
        "zh-hk/2019/old/index.html": "zh-hk/blog/fed/",
    }


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("old", "old/index.html"),
        ("/old", "old/index.html"),
        ("old/index.html", "old/index.html"),
        ("/2019/old.html", "2019/old.html"),
        ("/2019/OLD.HTM", "2019/OLD.HTM"),
        ("/old.php", "old.php/index.html"),
        ("/v1.2", "v1.2/index.html"),
        ("/old//a/", "old/a/index.html"),
        ("./beside/", "blog/beside/index.html"),
        ("../up/", "up/index.html"),
        ("/%E6%97%A7/", "旧/index.html"),
        ("/旧文 一/", "旧文 一/index.html"),
        ("https://example.org/repo/2019/a/", "2019/a/index.html"),
        ("HTTPS://EXAMPLE.ORG/repo/b.html", "b.html"),
        ("a/./b/../c/", "a/c/index.html"),
    ],
)
def test_an_alias_may_be_written_in_any_usual_way(alias: str, path: str):
    made, problems = plan(make_post("fed", aliases(alias)))

    assert problems == []
    assert made[0].path == path


@pytest.mark.parametrize(
    ("alias", "what", "mend"),
    [
        (
            "/?p=12",
            "an old address with ? or #, which no file can have: '/?p=12'",
            "write it without, as  /",
        ),
        (
            "/old/#top",
            "an old address with ? or #, which no file can have: '/old/#top'",
            "write it without, as  /old/",
        ),
        (
            "?p=1",
            "an old address with ? or #, which no file can have: '?p=1'",
            "write it without, as  /old/",
        ),
        (
            "https://other.org/old/",
            "an old address on another host: 'https://other.org/old/'",
            "write a path of this site, as  /old/",
        ),
        (
            "//old//a/",
            "an old address on another host: '//old//a/'",
            "write a path of this site, as  /a/",
        ),
        (
            "https://example.org/elsewhere/",
            "an old address outside of the site: 'https://example.org/elsewhere/'",
            "leave it out",
        ),
        ("../../up/", "an old address outside of the site: '../../up/'", "leave it out"),
        (
            "/a/%2e%2e/../../b",
            "an old address outside of the site: '/a/%2e%2e/../../b'",
            "leave it out",
        ),
        ("/a:b/", "an old address that no file can have: '/a:b/'", "leave it out"),
        ("a\\b", "an old address that no file can have: 'a\\\\b'", "leave it out"),
        ("/a%00b/", "an old address that no file can have: '/a%00b/'", "leave it out"),
        ("/a./b/", "an old address that no file can have: '/a./b/'", "leave it out"),
        ("/a./", "an old address that no file can have: '/a./'", "leave it out"),
        ("http://[a/", "an old address that cannot be read: 'http://[a/'", "leave it out"),
        ("/rss.xml", "an old address of a file that the site makes: '/rss.xml'", "leave it out"),
        ("/404.html", "an old address of a file that the site makes: '/404.html'", "leave it out"),
    ],
)
def test_what_no_redirect_can_be_made_of_is_told(alias: str, what: str, mend: str):
    made, problems = plan(make_post("fed", aliases(alias)))

    assert made == []
    assert problems == [Problem("blog/fed.md", 4, 0, what, mend)]


def test_a_name_too_long_for_a_file_is_told():
    made, problems = plan(make_post("fed", aliases("/" + "汉" * 90 + "/")))

    assert made == []
    assert problems[0].what.startswith("an old address that no file can have: '/汉汉")


def test_the_line_of_each_alias_is_known():
    post = make_post("fed", "aliases:\n  - /good/\n  - /?p=1\n  - '/#a'")

    _, problems = plan(post)

    assert [problem.line for problem in problems] == [6, 7]


TAKEN = "leave it out here, or give up the other"


@pytest.mark.parametrize(
    ("alias", "address", "owner"),
    [
        ("/about/", "/about/", "about.md"),
        ("/About", "/About/", "about.md"),
        ("/", "/", "index.md"),
        ("/zh-tw/", "/", "index.md"),
        ("/zh-tw/about/", "/about/", "about.md"),
        ("/assets/a.png", "/assets/a.png/", "assets/a.png"),
        ("/assets/a.png/b.html", "/assets/a.png/b.html", "assets/a.png"),
        ("/blog/FED/", "/blog/FED/", "blog/fed.md"),
    ],
)
def test_a_page_or_file_is_never_written_over(alias: str, address: str, owner: str):
    made, problems = plan(make_post("fed", aliases(alias)))

    assert made == []
    what = f"the old address {address!r} is that of {owner}"
    assert problems == [Problem("blog/fed.md", 4, 0, what, TAKEN)]


def test_a_file_cannot_lie_where_a_folder_is():
    made, problems = plan(
        make_post("fed", aliases("/a.html")), files={"a.html/b/index.html": "a.html/b.md"}
    )

    assert made == []
    assert problems[0].what == "the old address '/a.html' is that of a.html/b.md"


def test_an_articles_own_address_is_no_alias():
    assert plan(make_post("fed", aliases("/blog/fed/", "blog/fed", "/zh-hk/blog/fed/"))) == ([], [])


def test_an_alias_given_twice_leads_once():
    assert len(lead(make_post("fed", aliases("/old/", "old", "/old/index.html")))) == 3


def test_of_two_aliases_that_some_file_system_takes_for_one_the_second_is_told():
    made, problems = plan(make_post("fed", aliases("/Old/", "/old/")))

    assert [each.path for each in made] == [f"{e.prefix}Old/index.html" for e in SITE.editions]
    what = "the old address '/old/' differs from another of this post in case only"
    assert problems == [Problem("blog/fed.md", 4, 0, what, "leave one of the two out")]


def test_of_two_articles_the_older_gets_the_alias():
    old = make_post("old", aliases("/x/"), day="2024-01-01")
    new = make_post("new", aliases("/x"), day="2025-01-01")

    made, problems = plan(new, old)

    assert {each.target for each in made} == {f"{e.prefix}blog/old/" for e in SITE.editions}
    what = "the old address '/x/' is that of blog/old.md"
    assert problems == [Problem("blog/new.md", 4, 0, what, TAKEN)]


def test_a_draft_takes_no_alias_from_an_article():
    draft = make_post("draft", f"draft: true\n{aliases('/x/')}", day="2020-01-01")
    post = make_post("post", aliases("/x/"), day="2025-01-01")

    made, problems = plan(draft, post, preview=True)

    assert {each.target for each in made} == {f"{e.prefix}blog/post/" for e in SITE.editions}
    assert [problem.path for problem in problems] == ["blog/draft.md"]


def test_two_articles_may_have_an_alias_in_one_edition_each():
    one = make_post("one", aliases("/zh-tw/x/"), day="2024-01-01")
    two = make_post("two", aliases("/zh-hk/x/"), day="2025-01-01")

    assert lead(one, two) == {
        "zh-tw/x/index.html": "zh-tw/blog/one/",
        "zh-hk/x/index.html": "zh-hk/blog/two/",
    }


def test_an_article_of_two_editions_has_its_aliases_there():
    post = make_post("fed", f"zh: {{variants: [zh-Hans, zh-Hant-TW]}}\n{aliases('/x/')}")

    assert [*lead(post)] == ["x/index.html", "zh-tw/x/index.html"]


def test_an_alias_in_an_edition_without_the_article_leads_to_one_that_has_it():
    post = make_post("fed", f"zh: {{variants: [zh-Hans, zh-Hant-TW]}}\n{aliases('/zh-hk/x/')}")

    assert lead(post) == {"zh-hk/x/index.html": "blog/fed/"}


def test_a_chain_of_aliases_is_refused_at_its_first_link():
    one = make_post("one", aliases("/blog/two/"), day="2024-01-01")
    two = make_post("two", aliases("/blog/one/"), day="2025-01-01")
    files = {"blog/one/index.html": "blog/one.md", "blog/two/index.html": "blog/two.md"}

    made, problems = plan(one, two, files=files)

    assert made == []
    assert [problem.path for problem in problems] == ["blog/one.md", "blog/two.md"]


@given(st.lists(st.text("abAB./-%20?#: 汉漢", min_size=1, max_size=12), max_size=4))
def test_no_redirect_lies_on_a_page_nor_outside_nor_leads_to_another(names: list[str]):
    made, _ = plan(make_post("fed", aliases(*names)), make_post("b", aliases(*names[::-1])))

    paths = [each.path for each in made]
    assert len({path.casefold() for path in paths}) == len(paths)
    for each in made:
        assert each.path.removeprefix(each.edition.prefix) not in FILES
        assert ".." not in each.path.split("/")
        url = f"https://h/{each.path.removesuffix('index.html')}"
        assert unquote(urljoin(url, each.href)) == f"https://h/{each.target}"
        assert f"{each.target}index.html" not in paths


# Terms

QE = "tags: [宏观经济]"


def old_terms(
    *posts: Post, settings: Settings | None = None, glossary: tuple[Term, ...] = ()
) -> dict[str, str]:
    fold = Folder(glossary)
    library = make_library(*posts, settings=settings or Settings(), fold=fold)
    taken = {f"{t.kind}/{t.slug}/index.html": "-" for k in library.terms.values() for t in k}
    made, problems = plan_redirects(library, SITE, files=taken, folds=[Folder(())])
    assert problems == []
    return {each.path: unquote(each.target) for each in made}


def test_a_term_that_was_named_anew_is_found_under_its_old_name():
    made = old_terms(make_post("a", QE), settings=Settings(terms={"宏观经济": "macro"}))

    assert made == {
        "tags/宏观经济/index.html": "tags/macro/",
        "zh-tw/tags/宏观经济/index.html": "zh-tw/tags/macro/",
        "zh-hk/tags/宏观经济/index.html": "zh-hk/tags/macro/",
    }


def test_another_spelling_of_a_term_leads_to_it():
    made = old_terms(make_post("a", QE), make_post("b", "tags: [宏觀經濟]"))

    assert made["tags/宏觀經濟/index.html"] == "tags/宏观经济/"
    assert made["zh-tw/tags/宏觀經濟/index.html"] == "zh-tw/tags/宏观经济/"
    assert len(made) == 3


def test_what_the_glossary_joined_is_found_under_both_old_names():
    glossary, _ = read_glossary([{"hans": "美联储", "tw": "聯準會"}], lines=(1,))

    made = old_terms(make_post("a", "tags: [聯準會]"), glossary=glossary)

    assert made["tags/聯準會/index.html"] == "tags/美联储/"
    assert made["tags/联准会/index.html"] == "tags/美联储/"


def test_a_name_with_a_rule_was_never_an_address():
    assert old_terms(make_post("a", "tags: ['-{hans:视频;tw:影片}-']")) == {}


def test_a_term_is_never_led_away_from_its_own_page():
    made = old_terms(make_post("a", "tags: [C, c#, 'c++']"))

    assert made == {}


def test_an_alias_goes_before_an_old_term():
    library = make_library(
        make_post("a", f"{aliases('/tags/宏观经济/')}\n{QE}"),
        settings=Settings(terms={"宏观经济": "macro"}),
    )

    made, problems = plan_redirects(library, SITE, files={})

    assert problems == []
    assert {each.target for each in made} == {f"{e.prefix}blog/a/" for e in SITE.editions}


def test_terms_that_kept_their_names_need_nothing():
    assert old_terms(make_post("a", QE), make_post("b", "category: 债券\nseries: 三部曲")) == {}


# Ground


def test_ground_knows_files_and_their_folders_whatever_their_case():
    ground = Ground({"A/b.html": "one"})

    assert ground.owner("a/B.html") == "one"
    assert ground.owner("a") == "one"
    assert ground.owner("a/b.html/c") == "one"
    assert ground.owner("a/c.html") == ""
