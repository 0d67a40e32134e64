"""YAML files that editors keep beside the posts, as nodes: with the line of everything in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from yiwen.problems import Problem, YiwenError
from yiwen.reading import decode_source
from yiwen.sources import clean_source
from yiwen.yaml_faults import LOADER
from yiwen.yaml_fields import MOST_LEVELS

NULL = "tag:yaml.org,2002:null"
"""The tag of what is left empty."""


def load_nodes(path: Path, *, name: str, example: str) -> Any:
    """Load the node that a file holds; None when there is no such file, or nothing in it.

    ``name`` is what messages call the file, ``example`` what they show of it.

    Raises:
        YiwenError: the file cannot be opened, is no text, no YAML, or one value in another without
            end.
    """
    content = _read_bytes(path, name)
    if content is None:
        return None
    text = clean_source(decode_source(content, path=name))
    try:
        deep = _find_deep(text)
        root = None if deep else yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = f"YAML cannot be read: {error.problem}"
        raise YiwenError([Problem(name, line, 0, what, example)]) from None
    if deep:
        what = f"values inside values, more than {MOST_LEVELS} deep"
        raise YiwenError([Problem(name, deep, 0, what, example)])
    return None if root is None or root.tag == NULL else root


def _read_bytes(path: Path, name: str) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # a folder, a name too long, a file of somebody else
        mend = "put a file there that can be read, or change the setting"
        what = f"the file cannot be opened: {error.strerror}"
        raise YiwenError([Problem(name, 0, 0, what, mend)]) from None


def _find_deep(text: str) -> int:
    """The line where too many values lie in each other, which ends libyaml and all; else 0."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            return line_of(event)
    return 0


def line_of(node: Any) -> int:
    """The line a node begins at."""
    return int(node.start_mark.line) + 1
