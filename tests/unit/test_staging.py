"""A build takes the place of the site at once, or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen import staging
from yiwen.staging import drop_staging, open_staging, publish_staging, read_tree


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


def read(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in read_tree(folder)}


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def publish(site: Path, *kept: str, **files: str) -> None:
    new = open_staging(site)
    write(new, **files)
    publish_staging(new, site, kept=kept)


def test_kept_files_stay_and_others_go(site: Path):
    publish(site, a__x="1", a__y="2", b__z="3", c="4")

    publish(site, "a/x", "c", a__new="5")

    assert read(site) == {"a/x": "1", "c": "4", "a/new": "5"}
    assert names(site) == ["a", "c"]


def test_a_kept_file_is_the_same_file_not_a_copy(site: Path):
    publish(site, a="1", b="2")
    before = read_tree(site)["a"]

    publish(site, "a", b="3")
    publish(site, "a", b="4")

    assert read_tree(site)["a"] == before
    assert read(site) == {"a": "1", "b": "4"}


def test_the_site_before_is_not_changed_by_the_next_build(site: Path):
    publish(site, a="1", b="2")
    publish(site, "a", b="3")
    last = site.with_name(".site.last")

    assert read(last) == {"a": "1", "b": "2"}


def test_a_half_updated_spare_is_made_whole(site: Path):
    publish(site, a="1", b="2")
    publish(site, "a", b="3")
    last = site.with_name(".site.last")
    for name in "ab":
        (last / name).unlink()
    write(last, a="foreign", d__e="foreign")

    publish(site, "a", "b", c="4")

    assert read(site) == {"a": "1", "b": "3", "c": "4"}


def test_a_file_and_a_folder_can_change_places(site: Path):
    publish(site, keep="0", a="file", b__x="in a folder")
    publish(site, "keep", a__x="in a folder", b="file")
    publish(site, "keep", a="file again", b__x="in a folder again")

    assert read(site) == {"keep": "0", "a": "file again", "b/x": "in a folder again"}


FILES = st.dictionaries(
    st.sampled_from(["a", "b", "c/d", "c/e", "f/g/h", "f/g/i"]),
    st.text("xyz", max_size=3),
    max_size=6,
)


@given(st.lists(st.tuples(FILES, st.sets(st.sampled_from(["a", "b", "c/d", "f/g/h"]))), max_size=6))
@settings(deadline=None, max_examples=30)
def test_whatever_changes_the_site_holds_what_was_written_and_kept(builds):
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        held: dict[str, str] = {}
        for files, wanted in builds:
            kept = {path for path in wanted if path in held}
            new = open_staging(site)
            write(new, **{path.replace("/", "__"): text for path, text in files.items()})
            publish_staging(new, site, kept=kept)
            held = {**{path: held[path] for path in kept}, **files}
            assert read(site) == held


def test_where_files_cannot_be_linked_they_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    publish(site, a="1", b="2")

    publish(site, "a", b="3")

    assert read(site) == {"a": "1", "b": "3"}


def test_without_an_exchange_kept_files_stay_too(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    publish(site, a="1", b="2")
    publish(site, "a", b="3")
    publish(site, "a", b="4")

    assert read(site) == {"a": "1", "b": "4"}


def test_without_an_exchange_a_whole_build_follows_one_that_kept_files(
    site: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    publish(site, a="1")
    publish(site, "a", b="2")

    publish(site, c="3")

    assert read(site) == {"c": "3"}
    assert names(site.parent) == ["site"]


def test_what_a_machine_that_stopped_between_two_renames_left_is_in_nobodys_way(
    site: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    publish(site, a="1", b="2")
    publish(site, "a", b="3")
    write(site.with_name(".site.old"), a="1", b="2")

    publish(site, "a", b="4")

    assert read(site) == {"a": "1", "b": "4"}
    assert names(site.parent) == [".site.last", "site"]


def test_files_and_folders_change_places_in_the_spare_too(site: Path):
    publish(site, keep="0", a="file", b__x="in a folder")
    for turn in range(4):
        publish(site, "keep", **({"a__x": "1", "b": "2"} if turn % 2 else {"a": "3", "b__x": "4"}))
        publish(site, "keep", c=str(turn))

    assert read(site) == {"keep": "0", "c": "3"}
    assert names(site.with_name(".site.last")) == ["a", "b", "keep"]


def test_what_was_written_wins_over_what_was_to_be_kept(site: Path):
    publish(site, a="file", b="1")

    publish(site, "a", "b", a__x="in a folder")

    assert read(site) == {"a/x": "in a folder", "b": "1"}


@pytest.mark.parametrize(("answer", "swapped"), [(0, True), (-1, False)])
def test_on_macos_its_own_call_swaps_two_names(
    answer: int, swapped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[bytes, bytes, int]] = []

    class Library:
        def __init__(self, *_args: object, **_options: object) -> None:
            pass

        def renamex_np(self, one: bytes, other: bytes, flags: int) -> int:
            asked.append((one, other, flags))
            return answer

    monkeypatch.setattr("ctypes.CDLL", Library)
    monkeypatch.setattr("sys.platform", "darwin")

    assert staging._exchange(tmp_path / "a", tmp_path / "b") is swapped
    assert asked == [(bytes(tmp_path / "a"), bytes(tmp_path / "b"), 2)]
