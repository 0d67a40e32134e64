"""Fetch the web editor, Sveltia CMS, from npm into .cache/: python scripts/make_cms.py.

Nothing of it is run or installed here: npm downloads two packages, whose hashes are written below, and
the few files that the editor needs are unpacked. The fonts it would take from a CDN come along or are
left out, so that the editor asks no third party for anything.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiwen.cms import ICONS, SCRIPT


@dataclass(frozen=True)
class Package:
    """What npm is asked for, and what must come."""

    name: str
    version: str
    sha512: str
    files: Mapping[str, str]
    """Path in the package -> name here."""


VERSION = "0.221.1"
LANGUAGES = ("en-US", "zh-CN", "zh-TW")
PACKAGES = (
    Package(
        "@sveltia/cms",
        VERSION,
        "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
        {
            "package/dist/sveltia-cms.js": SCRIPT,
            "package/LICENSE.txt": "LICENSE-sveltia-cms.txt",
            "package/package.json": "cms/package.json",
            **{
                f"package/locales/{language}.json": f"cms@{VERSION}/locales/{language}.json"
                for language in LANGUAGES
            },
        },
    ),
    Package(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.7",
        "d6kLamaMdad40AYoyJEBgCH63fRLklC7GW7bgb7WWbPh/UzuW483Dlyfmn3vxpiNsHLIMBOcYYkZDtOC9Y3MUA==",
        {
            "package/files/material-symbols-outlined-latin-wght-normal.woff2": ICONS,
            "package/LICENSE": "LICENSE-material-symbols.txt",
        },
    ),
)
_CDN = "`https://unpkg.com/@sveltia/cms`"
_FONT = re.compile(r"url\(https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)[^)]*\)")


class MissingError(Exception):
    """The editor cannot be fetched: says why, and how to mend it."""


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
        for path, name in files.items():
            held = tar.extractfile(path)
            if held is None:
                raise MissingError(f"{archive.name} has no {path}")
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(held.read())


def bring_home(script: str) -> str:
    """Let the script take what it needs from beside itself, and its texts' fonts from the system."""
    return _FONT.sub(
        lambda font: f"url({ICONS})" if font[1].startswith("material-symbols") else "url(data:,)",
        script,
    ).replace(_CDN, "`cms`")


def make(target: Path) -> None:
    """Fetch everything, and put it into its place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        made = Path(work, "cms")
        made.mkdir()
        for package in PACKAGES:
            unpack(fetch(package, Path(work)), package.files, made)
        script = made / SCRIPT
        script.write_text(bring_home(script.read_text("utf-8")), encoding="utf-8", newline="")
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the editor; 1 when it cannot be had."""
    parser = argparse.ArgumentParser(description="Fetch the web editor for /admin/ from npm.")
    parser.add_argument("--config", default=Path("mkdocs.yml"), type=Path, help="the site's file")
    given = parser.parse_args(arguments)
    try:
        make(given.config.resolve().parent / ".cache" / "yiwen" / "cms")
    except MissingError as error:
        sys.stderr.write(f"cms: {error}\n")
        return 1
    print("the web editor is here; set  cms: {repo: owner/name}  under extra: yiwen: in mkdocs.yml")
    return 0


if __name__ == "__main__":
    sys.exit(main())
