"""Which files of the web editor a site has."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build

CMS = {"cms": {"repo": "owner/name"}}


def test_without_the_setting_a_site_has_no_editor(blog: Blog):
    assert [path for path in blog.build() if path.startswith("admin/")] == []


def test_an_editor_that_was_not_fetched_is_a_warning_that_says_how(blog: Blog):
    blog.configure(CMS)

    result = blog.run("build", "--strict")

    assert result.returncode == 1
    assert "extra.yiwen.cms: the web editor is not here\n  mend: make cms" in result.stderr


def test_the_editor_is_published_once_with_its_settings_and_stays_at_the_next_build(blog: Blog):
    fetched = blog.folder / ".cache" / "yiwen" / "cms"
    (fetched / "cms@1" / "locales").mkdir(parents=True)
    (fetched / "sveltia-cms.js").write_text("run()", encoding="utf-8")
    (fetched / "cms@1" / "locales" / "zh-CN.json").write_text("{}", encoding="utf-8")

    blog.build(CMS)
    pages = blog.build(CMS)

    assert json.loads(pages["admin/config.json"])["backend"]["repo"] == "owner/name"
    assert '<script src="sveltia-cms.js">' in pages["admin/index.html"]
    assert pages["admin/cms@1/locales/zh-CN.json"] == "{}"
    assert (blog.site / "admin" / "sveltia-cms.js").read_text(encoding="utf-8") == "run()"
    assert not (blog.site / "zh-tw" / "admin").exists()
