"""The editors' glossary: a YAML file of terms, with the line of each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import yaml

from yiwen.chinese.glossary import Term, TermFault, check_glossary, read_glossary
from yiwen.chinese.texts import AS_OPENCC, convert_plain
from yiwen.problems import Problem, YiwenError
from yiwen.yaml_files import line_of, load_nodes

_EXAMPLE = "write each term on a line of its own:  - {hans: 软件, tw: 軟體, hk: 軟件}"


def load_glossary(path: Path, *, name: str) -> tuple[tuple[Term, ...], list[Problem]]:
    """Load the glossary file, if there is one; with what is odd about it but can be used.

    ``name`` is what messages call the file.

    Raises:
        YiwenError: the file cannot be read, or its terms contradict each other.
    """
    entries, lines = _read_entries(path, name)
    terms, faults = read_glossary(entries, lines=lines)
    faults = (*faults, *check_glossary(terms, (partial(convert_plain, AS_OPENCC),)))
    refused = [_to_problem(fault, name) for fault in faults if not fault.warning]
    if refused:
        raise YiwenError(refused)
    return terms, [_to_problem(fault, name) for fault in faults if fault.warning]


def _to_problem(fault: TermFault, name: str) -> Problem:
    return Problem(name, fault.line, 0, fault.what, fault.mend)


def _read_entries(path: Path, name: str) -> tuple[list[object], list[int]]:
    """The entries of the list in a file, and the line each begins at."""
    root = load_nodes(path, name=name, example=_EXAMPLE)
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        raise YiwenError([Problem(name, 1, 0, "a glossary is a list of terms", _EXAMPLE)])
    nodes = root.value
    return [_plain(node) for node in nodes], [line_of(node) for node in nodes]


def _plain(node: yaml.Node, levels: int = 3) -> object:
    """Texts as typed, in lists and mappings; no term is deeper, but a value can hold itself."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if not levels:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, levels - 1) for item in node.value]
    return {_key(key): _plain(value, levels - 1) for key, value in node.value}


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "[…]"
