"""Read our settings out of the text of mkdocs.yml, for scripts that run without MkDocs."""

from __future__ import annotations

from typing import Any

import yaml

from yiwen.problems import Problem, YiwenError
from yiwen.settings import Settings, read_settings


def read_site_settings(text: str, *, path: str = "mkdocs.yml") -> Settings:
    """Read ``extra: yiwen:``; tags elsewhere in the file (``!ENV``, ``!!python/…``) do not matter.

    Raises:
        YiwenError: the file is not YAML, or a setting is not what it takes.
    """
    try:
        loader = yaml.SafeLoader(text)
        node: Any = loader.get_single_node()
        for key in ("extra", "yiwen"):
            node = _find(node, key)
        given = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: 2025-13-01 is no day
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        what = f"not YAML: {getattr(error, 'problem', error)}"
        raise YiwenError([Problem(path, line, 0, what)]) from None
    return read_settings(given, path=path)


def _find(node: Any, key: str) -> Any:
    """The value of a key of a mapping; nothing when there is none."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
