"""A build that would give the site that stands ends at once, and tells the same."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builds.workshop import DAY, Workshop, assert_same, hasten, open_workshop
from tests.conftest import NOW

pytestmark = pytest.mark.build

COMPILED = tempfile.TemporaryDirectory()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    hasten(monkeypatch, Path(COMPILED.name))
    made = open_workshop(tmp_path / "shop", monkeypatch)
    monkeypatch.setenv("YIWEN_TIMINGS", str(tmp_path / "stages.json"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert made.build_warm()
    return made


def stood(shop: Workshop) -> bool:
    """Build; whether that ended before anything was read."""
    assert shop.build_warm()
    stages = json.loads((shop.folder.parent / "stages.json").read_text(encoding="utf-8"))
    return "read" not in stages


def test_a_site_of_which_nothing_changed_stands(shop: Workshop):
    before = shop.marks()

    assert stood(shop)
    assert stood(shop)
    assert shop.marks() == before
    assert not shop.site.with_name(".site.next").exists()
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)


def replace_unseen(shop: Workshop) -> None:
    """Change a post, but neither its size nor its time."""
    file = shop.docs / shop.nth(0)
    time = file.stat().st_mtime_ns
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text[:-2]}是\n", encoding="utf-8")
    os.utime(file, ns=(time, time))


def set_clock(shop: Workshop) -> None:
    shop.now = int(NOW) + 60 * DAY


CHANGES: dict[str, Callable[[Workshop], object]] = {
    "a post, as long and as old": replace_unseen,
    "a glossary": lambda shop: shop.write("_data/glossary.yml", "# none\n"),
    "an image": lambda shop: shop.write("assets/other.svg", "<svg/>"),
    "a template": lambda shop: (shop.overrides / "x.html").write_text("x", encoding="utf-8"),
    "a setting": lambda shop: shop.settings.update(page_posts=2),
    "a day on which a post is due": set_clock,
    "a page of the site that is gone": lambda shop: (shop.site / "index.html").unlink(),
    "a page that was written over": lambda shop: (shop.site / "404.html").write_text("x"),
    "a file beside the pages": lambda shop: (shop.site / "own.txt").write_text("x"),
    "a hook of the maintainer": lambda shop: shop.hooks.append(shop.folder / "own.py"),
}


def test_whatever_changed_is_seen(shop: Workshop):
    (shop.folder / "own.py").write_text("def on_pre_build(config): pass\n", encoding="utf-8")
    shop.write("blog/2027/01/01/soon.md", "---\ntitle: 将来\ndate: 2027-01-01\n---\n\n话。\n")
    assert not stood(shop)
    for name, change in CHANGES.items():
        change(shop)
        assert not stood(shop), name
        assert shop.build_cold()
        assert_same(shop.site, shop.cold_site)
    assert not stood(shop), "nobody knows what a maintainer's hook looks at"


def test_what_was_odd_is_told_again_and_refused_by_a_strict_build(shop: Workshop):
    shop.write("about.md", "# 关于\n\n[没有](index.md#nothing)\n")
    shop.config["validation"] = {"links": {"anchors": "warn"}}
    assert not stood(shop)
    told = shop.told
    assert told

    assert stood(shop)
    assert shop.told == told
    before = shop.marks()
    shop.options["strict"] = True
    assert not shop.build_warm()
    assert shop.told == told
    assert shop.marks() == before
