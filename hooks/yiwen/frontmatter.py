"""Split a source into front matter and body.

Every value is the text that was typed (``1984``, ``null``, ``2025-12-12``) and knows its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yiwen.fences import cut_front_matter
from yiwen.fields import Field
from yiwen.problems import Problem, YiwenError
from yiwen.sources import clean_source
from yiwen.toml_fields import read_toml
from yiwen.yaml_fields import read_yaml

__all__ = ["Field", "FrontMatter", "scan_source", "split_source"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A source cut in two."""

    fields: Mapping[str, Field] = field(hash=False)
    """Empty when the source has no front matter."""
    body: str
    r"""What stands below it; ``\n`` is the only line end."""
    body_line: int
    """Line of the file that the body begins with."""
    line: int
    """Line that the front matter begins with; 0 when there is none."""


def split_source(text: str, *, path: str) -> FrontMatter:
    """Cut a source into its front matter and its body.

    Raises:
        YiwenError: the front matter cannot be read; tells every fault found in it.
    """
    front, problems = scan_source(text, path=path)
    if problems:
        raise YiwenError(problems)
    return front


def scan_source(text: str, *, path: str) -> tuple[FrontMatter, list[Problem]]:
    """Cut a source like ``split_source``, with what could be read beside every fault."""
    cut = cut_front_matter(clean_source(text))
    if cut.fault:
        line, what, mend = cut.fault
        return FrontMatter({}, cut.body, cut.body_line, line), [Problem(path, line, 1, what, mend)]
    if not cut.language:
        return FrontMatter({}, cut.body, cut.body_line, 0), []
    read = read_toml if cut.language == "toml" else read_yaml
    fields, problems = read(cut.block, path=path, line=cut.block_line)
    return FrontMatter(fields, cut.body, cut.body_line, cut.block_line), problems
