"""What the published site was made from, and whether it still lies as it was published."""

from __future__ import annotations

import errno
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.manifest import (
    Manifest,
    Printed,
    Record,
    check_anchors,
    load_manifest,
    outputs_of,
    save_manifest,
)
from yiwen.staging import Mark

SECOND = 1_000_000_000
FED = Record(b"key", ("fed/index.html", "zh-tw/fed/index.html"), ("top",), (("a.md", "x", "a#x"),))
TREE = {path: Mark(7, 100, 5 * SECOND + 3) for path in FED.outputs}
PUBLISHED = Manifest({"fed.md": FED}, dict.fromkeys(FED.outputs, (100, 5 * SECOND + 3)))

texts = st.text(max_size=8)
records = st.builds(
    Record,
    key=st.binary(max_size=16),
    outputs=st.lists(texts, max_size=3).map(tuple),
    anchors=st.lists(texts, max_size=3).map(tuple),
    links=st.lists(st.tuples(texts, texts, texts), max_size=2).map(tuple),
)
marks = st.builds(Mark, st.integers(0), st.integers(0), st.integers(0))


# Kept


@given(st.dictionaries(texts, records, max_size=3), st.dictionaries(texts, marks, max_size=3))
def test_a_manifest_comes_back_as_it_was(some: dict[str, Record], tree: dict[str, Mark]):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deep", "site.bin")
        save_manifest(path, some, tree, version="1")
        loaded = load_manifest(path, version="1")

    assert loaded == Manifest(some, {name: mark[1:] for name, mark in tree.items()})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "site.bin"
    save_manifest(path, {"fed.md": FED}, TREE, version="1")
    return path


def test_another_version_believes_nothing(file: Path):
    assert load_manifest(file, version="1") == PUBLISHED
    assert load_manifest(file, version="2") == Manifest()


def test_nothing_is_remembered_without_a_file(tmp_path: Path):
    assert load_manifest(tmp_path / "none.bin", version="1") == Manifest()
    assert load_manifest(tmp_path, version="1") == Manifest(), "a folder is no file"


def test_a_damaged_file_is_not_believed(file: Path):
    whole = file.read_bytes()
    chance = random.Random(1)  # noqa: S311 - the same damage every time
    damaged = [whole[:length] for length in range(0, len(whole), 7)]
    damaged += [chance.randbytes(length) for length in (1, 15, 16, 17, 200)]
    damaged += [whole + b"\0", whole[:16] + whole]
    for place in range(len(whole)):
        damaged.append(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

    for content in damaged:
        file.write_bytes(content)
        assert load_manifest(file, version="1") == Manifest()


def test_a_file_that_cannot_be_written_leaves_the_one_before(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    def write_half(path: Path, content: bytes) -> int:
        with path.open("wb") as half:
            half.write(content[:10])
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(OSError, match="no space"):
        save_manifest(file, {}, {}, version="1")
    monkeypatch.undo()

    assert load_manifest(file, version="1") == PUBLISHED
    save_manifest(file, {}, {}, version="1")
    assert load_manifest(file, version="1") == Manifest()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


# What still holds


def test_a_page_of_the_same_key_whose_files_lie_as_they_were_is_fresh():
    assert PUBLISHED.find_fresh({"fed.md": b"key"}, PUBLISHED.find_intact(TREE)) == {"fed.md": FED}


def test_a_page_of_another_key_is_not():
    assert (
        PUBLISHED.find_fresh({"fed.md": b"other", "new.md": b"key"}, PUBLISHED.find_intact(TREE))
        == {}
    )


@pytest.mark.parametrize("path", FED.outputs)
@pytest.mark.parametrize(
    "mark", [None, Mark(7, 101, 5 * SECOND + 3), Mark(7, 100, 5 * SECOND + 4), Mark(7, 100, 0)]
)
def test_a_page_is_stale_when_one_of_its_files_is_another(path: str, mark: Mark | None):
    tree = {**TREE, path: mark} if mark else {each: TREE[each] for each in TREE if each != path}

    assert PUBLISHED.find_fresh({"fed.md": b"key"}, PUBLISHED.find_intact(tree)) == {}
    assert PUBLISHED.find_intact(tree).keys() == set(FED.outputs) - {path}


def test_a_file_from_an_archive_lies_as_it_was():
    tree = {path: Mark(99, 100, 5 * SECOND) for path in FED.outputs}

    assert PUBLISHED.find_fresh({"fed.md": b"key"}, PUBLISHED.find_intact(tree)) == {"fed.md": FED}
    assert PUBLISHED.find_intact(tree) == tree


def test_files_that_no_source_accounts_for_are_not_intact():
    stray = Manifest({"fed.md": FED}, {"stray.txt": (1, 1), **PUBLISHED.marks})

    assert stray.find_intact({"stray.txt": Mark(1, 1, 1), **TREE}) == TREE
    assert Manifest().find_intact(TREE) == {}


def test_the_files_of_some_records():
    assert outputs_of([FED, Record(b"", ("a.png",))]) == {*FED.outputs, "a.png"}
    assert outputs_of([]) == set()


def test_what_was_printed_is_recorded_under_its_key():
    printed = Printed("fed.md", FED.outputs, FED.anchors, FED.links, said=())

    assert printed.record(b"key") == FED


# Anchors


def test_a_link_to_an_anchor_that_is_not_there_is_told():
    links = [
        ("a.md", ("b.md", "there", "b.md#there")),
        ("a.md", ("b.md", "gone", "b.md#gone")),
        ("a.md", ("draft.md", "any", "draft.md#any")),
    ]

    assert check_anchors(links, {"b.md": {"there"}}) == [("a.md", "b.md", "gone", "b.md#gone")]
