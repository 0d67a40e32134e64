"""Files that are made after the pages stay while they hold, and go when nobody wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ROOT
from yiwen.manifest import Manifest, Record, outputs_of


def _load(name: str) -> Any:
    """A module of the hooks, which only MkDocs finds by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "hooks")
        return import_module(name)


_derived = _load("_derived")
Derived, derive, sweep = _derived.Derived, _derived.derive, _derived.sweep


def _begin(staging: Path, before: Any = None) -> Any:
    """A build as far as derived things see it, after ``before``."""
    records = before.records if before else {}
    there = {path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()}
    intact = outputs_of(records.values()) & there
    return SimpleNamespace(
        staging=staging,
        manifest=Manifest(records),
        intact=intact,
        kept=set(intact),
        copied=set(),
        records={},
        settings=SimpleNamespace(processes=1),
    )


def _spell_out(some: Sequence[Any]) -> list[Mapping[str, bytes]]:
    return [{f"{each.name}/feed.xml": each.key} for each in some]


def _refuse(some: Sequence[Any]) -> list[Mapping[str, bytes]]:
    assert not some, "nothing had to be made"
    return []


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_what_is_wanted_is_made(tmp_path):
    build = _begin(tmp_path)

    derive(build, "feed", [Derived("tags/a", b"1"), Derived("tags/b", b"2")], _spell_out)

    assert _files(tmp_path) == {"tags/a/feed.xml": b"1", "tags/b/feed.xml": b"2"}
    assert build.records["//feed/tags/a"] == Record(b"1", ("tags/a/feed.xml",))


def test_what_still_holds_is_not_made_again(tmp_path):
    first = _begin(tmp_path)
    derive(first, "feed", [Derived("tags/a", b"1")], _spell_out)
    second = _begin(tmp_path, first)

    derive(second, "feed", [Derived("tags/a", b"1")], _refuse)
    sweep(second)

    assert _files(tmp_path) == {"tags/a/feed.xml": b"1"}
    assert second.records == first.records


def test_another_key_makes_it_again(tmp_path):
    first = _begin(tmp_path)
    derive(first, "feed", [Derived("tags/a", b"1")], _spell_out)
    second = _begin(tmp_path, first)

    derive(second, "feed", [Derived("tags/a", b"2")], _spell_out)

    assert _files(tmp_path) == {"tags/a/feed.xml": b"2"}


def test_a_lost_file_is_made_again(tmp_path):
    first = _begin(tmp_path)
    derive(first, "feed", [Derived("tags/a", b"1")], _spell_out)
    (tmp_path / "tags/a/feed.xml").unlink()
    second = _begin(tmp_path, first)

    derive(second, "feed", [Derived("tags/a", b"1")], _spell_out)

    assert _files(tmp_path) == {"tags/a/feed.xml": b"1"}


def test_what_nobody_wants_is_removed_with_its_folder(tmp_path):
    first = _begin(tmp_path)
    derive(first, "feed", [Derived("tags/a", b"1"), Derived("tags/b", b"2")], _spell_out)
    second = _begin(tmp_path, first)

    derive(second, "feed", [Derived("tags/b", b"2")], _spell_out)
    sweep(second)

    assert _files(tmp_path) == {"tags/b/feed.xml": b"2"}
    assert not (tmp_path / "tags/a").exists()


def test_what_nobody_wants_is_gone_before_others_are_made(tmp_path):
    first = _begin(tmp_path)
    derive(first, "redirect", [Derived("old", b"1"), Derived("other", b"1")], _spell_out)
    second = _begin(tmp_path, first)

    derive(second, "redirect", [Derived("old/feed.xml/more", b"2")], _spell_out)

    assert _files(tmp_path) == {"old/feed.xml/more/feed.xml": b"2"}


def test_a_file_that_a_page_has_taken_over_is_not_removed(tmp_path):
    first = _begin(tmp_path)
    derive(first, "redirect", [Derived("old", b"1")], _spell_out)
    second = _begin(tmp_path, first)
    second.records["old.md"] = Record(b"page", ("old/feed.xml",))

    sweep(second)

    assert _files(tmp_path) == {"old/feed.xml": b"1"}


def test_a_file_of_the_authors_is_not_written_over_until_it_goes(tmp_path):
    (tmp_path / "a").mkdir()
    first = _begin(tmp_path)
    builds = [first]
    for own in (set(), {"a/feed.xml"}, {"a/feed.xml"}, set()):
        build = _begin(tmp_path, builds[-1])
        build.copied = own
        if own:
            (tmp_path / "a/feed.xml").write_bytes(b"own")
        derive(build, "feed", [Derived("a", b"1"), Derived("b", b"1")], _spell_out)
        builds.append(build)

        assert _files(tmp_path) == {"a/feed.xml": b"own" if own else b"1", "b/feed.xml": b"1"}
    keys = [each.records["//feed/a"].key for each in builds[1:]]
    assert keys[0] == keys[3] == b"1"
    assert keys[1] == keys[2] != b"1"


@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_give_the_same_files(tmp_path, processes):
    build = _begin(tmp_path)

    wanted = [Derived(f"tags/{number}", bytes([number])) for number in range(20)]
    derive(build, "feed", wanted, _spell_out, processes=processes)

    assert _files(tmp_path) == {f"tags/{number}/feed.xml": bytes([number]) for number in range(20)}
    assert _derived.MARK == "//"
