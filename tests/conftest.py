"""What every test may ask for: a folder of sources that can be built for real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from mkdocs.commands.build import build
from mkdocs.config import load_config

settings.register_profile("patient", deadline=None)  # a machine may be busy with other things
settings.register_profile("thorough", deadline=None, max_examples=1000)  # by hand, for an hour
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
NOW = "1795132800"
"""2026-11-20 00:00 UTC: builds in tests happen on this day."""


@dataclass
class Blog:
    """A site of its own in an empty folder, with the project's hooks, templates and settings."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def write(self, path: str, content: str | bytes) -> Path:
        """Put a source under docs/."""
        file = self.docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def configure(self, settings: Mapping[str, object] | None = None, **config: object) -> Path:
        """Write mkdocs.yml: the project's, with other ``extra.yiwen`` or top-level values."""
        merged = {
            "INHERIT": str(ROOT / "mkdocs.yml"),
            "docs_dir": "docs",
            "site_dir": "site",
            "site_url": "https://example.org/repo/",
            "theme": {"custom_dir": str(ROOT / "overrides")},
            "hooks": [str(path) for path in project_hooks()],
            "watch": [],
            "extra": {"yiwen": {"social_cards": 0, **(settings or {})}},
            **config,
        }
        file = self.folder / "mkdocs.yml"
        file.write_text(yaml.safe_dump(merged, allow_unicode=True), encoding="utf-8")
        return file

    def build(
        self, settings: Mapping[str, object] | None = None, **config: object
    ) -> dict[str, str]:
        """Build in this process; give every page, feed and text file that was written."""
        build(load_config(str(self.configure(settings, **config))))
        return self.pages()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``mkdocs`` as an editor would, in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *(arguments or ("build",))],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def pages(self) -> dict[str, str]:
        """What lies in site/, by path."""
        texts = (".html", ".xml", ".json", ".txt")
        return {
            path.relative_to(self.site).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.site.rglob("*"))
            if path.suffix in texts
        }


def project_hooks() -> list[Path]:
    """The hooks in the order mkdocs.yml names them."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names = [line.split("- ")[1] for line in text.splitlines() if line.startswith("  - hooks/")]
    return [ROOT / name for name in names]


@pytest.fixture(autouse=True)
def _pinned_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """An empty site with a home page."""
    site = Blog(tmp_path)
    site.write("index.md", "---\ntitle: 首页\n---\n")
    site.configure()
    return site
