"""Fetch packages of npm: downloaded by npm, known by their hashes, neither run nor installed."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """What npm is asked for, and what must come."""

    name: str
    version: str
    sha512: str
    files: Mapping[str, str]
    """Path in the package -> name here; a folder, with a slash at its end, means its ``.mjs`` files."""


class MissingError(Exception):
    """A package cannot be fetched: says why, and how to mend it."""


def fetch(package: Package, folder: Path) -> Path:
    """Let npm download a package; gives the archive, whose bytes are the ones we know."""
    npm = shutil.which("npm")
    if npm is None:
        raise MissingError("npm is missing\n  mend: install Node.js, which brings it")
    wanted = f"{package.name}@{package.version}"
    command = [npm, "pack", wanted, "--pack-destination", str(folder), "--silent"]
    done = subprocess.run(  # noqa: S603 - our own words
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    name = f"{package.name.removeprefix('@').replace('/', '-')}-{package.version}.tgz"
    archive = folder / name
    if done.returncode or not archive.is_file():
        raise MissingError(f"npm does not bring {wanted}: {done.stderr.strip()[-500:]}")
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise MissingError(f"{wanted} is not what it was: sha512-{found}")
    return archive


def unpack(archive: Path, files: Mapping[str, str], target: Path) -> None:
    """Take a few files out of an archive."""
    with tarfile.open(archive) as tar:
        inside = tar.getnames()
        for path, name in files.items():
            found = _in_folder(inside, path) if path.endswith("/") else [path]
            for each in found:
                held = tar.extractfile(each) if each in inside else None
                if held is None:
                    raise MissingError(f"{archive.name} has no {each}")
                file = target / (name + each.removeprefix(path))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(held.read())


def _in_folder(inside: Iterable[str], folder: str) -> list[str]:
    return [path for path in inside if path.startswith(folder) and path.endswith(".mjs")]


def install(packages: Iterable[Package], target: Path, finish: Callable[[Path], None]) -> None:
    """Fetch packages, ``finish`` what was unpacked, and put it into its place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        made = Path(work, "made")
        made.mkdir()
        for package in packages:
            unpack(fetch(package, Path(work)), package.files, made)
        finish(made)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
