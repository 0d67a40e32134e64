"""Shape the Markdown of every page for readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

import _glue
from yiwen.diagrams import DRAWN, FOLDER, SCRIPT, START, allow_styles, has_diagram, make_fence
from yiwen.markup import ReaderMarkup
from yiwen.mathematics import Mathematics
from yiwen.problems import Problem, under
from yiwen.standing import survey

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

MATHEMATICS = "yiwen_mathematics"
"""Where the extension that all pages share hangs on the config."""
DIAGRAMS = "yiwen_diagrams"
"""Where it hangs whether diagrams are drawn: pages are made from it, so it is a value."""


def on_config(config: MkDocsConfig) -> None:
    """Add our Markdown extensions: objects, for a name is looked up before hooks are loaded."""
    config[MATHEMATICS] = mathematics = Mathematics()
    config.markdown_extensions += [ReaderMarkup(), mathematics]  # type: ignore[list-item]
    _glue.build_of(config).outside.append(survey(_fetched(config)).key)
    config[DIAGRAMS] = drawn = (_fetched(config) / SCRIPT).is_file()
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences["custom_fences"] = [make_fence(drawn=drawn), *fences.get("custom_fences", ())]


@event_priority(-150)  # after publish.py, which leaves out what is not ours
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add what draws diagrams where a page has one."""
    build = _glue.build_of(config)
    bodies = [entry.post.body for entry in build.library.entries]
    bodies += [document.body for document in build.documents.values()]
    if not (config[DIAGRAMS] and any(map(has_diagram, bodies))):
        if start := files.get_file_from_path(START):
            files.remove(start)
        return
    fetched = _fetched(config)
    for path in sorted(each for each in fetched.rglob("*") if each.is_file()):
        name = f"{FOLDER}/{path.relative_to(fetched).as_posix()}"
        files.append(File.generated(config, name, abs_src_path=str(path)))


def _fetched(config: MkDocsConfig) -> Path:
    return _glue.cache_folder(config) / "mermaid"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say whether this page has formulas: all pages share one ``Markdown``."""
    build = _glue.build_of(config)
    path = page.file.src_uri
    entry = build.library.by_path.get(path)
    source = entry.post if entry else build.documents.get(path)
    config[MATHEMATICS].begin(on=source.math if source else build.settings.math)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Tell of formulas that are shown as their source."""
    faults = config[MATHEMATICS].faults
    if not faults:
        return
    build = _glue.build_of(config)
    path = page.file.src_uri
    entry = build.library.by_path.get(path)
    first = (entry.post if entry else build.documents[path]).body_line
    told = [Problem(path, first + each.line - 1, 0, each.what, each.mend) for each in faults]
    _glue.warn(under(Path(config.docs_dir).name, told))


@event_priority(-50)  # after heads.py, which gives every page its policy
def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Let a page that has diagrams draw them, and no other."""
    if not config[DIAGRAMS] or DRAWN not in (page.content or ""):
        return context
    frame: Any = context["yiwen"]  # type: ignore[typeddict-item]  # what heads.py has added
    relaxed = replace(frame, csp=allow_styles(frame.csp))
    return cast("TemplateContext", {**context, "yiwen": relaxed, "diagrams": True})
