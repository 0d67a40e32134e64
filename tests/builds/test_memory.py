"""What a build holds grows little with the number of posts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Blog

pytestmark = pytest.mark.build

PARAGRAPH = "央行在公开市场投放资金，利率随之下行；银行的成本低了，贷款不一定便宜。" * 12
TEXT = "\n\n".join(f"## 第{number}节\n\n{number}：{PARAGRAPH}" for number in range(7))
"""Some 3,000 characters, as articles have them."""

ENOUGH = 25_000
"""Bytes of a post that a build may hold at its end: its text has 6,000, its pages have 150,000."""
TABLE = 500_000
"""What takes as much at once is a table of the whole process, which doubles now and then."""


MEASURE = f"""
import gc, sys, tracemalloc
from mkdocs.commands.build import build
from mkdocs.config import load_config

for path in sys.argv[1:]:
    config = load_config(path)
    gc.collect()
    tracemalloc.start()
    build(config)
    gc.collect()
    held = tracemalloc.take_snapshot()
    tracemalloc.stop()
    print(sum(trace.size for trace in held.traces if trace.size < {TABLE}))
"""


def lay_out(folder: Path, posts: int) -> str:
    """A site of so many posts; gives its settings' file."""
    blog = Blog(folder)
    for number in range(posts):
        path = f"blog/2025/09/{number % 28 + 1:02}/post-{number}.md"
        blog.write(path, f"---\ntitle: 第{number}篇\n---\n{number}。{TEXT}\n")
    return str(blog.configure())


def test_a_build_holds_little_of_each_post(tmp_path: Path):
    sites = [lay_out(tmp_path / str(posts), posts) for posts in (2, 10, 40)]
    # In a process of its own: what other tests have left there would be counted.
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *sites], capture_output=True, text=True, check=True
    )

    _, few, many = map(int, done.stdout.split())  # the first has what a process makes once

    assert (many - few) / 30 < ENOUGH
