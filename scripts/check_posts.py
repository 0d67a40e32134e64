"""Tell faults of all sources, and advice, without building: python scripts/check_posts.py [paths].

Faults stop the site from being published, and this ends with 1; advice never does by itself. With
--fix, sources are rewritten where readers see no difference.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown

from yiwen.advice import Said, advise_source, advise_tags, read_place
from yiwen.chinese.folding import Folder as TermFolder
from yiwen.chinese.rules import mark_rules
from yiwen.fixes import Fixed, Kind, Render, fix_punctuation, fix_source
from yiwen.folders import Folder, list_files, read_folder, read_settings_file
from yiwen.markup import ReaderMarkup
from yiwen.messages import editor_language
from yiwen.problems import (
    Level,
    Problem,
    YiwenError,
    order_problems,
    render_annotations,
    render_problems,
    under,
)
from yiwen.processes import count_processes, share
from yiwen.reading import Source, is_markdown, read_source
from yiwen.settings import Settings

FEW = 100
"""Sources that one process has read before others are up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is told."""

    faults: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    """What can be published, but counts under ``mkdocs build --strict``."""
    advice: Sequence[Problem] = ()
    stops: bool = True
    """Whether a fault stops the site; not when the settings say that bad posts are left out."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = _read_arguments(sys.argv[1:] if arguments is None else arguments)
    try:
        _refuse_missing(given)
        settings = read_settings_file(given.config)
        if given.fix is not None:
            _fix_all(given, settings)
        report = Report() if given.dry_run else _check(given, settings)
    except YiwenError as error:
        report = Report(faults=error.problems)
    _tell(report, given.format, given.docs / "messages.md")
    stopped = report.faults and report.stops
    return 1 if stopped or (given.strict_advice and report.advice) else 0


def _read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Check posts, pages and glossary.",
        epilog="--fix mends the form of files. --fix=keys also writes the recommended keys, "
        "--fix=faults front matter that cannot be read, --fix=punctuation the signs of a keyboard "
        "in Chinese text: only then do readers see a difference. Join several with commas.",
    )
    parser.add_argument("paths", nargs="*", type=Path, help="sources, or folders of them; all")
    parser.add_argument("--docs", default=Path("docs"), type=Path, help="folder of the sources")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    # In GitHub Actions, what is told is shown beside the lines it is about.
    usual = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    parser.add_argument("--format", default=usual, choices=("text", "json", "github"))
    parser.add_argument("--no-advice", action="store_true", help="tell faults and warnings only")
    parser.add_argument("--strict-advice", action="store_true", help="end with 1 on advice too")
    parser.add_argument("--fix", type=_read_kinds, metavar="[=WHAT]", help="rewrite the sources")
    parser.add_argument("--dry-run", action="store_true", help="only show what --fix would do")
    # A path behind a bare --fix is a path.
    return parser.parse_args(["--fix=form" if each == "--fix" else each for each in arguments])


def _read_kinds(said: str) -> tuple[Kind, ...]:
    if said == "all":
        return tuple(Kind)
    try:
        return tuple(map(Kind, said.split(",")))
    except ValueError:
        message = f"{said!r} is none of: all, {', '.join(Kind)}"
        raise argparse.ArgumentTypeError(message) from None


def _refuse_missing(given: argparse.Namespace) -> None:
    missing = [path for path in given.paths if not path.exists()]
    if missing:
        raise YiwenError(Problem(path.as_posix(), 0, 0, "no such file") for path in missing)


def _is_asked_for(path: Path, given: argparse.Namespace) -> bool:
    """Whether a path is among those given; settings, glossary and assets concern every source."""
    chosen = [each.resolve() for each in given.paths]
    if any(each.is_file() and not is_markdown(each.name) for each in chosen):
        return True
    return not chosen or any(path.resolve().is_relative_to(each) for each in chosen)


def _check(given: argparse.Namespace, settings: Settings) -> Report:
    """Read every source, for one can be at odds with another; tell what concerns those given."""
    processes = count_processes(0)
    try:
        # What a bad post says of others is told all the same.
        lenient = replace(settings, on_bad_post="skip")
        folder = read_folder(given.docs, lenient, processes=processes)
    except YiwenError as error:
        return Report(faults=_choose(error.problems, given))
    faults = under(folder.docs.as_posix(), folder.sources.left_out)
    advice = [] if given.no_advice else _advise(folder, given, processes)
    return Report(
        _choose(faults, given),
        _choose(folder.odd, given),
        _choose(advice, given),
        stops=settings.on_bad_post == "stop" or bool(given.paths),
    )


def _choose(problems: Iterable[Problem], given: argparse.Namespace) -> list[Problem]:
    return order_problems(each for each in problems if _is_asked_for(Path(each.path), given))


def _advise(folder: Folder, given: argparse.Namespace, processes: int) -> list[Problem]:
    said: list[Said] = [*folder.sources.every_post(), *folder.sources.documents]
    asked = [each for each in said if _is_asked_for(folder.docs / each.path, given)]
    work = partial(_advise_some, folder)
    parts = share(work, asked, processes=processes if len(asked) > FEW else 1)
    advice = [problem for part in parts for problem in part]
    advice += advise_tags(
        folder.sources.posts,
        fold=TermFolder(folder.terms),
        # Its dictionary takes longer to load than a hundred posts to read.
        spell=importlib.import_module("yiwen.pinyin").spell,
        find_line=lambda path: read_place(folder.read_text(path)).of("tags"),
    )
    return under(folder.docs.as_posix(), advice)


def _advise_some(folder: Folder, sources: Sequence[Said]) -> list[list[Problem]]:
    most = folder.settings.summary_chars
    return [
        advise_source(folder.read_text(said.path), said, description_han=most) for said in sources
    ]


def _tell(report: Report, form: str, explained: Path) -> None:
    if form == "json":
        lists = {name: told for name, told in asdict(report).items() if name != "stops"}
        print(json.dumps(lists, ensure_ascii=False, indent=2))
        return
    language = editor_language()
    page = explained.as_posix() if explained.is_file() else ""
    levels: dict[Level, Sequence[Problem]] = {
        "error": report.faults,
        "warning": report.warnings,
        "notice": report.advice,
    }
    for level, problems in levels.items():
        if problems and form == "github":
            print(render_annotations(problems, level=level, language=language))
        elif problems:
            stream = sys.stdout if level == "notice" else sys.stderr
            see = "" if level == "notice" else page
            stream.write(f"{render_problems(problems, language=language, explained=see)}\n")


def _fix_all(given: argparse.Namespace, settings: Settings) -> None:
    """Rewrite the sources that can be mended, and tell what was done to each."""
    stream = sys.stdout if given.format == "text" else sys.stderr
    render = _make_render(given.config) if Kind.PUNCTUATION in given.fix else None
    for name, path in _list_sources(given, settings):
        content = path.read_bytes()
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check tells what it seems to be
        fixed = _fix(text, given.fix, _Site(name, settings, render))
        if not fixed.done:
            continue
        if given.dry_run:
            stream.writelines(_compare(text, fixed.text, path.as_posix()))
        else:
            _write_over(path, fixed.text.encode(), instead_of=content)
        stream.write(f"{path.as_posix()}: {', '.join(fixed.done)}\n")


def _list_sources(given: argparse.Namespace, settings: Settings) -> Iterator[tuple[str, Path]]:
    for name, path in list_files(given.docs, settings).items():
        if is_markdown(name) and _is_asked_for(path, given):
            yield name, path


@dataclass(frozen=True, slots=True)
class _Site:
    """What mending a source has to know of it."""

    name: str
    settings: Settings
    render: Render | None


def _fix(text: str, kinds: Sequence[Kind], site: _Site) -> Fixed:
    fixed = fix_source(text, kinds)
    if site.render is None:
        return fixed
    said = read_source(Source(site.name, fixed.text.encode()), site.settings)
    page = said.post or said.document
    if page is None:
        return fixed
    better = fix_punctuation(fixed.text, page.script, site.render, math=page.math)
    return Fixed(better.text, (*fixed.done, *better.done))


def _make_render(config: Path) -> Render:
    """How the site makes HTML; MkDocs knows, and nothing else here needs it."""
    site: Any = {"markdown_extensions": ["toc", "tables", "fenced_code"], "mdx_configs": {}}
    if config.exists():
        site = importlib.import_module("mkdocs.config").load_config(str(config))
    extensions = [*site["markdown_extensions"], ReaderMarkup()]
    markdown = Markdown(extensions=extensions, extension_configs=site["mdx_configs"])

    def render(body: str) -> str:
        return markdown.reset().convert(mark_rules(body).text)

    return render


def _compare(old: str, new: str, path: str) -> Iterator[str]:
    """A unified diff that shows the characters no one sees, too."""
    before, after = (_show(text).split("\n") for text in (old, new))
    for line in difflib.unified_diff(before, after, path, path, lineterm=""):
        yield f"{line}\n"


def _show(text: str) -> str:
    text = text.replace("\ufeff", "<BOM>").replace("\r\n", "<CR>\n")
    return text.replace("\r", "<CR>\n")


def _write_over(path: Path, content: bytes, *, instead_of: bytes) -> None:
    """Put a file in the place of another at once, if nobody has written it meanwhile."""
    path = path.resolve()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        new.write(content)
    fresh = Path(new.name)
    try:
        if path.read_bytes() != instead_of:
            raise YiwenError(
                [Problem(path.as_posix(), 0, 0, "was saved meanwhile", "run it again")]
            )
        fresh.chmod(path.stat().st_mode)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
