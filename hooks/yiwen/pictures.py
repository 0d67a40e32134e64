"""Pictures: the images of the site as its pages show them, each in several sizes.

A size lies beside its original. Its name tells its content, so that browsers may keep it forever and
never show an old one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

RESIZED = ("jpeg", "png", "webp", "gif")
"""AVIF is as small as it gets, and SVG has every size."""
LONGEST_SIDE = 16_383
"""Of a WebP image, in pixels."""
NEARLY = 0.9
"""A size so near to a larger one is not worth a file."""
LONGEST_NAME = 240
"""Of a file without its ending, in bytes: file systems take 255."""
TAG_LENGTH = 8
"""Characters of a name that tell the content."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of an image."""

    width: int
    """In pixels as it is shown, the camera's orientation obeyed; 0 when the file does not say."""
    height: int
    kind: str
    """``jpeg``, ``png``, ``webp``, ``gif``, ``avif`` or ``svg``."""
    moves: bool = False

    @property
    def resizable(self) -> bool:
        """Whether smaller images can be made of it."""
        return self.kind in RESIZED and not self.moves


@dataclass(frozen=True, slots=True)
class Size:
    """One of a picture's files."""

    width: int
    url: str
    """Below the site's root, percent-encoded."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A local image and the sizes it comes in."""

    url: str
    """The original's, below the site's root, percent-encoded."""
    width: int
    """Of the original as it is shown, in pixels; 0 when it does not say."""
    height: int
    sizes: tuple[Size, ...] = ()
    """The smallest first; none for what moves, is drawn (SVG) or is small."""

    @property
    def made(self) -> tuple[Size, ...]:
        """The sizes that the build makes; the original may be one of the others."""
        return tuple(size for size in self.sizes if size.url != self.url)

    def srcset(self, root: str) -> str:
        """The sizes as ``srcset`` lists them; ``root`` leads from the page to the site's root."""
        return ", ".join(f"{root}{size.url} {size.width}w" for size in self.sizes)


def plan_picture(path: str, facts: ImageFacts, key: bytes, widths: Sequence[int]) -> Picture:
    """Plan the sizes of the image at ``path`` (below ``docs/``) whose content has ``key``.

    None is wider than the image, nor wider than the widest of ``widths``. A WebP image that is
    itself no wider stands for its own width.
    """
    url = quote(path)
    name = _name_sizes(path, key.hex()[:TAG_LENGTH])
    sizes = tuple(
        Size(width, url)
        if facts.kind == "webp" and width == facts.width
        else Size(width, quote(f"{name}-{width}.webp"))
        for width in _plan_widths(facts, sorted(widths))
    )
    return Picture(url, facts.width, facts.height, sizes if len(sizes) > 1 else ())


def _name_sizes(path: str, tag: str) -> str:
    """How the paths of all sizes begin."""
    stem = posixpath.splitext(path)[0]
    name = f"{stem}.{tag}"
    if len(posixpath.basename(name).encode()) > LONGEST_NAME:
        name = posixpath.join(posixpath.dirname(path), tag)
    return name


def _plan_widths(facts: ImageFacts, wanted: Sequence[int]) -> list[int]:
    if not facts.resizable or not wanted:
        return []
    widest = min(facts.width, wanted[-1])
    longest = LONGEST_SIDE * facts.width // facts.height  # a long strip of comics is left narrower
    widths = [width for width in wanted if width <= widest * NEARLY]
    return [width for width in (*widths, widest) if width <= longest]
