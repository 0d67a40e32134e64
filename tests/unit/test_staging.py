"""A build takes the place of the site at once, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen import staging
from yiwen.staging import (
    drop_staging,
    leave_room,
    link_kept,
    open_staging,
    publish_staging,
    read_tree,
    take_kept,
    write_new,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write_new(folder / "index.html", b"old")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in read_tree(folder)}


def build(site: Path, files: dict[str, str], kept: Collection[str] = ()) -> Path:
    """Write a build as far as publishing it."""
    new = open_staging(site)
    lying = read_tree(site)
    there = link_kept(site, {path: lying[path] for path in kept if path in lying})
    take_kept(new, site, there, kept=set(kept) | files.keys())
    for name, text in files.items():
        write_new(new / name, text.encode())
    return new


def publish(site: Path, files: dict[str, str], kept: Collection[str] = ()) -> None:
    publish_staging(build(site, files, kept), site)


def test_a_finished_build_replaces_the_site_and_keeps_the_one_before(site: Path):
    publish(site, {"index.html": "new"})

    assert read(site) == {"index.html": "new"}
    assert read(site.with_name(".site.last")) == {"index.html": "old"}
    assert names(site.parent) == [".site.last", "site"]


def test_the_first_build_makes_the_site(tmp_path: Path):
    publish(tmp_path / "site", {"index.html": "first"})

    assert names(tmp_path) == ["site"]
    assert read(tmp_path / "site") == {"index.html": "first"}


def test_a_dropped_build_leaves_the_site_as_it_was(site: Path):
    drop_staging(build(site, {"index.html": "half"}), site)

    assert read(site) == {"index.html": "old"}


def test_a_dropped_build_beside_an_older_site_is_cleared_away(site: Path):
    new = open_staging(site)
    write_new(site.with_name(".site.last") / "x", b"older")

    drop_staging(new, site)

    assert names(site.parent) == [".site.last", "site"]


def test_what_a_killed_build_left_never_reaches_the_site(site: Path):
    build(site, {"index.html": "half", "more.html": "half"})

    publish(site, {"other.html": "new"}, ["index.html"])

    assert read(site) == {"index.html": "old", "other.html": "new"}


def test_kept_files_stay_and_others_go(site: Path):
    publish(site, {"a/x": "1", "a/y": "2", "b/z": "3", "c": "4"})

    publish(site, {"a/new": "5"}, ["a/x", "c"])
    publish(site, {"a/new": "6"}, ["a/x", "c"])

    assert read(site) == {"a/x": "1", "c": "4", "a/new": "6"}
    assert names(site) == ["a", "c"]


def test_a_kept_file_is_the_same_file_not_a_copy(site: Path):
    publish(site, {"a": "1", "b": "2"})
    before = read_tree(site)["a"]

    publish(site, {"b": "3"}, ["a"])
    publish(site, {"b": "4"}, ["a"])

    assert read_tree(site)["a"] == before
    assert read(site) == {"a": "1", "b": "4"}


def test_writing_the_next_site_changes_no_file_of_this_one(site: Path):
    publish(site, {"a": "1", "b": "2"})
    publish(site, {"b": "3"}, ["a"])

    build(site, {"a": "new", "b": "new", "c": "new"}, ["a", "b"])

    assert read(site) == {"a": "1", "b": "3"}


def test_only_what_is_kept_is_in_the_folder_a_build_goes_on_in(site: Path):
    publish(site, {"a": "1", "b": "2", "d/e": "3"})
    publish(site, {"b": "3"}, ["a"])

    new = build(site, {}, ["a"])

    assert read(new) == {"a": "1"}
    assert names(new) == ["a"]


def test_a_file_and_a_folder_can_change_places(site: Path):
    publish(site, {"keep": "0", "a": "file", "b/x": "in a folder"})
    publish(site, {"a/x": "in a folder", "b": "file"}, ["keep"])
    publish(site, {"a": "file again", "b/x": "in a folder again"}, ["keep"])

    assert read(site) == {"keep": "0", "a": "file again", "b/x": "in a folder again"}


def test_room_is_left_where_a_file_would_be_a_folder_or_a_folder_a_file():
    known = {"a", "b/x", "c/y/z", "d", "e/x"}

    assert leave_room(known, {"a/x", "b", "c/y", "e/other", "f"}) == {"d", "e/x"}


FILES = st.dictionaries(
    st.sampled_from(["a", "b", "c/d", "c/e", "f/g/h", "f/g/i"]),
    st.text("xyz", max_size=3),
    max_size=6,
)
KEPT = st.sets(st.sampled_from(["a", "b", "c/d", "f/g/h"]))


@given(st.lists(st.tuples(FILES, KEPT, st.booleans()), max_size=8))
@settings(deadline=None, max_examples=40)
def test_whatever_changes_the_site_holds_what_was_written_and_kept(builds):
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        held: dict[str, str] = {}
        for files, wanted, finished in builds:
            kept = {path for path in wanted if path in held}
            new = build(site, files, kept)
            if finished:
                publish_staging(new, site)
                held = {**{path: held[path] for path in kept}, **files}
            assert read(site) == held


def test_where_files_cannot_be_linked_they_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    publish(site, {"a": "1", "b": "2"})

    publish(site, {"b": "3"}, ["a"])

    assert read(site) == {"a": "1", "b": "3"}


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda *_names: False)


@pytest.mark.usefixtures("no_exchange")
def test_without_an_exchange_of_names_the_site_is_moved_aside_first(site: Path):
    publish(site, {"a": "1", "b": "2"})
    publish(site, {"b": "3"}, ["a"])
    publish(site, {"b": "4"}, ["a"])

    assert read(site) == {"a": "1", "b": "4"}


@pytest.mark.usefixtures("no_exchange")
def test_a_site_that_was_moved_aside_comes_back_at_the_next_build(site: Path):
    new = build(site, {"index.html": "new"})
    site.rename(site.with_name(".site.old"))

    open_staging(site)

    assert read(site) == {"index.html": "old"}
    assert read(new) == {}


def test_a_site_that_was_deleted_does_not_come_back_as_an_older_one(site: Path):
    publish(site, {"a": "1"})
    publish(site, {"a": "2"}, ["a"])
    shutil.rmtree(site)

    open_staging(site)

    assert not site.exists()


def test_nothing_outside_the_site_is_touched_when_it_is_reached_by_a_link(tmp_path: Path):
    (tmp_path / "data").mkdir()
    link = tmp_path / "link"
    link.symlink_to("data", target_is_directory=True)
    for text in ("1", "2", "3"):
        publish(link / "site", {"a": text, "b/c": text}, ["a"] if text == "3" else [])
        publish(link / "site", {"a": text, "b": text}, ["a"])

    assert link.is_symlink()
    assert read(link / "site") == {"a": "3", "b": "3"}


@pytest.mark.parametrize("exchange", [True, False])
def test_a_checkout_that_the_site_is_pushed_from_stays(
    site: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
):
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    write_new(site / ".git" / "config", b"mine")
    for text in ("1", "2", "3"):
        publish(site, {"a": text, "b": text})
        assert read(site) == {"a": text, "b": text, ".git/config": "mine"}
        publish(site, {"a": f"new {text}"}, ["b"])
        assert read(site) == {"a": f"new {text}", "b": text, ".git/config": "mine"}


@pytest.mark.parametrize("role", ["next", "last", "old"])
def test_a_checkout_is_found_again_when_a_build_was_killed_on_its_way(site: Path, role: str):
    write_new(site.with_name(f".site.{role}") / ".git" / "config", b"mine")

    publish(site, {"a": "1"})

    assert read(site) == {"a": "1", ".git/config": "mine"}


def test_a_system_without_exchange_says_so(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Nothing:
        def __init__(self, *_args: object, **_options: object) -> None:
            pass

    monkeypatch.setattr("ctypes.CDLL", Nothing)

    assert staging._exchange(site, tmp_path / "other") is False


def test_macos_swaps_names_in_a_call_of_its_own(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = []

    def swap(*names: object) -> int:
        asked.append(names)
        return 0

    library = SimpleNamespace(renamex_np=swap)
    monkeypatch.setattr("ctypes.CDLL", lambda *_args, **_options: library)
    monkeypatch.setattr("sys.platform", "darwin")

    assert staging._exchange(site, tmp_path / "other") is True
    assert asked == [(bytes(site), bytes(tmp_path / "other"), 2)]


def test_a_kept_file_takes_its_place_from_a_folder_and_the_other_way_round(site: Path):
    publish(site, {"a": "1", "b/c": "1"})
    write_new(site.with_name(".site.last") / "a" / "x", b"left by an older build")
    write_new(site.with_name(".site.last") / "b", b"left by an older build")

    publish(site, {"d": "2"}, ["a", "b/c"])

    assert read(site) == {"a": "1", "b/c": "1", "d": "2"}
