"""A build takes the place of the site at once, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiwen import staging
from yiwen.staging import drop_staging, open_staging, publish_staging


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("old", encoding="utf-8")
    return folder


def fill(folder: Path, text: str) -> None:
    (folder / "index.html").write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_build_replaces_the_site_and_leaves_nothing_behind(site: Path):
    new = open_staging(site)
    fill(new, "new")

    publish_staging(new, site)

    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert names(site.parent) == ["site"]


def test_the_first_build_makes_the_site(tmp_path: Path):
    site = tmp_path / "site"
    new = open_staging(site)
    fill(new, "first")

    publish_staging(new, site)

    assert names(site) == ["index.html"]
    assert names(tmp_path) == ["site"]


def test_a_dropped_build_leaves_the_site_as_it_was(site: Path):
    new = open_staging(site)
    fill(new, "half")

    drop_staging(new)

    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert names(site.parent) == ["site"]


def test_what_a_killed_build_left_is_cleared_away(site: Path):
    left = open_staging(site)
    fill(left, "half")

    new = open_staging(site)

    assert names(new) == []
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_without_an_exchange_of_names_the_site_is_moved_aside_first(
    site: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    new = open_staging(site)
    fill(new, "new")

    publish_staging(new, site)

    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert names(site.parent) == ["site"]


def test_a_site_that_was_moved_aside_comes_back_at_the_next_build(site: Path):
    site.rename(site.with_name(".site.last"))

    open_staging(site)

    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_a_system_without_exchange_says_so(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Nothing:
        def __init__(self, *_args: object, **_options: object) -> None:
            pass

    monkeypatch.setattr("ctypes.CDLL", Nothing)

    assert staging._exchange(site, tmp_path / "other") is False
