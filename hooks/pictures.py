"""Show images in the size a screen needs, and make the sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.plugins import event_priority

import _glue
from _derived import Derived, derive, derive_files
from yiwen.cache import digest
from yiwen.drawing import draw_cloths
from yiwen.figures import fit_images
from yiwen.images import make_sizes
from yiwen.pictures import Picture, Size
from yiwen.shelf import Shelf

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

CLOTHS = "assets/cloths.svg"
"""The patterns of drawn covers, beside the style sheet that names them."""


@event_priority(-50)  # after plugins that write images of their own
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fit the images of the page's text; without a cover the first may be in sight at once."""
    build = _glue.build_of(config)
    path = page.file.src_uri
    shown = {image: build.pictures[image] for image in build.shown.get(path, ())}
    entry = build.library.by_path.get(path)
    eager = 0 if entry and entry.cover else 1
    return fit_images(html, url=page.url, find=shown.get, eager=eager)


@event_priority(-10)  # as everything that is made after the pages
def on_post_build(config: MkDocsConfig) -> None:
    """Make the sizes that the published site does not have."""
    build = _glue.build_of(config)
    pictures = {image: picture for image, picture in build.pictures.items() if picture.made}
    wanted = [Derived(image, digest(repr(picture.made))) for image, picture in pictures.items()]
    shelf = Shelf(_glue.cache_folder(config) / "images")
    with build.stage("resize"):
        derive(build, "images", wanted, partial(_make, pictures, Path(config.docs_dir), shelf))
        names = {_name(size) for picture in pictures.values() for size in picture.made}
        shelf.sweep(names)
    derive_files(build, "cloths", {CLOTHS: draw_cloths().encode()})


def _make(
    pictures: Mapping[str, Picture], docs: Path, shelf: Shelf, some: Sequence[Derived]
) -> list[Mapping[str, bytes]]:
    return [_make_sizes(pictures[each.name], docs / each.name, shelf) for each in some]


def _make_sizes(picture: Picture, original: Path, shelf: Shelf) -> dict[str, bytes]:
    """The sizes of one picture by path: from the shelf, where all were made before."""
    known = {size: shelf.get(_name(size)) for size in picture.made}
    files = {unquote(size.url): content for size, content in known.items() if content is not None}
    if len(files) == len(known):
        return files
    made = make_sizes(original.read_bytes(), [size.width for size in known])
    for size in known:
        shelf.put(_name(size), made[size.width])
    return {unquote(size.url): made[size.width] for size in known}


def _name(size: Size) -> str:
    """What a size is called on the shelf: names tell the content, whatever the folder."""
    return unquote(size.url.rpartition("/")[2])
