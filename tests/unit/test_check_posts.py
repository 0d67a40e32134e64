from __future__ import annotations

import importlib.util
import json
import stat
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / "scripts" / "check_posts.py"

GOOD = """\
---
title: 央行这张表
date: 2025-12-12
coverImage: https://example.com/a.png
---
正文。
"""
FAULTY = GOOD.replace("2025-12-12", "2025-13-12")
ADVISED = GOOD.replace("正文。", "市场,冷淡。")
FAULT = "docs/blog/faulty.md:3:1: 'date' is not a day: '2025-13-12'\n  mend: write it as  date: 2025-12-12\n"
ADVICE = (
    "docs/blog/advised.md:6:3: half-width punctuation between Han: '市场,冷淡。'\n"
    "  mend: write  市场，冷淡。\n"
    "        or run  check_posts.py --fix=punctuation\n"
)


def load_script():
    spec = importlib.util.spec_from_file_location("check_posts", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_posts"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


check_posts = load_script()


@pytest.fixture
def check(tmp_path, capsys, monkeypatch):
    """Runs the script in a site's folder: its exit status, and what it printed and told."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YIWEN_LANG", "en")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    Path("docs/blog").mkdir(parents=True)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = check_posts.main(arguments)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def write(name: str, text: str) -> Path:
    path = Path("docs") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_site_without_faults_gets_no_word(check):
    write("blog/good.md", GOOD)

    assert check() == (0, "", "")


def test_faults_end_with_one_and_advice_of_the_other_posts_is_told_all_the_same(check):
    write("blog/faulty.md", FAULTY)
    write("blog/advised.md", ADVISED)

    assert check() == (1, ADVICE, FAULT)


def test_advice_alone_fails_only_when_asked_to(check):
    write("blog/advised.md", ADVISED)

    assert check() == (0, ADVICE, "")
    assert check("--strict-advice") == (1, ADVICE, "")
    assert check("--no-advice") == (0, "", "")


def test_bad_posts_that_are_left_out_do_not_stop_the_site_but_are_told(check):
    Path("mkdocs.yml").write_text("extra: {yiwen: {on_bad_post: skip}}\n", encoding="utf-8")
    write("blog/faulty.md", FAULTY)

    assert check() == (0, "", FAULT)
    assert check("docs/blog/faulty.md") == (1, "", FAULT)


def test_only_what_concerns_the_paths_given_is_told(check):
    write("blog/faulty.md", FAULTY)
    write("blog/advised.md", ADVISED)
    write("other/page.md", "# 页面\n")

    assert check("docs/blog/advised.md") == (0, ADVICE, "")
    assert check("docs/other") == (0, "", "")
    assert check("docs/blog") == (1, ADVICE, FAULT)


def test_settings_glossary_and_images_concern_every_source(check):
    write("blog/faulty.md", FAULTY)
    image = write("assets/a.png", "")

    assert check(str(image)) == (1, "", FAULT)


def test_a_path_that_is_not_there_is_told(check):
    assert check("docs/blog/none.md") == (1, "", "docs/blog/none.md: no such file\n")


def test_a_setting_that_is_not_there_is_told(check):
    Path("mkdocs.yml").write_text("extra: {yiwen: {colour: red}}\n", encoding="utf-8")

    status, _, told = check()

    assert status == 1
    assert told.startswith("mkdocs.yml: extra.yiwen.colour: unknown setting\n")


def test_a_page_that_is_no_post_stops_the_site_whatever_the_settings_say(check):
    Path("mkdocs.yml").write_text("extra: {yiwen: {on_bad_post: skip}}\n", encoding="utf-8")
    write("about.md", "关于 -{没有结束\n")

    status, _, told = check()

    assert status == 1
    assert told.startswith("docs/about.md:1:4: ")


def test_programs_get_json(check):
    write("blog/faulty.md", FAULTY)
    write("blog/advised.md", ADVISED)

    status, out, err = check("--format=json")

    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "faults": [
            {
                "path": "docs/blog/faulty.md",
                "line": 3,
                "column": 1,
                "what": "'date' is not a day: '2025-13-12'",
                "mend": "write it as  date: 2025-12-12",
            }
        ],
        "warnings": [],
        "advice": [
            {
                "path": "docs/blog/advised.md",
                "line": 6,
                "column": 3,
                "what": "half-width punctuation between Han: '市场,冷淡。'",
                "mend": "write  市场，冷淡。\nor run  check_posts.py --fix=punctuation",
            }
        ],
    }


def test_in_github_actions_it_is_told_beside_the_lines(check, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write("blog/faulty.md", FAULTY)
    write("blog/advised.md", ADVISED.replace("正文", "文"))

    status, out, err = check()

    assert (status, err) == (1, "")
    assert [line.split("::")[1] for line in out.splitlines()] == [
        "error file=docs/blog/faulty.md,line=3,col=1,title=cannot be published",
        "notice file=docs/blog/advised.md,line=6,col=3,title=should be looked at",
    ]


def test_tags_are_compared_over_the_whole_site(check):
    tagged = GOOD.replace("---\n正文", "tags: [{}]\n---\n正文")
    for at, tag in enumerate(["量化宽松", "量化宽松", "量化宽送", "量化宽松"]):
        write(f"blog/{at}.md", tagged.format(tag).replace("央行", f"央行{at}"))

    told = (
        "docs/blog/2.md:5: the tag '量化宽送' is nearly '量化宽松', which 3 have\n"
        "  mend: if both are one, write  量化宽松\n"
    )
    assert check() == (0, told, "")
    assert check("docs/blog/2.md") == (0, told, "")
    assert check("docs/blog/1.md") == (0, "", "")


def test_many_posts_are_read_by_several_processes_with_the_same_result(check):
    for at in range(120):
        write(f"blog/{at:03}.md", ADVISED.replace("央行", f"央行{at}"))

    _, out, _ = check()

    assert out.startswith("docs/blog/000.md:6:3: ")
    assert out.endswith("… and 70 more\n")


MESSY = "\ufeff" + ADVISED.replace("2025-12-12", "2025/12/12").replace("\n", "\r\n")


def test_a_fix_changes_nothing_that_readers_see(check):
    path = write("blog/advised.md", MESSY)
    path.chmod(0o640)

    assert check("--fix") == (0, "docs/blog/advised.md: characters, days\n" + ADVICE, "")
    assert path.read_bytes() == ADVISED.encode()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["advised.md"]


def test_a_dry_run_shows_a_unified_diff_and_writes_nothing(check):
    path = write("blog/advised.md", MESSY)

    status, out, err = check("--fix=all", "--dry-run", "docs/blog")

    assert (status, err) == (0, "")
    assert out == (
        "--- docs/blog/advised.md\n+++ docs/blog/advised.md\n@@ -1,7 +1,7 @@\n"
        "-<BOM>---<CR>\n-title: 央行这张表<CR>\n-date: 2025/12/12<CR>\n"
        "-coverImage: https://example.com/a.png<CR>\n----<CR>\n-市场,冷淡。<CR>\n"
        "+---\n+title: 央行这张表\n+date: 2025-12-12\n"
        "+coverImage: https://example.com/a.png\n+---\n+市场，冷淡。\n \n"
        "docs/blog/advised.md: characters, days, punctuation in 1 place\n"
    )
    assert path.read_bytes() == MESSY.encode()


def test_a_path_behind_a_bare_fix_is_a_path(check):
    write("blog/advised.md", MESSY)
    other = write("blog/other.md", MESSY)

    check("--fix", "docs/blog/advised.md")

    assert other.read_bytes() == MESSY.encode()


def test_several_things_are_asked_for_with_commas_and_others_refused(check, capsys):
    path = write("blog/a.md", GOOD.replace("coverImage", "cover").replace("title: ", "title："))

    check("--fix=faults,keys")

    assert path.read_bytes() == GOOD.encode()
    with pytest.raises(SystemExit):
        check("--fix=everything")
    assert (
        "'everything' is none of: all, form, faults, keys, punctuation" in capsys.readouterr().err
    )


def test_punctuation_of_a_site_is_proved_with_its_own_extensions(check):
    extensions = "markdown_extensions: [admonition]\nsite_name: 站\n"
    Path("mkdocs.yml").write_text(extensions, encoding="utf-8")
    path = write("blog/a.md", GOOD.replace("正文。", "!!! 注意,小心\n\n    甲,乙\n\n## 一, 二"))

    check("--fix=punctuation")

    assert path.read_text(encoding="utf-8").endswith("!!! 注意,小心\n\n    甲，乙\n\n## 一，二\n")


def test_what_cannot_be_read_is_left_to_the_check(check):
    bad = Path("docs/blog/bad.md")
    bad.write_bytes("---\ntitle: 题\n---\n正文".encode("gb18030"))
    dateless = write("blog/dateless.md", "---\ntitle: 题\n---\n甲,乙\n")

    status, _, told = check("--fix=all")

    assert status == 1
    assert "text is not UTF-8" in told
    assert dateless.read_text(encoding="utf-8").endswith("甲,乙\n")


def test_a_file_that_is_saved_meanwhile_is_not_written_over(check, monkeypatch):
    path = write("blog/advised.md", MESSY)
    fix = check_posts.fix_source

    def fix_slowly(text, kinds):
        path.write_bytes(b"mine")
        return fix(text, kinds)

    monkeypatch.setattr(check_posts, "fix_source", fix_slowly)

    status, _, told = check("--fix")

    assert status == 1
    assert "was saved meanwhile" in told
    assert path.read_bytes() == b"mine"
    assert [each.name for each in path.parent.iterdir()] == ["advised.md"]


def test_a_folder_that_is_not_there_is_told(check):
    assert check("--docs=elsewhere") == (1, "", "elsewhere: no such folder\n")


def test_faults_of_glossary_and_pages_are_told_together(check):
    write("_data/glossary.yml", "- 软件\n")

    status, _, told = check()

    assert status == 1
    assert told.startswith("docs/_data/glossary.yml:1: ")

    write("about.md", "关于 -{没有结束\n")

    _, _, told = check()

    assert [line.split(": ")[0] for line in told.splitlines() if line[0] != " "] == [
        "docs/_data/glossary.yml:1",
        "docs/about.md:1:4",
    ]
