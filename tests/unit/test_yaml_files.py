"""YAML files of editors are read with their lines, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiwen.problems import Problem, YiwenError
from yiwen.yaml_fields import MOST_LEVELS
from yiwen.yaml_files import line_of, load_nodes


def load(folder: Path, text: str) -> object:
    path = folder / "topics.yml"
    path.write_bytes(text.encode())
    return load_nodes(path, name="topics.yml", example="as this")


@pytest.mark.parametrize("text", ["", "# 空\n", "~\n", "\ufeff"])
def test_nothing_in_a_file_is_nothing(tmp_path: Path, text: str):
    assert load(tmp_path, text) is None
    assert load_nodes(tmp_path / "none.yml", name="none.yml", example="") is None


def test_nodes_know_their_lines(tmp_path: Path):
    root = load(tmp_path, "\n甲: 一\n乙: 二\n")

    assert [line_of(key) for key, _ in root.value] == [2, 3]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["[" * 50_000, "a:\n " + "[" * 40 + "]" * 40 + "\n"])
def test_values_without_end_are_refused_and_end_nothing(tmp_path: Path, text: str):
    with pytest.raises(YiwenError) as caught:
        load(tmp_path, text)

    what = f"values inside values, more than {MOST_LEVELS} deep"
    line = text.count("\n", 0, text.index("[")) + 1
    assert caught.value.problems == (Problem("topics.yml", line, 0, what, "as this"),)
