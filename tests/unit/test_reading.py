"""All sources of a site are read, and all their faults told at once."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.makers import SITE
from yiwen.chinese.glossary import Term
from yiwen.chinese.variants import Variant
from yiwen.problems import Problem, YiwenError
from yiwen.reading import (
    Sources,
    decode_source,
    find_asset,
    is_markdown,
    is_post,
    read_sources,
)

FED = "---\ntitle: 降息\ndate: 2025-12-12\n---\n正文。\n"


def pages_of(texts: Mapping[str, str | bytes]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for path, text in texts.items():
        content = text if isinstance(text, bytes) else text.encode()
        yield path, lambda content=content: content  # type: ignore[misc]


def read(texts: Mapping[str, str | bytes], *assets: str) -> Sources:
    return read_sources(pages_of(texts), assets=assets, settings=SITE)


def faults(texts: Mapping[str, str | bytes]) -> list[tuple[str, int, str]]:
    with pytest.raises(YiwenError) as caught:
        read(texts)
    return [(each.path, each.line, each.what) for each in caught.value.problems]


# Kinds of sources


def test_posts_and_other_pages_are_told_apart_by_their_folder():
    sources = read({"about.md": "# 关于\n", "blog/fed.md": FED, "blogs/x.md": "# x\n"})

    assert [post.path for post in sources.posts] == ["blog/fed.md"]
    assert [document.path for document in sources.documents] == ["about.md", "blogs/x.md"]
    assert sources.covers == {}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("blog/a.md", True),
        ("blog/2025/12/12/a.md", True),
        ("blog/a/index.md", True),
        ("blog/index.md", False),
        ("blog/README.md", False),
        ("blog.md", False),
        ("blog2/a.md", False),
        ("docs/blog/a.md", False),
    ],
)
def test_what_lies_in_the_folder_of_posts_is_a_post_but_not_the_folders_own_page(
    path: str, expected: bool
):
    assert is_post(path, SITE) is expected


def test_the_folder_of_posts_is_a_setting():
    settings = replace(SITE, posts_folder="news/posts")

    assert is_post("news/posts/a.md", settings)
    assert not is_post("blog/a.md", settings)


def test_markdown_is_known_by_its_ending_in_any_case():
    paths = ["a.md", "a.MD", "a.markdown", "a.mdown", "a.mkdn", "a.mkd", "a.mdx", "md", "a.md.png"]

    assert [is_markdown(path) for path in paths] == [True] * 6 + [False] * 3


# Faults


def test_the_faults_of_all_sources_are_told_together():
    texts: dict[str, str | bytes] = {
        "blog/a.md": "---\ntitle: x\n---\n",
        "blog/b.md": b"\xff\xfe",
        "about.md": "甲-{乙\n",
        "blog/c.md": FED,
    }

    assert faults(texts) == [
        ("blog/a.md", 2, "no date"),
        ("blog/b.md", 1, "text is not UTF-8, it seems to be UTF-16"),
        ("about.md", 1, "-{ without }-"),
    ]


def test_two_sources_of_one_address_are_refused_also_a_post_and_a_page():
    texts = {
        "blog/fed.md": FED,
        "blog/Fed.md": FED,
        "blog/a/about.md": "---\ndate: 2025-12-12\nslug: x\n---\n",
        "blog/a/x/index.md": "---\ndate: 2025-12-12\n---\n",
    }

    assert faults(texts) == [
        ("blog/fed.md", 0, "two sources for one address '/blog/fed/': also blog/Fed.md"),
        ("blog/a/x/index.md", 0, "two sources for one address '/blog/a/x/': also blog/a/about.md"),
    ]


def test_terms_of_a_post_that_contradict_each_other_are_refused():
    terms = "{hans: 软件, tw: 軟體}\n    - {hans: 软件, tw: 軟件}"

    assert faults({"blog/a.md": TERMS.format(terms)}) == [
        ("blog/a.md", 6, "'软件' is '軟體' in one term and '軟件' in another, for zh-Hant-TW")
    ]


def test_a_term_of_one_character_in_a_post_is_odd():
    sources = read({"blog/a.md": TERMS.format("{hans: 台, tw: 檯}")})

    assert [(each.path, each.line, each.what) for each in sources.odd] == [
        ("blog/a.md", 5, "'台' is one character and is replaced wherever it stands"),
        ("blog/a.md", 5, "'檯' is one character and is replaced wherever it stands"),
    ]


# Versions


BY_HAND = "---\ntitle: 手寫\n---\n內文。\n"


def test_a_source_named_after_an_article_and_a_variant_is_a_version_of_it():
    sources = read({"blog/fed.md": FED, "blog/fed.zh-tw.md": BY_HAND, "blog/a.zh-tw.md": FED})

    assert [post.path for post in sources.posts] == ["blog/fed.md", "blog/a.zh-tw.md"]
    assert {
        path: {variant: version.title for variant, version in versions.items()}
        for path, versions in sources.versions.items()
    } == {"blog/fed.md": {Variant.TW: "手寫"}}
    assert [post.path for post in sources.every_post()] == [
        "blog/fed.md",
        "blog/a.zh-tw.md",
        "blog/fed.zh-tw.md",
    ]


def test_two_versions_for_one_variant_are_refused():
    texts = {"blog/fed.md": FED, "blog/fed.tw.md": BY_HAND, "blog/fed.zh-Hant-TW.md": BY_HAND}

    assert faults(texts) == [
        (
            "blog/fed.zh-Hant-TW.md",
            0,
            "two versions of blog/fed.md for zh-Hant-TW: also blog/fed.tw.md",
        )
    ]


# What a post says of words


TERMS = "---\ndate: 2025-12-12\nzh:\n  terms:\n    - {}\n---\n正文。\n"


def test_a_post_may_have_a_glossary_of_its_own():
    sources = read({"blog/a.md": TERMS.format("{hans: 软件, tw: 軟體}"), "blog/b.md": FED})

    assert sources.terms == {"blog/a.md": (Term(((Variant.HANS, "软件"), (Variant.TW, "軟體"))),)}
    assert sources.odd == ()


def test_a_term_of_a_post_that_cannot_be_read_is_told_at_its_line():
    assert faults({"blog/a.md": TERMS.format("{hans: 软件, tv: 軟體}")}) == [
        ("blog/a.md", 5, "unknown key 'tv' in a term")
    ]


OTHER_SCRIPT = "這一段寫的卻是繁體，說明經濟與貨幣的關係。"
PROSE = "这一段写的是简体，说明经济与货币，还谈了许多关于债务、银行与资产的问题。"


@pytest.mark.parametrize("path", ["blog/a.md", "about.md"])
def test_a_paragraph_of_the_other_script_is_odd_and_told_at_its_place(path: str):
    sources = read({path: f"---\ndate: 2025-12-12\n---\n{PROSE}\n\n  {OTHER_SCRIPT}\n"})

    assert [(each.path, each.line, each.column) for each in sources.odd] == [(path, 6, 3)]


def test_one_page_in_two_files_is_refused():
    assert faults({"guide.md": "# 一\n", "guide/index.md": "# 二\n"}) == [
        ("guide/index.md", 0, "two sources for one address '/guide/': also guide.md")
    ]


# Encodings


def test_utf_8_is_read_with_or_without_a_mark():
    assert decode_source("美联储".encode(), path="a.md") == "美联储"
    assert decode_source(b"\xef\xbb\xbf" + "美联储".encode(), path="a.md") == "美联储"


SIMPLIFIED = "标题：美联储宣布启动购债计划\n正文：市场反应热烈，股指上涨。\n"
TRADITIONAL = "標題：聯準會宣布啟動購債計畫\n正文：市場反應熱烈，股指上漲。\n"


@pytest.mark.parametrize(
    ("content", "line", "encoding"),
    [
        (SIMPLIFIED.encode("gb18030"), 1, "GB 18030"),
        (SIMPLIFIED.encode("gbk"), 1, "GB 18030"),
        (b"---\ntitle: x\n---\n" + SIMPLIFIED.encode("gb18030"), 4, "GB 18030"),
        (TRADITIONAL.encode("gb18030"), 1, "GB 18030"),
        (TRADITIONAL.encode("big5"), 1, "Big5"),
        (f"{TRADITIONAL}嘅喺咗".encode("big5hkscs"), 1, "Big5"),
        (SIMPLIFIED.encode("utf-16"), 1, "UTF-16"),
        (SIMPLIFIED.encode("utf-16-be"), 1, "binary"),
        ("标题：QE\n---\n".encode("utf-16-be"), 1, "UTF-16"),
        (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), 1, "UTF-16"),
        (b"\n\ncaf\xe9\n", 3, "Windows-1252"),
        (SIMPLIFIED.encode() + b"\xff\n", 3, "damaged UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "binary"),
        (b"\xef\xbb\xbf\n\n\xff\n", 3, "binary"),
    ],
)
def test_another_encoding_is_told_by_the_name_editors_give_it(
    content: bytes, line: int, encoding: str
):
    with pytest.raises(YiwenError) as caught:
        decode_source(content, path="blog/a.md")

    assert caught.value.problems == (
        Problem(
            path="blog/a.md",
            line=line,
            column=0,
            what=f"text is not UTF-8, it seems to be {encoding}",
            mend="save the file again as UTF-8",
        ),
    )


# Covers


ASSETS = (
    "assets/a.webp",
    "assets/封面.webp",
    "assets/a b.webp",
    "blog/2025/cover.png",
    "cover.png",
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("https://example.org/a.webp", "https://example.org/a.webp"),
        ("//cdn.example.org/a.webp", "//cdn.example.org/a.webp"),
        ("assets/a.webp", "assets/a.webp"),
        ("/assets/a.webp", "assets/a.webp"),
        ("docs/assets/a.webp", "assets/a.webp"),
        ("/docs/assets/a.webp", "assets/a.webp"),
        ("../../assets/a.webp", "assets/a.webp"),
        ("assets/封面.webp", "assets/封面.webp"),
        ("assets/%E5%B0%81%E9%9D%A2.webp", "assets/封面.webp"),
        ("assets/a%20b.webp", "assets/a b.webp"),
        ("cover.png", "blog/2025/cover.png"),
        ("./cover.png", "blog/2025/cover.png"),
        ("/cover.png", "cover.png"),
        ("../../../assets/a.webp", ""),
        ("assets/none.webp", ""),
        ("assets/", ""),
    ],
)
def test_an_asset_is_looked_up_beside_its_source_then_from_the_root(reference: str, expected: str):
    assert find_asset(reference, beside="blog/2025/fed.md", assets=ASSETS) == expected


PARTS = st.text(alphabet="ab封.%2 ", min_size=1, max_size=4).filter(lambda part: part.strip(". "))
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


@given(
    paths=st.sets(PATHS, max_size=4), reference=PATHS, folder=st.sampled_from(["", "a/", "b/a/"])
)
def test_what_is_found_is_an_asset_or_nothing(paths: set[str], reference: str, folder: str):
    found = find_asset(reference, beside=f"{folder}x.md", assets=paths)

    assert found in {*paths, ""}


@given(
    path=st.lists(st.text(alphabet="ab封- ", min_size=1).filter(str.strip), min_size=1).map(
        "/".join
    ),
    folder=st.sampled_from(["", "x", "x/y"]),
)
def test_an_asset_is_found_by_its_path_from_the_root_and_from_its_source(path: str, folder: str):
    source = posixpath.join(folder, "post.md")
    relative = posixpath.relpath(path, folder or ".")

    assert find_asset(f"/{path}", beside=source, assets=[path]) == path
    assert find_asset(relative, beside=source, assets=[path]) == path


def test_the_covers_of_posts_are_found():
    cover = "---\ndate: 2025-12-12\ncoverImage: {}\n---\n"
    texts = {
        "blog/remote.md": cover.format("https://example.org/a.webp"),
        "blog/local.md": cover.format("/assets/a.webp"),
        "blog/none.md": FED,
    }

    assert read(texts, "assets/a.webp").covers == {
        "blog/remote.md": "https://example.org/a.webp",
        "blog/local.md": "assets/a.webp",
    }


def test_the_local_images_in_the_text_of_pages_are_found():
    texts = {
        "about.md": '# 关于\n\n<img src="../assets/b.png" alt="图">\n',
        "blog/a.md": f"{FED}\n![图](../assets/a.webp)\n![图](https://example.org/c.png)\n",
        "blog/b.md": FED,
    }

    assert read(texts, "assets/a.webp", "assets/b.png").images == {
        "about.md": ("assets/b.png",),
        "blog/a.md": ("assets/a.webp",),
    }


def test_a_cover_that_is_not_there_is_told_at_its_line():
    with pytest.raises(YiwenError) as caught:
        read({"blog/a.md": "---\ndate: 2025-12-12\ncoverImage: a.png\n---\n"})

    assert caught.value.problems == (
        Problem(
            path="blog/a.md",
            line=3,
            column=0,
            what="no such image: 'a.png'",
            mend="write a URL, or the path of an image below docs/, as  "
            "coverImage: assets/covers/name.webp",
        ),
    )


def test_what_a_memory_has_of_a_source_is_not_read_again(monkeypatch: pytest.MonkeyPatch):
    memory = Kept()
    pages = {"blog/fed.md": FED.encode(), "about.md": "# 关于\n".encode()}

    first = read_pages(pages, memory)
    monkeypatch.setattr("yiwen.reading.read_source", None)
    second = read_pages(pages, memory)

    assert second == first
    assert second.posts[0].path == "blog/fed.md"


def test_a_changed_source_is_read_again_and_only_that():
    memory = Kept()
    read_pages({"blog/fed.md": FED.encode(), "about.md": b"# A\n"}, memory)
    before = set(memory.values)

    changed = read_pages({"blog/fed.md": FED.encode(), "about.md": b"# B\n"}, memory)

    assert [page.title for page in changed.documents] == ["B"]
    assert len(set(memory.values) - before) == 1


class Kept:
    """A memory of the test's own."""

    def __init__(self) -> None:
        self.values: dict[bytes, object] = {}

    def get(self, key: bytes) -> object | None:
        return self.values.get(key)

    def put(self, key: bytes, value: object) -> None:
        self.values[key] = value


def read_pages(pages: dict[str, bytes], memory: Kept):
    given = [(path, lambda content=content: content) for path, content in pages.items()]
    return read_sources(given, assets=set(), settings=SITE, memory=memory)


# Links


def test_a_link_that_leads_nowhere_is_a_fault_at_its_place():
    text = f"{FED}\n## 一\n\n-{{繁}}-见[上一篇](bond.md)与`[码](x.md)`。\n"

    assert faults({"blog/fed.md": text, "blog/bonds.md": FED}) == [
        ("blog/fed.md", 9, "no such file: 'bond.md'")
    ]


def test_columns_are_counted_in_what_was_typed():
    with pytest.raises(YiwenError) as caught:
        read({"blog/fed.md": "---\ntitle: 题\ndate: 2025-12-12\n---\n-{hans:国;tw:國}-[a](b.md)"})

    assert [(each.line, each.column) for each in caught.value.problems] == [(5, 20)]


def test_links_of_pages_are_looked_up_too():
    assert faults({"about.md": "# 关于\n\n![图](a.png)\n"}) == [
        ("about.md", 3, "no such image: 'a.png'")
    ]


def test_broken_links_of_a_source_are_told_with_its_other_faults():
    text = "---\ntitle: 题\ndate: 没有\n---\n[a](b.md)\n"

    assert faults({"blog/fed.md": text}) == [
        ("blog/fed.md", 3, "'date' is not a day: '没有'"),
        ("blog/fed.md", 5, "no such file: 'b.md'"),
    ]


def test_links_to_posts_pages_and_files_are_fine():
    text = f"{FED}[甲](bonds.md) [乙](../about.md) ![丙](../assets/a.png) [丁](../tags/债券.md)\n"
    texts = {"blog/fed.md": text, "blog/bonds.md": FED, "about.md": "# 关于\n"}

    assert read(texts, "assets/a.png").odd == ()


def test_addresses_that_lead_somewhere_but_not_as_paths_are_odd():
    text = f"{FED}[甲](/about/) [乙](../bonds/)\n"
    sources = read({"blog/fed.md": text, "blog/bonds.md": FED, "about.md": "# 关于\n"})

    assert [(each.line, each.mend) for each in sources.odd] == [
        (6, "write the path from this file to the other, such as  ../about.md"),
        (6, "write it as  bonds.md"),
    ]


def test_a_remembered_source_is_looked_up_among_the_files_of_today():
    memory = Kept()
    pages = {"blog/fed.md": f"{FED}[a](b.md)\n".encode(), "blog/b.md": FED.encode()}
    read_pages(pages, memory)

    with pytest.raises(YiwenError):
        read_pages({"blog/fed.md": pages["blog/fed.md"]}, memory)


# Bad posts left out

SKIPPING = replace(SITE, on_bad_post="skip")
BAD = "---\ntitle: 坏\ndate: 没有\n---\n正文。\n"


def skip(texts: Mapping[str, str | bytes], *assets: str) -> Sources:
    return read_sources(pages_of(texts), assets=assets, settings=SKIPPING)


def left_out(sources: Sources) -> list[tuple[str, str]]:
    return [(each.path, each.what) for each in sources.left_out]


def test_bad_posts_are_left_out_and_told_when_the_settings_say_so():
    sources = skip(
        {
            "blog/fed.md": FED,
            "blog/bad.md": BAD,
            "blog/cover.md": FED.replace("title", "cover: no.png\ntitle"),
            "blog/link.md": f"{FED}[a](b.md)\n",
            "blog/big5.md": "資訊與貨幣".encode("big5"),
        }
    )

    assert [post.path for post in sources.posts] == ["blog/fed.md"]
    assert sorted(left_out(sources)) == [
        ("blog/bad.md", "'date' is not a day: '没有'"),
        ("blog/big5.md", "text is not UTF-8, it seems to be Big5"),
        ("blog/cover.md", "no such image: 'no.png'"),
        ("blog/link.md", "no such file: 'b.md'"),
    ]


def test_nothing_is_left_out_otherwise():
    assert read({"blog/fed.md": FED}).left_out == ()
    assert skip({"blog/fed.md": FED}).left_out == ()


def test_a_bad_page_stops_the_site_all_the_same_and_every_fault_is_told():
    with pytest.raises(YiwenError) as caught:
        skip({"blog/bad.md": BAD, "about.md": "# 关于\n\n[a](b.md)\n"})

    assert {each.path for each in caught.value.problems} == {"blog/bad.md", "about.md"}


def test_two_pages_for_one_address_stop_the_site_all_the_same():
    with pytest.raises(YiwenError):
        skip({"About.md": "# 关于\n", "about.md": "# 关于\n"})


def test_of_two_posts_for_one_address_the_older_is_published():
    sources = skip({"blog/Fed.md": FED.replace("12-12", "12-13"), "blog/fed.md": FED})

    assert [post.path for post in sources.posts] == ["blog/fed.md"]
    assert left_out(sources) == [
        ("blog/Fed.md", "the address '/blog/Fed/' is also that of blog/fed.md")
    ]


def test_a_bad_post_takes_no_address_from_a_good_one():
    sources = skip({"blog/Fed.md": f"{FED}[a](b.md)\n", "blog/fed.md": FED})

    assert [post.path for post in sources.posts] == ["blog/fed.md"]


def test_what_is_odd_about_a_post_that_is_left_out_is_not_told():
    text = f"{FED}[a](/a.md) [b](b.md)\n"

    assert skip({"blog/fed.md": text, "blog/good.md": FED}).odd == ()


def test_versions_of_an_article_that_is_left_out_are_left_out_too():
    sources = skip({"blog/fed.md": BAD, "blog/fed.zh-tw.md": FED, "blog/good.md": FED})

    assert sources.versions == {}
    assert left_out(sources) == [
        ("blog/fed.md", "'date' is not a day: '没有'"),
        ("blog/fed.zh-tw.md", "a version of blog/fed.md, which is left out"),
    ]


def test_of_an_article_with_a_bad_version_only_that_is_left_out():
    sources = skip(
        {"blog/fed.md": FED, "blog/fed.zh-tw.md": BAD, "blog/fed.zh-hk.md": f"{FED}[a](b.md)\n"}
    )

    assert [post.path for post in sources.posts] == ["blog/fed.md"]
    assert sources.versions == {}
