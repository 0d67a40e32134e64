"""A key changes with everything its page shows, and with nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.makers import SITE, make_library, make_post
from yiwen.documents import Document, read_document
from yiwen.keys import Places, article_key, document_key, outline, plan_key
from yiwen.library import Library, Surroundings
from yiwen.listings import plan_pages
from yiwen.posts import Post
from yiwen.settings import Settings

BASE = b"base"
NOWHERE = Places(lambda _path: "")


def keys_of(
    *posts: Post, settings: Settings = SITE, places: Places = NOWHERE, base: bytes = BASE
) -> dict[str, bytes]:
    """The keys of all pages of a library, by address."""
    library = make_library(*posts, settings=settings)
    outlines = {entry.key: outline(entry) for entry in library.entries}
    articles = {
        entry.url: article_key(
            base, entry, around(library, entry.key), outlines, words="", places=places
        )
        for entry in library.entries
    }
    plans = {
        plan.address: plan_key(base, plan, outlines, None, places)
        for plan in plan_pages(library, settings)
    }
    return articles | plans


def around(library: Library, path: str) -> Surroundings:
    return library.surroundings(library.by_path[path], related=2, parts=3)


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    return {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}


def library_of(*fronts: str, bodies: Mapping[int, str] | None = None) -> list[Post]:
    """Posts ``p1``, ``p2``, … of consecutive days with front matter of their own."""
    return [
        make_post(f"p{at}", front, day=f"2025-12-{at:02}", body=(bodies or {}).get(at, "话。"))
        for at, front in enumerate(fronts, 1)
    ]


ALONE = [f"tags: [t{at}]\ncategories: [c{at}]\ndescription: d" for at in range(1, 8)]
"""Posts that have nothing in common but their order."""


def test_the_same_library_has_the_same_keys():
    assert keys_of(*library_of(*ALONE)) == keys_of(*library_of(*ALONE))


def test_another_base_changes_every_key():
    posts = library_of(*ALONE)
    before = keys_of(*posts)

    assert changed(before, keys_of(*posts, base=b"other")) == set(before)


def test_a_body_is_shown_by_its_article_only():
    before = keys_of(*library_of(*ALONE))
    after = keys_of(*library_of(*ALONE, bodies={4: "别的话。"}))

    assert changed(before, after) == {"blog/p4/"}


def test_a_title_is_shown_by_neighbours_and_lists():
    fronts = [*ALONE]
    fronts[3] += "\npinned: true"
    before, after = keys_of(*library_of(*ALONE)), keys_of(*library_of(*fronts))

    assert changed(before, after) == {
        "",
        *("blog/p3/", "blog/p4/", "blog/p5/"),
        *("tags/t4/", "categories/c4/"),
        *("archive/2025/", "archive/2025/12/"),
    }


def test_a_post_more_changes_numbers_where_they_are_shown():
    before, after = keys_of(*library_of(*ALONE[:6])), keys_of(*library_of(*ALONE))

    assert changed(before, after) == {
        "",
        *("blog/p6/", "blog/p7/"),
        *("tags/", "tags/t7/", "categories/", "categories/c7/"),
        *("archive/", "archive/2025/", "archive/2025/12/"),
    }


def test_a_related_term_changes_a_list_when_it_comes_and_not_when_it_grows():
    fronts = ["tags: [甲, 乙]", "tags: [丁]", "tags: [丙]"]
    before = keys_of(*library_of(*fronts))
    grown = keys_of(*library_of(fronts[0], "tags: [乙]", fronts[2]))
    gone = keys_of(*library_of("tags: [甲]", *fronts[1:]))

    assert "tags/甲/" not in changed(before, grown)
    assert "tags/甲/" in changed(before, gone)


@settings(max_examples=20)
@given(number=st.integers(0, 40), size=st.integers(1, 5))
def test_a_new_post_changes_no_list_but_at_its_newest_end(number: int, size: int):
    chosen = replace(SITE, page_posts=3, page_rows=size)
    fronts = ["tags: [x]\ncategories: [c]\ndescription: d"] * (number + 1)
    posts = [
        make_post(f"p{at}", front, day=f"2025-{1 + at // 28:02}-{1 + at % 28:02}")
        for at, front in enumerate(fronts)
    ]
    before, after = keys_of(*posts[:-1], settings=chosen), keys_of(*posts, settings=chosen)

    later = [each for each in changed(before, after) if "/page/" in f"/{each}"]
    lists = {each.partition("page/")[0] for each in later}
    assert len(later) <= 2 * len(lists), "the newest one, and the page below one that was made"
    assert lists <= {"", "tags/x/", "categories/c/", "authors/编辑部/", *in_month(posts[-1])}


def in_month(post: Post) -> set[str]:
    return {f"archive/{post.published:%Y/%m}/"}


def test_a_part_of_a_series_shows_its_place_and_how_many_there_are():
    fronts = [f"series: S\ntags: [t{at}]\ncategories: [c{at}]" for at in range(1, 9)]
    before, after = keys_of(*library_of(*fronts[:7])), keys_of(*library_of(*fronts))

    assert {f"blog/p{at}/" for at in range(1, 9)} <= changed(before, after)


def test_words_of_its_own_are_part_of_an_article():
    library = make_library(*library_of(*ALONE))
    entry = library.entries[3]
    outlines = {each.key: outline(each) for each in library.entries}

    def key(words: str) -> bytes:
        around_it = around(library, entry.key)
        return article_key(BASE, entry, around_it, outlines, words=words, places=NOWHERE)

    assert key("") != key("软件 -> 軟體")


def test_an_outline_leaves_out_what_no_other_page_shows():
    one, other = (
        make_library(make_post("fed", "description: d", body=body)).entries[0]
        for body in ("话。", "别的话，长得多。" * 3)
    )

    assert outline(one) == outline(other)
    assert outline(one) != outline(replace(one, title="别的"))
    assert outline(one) != outline(replace(one, minutes=9))
    assert outline(one) != outline(replace(one, editions=one.editions[:1]))


# Links

FORMS = [
    "[话]({})",
    "[话](  {}  )",
    "[话](\n{}\n)",
    "[话]({} '题目')",
    '[话]({} "题（目）")',
    "[话](<{}>)",
    "[话](<{}> '题目')",
    "[话]({}#节)",
    "[话]({}?a=b#c)",
    "![图]({})",
    "[![图](a.png)]({})",
    "[外[里]面]({})",
    "[那页]: {}",
    "[那页]:\n  {}",
    "[那页]: <{}> '题目'",
    ">  - [那页]: {}",
    "    [那页]: {}",
    "[^1]: 见[那页]({})。",
    '<a href="{}">',
    "<a class=x href='{}'>",
    "<a href={}>",
    '<img\nsrc = "{}">',
    "[话](a.md){{ href={} }}",
    "话[甲](a.md)[乙]({})话",
]


def find(body: str, *, path: str = "blog/fed.md", url: str = "blog/fed/") -> list[str]:
    """Where the links of a body lead."""
    found: list[str] = []

    def locate(place: str) -> str:
        found.append(place)
        return ""

    Places(locate).find(body, path, url)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("other.md", "blog/other.md"),
        ("../about.md", "about.md"),
        ("./a/../other.md", "blog/other.md"),
        ("%E5%85%B3%E4%BA%8E.md", "blog/关于.md"),
        ("two%20words.md", "blog/two words.md"),
    ],
)
def test_links_are_found_however_they_are_written(form: str, link: str, path: str):
    assert path in find(f"前面的话。{form.format(link)}\n\n后面的话。")


@pytest.mark.parametrize("form", ["[话]({})", "[话](<{}>)", "[话]({} '题目')", '<a href="{}">'])
@pytest.mark.parametrize("name", ["two words.md", "a(b).md", "a(b(c)d).md", "关于.md"])
def test_names_of_files_may_hold_spaces_and_brackets(form: str, name: str):
    assert f"blog/{name}" in find(form.format(name))


def test_signs_may_be_escaped():
    assert find(r"[话](my\_post.md)") == ["blog/my_post.md"]


@pytest.mark.parametrize(
    "link", ["https://example.org/a.md", "//example.org/a.md", "mailto:a@b.c", "#节", ""]
)
def test_links_that_lead_elsewhere_are_left_out(link: str):
    assert find(f"[话]({link})") == []


def test_text_full_of_brackets_is_read_in_time():
    for text in ("[](" * 20_000, "](((" * 20_000, "[a](" + "(" * 50_000, "]:\n" * 30_000):
        find(text)


def test_a_link_changes_the_key_when_its_target_moves():
    document = page("见[关于](about.md)。")

    def key(address: str) -> bytes:
        return document_key(BASE, document, Places(lambda _path: address))

    assert key("") != key("about/") != key("us/")


def test_an_image_changes_the_key_when_it_is_shown_in_another_way():
    document = page("![图](a.png)")

    def key(images: Mapping[str, str]) -> bytes:
        return document_key(BASE, document, Places(lambda _path: "a.png", images=images))

    assert key({"about.md": "800 × 600"}) != key({"about.md": "400 × 300"}) != key({})
    assert key({"other.md": "800 × 600"}) == key({})


def test_a_link_changes_the_key_when_its_target_leaves_an_edition():
    def key(document: Document, partial: Mapping[str, str]) -> bytes:
        return document_key(BASE, document, Places(lambda _path: "blog/fed/", partial))

    by_path = page("[话](blog/fed.md)")
    assert key(by_path, {}) != key(by_path, {"blog/fed/": "zh-Hans"})
    assert key(by_path, {"blog/fed/": "zh-Hans"}) != key(by_path, {"blog/fed/": "zh-Hant-TW"})
    assert key(by_path, {}) == key(by_path, {"blog/else/": "zh-Hans"})


@pytest.mark.parametrize("link", ["../../blog/fed/", "../../blog/fed/#x", "./../../blog/fed/?a"])
def test_an_address_in_html_is_seen_from_the_page(link: str):
    document = page(f'<a href="{link}">', path="more/deep.md")

    def key(partial: Mapping[str, str]) -> bytes:
        return document_key(BASE, document, Places(lambda _path: "", partial))

    assert key({}) == key({"blog/else/": "x"}) != key({"blog/fed/": "x"})


@given(st.text("[]()<>\"'#?:/\\= \nahrefscé", max_size=60))
def test_any_text_can_be_looked_through(text: str):
    Places(lambda _path: "", {"blog/fed/": "x"}).find(text, "blog/fed.md", "blog/fed/")


def page(body: str, path: str = "about.md") -> Document:
    return read_document(f"---\ntitle: 页\n---\n{body}\n", path=path, settings=SITE)


def test_words_above_a_list_are_part_of_it():
    library = make_library(*library_of(*ALONE))
    outlines = {entry.key: outline(entry) for entry in library.entries}
    above = page("话。", "tags.md")
    for plan in plan_pages(library, SITE):
        keys = {
            plan_key(BASE, plan, outlines, written, NOWHERE)
            for written in (None, above, replace(above, body="别的话。"))
        }
        assert len(keys) == 3, plan.address
