"""Make what programs read of the whole site: sitemaps, robots.txt, llms.txt, Markdown, manifests."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

import _glue
from _build import Build
from _derived import derive_files
from _texts import derive_copies, render_site_llms
from yiwen.cache import digest
from yiwen.chinese.rules import plain_text
from yiwen.editions import Edition
from yiwen.library import Entry
from yiwen.plain_texts import Icon, render_manifest, render_robots
from yiwen.sitemaps import (
    NEWS,
    NEWS_LANGUAGES,
    SITEMAP,
    News,
    find_news,
    list_images,
    map_pages,
    render_news,
    render_sitemaps,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MANIFEST = "site.webmanifest"
ICONS = (
    Icon("assets/icon-192.png", 192),
    Icon("assets/icon-512.png", 512),
    Icon("assets/icon-maskable-512.png", 512, "maskable"),
)


def on_config(config: MkDocsConfig) -> None:
    """Look which commit this is: pages may show when they were committed."""
    docs = Path(config.docs_dir)
    said = _ask_git(docs, ["rev-parse", "HEAD"]) if _find_checkout(docs) else ""
    _glue.build_of(config).outside.append(digest(said))


@event_priority(-10)  # after the pages, before the site is published
def on_post_build(config: MkDocsConfig) -> None:
    """Make them; a file of the same name under ``docs/`` is the author's, and stays."""
    build = _glue.build_of(config)
    with build.stage("indexes"):
        files = _render_maps(build, config)
        files["robots.txt"] = render_robots(_listed_maps(build, files)).encode()
        files["llms.txt"] = render_site_llms(build, config).encode("utf-8", "replace")
        files |= {f"{each.prefix}{MANIFEST}": _manifest(build, each) for each in build.editions}
        if key := build.settings.indexnow:
            files[f"{key}.txt"] = key.encode()
        derive_files(build, "indexes", _without_own(files, build, config))
        derive_copies(build)


def _without_own(
    files: Mapping[str, bytes], build: Build, config: MkDocsConfig
) -> dict[str, bytes]:
    """Those files that no author has written by hand."""
    own = {*build.records, *config.extra_templates}
    return {path: content for path, content in files.items() if path not in own}


def _render_maps(build: Build, config: MkDocsConfig) -> dict[str, bytes]:
    """The sitemaps; none without the site's URL, for they hold absolute addresses only."""
    if not build.site.url:
        return {}
    pages = map_pages(
        build.library,
        build.plans,
        build.documents,
        site=build.site,
        settings=build.settings,
        images=partial(_find_images, build),
        committed=_find_commits(build, Path(config.docs_dir)),
    )
    files = render_sitemaps(pages, build.site)
    shown = [entry for entry in build.library.entries if not entry.status]
    if shown:
        first = next(each for each in build.editions if each.variant in shown[0].editions)
        newest = f"{build.site.url}{first.prefix}{shown[0].url}"
        files[NEWS] = render_news([*_tell_news(build)], otherwise=newest)
    return files


def _listed_maps(build: Build, files: Iterable[str]) -> list[str]:
    return [f"{build.site.url}{name}" for name in (SITEMAP, NEWS) if name in files]


def _find_images(build: Build, entry: Entry) -> tuple[str, ...]:
    return list_images(entry, build.shown.get(entry.post.path, ()))


def _tell_news(build: Build) -> Iterable[News]:
    for entry in find_news(build.library.by_path.values(), build.now):
        for edition in build.editions:
            if edition.variant in entry.written:
                convert = build.converters.between(entry.post.script, edition.variant)
                yield News(
                    url=f"{build.site.url}{edition.prefix}{entry.url}",
                    language=NEWS_LANGUAGES[edition.variant],
                    publication=plain_text(build.site.name, edition.variant),
                    published=entry.published_iso,
                    title=convert(entry.title),
                )


def _manifest(build: Build, edition: Edition) -> bytes:
    step = "../" if edition.path else ""
    icons = [
        Icon(f"{step}{each.src}", each.pixels, each.purpose)
        for each in ICONS
        if each.src in build.records
    ]
    return render_manifest(
        name=plain_text(build.site.name, edition.variant),
        description=plain_text(build.site.description, edition.variant),
        lang=edition.variant.value,
        icons=icons,
    ).encode("utf-8", "replace")


def _find_commits(build: Build, docs: Path) -> dict[str, datetime]:
    """When pages that do not say when they changed were last committed.

    One call of git for all of them. None where there is no history: in an archive, and in a checkout of
    the last commit alone, where every file would seem to be as new as that.
    """
    silent = [
        path
        for path, document in build.documents.items()
        if path not in build.plans and document.updated is None
    ]
    if not silent or not _find_checkout(docs):
        return {}
    plain = ["-c", "core.quotepath=off", "-c", "log.showSignature=false"]
    asked = [*plain, "log", "--format=%x00%cI", "--name-only", "--no-renames", "--relative", "--"]
    said = _ask_git(docs, [*asked, *silent])
    found: dict[str, datetime] = {}
    for commit in said.split("\0")[1:]:
        day, _, names = commit.partition("\n")
        moment = datetime.fromisoformat(day.strip()).astimezone(build.settings.zone)
        for name in names.split("\n"):
            found.setdefault(name, moment)
    return {path: found[path] for path in silent if path in found}


def _find_checkout(docs: Path) -> Path | None:
    """The checkout with all its history that the sources lie in."""
    folder = next((each for each in (docs, *docs.parents) if (each / ".git").exists()), None)
    return None if folder is None or (folder / ".git" / "shallow").exists() else folder


def _ask_git(docs: Path, words: Sequence[str]) -> str:
    """What git says; nothing where it cannot."""
    command = ["git", "--literal-pathspecs", "-C", str(docs), *words]
    try:
        ran = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own words
    except (OSError, subprocess.CalledProcessError):
        return ""
    return ran.stdout.decode("utf-8", "replace")
