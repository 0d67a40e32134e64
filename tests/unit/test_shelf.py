"""What is kept on a shelf comes back whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiwen.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "some" / "shelf")


def test_what_was_put_comes_back(shelf: Shelf):
    shelf.put("照片.1a-480.webp", b"small")

    assert shelf.get("照片.1a-480.webp") == b"small"
    assert shelf.get("other") is None


def test_what_is_put_again_takes_its_place(shelf: Shelf):
    shelf.put("a", b"old")
    shelf.put("a", b"new")

    assert shelf.get("a") == b"new"


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 40])
def test_what_is_damaged_counts_as_missing(shelf: Shelf, tmp_path: Path, damage: bytes):
    shelf.put("a", b"content")
    (tmp_path / "some" / "shelf" / "a").write_bytes(damage)

    assert shelf.get("a") is None


def test_a_content_under_another_name_is_not_believed(shelf: Shelf, tmp_path: Path):
    shelf.put("a", b"content")
    folder = tmp_path / "some" / "shelf"
    (folder / "a").rename(folder / "b")

    assert shelf.get("b") is None


def test_what_is_not_wanted_is_thrown_away(shelf: Shelf, tmp_path: Path):
    shelf.put("a", b"1")
    shelf.put("b", b"2")
    shelf.sweep({"b", "c"})

    assert [path.name for path in (tmp_path / "some" / "shelf").iterdir()] == ["b"]


def test_a_shelf_that_cannot_be_written_keeps_nothing(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    shelf = Shelf(tmp_path / "file" / "shelf")
    shelf.put("a", b"1")
    shelf.sweep(())

    assert shelf.get("a") is None
