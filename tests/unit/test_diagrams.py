"""Blocks of Mermaid: drawn, or shown as code; and what is fetched for it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from yiwen.diagrams import DRAWN, has_diagram, make_fence

SCRIPT = Path(__file__).parents[2] / "scripts" / "fetch_mermaid.py"


def show(source: str, *, drawn: bool) -> str:
    """What the fence makes of a block, called as pymdownx.superfences calls it."""
    fence = make_fence(drawn=drawn)
    assert (fence["name"], fence["class"]) == ("mermaid", "mermaid")
    html: str = fence["format"](source, "mermaid", "mermaid", {}, None, classes=[], attrs={})
    return html


def test_a_diagram_that_will_be_drawn_is_text_that_can_be_converted():
    assert show("a[<甲>] --> b", drawn=True) == (
        f'{DRAWN} aria-label="示意">a[&lt;甲&gt;] --&gt; b</figure>'
    )


def test_a_diagram_that_is_not_drawn_is_code_that_says_what_it_is():
    assert show("a --> b", drawn=False) == (
        '<div class="highlight"><span class="filename" lang="zh-Hans">图表（Mermaid）</span>'
        "<pre><code>a --&gt; b\n</code></pre></div>"
    )


@pytest.mark.parametrize(
    "text", ["```mermaid\na\n```", "~~~ mermaid\na\n~~~", "> ``` {.mermaid}\n> a\n> ```"]
)
def test_a_block_of_mermaid_is_known_by_its_fence(text: str):
    assert has_diagram(f"文\n\n{text}\n")


@pytest.mark.parametrize("text", ["mermaid", "`mermaid`", "```python\nmermaid\n```", "```mermaids"])
def test_a_text_that_names_mermaid_has_no_diagram(text: str):
    assert not has_diagram(text)


def test_without_npm_it_is_told_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("fetch_mermaid", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(sys.modules["_npm"].shutil, "which", lambda _: None)

    status = script.main([f"--config={tmp_path / 'mkdocs.yml'}"])

    assert status == 1
    assert capsys.readouterr().err == (
        "mermaid: npm is missing\n  mend: install Node.js, which brings it\n"
    )
