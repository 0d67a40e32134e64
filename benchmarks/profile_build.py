"""Profile a build of ours, and print where its time goes: by stage, by package, by function.

    python benchmarks/profile_build.py [--posts 200] [--state cold]

The profiler makes many small calls look dearer than they are: compare lines with each other, not with
the times of the benchmark. Only this process is seen, so the build gets one.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from contenders import ROOT, WORK, Yiwen
from measuring import BuildError, measure
from mkdocs.commands.build import build
from mkdocs.config import load_config
from race import change, prepare
from report import STATES, render_table

from yiwen.settings import Settings

FUNCTIONS = {
    ("mkdocs/config/base.py", "load_config"): "settings and plugins",
    ("mkdocs/structure/files.py", "get_files"): "MkDocs: find the files",
    ("mkdocs/structure/nav.py", "get_navigation"): "MkDocs: navigation",
    ("mkdocs/commands/build.py", "_populate_page"): "MkDocs: Markdown of all pages",
    ("mkdocs/commands/build.py", "_build_page"): "MkDocs: templates of all pages, and writing",
    ("jinja2/environment.py", "render"): "of these, templates",
    ("mkdocs/structure/files.py", "copy_static_files_to_directory"): "MkDocs: copy assets",
}
"""What stands for a stage, beside the events of our hooks: file, function, its name in the table."""
PACKAGES = 15
"""How many packages are printed."""


class Line(NamedTuple):
    """What one function took."""

    file: str
    name: str
    calls: int
    own: float
    """Seconds in the function itself and in what it calls of C."""
    all: float
    """Seconds with everything it calls."""


def read_lines(profile: cProfile.Profile) -> list[Line]:
    """Give the Python functions that ran."""
    return [
        Line(
            entry.code.co_filename.replace(os.sep, "/"),
            entry.code.co_qualname,
            entry.callcount,
            entry.inlinetime
            + sum(call.inlinetime for call in entry.calls or () if isinstance(call.code, str)),
            entry.totaltime,
        )
        for entry in profile.getstats()
        if isinstance(entry.code, CodeType)
    ]


def render_profile(lines: Sequence[Line], *, top: int) -> str:
    """Give the three tables."""
    whole = sum(line.own for line in lines)
    stages = sorted(_stages(lines), key=lambda line: -line.all)
    packages: dict[str, float] = defaultdict(float)
    for line in lines:
        packages[_package(line.file)] += line.own
    largest = sorted(packages.items(), key=lambda item: -item[1])[:PACKAGES]
    busiest = sorted(lines, key=lambda line: -line.own)[:top]
    return "\n".join(
        (
            render_table(
                ["stage", "calls", "s", "%"],
                [[line.name, f"{line.calls:,}", *_time(line.all, whole)] for line in stages],
            ),
            render_table(
                ["package, without what it calls", "s", "%"],
                [[name, *_time(own, whole)] for name, own in largest],
            ),
            render_table(
                ["function, without what it calls", "calls", "s", "%", "s with it"],
                [
                    [
                        f"{_short(line.file)} {line.name}",
                        f"{line.calls:,}",
                        *_time(line.own, whole),
                        f"{line.all:.2f}",
                    ]
                    for line in busiest
                ],
            ),
        )
    )


def _stages(lines: Iterable[Line]) -> Iterator[Line]:
    hooks = f"{ROOT.as_posix()}/hooks/"
    for line in lines:
        event = line.name.startswith("on_") and "." not in line.name
        if event and line.file.startswith(hooks):
            yield line._replace(name=f"{line.file.removeprefix(hooks)} {line.name}")
        for (file, name), label in FUNCTIONS.items():
            if line.file.endswith(file) and line.name.rpartition(".")[2] == name:
                yield line._replace(name=label)


def _time(seconds: float, whole: float) -> tuple[str, str]:
    return f"{seconds:.2f}", f"{100 * seconds / whole:.1f}"


def _package(file: str) -> str:
    """The package a file belongs to; ours by module."""
    short = _short(file)
    return short if short.startswith("hooks/") else short.partition("/")[0]


def _short(file: str) -> str:
    # Our own folder comes last: an environment may lie in it.
    for folder in ("/site-packages/", "/lib/python", f"{ROOT.as_posix()}/"):
        _, found, rest = file.rpartition(folder)
        if found:
            return f"python{rest}" if folder == "/lib/python" else rest
    return file


def profile_build(site: Yiwen) -> cProfile.Profile:
    """Build once under the profiler."""
    for command in site.commands():
        os.environ.update(command.environment)
    profile = cProfile.Profile()
    profile.enable()
    config = load_config(str(site.folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    profile.disable()
    return profile


def _warm_up(site: Yiwen, state: str, *, posts: int) -> None:
    """Bring the site into a state: everything before it is built, without the profiler."""
    last = prepare(posts, [site])
    for before in STATES:
        if before == state:
            break
        change(site, before, last)
        measure(site.commands(), log=site.folder.with_suffix(".log"))
    change(site, state, last)


def main() -> None:
    """Profile and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--posts", type=int, default=200)
    add("--state", choices=STATES, default="cold", help="what happened before the build")
    add("--top", type=int, default=30, help="how many functions to print")
    add("--save", type=Path, help="keep the profile, for tools that draw one")
    given = parser.parse_args()
    one = {"processes": 1} if "processes" in {each.name for each in fields(Settings)} else {}
    site = Yiwen(WORK / "profile" / "yiwen", one)
    try:
        _warm_up(site, given.state, posts=given.posts)
    except BuildError as error:
        raise SystemExit(f"profile: the build failed\n{error}") from None
    os.chdir(site.folder)
    profile = profile_build(site)
    if given.save:
        profile.dump_stats(given.save)
    sys.stdout.write(render_profile(read_lines(profile), top=given.top))
    if stages := site.stages():
        sys.stdout.write("\nAs the build told: " + json.dumps(stages, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
