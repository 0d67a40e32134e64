"""Pagefind's program: what it gets, and what of its output a site needs."""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from mkdocs.exceptions import PluginError

try:
    from pagefind_bin import get_executable  # type: ignore[import-untyped]
except ImportError:  # no wheel for this platform
    get_executable = None

_MEND = "build again, or publish without search:  search: false  under extra: yiwen:"

ENGINE = ("wasm.unknown.pagefind", "pagefind-worker.js")
"""What searches in the browser: the same for every index."""


def find_indexer() -> tuple[Path, str] | None:
    """Pagefind's program and its version; None where it is not installed."""
    if get_executable is None:
        return None
    try:
        return get_executable(), metadata.version("pagefind-bin")
    except (FileNotFoundError, metadata.PackageNotFoundError):
        return None


class Indexed:
    """What Pagefind has made of some shadow pages."""

    def __init__(self, folder: Path, language: str) -> None:
        paths = [*folder.glob(f"pagefind.{language}_*.pf_meta"), *folder.glob("index/*.pf_index")]
        self.index = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        self.names = dict(_read_fragment(path) for path in folder.glob("fragment/*"))
        """Place of a page -> what the index calls it."""
        self.engine = {name: (folder / name).read_bytes() for name in ENGINE}


def run_indexer(shadows: Sequence[str], language: str) -> Indexed:
    """Index shadow pages as pages of a language of their own."""
    found = find_indexer()
    if found is None:
        raise PluginError(f"pagefind is gone\n  mend: {_MEND}")
    with tempfile.TemporaryDirectory() as given:
        source, made = Path(given, "pages"), Path(given, "made")
        source.mkdir()
        for place, shadow in enumerate(shadows):
            (source / f"{place:06}.html").write_text(shadow, encoding="utf-8")
        command = [str(found[0]), "--site", str(source), "--output-path", str(made), "--silent"]
        ran = subprocess.run(  # noqa: S603 - our own arguments
            [*command, "--force-language", language],
            cwd=given,
            capture_output=True,
            check=False,
        )
        if ran.returncode:
            said = ran.stderr.decode(errors="replace").strip()
            raise PluginError(f"pagefind failed: {said}\n  mend: {_MEND}")
        return Indexed(made, language)


def _read_fragment(path: Path) -> tuple[int, str]:
    """Which page a fragment is of, and its name; readers get the rest from the page itself."""
    content = gzip.decompress(path.read_bytes())
    fragment = json.loads(content[content.index(b"{") :])
    return int(Path(fragment["url"]).stem), path.stem
