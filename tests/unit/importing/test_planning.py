"""Folders of generators, as they lie on disk, become posts with their pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.makers import make_post
from yiwen.chinese.folding import Folder
from yiwen.importing import collecting
from yiwen.importing.collecting import collect_files
from yiwen.importing.planning import Plan, Planner, Wishes
from yiwen.importing.proposals import Proposer
from yiwen.posts import read_post
from yiwen.problems import render_problems
from yiwen.settings import Settings

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PICTURE = b"\x89PNG"
NONE = Proposer((), fold=Folder())


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def plan(*sources: Path, proposer: Proposer = NONE, **wishes: object) -> Plan:
    harvest = collect_files(sources)
    planned = Planner(Settings(), proposer, Wishes(now=NOW, **wishes)).plan(harvest.files)  # type: ignore[arg-type]
    planned.problems[:0] = harvest.problems
    planned.notes[:0] = harvest.skipped
    return planned


def post(front: str = "date: 2024-03-05", body: str = "话。") -> str:
    return f"---\ntitle: 甲\n{front}\n---\n{body}\n"


def copies(planned: Plan, root: Path) -> dict[str, str]:
    return {
        target: file.relative_to(root.resolve()).as_posix()
        for each in planned.posts
        for file, target in each.files
    }


def test_a_folder_of_hexo(tmp_path: Path):
    write(
        tmp_path,
        {
            "_config.yml": "title: x",
            "source/_posts/egg.md": post(
                body="{% asset_img a.png 蛋 %}\n\n![](/images/b.png)\n\n![](egg/c.png)"
            ),
            "source/_posts/egg/a.png": PICTURE,
            "source/_posts/egg/c.png": PICTURE,
            "source/images/b.png": PICTURE,
            "source/_drafts/idea.md": "---\ntitle: 念头\n---\n话。\n",
            "source/about/index.html": "<p>x</p>",
            "source/about/index.md": "---\ntitle: 关于\n---\n",
            "node_modules/x/README.md": "# x",
        },
    )
    planned = plan(tmp_path)

    assert planned.problems == []
    assert [each.path for each in planned.posts] == [
        "blog/2026/11/20/idea.md",
        "blog/2024/03/05/egg.md",
    ]
    idea, egg = planned.posts
    assert idea.text == "---\ndraft: true\ndate: 2026-11-20\ntitle: 念头\n---\n话。\n"
    assert egg.text == post(
        body='![蛋](../../../../assets/posts/egg/a.png "蛋")\n\n'
        "![](../../../../assets/posts/egg/b.png)\n\n![](../../../../assets/posts/egg/c.png)"
    )
    assert copies(planned, tmp_path) == {
        "assets/posts/egg/a.png": "source/_posts/egg/a.png",
        "assets/posts/egg/b.png": "source/images/b.png",
        "assets/posts/egg/c.png": "source/_posts/egg/c.png",
    }
    assert [(Path(path).name, note.why) for path, note in planned.notes] == [
        ("index.md", "a page, not a post")
    ]


def test_a_folder_of_hugo(tmp_path: Path):
    write(
        tmp_path,
        {
            "hugo.toml": "",
            "content/posts/egg/index.md": '+++\ntitle = "甲"\ndate = 2024-03-05T23:30:00-05:00\n+++\n{{< figure src="a.png" >}}\n',
            "content/posts/egg/a.png": PICTURE,
            "content/posts/_index.md": "---\ntitle: 列表\n---\n",
            "content/posts/tea.md": post("date: 2024-03-05\nimage: /img/t.png"),
            "static/img/t.png": PICTURE,
        },
    )
    planned = plan(tmp_path)

    assert planned.problems == []
    tea, egg = planned.posts
    assert egg.path == "blog/2024/03/06/egg.md"
    assert egg.text == (
        '---\ntitle: "甲"\ndate: 2024-03-05T23:30:00-05:00\n---\n![](../../../../assets/posts/egg/a.png)\n'
    )
    assert tea.text == post("date: 2024-03-05\ncoverImage: ../../../../assets/posts/tea/t.png")
    assert [note.why for _, note in planned.notes] == ["a page of the site, not a post"]


def test_a_folder_of_jekyll(tmp_path: Path):
    write(
        tmp_path,
        {
            "_config.yml": "",
            "_posts/2024-03-05-egg.md": "---\nlayout: post\ntitle: 甲\n---\n![蛋]({{ site.baseurl }}/assets/img/a.png)\n",
            "_posts/2024-03-06-茶.markdown": "---\ntitle: 乙\n---\n话。\n",
            "assets/img/a.png": PICTURE,
            "about.md": "---\ntitle: 关于\n---\n",
        },
    )
    planned = plan(tmp_path)

    assert [each.path for each in planned.posts] == [
        "blog/2024/03/05/egg.md",
        "blog/2024/03/06/yi.md",
    ]
    assert planned.posts[0].text == (
        "---\nlayout: post\ntitle: 甲\n---\n![蛋](../../../../assets/img/a.png)\n"
    )
    assert copies(planned, tmp_path) == {"assets/img/a.png": "assets/img/a.png"}


def test_this_site_itself_comes_back_as_it_is(tmp_path: Path):
    text = post(body="![](../../../../assets/a.png)\n\n![](https://a.cn/b.png)")
    write(tmp_path, {"docs/blog/2024/03/05/egg.md": text, "docs/assets/a.png": PICTURE})

    (egg,) = plan(tmp_path).posts
    assert (egg.path, egg.text) == ("blog/2024/03/05/egg.md", text)
    assert copies(plan(tmp_path), tmp_path) == {"assets/a.png": "docs/assets/a.png"}


def test_what_was_imported_once_is_imported_again_byte_for_byte(tmp_path: Path):
    write(tmp_path, {"a.txt": "题目\n2024-03-05\n\n正文 3*4*5，一句。\n\n- 甲；\n\n- 乙。\n"})
    (first,) = plan(tmp_path / "a.txt").posts
    write(tmp_path, {"docs/" + first.path: first.text})

    (second,) = plan(tmp_path / "docs" / first.path).posts

    assert (second.path, second.text, second.notes) == (first.path, first.text, ())


def test_a_paste_gets_what_the_site_knows(tmp_path: Path):
    site = [
        make_post("a", "category: 宏观经济\ntags: [美聯儲, 通胀, 债]"),
        make_post("b", "category: 宏观经济\ntags: [通胀, QE]"),
        make_post("c", "category: 加密\ntags: [比特币]"),
    ]
    proposer = Proposer(site, fold=Folder())
    write(
        tmp_path,
        {
            "a.txt": "美联储与通胀\n\n美联储说，通胀降了。QE 没有来，QE 也不会来。\n",
            "b.txt": "美聯儲與通脹\n\n美聯儲說，通胀降了。\n",
            "c.txt": "加密的冬天\n\n很冷，equity 与 equity。\n",
        },
    )
    hans, hant, crypto = plan(tmp_path, proposer=proposer).posts

    assert 'category: "宏观经济"\ntags: ["美联储", "通胀", "QE"]\n' in hans.text
    assert 'tags: ["美聯儲", ' in hant.text
    assert 'category: "加密"\ndescription: "很冷，equity 与 equity。"' in crypto.text


def test_five_tags_at_most_and_none_that_another_holds(tmp_path: Path):
    names = ["利率", "利率走廊", "汇率", "国债", "股市", "黄金", "白银"]
    proposer = Proposer([make_post("a", f"tags: [{', '.join(names)}]")], fold=Folder())
    write(tmp_path, {"a.txt": f"利率走廊\n\n{'，'.join(names[1:] * 3)}。\n"})

    (only,) = plan(tmp_path / "a.txt", proposer=proposer).posts
    tags = read_post(only.text, path="blog/a.md", settings=Settings()).tags
    assert len(tags) == 5
    assert tags[0] == "利率走廊"
    assert "利率" not in tags


def test_a_site_without_terms_proposes_its_default_category(tmp_path: Path):
    write(tmp_path, {"a.txt": "题目\n\n正文一句。\n"})

    (only,) = plan(tmp_path / "a.txt").posts
    assert 'category: "未分类"\ndescription' in only.text


def test_what_an_editor_says_wins(tmp_path: Path):
    write(tmp_path, {"a.txt": "题目\n2024-03-05\n\n正文一句。\n"})

    (only,) = plan(
        tmp_path / "a.txt", date="2024-04-01", category="随笔", tags=("a",), slug="mine"
    ).posts
    assert only.path == "blog/2024/04/01/mine.md"
    assert 'date: 2024-04-01\ncategory: "随笔"\ntags: ["a"]\n' in only.text


def test_a_text_without_date_is_of_today_and_that_is_told(tmp_path: Path):
    write(tmp_path, {"a.txt": "题目\n\n会议在2025年12月1日开过，见 2025-11-30。\n"})

    (only,) = plan(tmp_path / "a.txt").posts
    assert only.path == "blog/2026/11/20/ti-mu.md"
    assert only.notes[-1].why == (
        "no date was found: it is dated 2026-11-20; the latest day in the text is 2025-12-01;"
        " say another with --date"
    )


def test_markdown_without_front_matter_keeps_its_body(tmp_path: Path):
    write(
        tmp_path,
        {
            "2024-03-05-my-egg.md": "# 题目\n\n查看更多\n",
            "paste.md": "题目\n2024-03-06\n\n正文一句。\n",
        },
    )
    own, paste = plan(tmp_path).posts

    assert own.path == "blog/2024/03/05/my-egg.md"
    assert own.text.endswith("---\n\n# 题目\n\n查看更多\n")
    assert paste.path == "blog/2024/03/06/ti-mu.md"


def test_files_are_read_as_what_they_hold(tmp_path: Path):
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><item><title>丙</title><wp:post_type>post</wp:post_type><wp:post_date>2024-03-07 08:00:00</wp:post_date>"
        "<wp:post_name>bing</wp:post_name><content:encoded>话。</content:encoded></item>"
        "<item><title>页</title><wp:post_type>page</wp:post_type></item></channel></rss>"
    )
    write(
        tmp_path,
        {
            "a.html": "<h1>甲</h1><time datetime='2024-03-05'></time><p>话。</p>",
            "b.txt": "<div><h1>乙</h1><time datetime='2024-03-06'></time><p>话。</p></div>",
            "c.xml": export,
            "d.txt": post("date: 2024-03-08"),
        },
    )
    planned = plan(tmp_path)

    assert [each.path for each in planned.posts] == [
        "blog/2024/03/05/jia.md",
        "blog/2024/03/06/yi.md",
        "blog/2024/03/07/bing.md",
        "blog/2024/03/08/jia.md",
    ]
    assert [note.text for _, note in planned.notes] == ["页"]


def test_two_posts_never_get_one_path_nor_two_pictures(tmp_path: Path):
    write(
        tmp_path,
        {
            "x/egg.md": post(body="![](a.png) ![](a.png)"),
            "y/Egg.md": post(body="![](a.png)"),
            "y/egg/index.md": post(body="![](a.png)"),
            "x/a.png": PICTURE,
            "y/a.png": PICTURE,
            "y/egg/a.png": b"other",
        },
    )
    planned = plan(tmp_path)

    assert sorted(each.path for each in planned.posts) == [
        "blog/2024/03/05/egg-2.md",
        "blog/2024/03/05/egg-3.md",
        "blog/2024/03/05/egg.md",
    ]
    assert sorted(copies(planned, tmp_path)) == [
        "assets/posts/egg-2/a.png",
        "assets/posts/egg-3/a.png",
        "assets/posts/egg/a.png",
    ]


def test_two_pictures_of_one_name_get_two(tmp_path: Path):
    write(
        tmp_path,
        {"egg.md": post(body="![](x/a.png) ![](y/a.png)"), "x/a.png": PICTURE, "y/a.png": b"other"},
    )

    assert copies(plan(tmp_path), tmp_path) == {
        "assets/posts/egg/a.png": "x/a.png",
        "assets/posts/egg/a-2.png": "y/a.png",
    }


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/missing.png", "no such file"),
        ("../secret.png", "outside of what is imported"),
        ("missing.png", "no such file"),
        ("%00.png", "no file has such a name"),
        ("/../secret.png", "outside of what is imported"),
        ("large.png", "too large: 11 bytes, 10 at most"),
    ],
)
def test_a_picture_that_cannot_be_copied_is_left_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, why: str
):
    monkeypatch.setattr(collecting, "LARGEST_FILE", 10)
    text = post(body=f"![]({address})")
    write(tmp_path, {"secret.png": PICTURE, "in/egg.md": text, "in/large.png": b"x" * 11})

    (egg,) = plan(tmp_path / "in").posts

    assert (egg.text, egg.files) == (text, ())
    assert [(note.text, note.why) for note in egg.notes] == [(address, why)]


def test_code_addresses_and_pages_are_left_alone(tmp_path: Path):
    body = '`![](a.png)`\n\n[x](b.md) [y](#z) <a href="mailto:a@b.cn">'
    write(tmp_path, {"egg.md": post(body=body), "a.png": PICTURE})

    (egg,) = plan(tmp_path / "egg.md").posts
    assert (egg.text, egg.files) == (post(body=body), ())


def test_pictures_are_found_in_every_spelling(tmp_path: Path):
    body = '<img class="x" src="a.png"> [全文](<b c.pdf>) ![甲][d]\n\n[d]: d.jpg "题"'
    write(tmp_path, {"egg.md": post(body=body), "a.png": b"", "b c.pdf": b"", "d.jpg": b""})

    (egg,) = plan(tmp_path).posts
    at = "../../../../assets/posts/egg"
    assert egg.text == post(
        body=f'<img class="x" src="{at}/a.png"> [全文]({at}/b%20c.pdf) ![甲][d]\n\n[d]: {at}/d.jpg "题"'
    )


def test_no_symbolic_link_is_followed(tmp_path: Path):
    write(tmp_path, {"out/b.md": post(), "out/p.png": PICTURE, "in/a.md": post(body="![](p.png)")})
    try:
        (tmp_path / "in/b.md").symlink_to(tmp_path / "out/b.md")
        (tmp_path / "in/p.png").symlink_to(tmp_path / "out/p.png")
        (tmp_path / "in/more").symlink_to(tmp_path / "out", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    planned = plan(tmp_path / "in")

    assert [each.path for each in planned.posts] == ["blog/2024/03/05/a.md"]
    assert [note.why for note in planned.posts[0].notes] == ["outside of what is imported"]
    assert [note.why for _, note in planned.notes] == ["a symbolic link"] * 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"MZ", None),
        ("a.zip", b"PK", "an archive\n  mend: unpack it first, and import the folder"),
        (
            "a.docx",
            b"PK",
            "a file of an office program: '.docx'\n  mend: save it as plain text or HTML",
        ),
        (
            "a.xml",
            b"<rss></rss>",
            "XML that is no export of WordPress\n  mend: give the file that WordPress makes under Tools, Export",
        ),
        (
            "a.txt",
            "甲".encode("gb18030") * 9,
            ":1: text is not UTF-8, it seems to be GB 18030\n  mend: save the file again as UTF-8",
        ),
        ("a.txt", b"\n \n", "nothing of an article is in it\n  mend: copy the article again"),
        ("a.md", b"---\ntitle: [a\n---\n", None),
        (
            "a.md",
            b"---\ntitle: a\ndate: 2024-13-01\n---\n",
            ":3:1: 'date' is not a day: '2024-13-01'\n  mend: write it as  date: 2024-12-01",
        ),
        (
            "a.txt",
            b"x" * 101,
            "too large: 101 bytes, 100 at most\n  mend: import the article alone",
        ),
    ],
)
def test_what_cannot_be_imported_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, told: str | None
):
    monkeypatch.setattr(collecting, "LARGEST_TEXT", 100)
    write(tmp_path, {name: content})

    planned = plan(tmp_path / name)

    assert planned.posts == []
    shown = (
        render_problems(planned.problems)
        .removeprefix((tmp_path / name).as_posix())
        .removeprefix(": ")
    )
    assert shown == told or told is None
    assert shown


def test_one_bad_post_of_an_export_stops_no_other(tmp_path: Path):
    items = "".join(
        f"<item><title>题</title><wp:post_date>2024-03-05 08:00:00</wp:post_date><content:encoded>{body}</content:encoded></item>"
        for body in ("-{没有结束", "话。")
    )
    write(
        tmp_path,
        {
            "a.xml": f'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://x/content/"><channel>{items}</channel></rss>'
        },
    )

    assert len(plan(tmp_path / "a.xml").posts) == 2  # the rule is escaped


def test_a_folder_names_what_is_wrong_with_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(collecting, "LARGEST_TEXT", 100)
    write(
        tmp_path,
        {"a.md": post(), "b.md": "x" * 101, "c.jpg": PICTURE, ".d.md": "x", "README.md": "x"},
    )
    planned = plan(tmp_path, tmp_path / "none")

    assert len(planned.posts) == 1
    assert [problem.what for problem in planned.problems] == [
        "too large: 101 bytes, 100 at most",
        "no such file or folder",
    ]


def test_a_folder_of_too_many_texts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collecting, "MOST_FILES", 2)
    write(tmp_path, {f"{number}.md": post() for number in range(4)})

    assert [problem.what for problem in plan(tmp_path).problems] == [
        "more than 2 texts in one folder"
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("my-post.md", "my-post"),
        ("My Post.md", "my-post"),
        ("2024-03-05-x.md", "x"),
        ("茶叶蛋.md", "jia"),
        ("000_1a2b.md", "jia"),
    ],
)
def test_a_file_keeps_a_name_that_says_something(tmp_path: Path, name: str, slug: str):
    write(tmp_path, {name: post()})

    assert plan(tmp_path / name).posts[0].path == f"blog/2024/03/05/{slug}.md"
