"""Diagrams: blocks of Mermaid in Markdown.

Mermaid itself is fetched by scripts/fetch_mermaid.py, or not: then the page shows the source.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

SCRIPT: Final = "mermaid.esm.min.mjs"
FOLDER: Final = "assets/mermaid"
"""Where it is published, below the site's root."""
START: Final = "assets/mermaid-start.js"
"""The script of the theme that lets it draw."""
DRAWN: Final = '<figure class="mermaid scroll"'

_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?mermaid\b", re.MULTILINE)


def has_diagram(markdown: str) -> bool:
    r"""Whether a text has a block of Mermaid.

    >>> has_diagram("文\n\n```mermaid\ngraph LR\n```"), has_diagram("`mermaid`")
    (True, False)
    """
    return "mermaid" in markdown and _FENCE.search(markdown) is not None


def make_fence(*, drawn: bool) -> dict[str, Any]:
    """Give the custom fence for pymdownx.superfences.

    A diagram that will be drawn is text, so that it comes in each reader's Chinese; its source is code.
    """
    return {"name": "mermaid", "class": "mermaid", "format": _as_diagram if drawn else _as_source}


def _as_diagram(source: str, *_: Any, **__: Any) -> str:
    return f'{DRAWN} aria-label="示意">{escape(source, quote=False)}</figure>'


def _as_source(source: str, *_: Any, **__: Any) -> str:
    return (
        '<div class="highlight"><span class="filename" lang="zh-Hans">图表（Mermaid）</span>'
        f"<pre><code>{escape(source, quote=False)}\n</code></pre></div>"
    )


def allow_styles(policy: str) -> str:
    """Give the policy of a page that draws: Mermaid puts styles into what it draws.

    >>> allow_styles("script-src 'self'; style-src 'self'; img-src 'self'")
    "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
    """
    return policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
