"""Pagefind's program: the searcher that a site needs of it."""

from __future__ import annotations

import subprocess
import tempfile
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


def find_program() -> tuple[Path, str] | None:
    """Pagefind's program and its version; None where it is not installed."""
    if get_executable is None:
        return None
    try:
        return get_executable(), metadata.version("pagefind-bin")
    except (FileNotFoundError, metadata.PackageNotFoundError):
        return None


def take_engine(program: Path) -> dict[str, bytes]:
    """The files of the searcher, which the program has in it, and writes beside an index."""
    with tempfile.TemporaryDirectory() as given:
        source, made = Path(given, "pages"), Path(given, "made")
        source.mkdir()
        (source / "index.html").write_text("<html><body>一</body></html>", encoding="utf-8")
        ran = subprocess.run(  # noqa: S603 - our own arguments
            [str(program), "--site", str(source), "--output-path", str(made), "--silent"],
            cwd=given,
            capture_output=True,
            check=False,
        )
        if ran.returncode:
            said = ran.stderr.decode(errors="replace").strip()
            raise PluginError(f"pagefind failed: {said}\n  mend: {_MEND}")
        return {name: (made / name).read_bytes() for name in ENGINE}
