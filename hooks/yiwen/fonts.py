"""Find a font with Chinese characters on this system, in the forms of each region.

What is printed 骨 or 直 differs between the mainland, Taiwan and Hong Kong; large families have a face
for each, often in one file (``.ttc``).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from yiwen.cache import digest
from yiwen.chinese.variants import Variant

_REGIONS = {Variant.HANS: ("SC", "CN"), Variant.TW: ("TC", "TW"), Variant.HK: ("HK", "TC")}
_FAMILIES = (
    "Noto Serif CJK {}",
    "Source Han Serif {}",
    "Noto Serif {}",
    "Songti {}",
    "Noto Sans CJK {}",
    "Source Han Sans {}",
    "Noto Sans {}",
    "PingFang {}",
)
"""Families with a face for each region, the most wanted first; titles are set in a serif face."""
_OTHERS = {
    Variant.HANS: ("SimSun", "Microsoft YaHei", "Hiragino Sans GB", "Heiti SC", "SimHei"),
    Variant.TW: ("PMingLiU", "MingLiU", "Microsoft JhengHei", "Heiti TC"),
    Variant.HK: ("MingLiU_HKSCS", "PMingLiU", "MingLiU", "Microsoft JhengHei", "Heiti TC"),
}
_STYLES = ("bold", "semibold", "demibold", "w6", "medium", "heavy", "black", "regular", "w3")

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_NAMES = ("*cjk*", "*sourcehan*", "*noto*[sth][ck]*", "songti*", "pingfang*", "hiragino sans gb*")
_NAMES_OF_WINDOWS = ("simsun*", "msyh*", "mingliu*", "msjh*", "simhei*", "wqy*", "heiti*")

_LINE = re.compile(
    r"(?P<path>[^\t]+)\t(?P<index>\d{1,4})\t(?P<families>[^\t]*)\t(?P<style>[^\t,]*).*"
)
"""What fontconfig is asked to write. The instances of a variable font have higher numbers: it is
listed as a whole too."""

LONGEST_SEARCH = 10
"""Seconds; fontconfig builds its caches when it is asked for the first time."""
HEADS = 65_536
"""Bytes of a font file that hold the checksums of all its tables."""


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One face of a font file."""

    path: str
    index: int
    family: str
    style: str

    def identify(self) -> bytes:
        """The key of what is drawn with the face: the same wherever, and whenever, it lies."""
        with Path(self.path).open("rb") as file:
            return digest(file.read(HEADS), Path(self.path).stat().st_size, self.index)


class FontError(Exception):
    """A file that holds no font."""


def choose_faces(faces: Iterable[Face], variants: Sequence[Variant]) -> dict[Variant, Face]:
    """Choose the face of each variant; empty when there is none at all.

    A variant without one of its region gets the best of the others: the same character in the form
    of another region can be read.
    """
    known = sorted(faces)
    return {variant: _choose(known, variant) for variant in variants} if known else {}


def _choose(faces: Sequence[Face], variant: Variant) -> Face:
    families = list(_rank_families(variant))

    def rank(face: Face) -> tuple[int, int]:
        style = face.style.lower().replace(" ", "")
        place = families.index(face.family) if face.family in families else len(families)
        return place, _STYLES.index(style) if style in _STYLES else len(_STYLES)

    return min(faces, key=rank)


def _rank_families(variant: Variant) -> Iterator[str]:
    for each in (variant, *(other for other in _REGIONS if other is not variant)):
        yield from (family.format(region) for family in _FAMILIES for region in _REGIONS[each])
        yield from _OTHERS[each]


def read_faces(path: Path) -> list[Face]:
    """The faces in a font file.

    Raises:
        FontError: it cannot be read as a font.
    """
    faces: list[Face] = []
    with suppress(OSError):
        while True:
            font = ImageFont.truetype(str(path), 16, index=len(faces))
            family, style = font.getname()
            faces.append(Face(str(path), len(faces), family or "", style or ""))
    if not faces:
        raise FontError(str(path))
    return faces


def find_faces() -> list[Face]:
    """The faces with Chinese characters on this system: fontconfig's, else those at known places."""
    return _ask_fontconfig() or list(_look_around())


def _ask_fontconfig() -> list[Face]:
    form = "%{file}\t%{index}\t%{family}\t%{style}\n"
    try:
        told = subprocess.run(  # noqa: S603 - our own words
            ["fc-list", "-f", form, ":lang=zh"],  # noqa: S607 - wherever it is installed
            capture_output=True,
            check=True,
            timeout=LONGEST_SEARCH,
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return []
    return [face for line in told.splitlines() for face in _read_line(line)]


def _read_line(line: str) -> Iterator[Face]:
    """The face that a line of fontconfig's tells, under each of its family's names."""
    found = _LINE.fullmatch(line)
    if not found or not found["path"].lower().endswith(_ENDINGS):
        return
    for family in found["families"].split(","):
        yield Face(found["path"], int(found["index"]), family, found["style"])


def _look_around() -> Iterator[Face]:
    for folder in _folders(sys.platform, os.environ):
        for path in sorted(_list_fonts(folder)):
            with suppress(FontError):
                yield from read_faces(path)


def _list_fonts(folder: Path) -> set[Path]:
    wanted = (*_NAMES, *_NAMES_OF_WINDOWS)
    return {
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _ENDINGS
        and any(Path(path.name.lower()).match(name) for name in wanted)
    }


def _folders(platform: str, environment: Mapping[str, str]) -> list[Path]:
    """Where fonts lie that no fontconfig knows of."""
    if platform == "win32":
        own = Path(environment.get("LOCALAPPDATA", "."), "Microsoft", "Windows", "Fonts")
        return [Path(environment.get("WINDIR", r"C:\Windows"), "Fonts"), own]
    home = Path(environment.get("HOME", "."))
    if platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]
