"""Who is measured: what every contender can do, and ours."""

from __future__ import annotations

import json
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from corpus import (
    EDITORS,
    PAGES,
    Article,
    render_source,
    write_text,
)
from measuring import Command

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".work"
"""Where sites are laid out and built."""
ASIDE = WORK / "aside"
"""What was in the way: see `put_aside`."""
SITE_URL = "https://example.org/repo/"
EXTENTS: Mapping[str, Mapping[str, object]] = {
    "lists": {"search": False, "social_cards": False},
    "search": {"social_cards": False},
    "all": {},
}
"""How much of ours is built, and the settings for it: what the others write too (lists, feeds in three
formats, heads, sitemaps; beside them Markdown copies and drawn covers, as these are always there);
search with it; and everything, cards for sharing included."""
NOW = "1769904000"
"""2026-02-01 00:00 UTC: after the last article."""


def put_aside(path: Path) -> None:
    """Move a file or folder of an earlier build out of the way; what lies there is removed at the end.

    Removed at once, it would slow down the build that comes next, by a fifth on ext4: that looks for
    free inodes past all that were freed in the last minutes.
    """
    ASIDE.mkdir(parents=True, exist_ok=True)
    path.rename(ASIDE / str(sum(1 for _ in ASIDE.iterdir())))


@dataclass
class Contender(ABC):
    """A generator with a folder of its own."""

    folder: Path
    name: ClassVar[str]
    sources: ClassVar[frozenset[str]]
    """What lies in the folder before a build; the rest is what builds have made."""

    @abstractmethod
    def lay_out(self) -> None:
        """Write all but the articles."""

    @abstractmethod
    def render(self, article: Article) -> Iterable[tuple[str, str]]:
        """Give the path of each source of an article, and its text."""

    @abstractmethod
    def commands(self) -> Iterable[Command]:
        """Give what builds the whole site."""

    @abstractmethod
    def sites(self) -> Iterable[Path]:
        """Give the folders that hold what was built."""

    @property
    def label(self) -> str:
        """What it is called in tables."""
        return self.name

    def write(self, article: Article) -> None:
        """Write the sources of an article."""
        for path, text in self.render(article):
            write_text(self.folder / path, text)

    def remove(self, article: Article) -> None:
        """Remove the sources of an article."""
        for path, _ in self.render(article):
            (self.folder / path).unlink(missing_ok=True)

    def clean(self) -> None:
        """Remove everything that a build has made, caches included."""
        for path in self.folder.iterdir():
            if path.name in self.sources:
                continue
            put_aside(path)


@dataclass
class Yiwen(Contender):
    """This project, with its own templates and glossary: two of the three editions are made."""

    name = "yiwen"
    sources = frozenset({"docs", "mkdocs.yml"})
    settings: Mapping[str, object] = field(default_factory=dict)
    """Other values of ``extra: yiwen:``."""
    note: str = ""
    """What tells it from another of ours in the same race."""

    @property
    def label(self) -> str:
        """Its name, with what was set."""
        return f"{self.name} {self.note}".rstrip()

    @property
    def timings(self) -> Path:
        """Where a build writes how long each stage took."""
        return self.folder / "timings.json"

    def lay_out(self) -> None:
        """Write mkdocs.yml (JSON is YAML too), the pages and the glossary."""
        write_text(self.folder / "mkdocs.yml", json.dumps(self._config(), ensure_ascii=False))
        for path, text in PAGES.items():
            write_text(self.folder / "docs" / path, text)
        glossary = ROOT / "docs" / "_data" / "glossary.yml"
        if glossary.is_file():
            write_text(
                self.folder / "docs" / "_data" / glossary.name,
                glossary.read_text(encoding="utf-8"),
            )

    def _config(self) -> dict[str, object]:
        lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
        hooks = [line.split("- ")[1] for line in lines if line.startswith("  - hooks/")]
        return {
            "INHERIT": str(ROOT / "mkdocs.yml"),
            "docs_dir": "docs",
            "site_dir": "site",
            "site_url": SITE_URL,
            "theme": {"custom_dir": str(ROOT / "overrides")},
            "hooks": [str(ROOT / hook) for hook in hooks],
            "watch": [],
            "extra": {"yiwen": {"author": EDITORS.hans, **self.settings}},
        }

    def render(self, article: Article) -> Iterable[tuple[str, str]]:
        """One source: the article as it was written."""
        yield f"docs/{article.path}", render_source(article)

    def commands(self) -> Iterable[Command]:
        """One build makes all editions."""
        environment = {
            "SOURCE_DATE_EPOCH": NOW,
            "YIWEN_TIMINGS": str(self.timings),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
        }
        arguments = (sys.executable, "-m", "mkdocs", "build", "--quiet")
        yield Command(arguments, self.folder, environment)

    def sites(self) -> Iterable[Path]:
        """The one folder."""
        yield self.folder / "site"

    def stages(self) -> dict[str, float]:
        """How many seconds each stage of the last build took, as far as it tells."""
        if not self.timings.is_file():
            return {}
        stages: dict[str, float] = json.loads(self.timings.read_text(encoding="utf-8"))
        return stages
