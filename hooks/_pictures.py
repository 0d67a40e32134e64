"""Look at the images that pages show, and remember what was seen of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _glue
from yiwen.cache import digest
from yiwen.images import ImageError, name_content, read_facts
from yiwen.library import status_of
from yiwen.pictures import ImageFacts, plan_picture
from yiwen.problems import Problem, under
from yiwen.processes import count_processes, share

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from _build import Build
    from yiwen.reading import Sources

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")
"""Images of other kinds are shown as they are."""

MEMORY = digest("images")
"""Where it is kept what was seen of all images: one value, read at once."""

Seen = tuple[bytes, tuple[Any, ...], tuple[str, str]]
"""The key of an image's content, its facts, what is wrong with it and how to mend that."""
Row = tuple[int, int, *Seen]
"""Size and time of the file before them."""


def read_pictures(files: Files, config: MkDocsConfig, sources: Sources) -> None:
    """Know every image that a published page shows; tell those that cannot be read."""
    build = _glue.build_of(config)
    shown = _find_shown(build, sources)
    covers = (sources.covers.get(path, "") for path in shown)
    wanted = {*covers, *(image for images in shown.values() for image in images)}
    places = {
        image: Path(config.docs_dir, image)
        for image in sorted(wanted)
        if image.lower().endswith(ENDINGS) and _is_in_docs(files.get_file_from_path(image), config)
    }
    with build.stage("look"):
        rows = _look(build, places)
    widths = build.settings.image_widths
    build.pictures = {
        image: plan_picture(image, ImageFacts(*facts), key, widths)
        for image, (_, _, key, facts, _) in rows.items()
        if facts
    }
    build.shown = {
        path: found
        for path, images in shown.items()
        if (found := tuple(image for image in images if image in build.pictures))
    }
    problems = [Problem(image, 0, 0, *fault) for image, (*_, fault) in rows.items() if any(fault)]
    _glue.warn(under(Path(config.docs_dir).name, problems))


def _find_shown(build: Build, sources: Sources) -> dict[str, tuple[str, ...]]:
    """Path of each published page -> the images in its text."""
    posts = [
        post.path
        for post in sources.every_post()
        if build.preview or not status_of(post, build.now)
    ]
    pages = [*posts, *(document.path for document in sources.documents)]
    return {path: sources.images.get(path, ()) for path in pages}


def _is_in_docs(file: File | None, config: MkDocsConfig) -> bool:
    """Whether a file lies there: other hooks and plugins add some that are only written."""
    return file is not None and file.src_dir == config.docs_dir


def _look(build: Build, places: Mapping[str, Path]) -> dict[str, Row]:
    """What is seen of each image: remembered while size and time of its file are the same."""
    seen: dict[str, Row] = build.cache.get(MEMORY) or {}
    marks = {image: _mark(path) for image, path in places.items()}
    new = [image for image in places if seen.get(image, ())[:2] != marks[image]]
    processes = count_processes(build.settings.processes)
    looked = share(partial(_look_at, places, seen), new, processes=processes)
    made = {image: (*marks[image], *row) for image, row in zip(new, looked, strict=True)}
    rows = {image: made.get(image) or seen[image] for image in places}
    if made or len(rows) < len(seen):
        build.cache.put(MEMORY, rows)
    return rows


def _mark(path: Path) -> tuple[int, int]:
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def _look_at(
    places: Mapping[str, Path], seen: Mapping[str, Row], some: Sequence[str]
) -> list[Seen]:
    return [_see(places[image].read_bytes(), image, seen.get(image)) for image in some]


def _see(content: bytes, image: str, before: Row | None) -> Seen:
    """What an image shows; a checkout gives files new times, whose content is known all the same."""
    key = name_content(content, image)
    if before and before[2] == key:
        return before[2:]
    try:
        facts = read_facts(content)
    except ImageError as error:
        return key, (), (error.what, error.mend)
    return key, (facts.width, facts.height, facts.kind, facts.moves), ("", "")
