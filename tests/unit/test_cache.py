"""What builds remember is found under what it was made from, or not at all."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.cache import RUNS, Cache, digest, digest_files

# Keys

parts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=6,
)


def exactly(value: Any) -> str:
    """Tells 1 from True and a list from a tuple."""
    return repr(value)


@given(st.lists(parts, max_size=3), st.lists(parts, max_size=3))
def test_keys_are_equal_when_all_parts_are(some: list[Any], others: list[Any]):
    assert (digest(*some) == digest(*others)) == (exactly(some) == exactly(others))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), ("a", ("b",))),
        ((1,), ("1",)),
        ((1,), (True,)),
        (("",), (None,)),
        ((b"a",), ("a",)),
        ((), ((),)),
    ],
)
def test_parts_do_not_run_together(one: tuple[Any, ...], other: tuple[Any, ...]):
    assert digest(*one) != digest(*other)


def test_a_key_is_the_same_however_its_texts_lie_in_memory():
    written = "word" + "词" * 3
    again = "".join(["word", *"词词词"])
    interned = sys.intern("".join(["wo", "rd词词词"]))

    assert digest(written, written) == digest(again, interned)


def test_a_key_of_files_says_where_they_lie_and_what_they_hold(tmp_path: Path):
    one, other = tmp_path / "a" / "x.html", tmp_path / "b" / "x.html"
    for file in (one, other):
        file.parent.mkdir()
        file.write_text("one", encoding="utf-8")
    before = digest_files([one])

    assert digest_files([one]) == before
    assert digest_files([other]) != before
    assert digest_files([one, other]) == digest_files([other, one])
    one.write_text("two", encoding="utf-8")
    assert digest_files([one]) != before


def test_files_do_not_run_together(tmp_path: Path):
    for name, content in (("a", "1"), ("b", "23"), ("c", "12"), ("d", "3")):
        (tmp_path / name).write_text(content, encoding="utf-8")

    assert digest_files([tmp_path / "a", tmp_path / "b"]) != digest_files(
        [tmp_path / "c", tmp_path / "d"]
    )
    assert digest_files([]) == digest_files([])


# Values

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEY, OTHER = digest("one"), digest("other")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "values.db"


def remember(file: Path, **values: Any) -> None:
    with Cache(file, version="1") as cache:
        for name, value in values.items():
            cache.put(digest(name), value)
        cache.save()


def recall(file: Path, *names: str, version: str = "1") -> list[Any]:
    with Cache(file, version=version) as cache:
        return [cache.get(digest(name)) for name in names]


@given(value=values)
def test_a_value_comes_back_as_it_was(value: Any):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "values.db")
        with Cache(path, version="1") as cache:
            cache.put(KEY, value)
            at_once = cache.get(KEY)
            cache.save()
            saved = cache.get(KEY)
        [later] = (exactly(Cache(path, version="1").get(KEY)),)
    assert exactly(at_once) == exactly(saved) == later == exactly(value)


def test_what_was_not_put_is_not_there(file: Path):
    assert recall(file, "one") == [None]


def test_what_was_not_saved_is_lost(file: Path):
    with Cache(file, version="1") as cache:
        cache.put(KEY, "value")

    with Cache(file, version="1") as cache:
        assert cache.get(KEY) is None


def test_the_last_value_of_a_key_counts(file: Path):
    remember(file, one="first")
    remember(file, one="second")

    assert recall(file, "one") == ["second"]


def run_times(file: Path, times: int) -> None:
    """Runs that ask for two values of three."""
    for _ in range(times):
        with Cache(file, version="1") as cache:
            cache.get(digest("asked"))
            cache.keep([digest("kept")])
            cache.save()


def test_what_a_few_runs_did_not_ask_for_is_still_known(file: Path):
    remember(file, asked=1, kept=2, unused=3)

    run_times(file, RUNS - 1)

    assert recall(file, "asked", "kept", "unused") == [1, 2, 3]


def test_what_many_runs_did_not_ask_for_is_forgotten(file: Path):
    remember(file, asked=1, kept=2, unused=3)

    run_times(file, 2 * RUNS)

    assert recall(file, "asked", "kept", "unused") == [1, 2, None]


def test_a_run_that_saw_a_part_forgets_nothing(file: Path):
    remember(file, one=1)

    with Cache(file, version="1") as cache:
        cache.put(digest("two"), 2)
        cache.save(forget=False)

    assert recall(file, "one", "two") == [1, 2]


def test_another_version_believes_nothing(file: Path):
    remember(file, one=1)

    assert recall(file, "one", version="2") == [None]
    assert recall(file, "one", version="1") == [None], "the first is gone for good"


# Damage


@pytest.mark.parametrize("content", [b"", b"noise", b"SQLite format 3\0" + b"noise" * 99])
def test_a_file_that_is_no_cache_is_begun_anew(file: Path, content: bytes):
    file.parent.mkdir()
    file.write_bytes(content)

    remember(file, one=1)

    assert recall(file, "one") == [1]


def test_a_damaged_file_gives_a_true_value_or_none_and_heals(file: Path):
    values: dict[str, Any] = {f"name {number}": ["软件", number] * 40 for number in range(200)}
    remember(file, **values)
    whole = file.read_bytes()
    chance = random.Random(3)  # noqa: S311 - the same damage every time
    for _ in range(60):
        damaged = bytearray(whole[: chance.choice((len(whole), chance.randrange(len(whole))))])
        for _ in range(chance.choice((0, 1, 50))):
            if damaged:
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)

        for name, found in zip(values, recall(file, *values), strict=True):
            assert found in (values[name], None)
        remember(file, one=1)
        remember(file, one=1)
        assert recall(file, "one") == [1]


def test_what_waits_in_memory_is_written_when_it_is_much(file: Path):
    with Cache(file, version="1") as cache:
        cache.put(KEY, b"a" * 2_500_000)
        assert recall(file, "one") == [None]
        cache.put(OTHER, b"b" * 2_500_000)

        assert recall(file, "one", "other") == [b"a" * 2_500_000, b"b" * 2_500_000]
        assert cache.get(KEY) == b"a" * 2_500_000


def test_a_cache_that_another_process_writes_to_is_not_waited_for_forever(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    remember(file, one=1)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, timeout=0.01))
    with Cache(file, version="1") as cache:
        other = connect(file)
        other.execute("BEGIN EXCLUSIVE")
        assert cache.get(KEY) is None
        cache.put(OTHER, 2)
        cache.save()
        other.rollback()
        other.close()
        cache.put(OTHER, 3)
        cache.save()

    assert recall(file, "one", "other") == [1, None]


def test_a_value_that_was_changed_by_hand_is_not_believed(file: Path):
    remember(file, one="value")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET value = replace(value, 'value', 'other')")
    database.close()

    assert recall(file, "one") == [None]
