"""Fetch the web editor, Sveltia CMS, from npm into .cache/: python scripts/make_cms.py.

Nothing of it is run or installed here: npm downloads two packages, whose hashes are written below, and
the few files that the editor needs are unpacked. The fonts it would take from a CDN come along or are
left out, so that the editor asks no third party for anything.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from _npm import MissingError, Package, install

from yiwen.cms import ICONS, SCRIPT

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


def bring_home(script: str) -> str:
    """Let the script take what it needs from beside itself, and its texts' fonts from the system."""
    return _FONT.sub(
        lambda font: f"url({ICONS})" if font[1].startswith("material-symbols") else "url(data:,)",
        script,
    ).replace(_CDN, "`cms`")


def make(target: Path) -> None:
    """Fetch everything, and put it into its place at once."""
    install(PACKAGES, target, _bring_script_home)


def _bring_script_home(made: Path) -> None:
    script = made / SCRIPT
    script.write_text(bring_home(script.read_text("utf-8")), encoding="utf-8", newline="")


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
