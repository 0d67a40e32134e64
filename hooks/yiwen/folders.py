"""Read a whole site from its folder of sources, for scripts that run without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yiwen.chinese.glossary import Term
from yiwen.glossaries import load_glossary
from yiwen.problems import Problem, YiwenError, under
from yiwen.reading import Sources, decode_source, is_markdown, read_sources
from yiwen.settings import Settings
from yiwen.site_file import read_site_settings


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in the folder of sources."""

    docs: Path
    settings: Settings
    sources: Sources
    terms: tuple[Term, ...]
    """The site's glossary."""
    odd: tuple[Problem, ...]
    """What can be published, but should be looked at."""

    @property
    def glossary(self) -> str:
        """What messages call the glossary."""
        return (self.docs / self.settings.glossary).as_posix()

    def read_text(self, path: str) -> str:
        """The text of a source, whose path is below the folder."""
        return decode_source((self.docs / path).read_bytes(), path=path)


def read_settings_file(path: Path) -> Settings:
    """The settings of the site whose file this is; the defaults where there is none.

    Raises:
        YiwenError: the file cannot be read, or a setting is not what it takes.
    """
    if not path.exists():
        return Settings()
    return read_site_settings(path.read_text(encoding="utf-8"), path=str(path))


def read_folder(docs: Path, settings: Settings, *, processes: int = 0) -> Folder:
    """Read glossary and sources; these by several ``processes``.

    Raises:
        YiwenError: with every problem of the glossary and of the sources together.
    """
    if not docs.is_dir():
        raise YiwenError([Problem(docs.as_posix(), 0, 0, "no such folder")])
    terms: tuple[Term, ...] = ()
    odd: list[Problem] = []
    problems: tuple[Problem, ...] = ()
    name = (docs / settings.glossary).as_posix()
    try:
        terms, odd = load_glossary(docs / settings.glossary, name=name)
    except YiwenError as error:
        problems = error.problems
    try:
        sources = _read_sources(docs, settings, processes)
    except YiwenError as error:
        raise YiwenError([*problems, *under(docs.as_posix(), error.problems)]) from None
    if problems:
        raise YiwenError(problems)
    return Folder(docs, settings, sources, terms, (*odd, *under(docs.as_posix(), sources.odd)))


def list_files(docs: Path, settings: Settings) -> dict[str, Path]:
    """The files that a site is made of, by their path below ``docs``, in order."""
    hidden = Path(settings.glossary).parts[0]
    paths = ((path.relative_to(docs), path) for path in sorted(docs.rglob("*")) if path.is_file())
    return {name.as_posix(): path for name, path in paths if name.parts[0] != hidden}


def _read_sources(docs: Path, settings: Settings, processes: int) -> Sources:
    files = list_files(docs, settings)
    return read_sources(
        ((name, path.read_bytes) for name, path in files.items() if is_markdown(name)),
        assets={name for name in files if not is_markdown(name)},
        settings=settings,
        processes=processes,
    )
