"""The web editor's page and settings, and what is fetched for it."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import tarfile
from pathlib import Path

import pytest

from yiwen.cms import check_form, make_policy, render_admin_config, render_admin_page
from yiwen.settings import Cms, Settings

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_cms.py"
GITHUB = Cms(repo="owner/name")


def load_script():
    sys.path.insert(0, str(SCRIPT.parent))  # where the command finds its neighbour
    spec = importlib.util.spec_from_file_location("make_cms", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(SCRIPT.parent))
    return module


make_cms = load_script()
npm = sys.modules["_npm"]


def config(cms: Cms = GITHUB, **others):
    return json.loads(render_admin_config(Settings(**others), cms, docs="docs"))


def test_the_form_asks_for_every_key_of_the_front_matter_but_those_left_out_on_purpose():
    assert check_form() == frozenset()
    names = [field["name"] for field in config()["collections"][0]["fields"]]
    assert names[:3] == ["title", "date", "category"]
    assert names[-1] == "body"
    assert not {"comments", "math", "zh", "published"} & set(names)


def test_only_the_day_must_be_given():
    fields = config()["collections"][0]["fields"]

    assert [field["name"] for field in fields if field["required"]] == ["date"]


def test_a_field_says_what_the_guide_says():
    title = config()["collections"][0]["fields"][0]

    assert title == {
        "name": "title",
        "label": "标题",
        "hint": "标题；可以空着，空着就用正文的第一个标题",
        "widget": "string",
        "required": False,
    }


def test_posts_lie_where_the_settings_say_by_their_day():
    [posts] = config(posts_folder="news")["collections"]

    assert posts["folder"] == "docs/news"
    assert posts["path"] == "{{year}}/{{month}}/{{day}}/{{slug}}"


def test_the_backend_is_the_repository():
    assert config()["backend"] == {"name": "github", "repo": "owner/name", "branch": "main"}
    with_login = Cms(repo="a/b", branch="x", login="https://login.example.com")
    assert config(with_login)["backend"]["base_url"] == "https://login.example.com"
    assert config(Cms(backend="test-repo"))["backend"] == {"name": "test-repo"}


def test_the_site_is_named_when_its_address_is_known():
    text = render_admin_config(Settings(), GITHUB, docs="docs", site_url="https://a.cn/")

    assert json.loads(text)["display_url"] == "https://a.cn/"
    assert "display_url" not in config()


def test_the_page_runs_nothing_but_the_editor_and_asks_nobody_but_github():
    page = render_admin_page(GITHUB, name="一<文>")

    assert "<title>编辑 – 一&lt;文&gt;</title>" in page
    assert page.count("<script") == 1
    assert '<meta name="robots" content="noindex">' in page
    assert "script-src &#x27;self&#x27;; " in page
    assert make_policy(GITHUB).split("; ")[-3] == (
        "connect-src 'self' blob: data: https://api.github.com https://raw.githubusercontent.com"
    )
    assert "github" not in make_policy(Cms(backend="test-repo"))
    login = Cms(repo="a/b", login="https://login.example.com/auth")
    assert " https://login.example.com;" in make_policy(login)


def test_fonts_and_texts_are_taken_from_beside_the_script():
    script = (
        "a{src:url(https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5/x.woff2)}"
        "b{src:url(https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@5/x.woff2)}"
        "x=`https://unpkg.com/@sveltia/cms`,y=`https://unpkg.com/leaflet`"
    )

    assert make_cms.bring_home(script) == (
        "a{src:url(material-symbols-outlined.woff2)}b{src:url(data:,)}"
        "x=`cms`,y=`https://unpkg.com/leaflet`"
    )


def test_without_npm_it_is_told_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(npm.shutil, "which", lambda _: None)

    status = make_cms.main([f"--config={tmp_path / 'mkdocs.yml'}"])

    assert status == 1
    assert capsys.readouterr().err == (
        "cms: npm is missing\n  mend: install Node.js, which brings it\n"
    )
    assert list((tmp_path / ".cache" / "yiwen").iterdir()) == []


def test_a_package_with_other_bytes_is_refused(tmp_path, monkeypatch):
    package = npm.Package("@a/b", "1.0", "AAAA", {"package/x": "x"})
    (tmp_path / "a-b-1.0.tgz").write_bytes(b"other")
    monkeypatch.setattr(npm.shutil, "which", lambda _: sys.executable)
    done = npm.subprocess.CompletedProcess([], 0, "", "")
    monkeypatch.setattr(npm.subprocess, "run", lambda *_, **__: done)

    with pytest.raises(npm.MissingError, match=r"@a/b@1\.0 is not what it was: sha512-"):
        npm.fetch(package, tmp_path)


def test_only_the_named_files_are_unpacked(tmp_path):
    archive = tmp_path / "a.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("package/x", "package/y"):
            info = tarfile.TarInfo(name)
            info.size = 1
            tar.addfile(info, io.BytesIO(b"1"))

    npm.unpack(archive, {"package/x": "inner/x"}, tmp_path / "made")

    found = [path for path in (tmp_path / "made").rglob("*") if path.is_file()]
    assert found == [tmp_path / "made" / "inner" / "x"]


def test_of_a_folder_the_modules_are_unpacked(tmp_path):
    archive = tmp_path / "a.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in (
            "package/in/x.mjs",
            "package/in/x.mjs.map",
            "package/in/y/z.mjs",
            "package/o.mjs",
        ):
            info = tarfile.TarInfo(name)
            info.size = 1
            tar.addfile(info, io.BytesIO(b"1"))

    npm.unpack(archive, {"package/in/": "out/"}, tmp_path / "made")

    found = [path for path in (tmp_path / "made").rglob("*") if path.is_file()]
    assert sorted(found) == [
        tmp_path / "made" / "out" / "x.mjs",
        tmp_path / "made" / "out" / "y" / "z.mjs",
    ]
