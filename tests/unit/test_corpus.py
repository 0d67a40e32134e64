"""The corpus of the benchmark: the same on every machine, and like real articles."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT
from yiwen.chinese.detection import detect_script
from yiwen.chinese.folding import fold_term
from yiwen.posts import read_post
from yiwen.settings import Settings

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, found as the benchmark finds it: beside itself."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("corpus")


def write_corpus(folder: Path, *, posts: int, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, str(BENCHMARKS / "corpus.py"), str(folder), "--posts", str(posts)],
        env={**os.environ, **environment},
        check=True,
    )
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_neither_hashes_nor_time_zones_change_a_byte(tmp_path: Path):
    one = write_corpus(tmp_path / "one", posts=20, PYTHONHASHSEED="1", TZ="UTC")
    other = write_corpus(tmp_path / "other", posts=20, PYTHONHASHSEED="2", TZ="Asia/Shanghai")

    assert one == other


def test_the_corpus_is_the_same_on_every_machine(corpus: ModuleType):
    digest = hashlib.sha256()
    for article in corpus.make_corpus(20):
        digest.update(f"{article.path}\n{corpus.render_source(article)}".encode())

    assert digest.hexdigest() == "3f583aa0357c85527885192b3ccf35b858582781b77c78236607829907ba14a6"


def test_an_article_says_the_same_in_a_corpus_of_any_size(corpus: ModuleType):
    small = [article.body for article in corpus.make_corpus(5)]
    large = [article.body for article in corpus.make_corpus(50)]

    assert small == large[:5]


def test_there_is_a_post_a_day_up_to_the_end_of_2025(corpus: ModuleType):
    days = [article.published for article in corpus.make_corpus(100)]

    assert (days[0], days[-1]) == (date(2025, 9, 23), date(2025, 12, 31))
    assert days == sorted(set(days))


def test_a_large_corpus_reaches_back_ten_years(corpus: ModuleType):
    first = next(corpus.make_corpus(5000))

    assert first.published == date(2016, 1, 4)


def test_a_third_is_traditional_and_is_taken_for_it(corpus: ModuleType):
    articles = list(corpus.make_corpus(30))
    found = [str(detect_script(article.body)) for article in articles]

    assert found == [article.script for article in articles]
    assert found.count("hant") == 10


def test_articles_are_as_long_as_real_ones(corpus: ModuleType):
    lengths = [
        len(re.findall("[\u3400-\u9fff]", article.body)) for article in corpus.make_corpus(120)
    ]

    assert 2700 < sum(lengths) / len(lengths) < 2900
    assert min(lengths) > 1500
    assert max(lengths) < 4500


def test_articles_hold_all_that_markdown_offers(corpus: ModuleType):
    text = "".join(article.body for article in corpus.make_corpus(12))

    for mark in ("\n## ", "\n### ", "\n- ", "\n1. ", "\n> ", "\n| ", "\n```python\n", "\n[^1]: "):
        assert mark in text
    assert "](https://www.example.org/" in text
    assert "\n![" in text


def test_terms_are_one_in_both_scripts(corpus: ModuleType):
    names = [*corpus.CATEGORIES, *corpus.TAGS, *corpus.KEYWORDS, *corpus.AUTHORS, corpus.EDITORS]

    assert [name for name in names if fold_term(name.hans) != fold_term(name.hant)] == []
    assert (len(corpus.CATEGORIES), len(corpus.TAGS)) == (5, 30)
    assert len(set(names)) == len(names)


def test_every_source_is_a_post_without_a_fault(corpus: ModuleType):
    for article in corpus.make_corpus(30):
        post = read_post(corpus.render_source(article), path=article.path, settings=Settings())

        assert post.title == article.title
        assert len(post.tags) == 3
        assert len(post.keywords) == 3
        assert post.cover == article.cover


def test_an_edit_adds_one_paragraph(corpus: ModuleType):
    (article,) = corpus.make_corpus(1)
    edited = corpus.edit(article)

    assert edited.body.startswith(article.body)
    assert edited.body.removeprefix(article.body).count("\n") == 2
