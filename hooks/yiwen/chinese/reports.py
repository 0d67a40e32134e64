"""A report of what is in doubt: for a terminal, for programs, or as a page."""

import html
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from yiwen.chinese.doubts import Doubt, Entry, Kind
from yiwen.chinese.rules import MARK


def locate(path: str, text: str, doubts: Iterable[Doubt], *, first_line: int = 1) -> list[Entry]:
    """Give each doubt its line and column; ``text`` begins at ``first_line`` of its file.

    The column is 0 behind a rule's mark, which is not as long as the rule in the file.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    entries = []
    for doubt in doubts:
        row = bisect_right(starts, doubt.offset) - 1
        marked = MARK.search(text, starts[row], doubt.offset)
        column = 0 if marked else doubt.offset - starts[row] + 1
        entries.append(Entry(path, first_line + row, column, doubt))
    return entries


def summarise_doubts(entries: Iterable[Entry]) -> str:
    """Say in one line how many doubts there are of each kind; nothing when there are none."""
    return summarise_counts(Counter(entry.doubt.kind for entry in entries))


def summarise_counts(counts: Mapping[Kind, int]) -> str:
    """Say the same of doubts that have been counted."""
    return ", ".join(_count(kind, counts.get(kind, 0)) for kind in Kind if counts.get(kind))


def _count(kind: Kind, number: int) -> str:
    return f"{number:,} {_NAMES[kind][number != 1]}"


_NAMES: Final = {
    Kind.READING: ("doubtful conversion", "doubtful conversions"),
    Kind.LEFTOVER: ("leftover of the other script", "leftovers of the other script"),
    Kind.LAST_RESORT: ("value missing in a rule", "values missing in rules"),
    Kind.ODDITY: ("oddity of a source", "oddities of sources"),
    Kind.BEATEN_TERM: (
        "glossary term lost in a longer phrase",
        "glossary terms lost in longer phrases",
    ),
    Kind.UNUSED_TERM: ("glossary term never used", "glossary terms never used"),
}
"""One, and several."""


def render_text(entries: Sequence[Entry], *, counted: Collection[Kind] = ()) -> str:
    """Write the doubts for a terminal, in the form of compilers' messages.

    Of the kinds ``counted`` only the number is told.
    """
    blocks = [_render_entry(entry) for entry in entries if entry.doubt.kind not in counted]
    return "".join([*blocks, summarise_doubts(entries) or "no doubts", "\n"])


def _render_entry(entry: Entry) -> str:
    doubt = entry.doubt
    lines = [f"{_render_place(entry)}: {doubt.what}"]
    if doubt.before or doubt.after:
        lines.append(f"  …{doubt.before}[{doubt.text}]{doubt.after}…")
    if doubt.mend:
        lines.append(f"  mend: {doubt.mend}")
    for reading, line in zip(doubt.readings, doubt.lines, strict=True):
        lines.append(f"  for {reading}:  {line}")
    return "\n".join([*lines, ""])


def _render_place(entry: Entry) -> str:
    numbers = [str(number) for number in (entry.line, entry.column) if number]
    return ":".join([entry.path, *numbers])


def render_json(entries: Sequence[Entry]) -> str:
    """Write the doubts for programs: a list of objects."""
    rows = [
        {
            "path": entry.path,
            "line": entry.line,
            "column": entry.column,
            "kind": entry.doubt.kind.value,
            "what": entry.doubt.what,
            "before": entry.doubt.before,
            "text": entry.doubt.text,
            "after": entry.doubt.after,
            "readings": list(entry.doubt.readings),
            "lines": list(entry.doubt.lines),
            "mend": entry.doubt.mend,
        }
        for entry in entries
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def render_html(entries: Sequence[Entry], *, title: str = "Doubtful conversions") -> str:
    """Write the doubts as one page that needs nothing else, kind by kind."""
    sections = []
    for kind in Kind:
        chosen = [entry for entry in entries if entry.doubt.kind is kind]
        if chosen:
            rows = "".join(_render_row(entry) for entry in chosen)
            form = _FOLDED if kind is Kind.UNUSED_TERM else _SECTION
            sections.append(form.format(title=_count(kind, len(chosen)), rows=rows))
    body = "".join(sections) or "<p>No doubts.</p>\n"
    return _PAGE.replace("{title}", html.escape(title)).replace("{body}", body)


def _render_row(entry: Entry) -> str:
    doubt = entry.doubt
    escape: Callable[[str], str] = html.escape
    shown = f"{escape(doubt.before)}<mark>{escape(doubt.text)}</mark>{escape(doubt.after)}"
    readings = "<br>".join(f'<span lang="zh-Hant">{escape(each)}</span>' for each in doubt.readings)
    settled = doubt.lines or ((doubt.mend,) if doubt.mend else ())
    return _ROW.format(
        place=escape(_render_place(entry)),
        shown=shown,
        what=readings or escape(doubt.what),
        mend="<br>".join(f"<code>{escape(each)}</code>" for each in settled),
    )


_ROW = """<tr>
<th scope="row">{place}</th>
<td lang="zh">{shown}</td>
<td>{what}</td>
<td>{mend}</td>
</tr>
"""
_TABLE = """<table>
<thead><tr><th scope="col">Place</th><th scope="col">Text</th><th scope="col">What</th>\
<th scope="col">To settle it</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""
_SECTION = f"<section>\n<h2>{{title}}</h2>\n{_TABLE}</section>\n"
_FOLDED = f"<details>\n<summary><h2>{{title}}</h2></summary>\n{_TABLE}</details>\n"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
code { user-select: all; }
summary h2 { display: inline; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr, th, td { display: block; }
  tbody th, td { border: 0; padding: .1rem 0; }
  tr { border-bottom: 1px solid; padding: .5rem 0; }
}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""
