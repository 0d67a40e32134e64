"""Whatever happens to a build, ``site/`` is one whole site, and the next build works.

``YIWEN_KILLS=100`` kills that many builds instead of a few.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from filelock import FileLock

from tests.builds.workshop import Workshop, assert_same, chance_of, contents, hasten, open_workshop
from tests.conftest import ROOT
from yiwen import staging
from yiwen.staging import write_new

pytestmark = [
    pytest.mark.build,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of Unix"),
]

KILLS = int(os.environ.get("YIWEN_KILLS", "12"))
CHANGES = 700
"""So many files does a build of this site write, link or remove, what it derives of the pages included."""
Tree = Mapping[str, bytes]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    hasten(monkeypatch, tmp_path / "compiled")
    made = open_workshop(tmp_path / "shop", monkeypatch, posts=5)
    made.settings["processes"] = 2
    made.write("blog/2025/12/24/gone.md", "---\ntitle: 会走的\ndate: 2025-12-24\n---\n话。\n")
    return made


def change(shop: Workshop, *, back: bool = False) -> None:
    """Edit what shows on many pages, and a file; or undo it."""
    post, gone = shop.docs / shop.nth(1), shop.docs / "blog/2025/12/24/gone.md"
    if back:
        shop.keep(shop.nth(1))
        shop.write("blog/2025/12/24/gone.md", "---\ntitle: 会走的\ndate: 2025-12-24\n---\n话。\n")
        shop.write("assets/covers/one.png", "one")
        return
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("title: ", "title: 新的", 1), encoding="utf-8")
    gone.unlink()
    shop.write("assets/covers/one.png", "another one")


class Seesaw:
    """A site that goes from one state of its sources to another and back."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.changed = False
        self.trees: dict[bool, Tree] = {}
        for changed in (True, False):
            change(shop, back=not changed)
            assert shop.build_cold()
            self.trees[changed] = contents(shop.cold_site)
        assert shop.build_warm()

    def tip(self) -> None:
        """Edit the sources."""
        self.changed = not self.changed
        change(self.shop, back=not self.changed)

    def forget(self, chance: random.Random) -> bool:
        """Sometimes lose what builds remember, or the site too; whether the site is there."""
        fate = chance.randrange(4)
        if fate < 2:
            shutil.rmtree(self.shop.cache)
        if fate == 0:
            shutil.rmtree(self.shop.site)
        return fate != 0

    def check(self, *, there: bool) -> bool:
        """The site is the old one or the new one, then the new one; whether it was new at once."""
        found = contents(self.shop.site)
        old = self.trees[not self.changed] if there else {}
        new = self.trees[self.changed]
        assert found in (old, new), (differences(found, old), differences(found, new))
        assert self.shop.build_warm()
        assert contents(self.shop.site) == self.trees[self.changed]
        return found != old


def differences(one: Tree, other: Tree) -> list[str]:
    """A few of the files that are not the same."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))[:6]


def start(shop: Workshop, **options: Any) -> subprocess.Popen[str]:
    shop.configured()
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=shop.folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        text=True,
        start_new_session=True,
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options},
    )


def test_a_build_that_is_killed_leaves_a_whole_site(shop: Workshop):
    chance = chance_of(20251212)
    seesaw = Seesaw(shop)
    seesaw.tip()
    begun = time.monotonic()
    assert start(shop).wait(120) == 0
    lasts = time.monotonic() - begun
    seesaw.check(there=True)
    for number in range(KILLS):
        there = seesaw.forget(chance)
        seesaw.tip()
        build = start(shop)
        time.sleep(chance.uniform(0.4, 1.05) * lasts)
        # By turns the build alone, whose children go on for a moment, and all its processes.
        (os.killpg if number % 2 else os.kill)(build.pid, signal.SIGKILL)
        build.wait(60)
        seesaw.check(there=there)


WRITES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "shutil.copyfile"}


class Fuse:
    """Kills this process before its nth change of a file."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.lit = False
        sys.addaudithook(self._watch)

    def light(self) -> None:
        self.lit = True

    def lit_by(self, function: Callable[..., None]) -> Callable[..., None]:
        def light_first(*given: Any) -> None:
            self.light()
            function(*given)

        return light_first

    def _watch(self, event: str, args: tuple[Any, ...]) -> None:
        if self.lit and (event in WRITES or (event == "open" and _writes(args[1]))):
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _writes(mode: object) -> bool:
    return isinstance(mode, str) and not {*"wax+"}.isdisjoint(mode)


def module_of(hook: str) -> ModuleType:
    """A hook as MkDocs has loaded it, which it does once."""
    return sys.modules[str(ROOT / "hooks" / f"{hook}.py")]


def build_and_die(shop: Workshop, steps: int, *, publishing: bool = False) -> bool:
    """Build in a child that is killed before its nth change of a file; whether it was.

    ``publishing`` counts from the moment when the new site is ready.
    """
    child = os.fork()
    if child == 0:
        try:
            fuse = Fuse(steps)
            if publishing:
                publish = fuse.lit_by(staging.publish_staging)
                shop.patch.setattr(module_of("publish"), "publish_staging", publish)
            else:
                fuse.light()
            shop.build_warm()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_build_that_dies_before_some_change_of_a_file_leaves_a_whole_site(shop: Workshop):
    shop.settings["processes"] = 1
    seesaw = Seesaw(shop)
    chance = chance_of(7)
    for number in range(KILLS):
        there = seesaw.forget(chance) if number % 3 == 0 else True
        seesaw.tip()
        build_and_die(shop, chance.randrange(CHANGES))
        seesaw.check(there=there)


@pytest.mark.parametrize("exchange", [True, False])
def test_a_build_that_dies_while_it_publishes_leaves_a_whole_site(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, exchange: bool
):
    if not exchange:
        monkeypatch.setattr(staging, "_exchange", lambda *_names: False)
    shop.settings["processes"] = 1
    seesaw = Seesaw(shop)
    for steps in range(50):
        seesaw.tip()
        killed = build_and_die(shop, steps, publishing=True)
        if not exchange and not shop.site.exists():
            assert seesaw.shop.build_warm(), "the next build brings the site back"
        seesaw.check(there=True)
        if not killed:
            assert steps > 3
            break


# Children of a build


def hook(shop: Workshop, code: str) -> None:
    file = shop.folder / "own.py"
    file.write_text(code, encoding="utf-8")
    shop.hooks = [file]


def wait_for(happens: Any) -> None:
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    raise TimeoutError


def find_children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a build has no children")
def test_children_of_a_build_that_was_killed_write_no_more(shop: Workshop):
    printing = shop.folder / "printing"
    hook(
        shop,
        "import pathlib, time\n"
        "def on_page_content(html, **_):\n"
        f"    pathlib.Path({str(printing)!r}).touch()\n"
        "    time.sleep(20)\n",
    )
    build = start(shop)
    wait_for(printing.exists)
    children = find_children(build.pid)
    os.kill(build.pid, signal.SIGKILL)
    build.wait(60)

    wait_for(lambda: not any(map(runs, children)))

    shop.hooks = []
    assert shop.build_warm()
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)


@pytest.mark.parametrize(
    "what",
    [
        "os.kill(os.getpid(), 9)",
        "raise ValueError('no such thing')",
        "raise Odd('one', 'two')",
        "raise jinja2.TemplateNotFound('own.html')",
    ],
)
def test_a_page_that_cannot_be_printed_ends_the_build(shop: Workshop, what: str):
    assert shop.build_warm()
    before = contents(shop.site)
    hook(
        shop,
        "import os, jinja2\nclass Odd(Exception):\n"
        "    def __init__(self, one, two): super().__init__('odd thing')\n"
        "def on_page_content(html, page, **_):\n"
        f"    if 'gone' in page.file.src_uri: {what}\n    return html\n",
    )

    shop.configured()
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=shop.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode != 0
    assert "blog/2025/12/24/gone.md" in result.stderr or "os.kill" in what
    assert contents(shop.site) == before
    shop.hooks = []
    assert shop.build_warm()
    assert contents(shop.site) == before


def test_a_build_that_fails_leaves_nothing_running(shop: Workshop, monkeypatch: pytest.MonkeyPatch):
    shop.settings["processes"] = 2
    assert shop.build_warm()
    link = module_of("publish").link_kept

    def link_late(*given: Any) -> Any:
        time.sleep(1)
        return link(*given)

    monkeypatch.setattr(module_of("publish"), "link_kept", link_late)
    shop.write("blog/2025/12/13/bad.md", "---\ntitle: [一\n---\n")

    assert not shop.build_warm()

    assert not multiprocessing.active_children()


# Two builds at once


def test_a_build_waits_for_another(shop: Workshop):
    lock = FileLock(shop.folder / ".site.lock")
    with lock:
        build = start(shop, stderr=subprocess.PIPE)
        assert build.stderr
        said = iter(build.stderr.readline, "")
        assert any("Waiting for another build" in line for line in said)
        assert not shop.site.exists()
    _, rest = build.communicate(timeout=120)

    assert build.returncode == 0, rest
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)


def test_two_builds_at_once_both_succeed(shop: Workshop):
    builds = [start(shop, stderr=subprocess.PIPE) for _ in range(2)]

    for build in builds:
        _, said = build.communicate(timeout=120)
        assert build.returncode == 0, said
    assert shop.build_cold()
    assert_same(shop.site, shop.cold_site)


# A disk that is full


@pytest.mark.parametrize(("processes", "room"), [(1, 0), (1, 1), (1, 50), (2, 0), (2, 20)])
def test_a_full_disk_leaves_the_old_site_and_the_next_build_works(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, processes: int, room: int
):
    shop.settings["processes"] = processes
    seesaw = Seesaw(shop)
    seesaw.tip()
    shutil.rmtree(shop.cache)  # all is written anew
    left = room

    def write(file: Path, content: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            write_new(file, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
        write_new(file, content)

    with monkeypatch.context() as patch:
        patch.setattr(module_of("variants"), "write_new", write)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            shop.build_warm()

    assert contents(shop.site) == seesaw.trees[False]
    seesaw.check(there=True)


@pytest.mark.parametrize("at", ["copy_file", "save_manifest", "link", "derive"])
def test_a_disk_may_also_be_full_when_files_are_copied_linked_derived_or_remembered(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, at: str
):
    seesaw = Seesaw(shop)
    seesaw.tip()

    def fail(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if at == "copy_file":
            patch.setattr("mkdocs.utils.copy_file", fail)
        elif at == "link":
            patch.setattr(os, "link", fail)
            patch.setattr(shutil, "copy2", fail)
        elif at == "derive":
            patch.setattr("_derived.write_new", fail)
        else:
            patch.setattr(module_of("publish"), "save_manifest", fail)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            shop.build_warm()

    seesaw.check(there=True)
