"""A site that was brought up to date is the site that would have been built from nothing."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.builds.workshop import (
    DAY,
    EDITS,
    Source,
    Workshop,
    assert_same,
    chance_of,
    contents,
    hasten,
    open_workshop,
    paint,
)
from tests.conftest import NOW

pytestmark = pytest.mark.build

EDITS_EACH = 14
FEW = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # smaller examples would take minutes to find
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=200, derandomize=False, phases=[Phase.generate, Phase.shrink])
"""For ``make test args="tests/builds/test_warm.py --hypothesis-profile=thorough"``."""
WANTED = MANY if settings.get_current_profile_name() == "thorough" else FEW

edits = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 2**16))


@WANTED
@given(st.lists(edits, min_size=EDITS_EACH, max_size=EDITS_EACH))
def test_after_any_edits_a_warm_site_equals_a_cold_one(chosen: list[tuple[str, int]]):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        hasten(monkeypatch, Path(folder, "compiled"))
        shop = open_workshop(Path(folder, "shop"), monkeypatch)
        assert shop.build_warm()
        for name, seed in chosen:
            note(f"{name} {seed}")
            undo = shop.prepare_undo()
            EDITS[name](shop, chance_of(seed))
            if not assert_warm_equals_cold(shop):
                undo()


def assert_warm_equals_cold(shop: Workshop) -> bool:
    """Whether there is something to publish."""
    before = contents(shop.site)
    published = shop.build_warm()
    told = shop.told
    assert shop.build_cold() == published
    assert told == shop.told, "what is odd is told again"
    if published:
        assert_same(shop.site, shop.cold_site)
    else:
        assert contents(shop.site) == before
    return published


# What a build touches

COMPILED = tempfile.TemporaryDirectory()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    hasten(monkeypatch, Path(COMPILED.name))
    made = open_workshop(tmp_path / "shop", monkeypatch)
    assert made.build_warm()
    return made


def touch(shop: Workshop) -> set[str]:
    """Bring the site up to date; the files that were written, but 404.html, which always is."""
    before = shop.marks()
    assert assert_warm_equals_cold(shop)
    after = shop.marks()
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    return {path for path in changed if not path.endswith("404.html")}


def pages_of(touched: set[str]) -> set[str]:
    """The pages among some files: the others are made of pages, or copied."""
    return {path for path in touched if path.endswith(".html")}


def in_all(*addresses: str) -> set[str]:
    """The pages at some addresses, in every edition."""
    return {f"{prefix}{at}index.html" for at in addresses for prefix in ("", "zh-tw/", "zh-hk/")}


def article_of(path: str) -> str:
    return f"{path.removesuffix('.md')}/"


def test_a_build_without_a_change_touches_nothing(shop: Workshop):
    assert touch(shop) == set()


def test_a_body_that_changed_touches_its_article_only(shop: Workshop):
    shop.posts[shop.nth(3)].paragraphs[-1] += "最后多了一句。"
    fields = {"description": "简介。", "tags": ["美股"], "categories": ["宏观"]}
    shop.posts[shop.nth(3)].fields |= fields
    shop.keep(shop.nth(3))
    assert shop.build_warm()

    shop.posts[shop.nth(3)].paragraphs[-1] += "又多了一句。"
    shop.keep(shop.nth(3))

    touched = touch(shop)
    article = article_of(shop.nth(3))
    assert pages_of(touched) == in_all(article)
    made_of_it = {re.sub(r"^(?:zh-../)?(.*?)[^/]*$", r"\1", path) for path in touched}
    assert made_of_it == {
        article,  # in Markdown, too
        *("", "categories/宏观/", "tags/美股/", "authors/一文编辑部/"),  # feeds
        *("search/", "search/index/"),
    }


def file_alike(shop: Workshop) -> None:
    """File all posts under the same words."""
    shop.config["plugins"] = [{"/blog": {"articles": 2, "display-more-articles": False}}]
    shop.settings["related_posts"] = 0
    for path, post in shop.posts.items():
        post.fields |= {"tags": ["美股"], "categories": ["宏观"]}
        post.fields.pop("series", None)
        post.fields.pop("pinned", None)
        shop.keep(path)
    touch(shop)


def test_a_new_post_touches_the_newest_end_of_lists_only(shop: Workshop):
    shop.settings["page_rows"] = 2
    file_alike(shop)
    last = shop.nth(len(shop.posts) - 1)
    shop.posts["blog/2026/01/09/n.md"] = shop.posts[last].but(title="新来的", date="2026-01-09")
    shop.keep("blog/2026/01/09/n.md")

    touched = pages_of(touch(shop))
    expected = in_all(
        "blog/2026/01/09/n/",
        article_of(last),  # its neighbour
        *("", "page/4/"),  # the newest of its later pages
        *("categories/", "categories/宏观/", "categories/宏观/page/4/"),
        *("tags/", "tags/美股/", "tags/美股/page/4/", "tags/美股/page/5/"),
        *("authors/", "authors/一文编辑部/", "authors/一文编辑部/page/4/"),
        "authors/一文编辑部/page/5/",
        *("topics/", "archive/", "archive/2026/", "archive/2026/01/"),
    )
    assert (touched - expected, expected - touched) == (set(), set())


def test_an_old_post_that_is_added_touches_only_what_shows_it(shop: Workshop):
    file_alike(shop)
    first = shop.nth(0)
    shop.posts["blog/2025/10/09/n.md"] = shop.posts[first].but(title="新来的", date="2025-10-09")
    shop.keep("blog/2025/10/09/n.md")

    touched = pages_of(touch(shop))
    expected = in_all(
        "blog/2025/10/09/n/",
        article_of(first),  # its neighbour
        *("", "page/2/", "page/3/"),  # the posts after it move on by one
        "categories/",
        *("categories/宏观/", "categories/宏观/page/2/", "categories/宏观/page/3/"),
        "tags/",
        *("tags/美股/", "tags/美股/page/2/", "tags/美股/page/3/"),
        *("authors/", "authors/一文编辑部/"),
        *("authors/一文编辑部/page/2/", "authors/一文编辑部/page/3/"),
        *("archive/", "archive/2025/", "archive/2025/10/"),
    )
    assert (touched - expected, expected - touched) == (set(), set())


def every_page(shop: Workshop) -> set[str]:
    return {path for path in shop.marks() if path.endswith(".html") and "404" not in path}


def renew(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("template", ["base.html", "partials/cards.html", "partials/variants.html"])
def test_a_template_that_changed_renews_every_page(shop: Workshop, template: str):
    renew(shop.overrides / template, "<", "<!-- new --><")

    assert pages_of(touch(shop)) == every_page(shop)


def test_a_style_that_changed_renews_every_page(shop: Workshop):
    renew(shop.overrides / "assets" / "yiwen.css", "}", "} ")

    touched = touch(shop)
    assert pages_of(touched) == every_page(shop)
    assert "assets/yiwen.css" in touched


def test_a_glossary_that_changed_renews_every_page(shop: Workshop):
    terms = (shop.docs / "_data" / "glossary.yml").read_text(encoding="utf-8")
    shop.write("_data/glossary.yml", f"{terms}- {{hans: 打印机, tw: 印表機}}\n")

    assert pages_of(touch(shop)) == every_page(shop)


def test_a_remark_in_the_glossary_renews_nothing(shop: Workshop):
    terms = (shop.docs / "_data" / "glossary.yml").read_text(encoding="utf-8")
    shop.write("_data/glossary.yml", f"# a remark\n{terms}")

    assert touch(shop) == set()


def test_what_an_editor_writes_of_a_word_touches_its_page_only(shop: Workshop):
    shop.write("_data/topics.yml", "宏观: 从这里读起。\n")
    touch(shop)  # its tag may be found from now on: the sitemap says so
    shop.write("_data/topics.yml", "宏观: 从那里读起。\n")

    assert touch(shop) == in_all("categories/宏观/", "tags/宏观/")


def test_a_file_that_no_page_shows_is_all_that_is_copied(shop: Workshop):
    shop.write("assets/other.png", "one picture")
    touch(shop)
    shop.write("assets/other.png", "another picture")

    assert touch(shop) == {"assets/other.png"}


def test_an_image_that_was_replaced_changes_the_page_that_shows_it(shop: Workshop):
    shop.write("assets/other.png", paint(640, 400))
    pages = link(shop, "![图](../../../../assets/other.png)")
    shop.write("assets/other.png", paint(640, 300))

    changed = touch(shop)

    assert {path for path in changed if path.endswith("index.html")} == {
        path for path in pages if path.endswith("index.html")
    }
    assert {path.partition(".")[0] for path in changed if "other" in path} == {"assets/other"}


def test_a_page_that_was_never_listed_touches_itself_only(shop: Workshop):
    shop.write("more/deep.md", "# 深处\n\n话。\n")
    touch(shop)
    shop.write("more/deep.md", "# 深处\n\n别的话。\n")

    assert pages_of(touch(shop)) == in_all("more/deep/")


def test_a_file_and_a_folder_change_places(shop: Workshop):
    post = shop.posts[shop.nth(0)]
    page, file = "old.html/more.md", "old.html"
    for alias, wanted in (
        ("/old.html", None),
        ("/old.html/more/", None),
        ("/old.html", None),
        ("/else/", page),
        ("/old.html/more.html", None),
        ("/else/", file),
    ):
        post.fields["aliases"] = [alias]
        shop.keep(shop.nth(0))
        if wanted:
            shop.write(wanted, "# 页\n")
        touch(shop)
        if wanted:
            (shop.docs / wanted).unlink()
            remove_empty(shop.docs / "old.html")


def test_a_file_of_the_authors_is_not_written_over(shop: Workshop):
    shop.posts[shop.nth(0)].fields["aliases"] = ["/2019/old.html"]
    shop.keep(shop.nth(0))
    names = ("rss.xml", "robots.txt", "sitemap.xml", "search/zh-Hans.json", "2019/old.html")
    for content in ("own", "another"):
        for name in names:
            shop.write(name, content)
        touch(shop)
        assert [shop.read(name) for name in names] == [content] * 5
    for name in names:
        (shop.docs / name).unlink()

    touch(shop)

    assert not {"own", "another"} & {shop.read(name) for name in names}


def remove_empty(folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()


# What a page depends on


def link(shop: Workshop, markdown: str, *, at: int = 1) -> set[str]:
    """Give a post more text; its pages."""
    path = shop.nth(at)
    shop.posts[path].fields["description"] = "简介。"
    shop.posts[path].paragraphs.append(markdown)
    shop.keep(path)
    touch(shop)
    return in_all(article_of(path))


FORMS = (
    "[另一页]({})",
    "[另一页](<{}> '题目')",
    "[另一页](\n{}#话)",
    "[外[里]面]({})",
    "[那页]\n\n[那页]:\n    {}",
    "> [那页][]\n>\n> [那页]: <{}>",
    "!!! note\n\n    - [那页][]\n\n        [那页]: {}",
    "- 一\n\n    [那页]\n\n    [那页]: {}",
    "<div markdown>\n[那页]({})\n</div>",
    "[换了](../../../../x.md){{ href={} }}",
    "脚注[^1]\n\n[^1]: 见[那页]({})。",
)
NAMES = {
    "deep": "deep.md",
    "two words (3)": "two%20words%20(3).md",
    "with_sign": r"with\_sign.md",
    "页": "%E9%A1%B5.md",
}


def test_links_follow_their_targets_however_they_are_written(shop: Workshop):
    shop.write("x.md", "# 页\n")
    linking = set()
    for at, form in enumerate(FORMS):
        for number, (name, link) in enumerate(NAMES.items()):
            target = f"blog/2025/09/01/{name}.md"
            shop.posts[target] = Source({"title": "目标", "date": "2025-09-01"}, ["## 话"])
            shop.keep(target)
            path = f"blog/2025/10/{at + 1:02}/l{number}.md"
            fields = {"title": "链", "date": f"2025-10-{at + 1:02}", "description": "简介"}
            shop.posts[path] = Source(fields, [form.format(f"../../09/01/{link}")])
            shop.keep(path)
            linking.add(f"{article_of(path)}index.html")
    shop.settings["related_posts"] = 0
    touch(shop)

    for number, name in enumerate(NAMES):
        target = f"blog/2025/09/01/{name}.md"
        shop.posts[target].fields["slug"] = f"moved-{number}"
        shop.keep(target)

    touched = touch(shop)
    leading = {path for path in linking if "09/01/moved-" in shop.read(path)}
    assert leading <= touched
    assert len(leading) > len(linking) // 2


@pytest.mark.parametrize(
    "markdown",
    [
        "[另一篇](../../../../{path})",
        '<a href="../../../../../{url}">另一篇</a>',
        '<a href="../../../../../{url}#x">另一篇</a>',
    ],
)
def test_a_link_crosses_over_when_its_target_leaves_an_edition(shop: Workshop, markdown: str):
    target = shop.nth(6)
    pages = link(shop, markdown.format(path=target, url=article_of(target)))
    shop.settings["related_posts"] = 0
    touch(shop)

    shop.posts[target].fields["zh"] = False
    shop.keep(target)

    assert pages <= touch(shop)


def test_a_link_to_a_draft_waits_for_it(shop: Workshop):
    target = shop.nth(6)
    shop.posts[target].fields["draft"] = True
    shop.keep(target)
    pages = link(shop, f"[另一篇](../../../../{target}#小标题)")

    del shop.posts[target].fields["draft"]
    shop.keep(target)
    touch(shop)

    for path in pages:
        assert "../../12/25/p6/#" in shop.read(path)


def test_a_value_of_the_environment_anywhere_in_the_settings_is_seen(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OWN_STYLE", "one.css")
    shop.more = "extra_css: [!ENV OWN_STYLE]\n"
    touch(shop)

    monkeypatch.setenv("OWN_STYLE", "two.css")

    assert pages_of(touch(shop)) == every_page(shop)


def test_what_a_template_includes_may_have_any_name(shop: Workshop):
    icon = shop.overrides / ".icons" / "own.svg"
    icon.parent.mkdir()
    icon.write_text("<svg></svg>", encoding="utf-8")
    renew(shop.overrides / "base.html", "<body>", "<body>{% include '.icons/own.svg' %}")
    touch(shop)

    icon.write_text("<svg><g/></svg>", encoding="utf-8")

    assert pages_of(touch(shop)) == every_page(shop)


def test_a_template_that_moved_is_another(shop: Workshop):
    renew(shop.overrides / "base.html", "<body>", "<body>{% include ['a/x.html', 'b/x.html'] %}")
    for folder, text in (("a", "one"), ("b", "two")):
        (shop.overrides / folder).mkdir()
        (shop.overrides / folder / "x.html").write_text(text, encoding="utf-8")
    touch(shop)

    (shop.overrides / "a" / "x.html").unlink()
    (shop.overrides / "b" / "x.html").rename(shop.overrides / "a" / "x.html")
    (shop.overrides / "b" / "x.html").write_text("one", encoding="utf-8")

    assert pages_of(touch(shop)) == every_page(shop)


def test_a_hook_of_the_maintainer_is_code_too(shop: Workshop):
    hook = shop.folder / "own.py"
    hook.write_text("def on_page_markdown(markdown, **_): return markdown", encoding="utf-8")
    shop.hooks = [hook]
    touch(shop)

    hook.write_text("def on_page_markdown(markdown, **_): return markdown + '!'", encoding="utf-8")

    assert touch(shop) >= every_page(shop)


def test_files_to_be_watched_are_part_of_every_page(shop: Workshop):
    words = shop.folder / "includes" / "words.md"
    words.parent.mkdir()
    words.write_text("*[GDP]: 国内生产总值\n", encoding="utf-8")
    shop.config["watch"] = [str(words.parent)]
    snippets = {"base_path": [str(shop.folder)], "auto_append": ["includes/words.md"]}
    shop.config["markdown_extensions"] = ["abbr", {"pymdownx.snippets": snippets}]
    link(shop, "GDP 增长。")

    words.write_text("*[GDP]: 一国的生产总值\n", encoding="utf-8")

    assert pages_of(touch(shop)) == every_page(shop)


def test_another_version_of_python_or_a_package_is_believed_nothing(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")

    assert touch(shop) == set(shop.marks()) - in_404()


def in_404() -> set[str]:
    return {f"{prefix}404.html" for prefix in ("", "zh-tw/", "zh-hk/")}


def test_what_no_page_shows_renews_none(shop: Workshop):
    for path, post in shop.posts.items():
        post.paragraphs = ["话。"]  # nothing to warn of
        shop.keep(path)
    touch(shop)
    shop.options["strict"] = True

    assert touch(shop) == set()


def test_a_dirty_build_is_a_build(shop: Workshop):
    shop.posts[shop.nth(1)].fields["title"] = "别的"
    shop.keep(shop.nth(1))
    shop.configured()

    result = shop.run("build", "--dirty")

    assert result.returncode == 0, result.stderr[-2000:]
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)


def test_a_site_that_is_a_link_to_another_place_stays_one(shop: Workshop, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere" / "www"
    elsewhere.parent.mkdir()
    shop.site.rename(elsewhere)
    shop.site.symlink_to(elsewhere, target_is_directory=True)
    for number in range(3):
        shop.posts[shop.nth(1)].paragraphs.append(f"话{number}。")
        shop.keep(shop.nth(1))
        touch(shop)

    assert shop.site.is_symlink()


# What is not believed


def spoil(file: Path, way: str) -> None:
    content = file.read_bytes()
    spoiled = {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "bit": content[:40] + bytes([content[40] ^ 1]) + content[41:],
        "noise": chance_of(1).randbytes(4096),
        "longer": content + b"\0",
    }
    file.unlink()
    if way == "folder":
        file.mkdir()
    elif way != "gone":
        file.write_bytes(spoiled[way])


@pytest.mark.parametrize("way", ["empty", "cut", "bit", "noise", "longer", "gone"])
def test_a_damaged_memory_is_made_anew(shop: Workshop, way: str):
    files = [path for path in shop.cache.rglob("*") if path.is_file()]
    assert files
    for file in files:
        spoil(file, way)

    touch(shop)

    assert touch(shop) == set(), "it remembers again"


def test_a_memory_of_another_site_is_not_believed(shop: Workshop, tmp_path: Path):
    other = open_workshop(tmp_path / "other", shop.patch)
    other.config["site_name"] = "别的"
    assert other.build_warm()
    names = [path.relative_to(shop.folder) for path in shop.cache.rglob("*") if path.is_file()]
    theirs = [path for path in other.cache.rglob("*") if path.is_file()]
    for mine, their in zip(sorted(names), sorted(theirs), strict=True):
        shutil.copyfile(their, shop.folder / mine)

    touch(shop)


@pytest.mark.parametrize("way", ["empty", "bit", "longer", "gone", "folder"])
def test_what_was_done_to_the_site_by_hand_is_undone(shop: Workshop, way: str):
    files = {"index.html", "zh-tw/about/index.html", "assets/yiwen.css", "assets/covers/one.png"}
    for path in files:
        spoil(shop.site / path, way) if "png" not in path else (shop.site / path).unlink()
    (shop.site / "stray.txt").write_text("stray", encoding="utf-8")
    (shop.site / "stray").mkdir()
    (shop.site / "stray" / "index.html").write_text("stray", encoding="utf-8")

    touch(shop)


def test_a_site_that_was_deleted_is_built_again(shop: Workshop):
    shutil.rmtree(shop.site)

    touch(shop)


def test_a_site_that_was_copied_elsewhere_and_back_is_the_same(shop: Workshop):
    shutil.copytree(shop.site, shop.folder / "copy", copy_function=shutil.copyfile)
    shutil.rmtree(shop.site)
    (shop.folder / "copy").rename(shop.site)

    touch(shop)


# What the site does not depend on


def test_the_number_of_processes_changes_nothing(shop: Workshop):
    shop.settings["processes"] = 1
    shop.build_cold()
    alone = contents(shop.cold_site)
    for processes in (2, 3):
        shop.settings["processes"] = processes
        shop.build_cold()
        assert contents(shop.cold_site) == alone


def test_the_order_in_which_files_are_found_changes_nothing(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
):
    walk, rglob = os.walk, Path.rglob

    def walk_backwards(*args: Any, **named: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, files in walk(*args, **named):
            folders.reverse()
            files.reverse()
            yield folder, folders, files

    monkeypatch.setattr(os, "walk", walk_backwards)
    monkeypatch.setattr(Path, "rglob", lambda *found: reversed(list(rglob(*found))))

    assert touch(shop) == set()


def test_the_day_changes_nothing_when_nothing_is_scheduled(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
):
    shop.now = int(NOW) + 400 * DAY
    assert touch(shop) == set()

    shop.now = None

    assert touch(shop) == set()


def test_the_place_and_the_hour_of_the_machine_change_nothing(shop: Workshop):
    shop.settings["phrases"] = True  # a set: its order depends on PYTHONHASHSEED
    assert shop.build_cold()
    file, cold = shop.configured(), contents(shop.cold_site)
    assert file.is_file()
    environments = (
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
        {"LC_ALL": "de_DE.UTF-8", "TZ": "America/Adak", "PYTHONHASHSEED": "2"},
    )
    for environment in environments:
        result = shop.run_in(environment)
        assert result.returncode == 0, result.stderr[-2000:]
        assert contents(shop.site) == cold

    before = shop.marks()
    assert shop.run_in(environments[0]).returncode == 0
    touched = {path for path, mark in shop.marks().items() if before.get(path) != mark}
    assert touched <= in_404()


def test_a_site_from_an_archive_is_as_good(shop: Workshop):
    for path, mark in shop.marks().items():
        os.utime(shop.site / path, ns=(mark.changed, mark.changed // 10**9 * 10**9))

    assert touch(shop) == set()


def test_a_template_of_the_maintainer_is_never_written_through_to_the_site(shop: Workshop):
    shop.write("own.txt", "{{ config.site_name }}\n")
    shop.config["extra_templates"] = ["own.txt"]
    touch(shop)
    before = contents(shop.site)
    shop.config |= {"site_name": "别的"}
    shop.options["strict"] = True
    shop.posts[shop.nth(0)].paragraphs = ["这里有一个康熙部首：⽇。"]
    shop.keep(shop.nth(0))

    assert not shop.build_warm(), "there is a warning"

    assert contents(shop.site) == before
    shop.options["strict"] = False
    assert_warm_equals_cold(shop)
    assert (shop.site / "own.txt").read_text(encoding="utf-8") == "别的"
