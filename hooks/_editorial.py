"""What editors keep beside the posts: the glossary, and what they say of topics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import _glue
from yiwen.chinese.folding import Folder
from yiwen.chinese.glossary import Term
from yiwen.glossaries import load_glossary
from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings
from yiwen.topics import load_topics

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def docs_name(config: MkDocsConfig) -> str:
    """What messages call the folder of sources."""
    return Path(config.docs_dir).name


def read_glossary(
    config: MkDocsConfig, settings: Settings
) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """The terms of the glossary, or what is wrong with it."""
    path = Path(config.docs_dir, settings.glossary)
    try:
        terms, odd = load_glossary(path, name=f"{docs_name(config)}/{settings.glossary}")
    except YiwenError as error:
        return (), error.problems
    _glue.warn(odd)
    return terms, ()


def read_topics(config: MkDocsConfig, fold: Folder) -> None:
    """Take what editors wrote about topics, or what is wrong with it."""
    build = _glue.build_of(config)
    path = Path(config.docs_dir, build.settings.topics)
    name = f"{docs_name(config)}/{build.settings.topics}"
    try:
        build.leads = load_topics(path, name=name, settings=build.settings, fold=fold)
    except YiwenError as error:
        build.refused += error.problems
