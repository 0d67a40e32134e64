"""The body of a source: its inline rules marked, and the variant it is written in."""

from __future__ import annotations

from collections import Counter

from yiwen.chinese.detection import Script, detect_script
from yiwen.chinese.evidence import SIMPLIFIED, TRADITIONAL
from yiwen.chinese.rules import mark_rules
from yiwen.chinese.variants import Variant
from yiwen.frontmatter import FrontMatter
from yiwen.problems import Problem
from yiwen.settings import Settings

_SCRIPTS = {Script.HANS: Variant.HANS, Script.HANT: Variant.HANT}


def mark_body(front: FrontMatter, *, path: str, math: bool = False) -> tuple[str, list[Problem]]:
    """Turn the rules of a body into marks; tells those that cannot be read, each at its place."""
    body, first = front.body, front.body_line
    marked = mark_rules(body, math=math)
    problems = [
        Problem(
            path=path,
            line=first + body.count("\n", 0, fault.offset),
            column=fault.offset - body.rfind("\n", 0, fault.offset),
            what=fault.what,
            mend=fault.mend,
        )
        for fault in marked.faults
    ]
    return marked.text, problems


def find_variant(text: str, *, named: Variant | None, settings: Settings) -> Variant:
    """The variant that the author or the site names, else the one that ``text`` shows."""
    chosen = named or settings.source
    if chosen:
        return chosen
    script = detect_script(text)
    if script is Script.MIXED:
        return _find_majority(text)
    return _SCRIPTS.get(script, settings.interface)


def _find_majority(text: str) -> Variant:
    """The script that more of the telling characters of a mixed text belong to."""
    counts = Counter(text)
    simplified = sum(counts[char] for char in counts.keys() & SIMPLIFIED)
    traditional = sum(counts[char] for char in counts.keys() & TRADITIONAL)
    return Variant.HANT if traditional > simplified else Variant.HANS
