"""Bring posts from elsewhere: python scripts/import_posts.py SOURCE … [--write].

A source is a folder or file of Hexo, Hugo, Jekyll or Medium, an export of WordPress, or an article that was
copied from a page as plain text or HTML. Without --write nothing is written.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from yiwen.chinese.folding import Folder as TermFolder
from yiwen.folders import read_folder, read_settings_file
from yiwen.importing.collecting import collect_files
from yiwen.importing.drafts import Note, render_notes
from yiwen.importing.planning import Plan, Planned, Planner, Wishes
from yiwen.importing.proposals import Proposer
from yiwen.moments import nearest_day, read_moment
from yiwen.problems import Problem, YiwenError, render_problems
from yiwen.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    given = _make_parser().parse_args(arguments)
    try:
        settings = read_settings_file(given.config)
        wishes = _read_wishes(given, settings)
    except YiwenError as error:
        sys.stderr.write(f"{render_problems(error.problems)}\n")
        return 1
    harvest = collect_files(given.sources)
    plan = Planner(settings, _make_proposer(given.docs, settings), wishes).plan(harvest.files)
    problems = [*harvest.problems, *plan.problems]
    written = 0
    for post in plan.posts:
        problem = _settle(post, given.docs, write=given.write)
        problems += problem
        written += not problem
    _tell([*harvest.skipped, *plan.notes], plan, problems)
    _tell_end(written, given)
    return 1 if problems else 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Bring posts from elsewhere.")
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="a file or a folder"
    )
    parser.add_argument("--write", action="store_true", help="write the posts; else only show them")
    parser.add_argument("--date", default="", help="the date of texts, instead of what is found")
    parser.add_argument("--category", default="", help="their category, instead of what is found")
    parser.add_argument("-t", "--tag", action="append", default=[], help="may be repeated")
    parser.add_argument("--slug", default="", help="the file's name, for a single text")
    parser.add_argument(
        "--docs", default=Path("docs"), type=Path, help="folder of the site's sources"
    )
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    return parser


def _read_wishes(given: argparse.Namespace, settings: Settings) -> Wishes:
    if given.date and read_moment(given.date, settings.zone) is None:
        mend = f"--date {nearest_day(given.date)}"
        raise YiwenError([Problem("--date", 0, 0, f"not a day: {given.date!r}", mend)])
    return Wishes(
        now=datetime.now(settings.zone),
        date=given.date,
        category=given.category,
        tags=tuple(given.tag),
        slug=given.slug,
    )


def _make_proposer(docs: Path, settings: Settings) -> Proposer:
    """What knows the site's terms; a site with faults has none to propose."""
    try:
        folder = read_folder(docs, settings)
    except YiwenError as error:
        number = len(error.problems)
        faults = "1 fault" if number == 1 else f"{number} faults"
        sys.stderr.write(f"{docs}: {faults}, so no tags are proposed (see make check)\n")
        return Proposer((), fold=TermFolder())
    return Proposer(folder.sources.posts, fold=TermFolder(folder.terms))


def _settle(post: Planned, docs: Path, *, write: bool) -> list[Problem]:
    """Show a post as what it changes under docs/, and write it when that is wished."""
    target = docs / post.path
    if target.exists():
        if target.read_bytes() == post.text.encode():
            print(f"{target.as_posix()}: is there already, the same")
            return []
        mend = "choose another  --slug, or take the other away first"
        return [Problem(target.as_posix(), 0, 0, "is there already, and not the same", mend)]
    clashes = list(_find_clashes(post, docs))
    if clashes:
        return clashes
    if write:
        _write(post, docs)
    else:
        sys.stdout.writelines(_diff(post, target.as_posix()))
    return []


def _find_clashes(post: Planned, docs: Path) -> Iterator[Problem]:
    for source, path in post.files:
        target = docs / path
        if target.exists() and target.read_bytes() != source.read_bytes():
            mend = f"rename {source.as_posix()}, and its name in the post"
            yield Problem(target.as_posix(), 0, 0, "is there already, and not the same", mend)


def _diff(post: Planned, target: str) -> Iterator[str]:
    new = post.text.splitlines(keepends=True)
    for line in difflib.unified_diff([], new, "/dev/null", target):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
    for source, path in post.files:
        yield f"# copies {source.as_posix()} to {path}\n"


def _write(post: Planned, docs: Path) -> None:
    for source, path in post.files:
        target = docs / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    target = docs / post.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(post.text)
    print(target.as_posix())


def _tell(others: Sequence[tuple[str, Note]], plan: Plan, problems: Sequence[Problem]) -> None:
    told = [render_notes([note], path=path) for path, note in others]
    told += [render_notes(post.notes, path=post.source) for post in plan.posts if post.notes]
    told += [render_problems(problems)] if problems else []
    sys.stdout.flush()
    for text in told:
        sys.stderr.write(f"{text}\n")


def _tell_end(number: int, given: argparse.Namespace) -> None:
    verb = "written" if given.write else "shown; write them with  --write"
    sys.stderr.write(f"{number} {'post' if number == 1 else 'posts'} {verb}\n")


if __name__ == "__main__":
    sys.exit(main())
