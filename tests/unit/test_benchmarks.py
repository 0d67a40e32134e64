"""The benchmark's own accounts: what a site's bytes are for, and what its tables say."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find modules as the benchmark finds them: beside itself."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.fixture
def kinds() -> ModuleType:
    return importlib.import_module("kinds")


@pytest.fixture
def report() -> ModuleType:
    return importlib.import_module("report")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("blog/2025/12/31/fed-00001/index.html", "articles"),
        ("zh-tw/blog/2025/12/31/fed-00001/index.html", "articles"),
        ("blog/2025/12/31/fed-00001/index.md", "Markdown"),
        ("zh-hk/blog/2025/12/31/fed-00001/card.0a1b2c3d.png", "cards"),
        ("index.html", "lists"),
        ("zh-tw/tags/利率/page/2/index.html", "lists"),
        ("search/index.html", "lists"),
        ("search/index/fed_ab12.pf_index", "search"),
        ("zh-tw/index.json", "search"),
        ("search/search_index.json", "search"),
        ("tags/利率/feed.json", "feeds"),
        ("zh-tw/tags/利率/index.xml", "feeds"),
        ("zh-tw/sitemap.xml", "sitemaps"),
        ("news-sitemap.xml", "sitemaps"),
        ("assets/yiwen.css", "assets"),
    ],
)
def test_a_file_is_known_by_its_address(kinds: ModuleType, address: str, kind: str):
    assert kinds.tell_kind(address) == kind


def test_sizes_are_counted_and_not_blocks(kinds: ModuleType, tmp_path: Path):
    for path, text in {"index.html": "12345", "zh-tw/index.html": "12", "rss.xml": "1"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)

    found = {kind: each for kind, each in kinds.weigh([tmp_path]).items() if each.files}

    assert found == {"lists": kinds.Weight(2, 7), "feeds": kinds.Weight(1, 1)}


def make_result(report: ModuleType, name: str, *, posts: int, seconds: float, size: int) -> object:
    cost = report.Cost(seconds, seconds / 2, 100_000_000)
    weights = {kind: report.Weight(0, 0) for kind in report.KINDS}
    weights["articles"] = report.Weight(posts, size)
    return report.Result(posts, name, {"cold": cost}, {}, weights)


def test_a_report_compares_with_every_peer(report: ModuleType):
    results = [
        make_result(report, "yiwen all", posts=10, seconds=3.0, size=1),
        make_result(report, "hugo", posts=10, seconds=2.0, size=1),
        make_result(report, "papermod (feeds: home)", posts=10, seconds=4.0, size=1),
    ]
    lines = report.render_report({"cores": 1}, results).splitlines()

    assert [line for line in lines if line.startswith("| yiwen all / ")] == [
        "| yiwen all / hugo | 1.50 (1.50) |",
        "| yiwen all / papermod (feeds: home) | 0.75 (0.75) |",
    ]


def test_a_report_tells_how_many_posts_fit_as_the_site_grows(report: ModuleType):
    results = [
        make_result(report, "yiwen all", posts=1_000, seconds=3.0, size=200_000_000),
        make_result(report, "yiwen all", posts=2_000, seconds=9.0, size=300_000_000),
    ]
    text = report.render_report({}, results)

    assert text.splitlines()[-2:] == [
        "- yiwen all, 1,000 to 2,000 posts: cold × 3.00 (3.00)",
        "- yiwen all: 100.0 KB for one more post, 9,000 fit in 1 GB",
    ]
