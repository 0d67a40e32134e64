"""Draw the picture that stands for a page where it is shared: its title, set as in an old book.

A card is paper beside a strip of the book's cloth, which has the colour of the category. Its PNG has
sixteen colours and four bits a pixel. The frame is drawn and compressed once: a card costs the rows
that its words are on, and its characters are kept from card to card.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import PIL
from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from yiwen.fonts import Face, FontError, read_faces
from yiwen.line_breaking import Line, Measure, Typeset, typeset
from yiwen.png import Rows, join_rows, press_rows, write_png
from yiwen.problems import Problem, YiwenError
from yiwen.settings import SECTION

WIDTH, HEIGHT = 1200, 630
"""What Facebook, X, LINE and WeChat show whole."""

DESIGN = 2
"""Raised when cards are drawn in another way."""
RECIPE: Final = (
    DESIGN,
    PIL.__version__,
    str(features.version("freetype2")),
    zlib.ZLIB_RUNTIME_VERSION,
)
"""Whatever of this changes, every card is another."""

TONES: Final = (
    "7d3226",
    "24506b",
    "35594a",
    "76552b",
    "4b3f6b",
    "6b2f4a",
    "2c5f66",
    "4a4d52",
)
"""The colours of cloth, as the style sheet has them."""
PAPER, INK, SEAL = "faf8f4", "1d1f23", "b8321f"

GREYS = 6
"""From paper to ink: more would be smoother, but for nobody's eye, and weigh more."""
SOFT = 4
"""The grey of what is not the title."""
CLOTH, THREAD = GREYS, GREYS + 1
REDS: Final = (0, GREYS + 2, GREYS + 3, GREYS + 4, GREYS + 5)
"""From paper to the red of the seal. All are places in the palette."""

LEFT, TOP = 84, 60
CLOTH_LEFT, BINDING = 1000, 1156
TEXT_WIDTH = 860
TITLE_SIZES: Final = ((86, 3), (78, 3), (70, 3), (60, 4))
"""(pixels, most lines); 86 makes ten characters a line."""
TITLE_MIDDLE, FOOT = 318, 520
NAME_SIZES: Final = ((120, 1), (86, 2), (60, 2))
DESCRIPTION_SIZES: Final = ((34, 3),)
NAME_MIDDLE, NAME_FOOT = 286, 404
SEAL_SIZE, NAME_SIZE, DATE_SIZE = 48, 32, 28
SLIP_SIZE, SLIP_WIDTH, SLIP_STEP, SLIP_EDGE = 44, 84, 54, 26
MOST_ON_SLIP = 6
BOLD = 700
LINE_HEIGHT, LOOSE = 1.36, 1.6
MIDDLE = 0.38
"""Where the middle of a Han character is above the line it stands on: a part of its size."""
FILTER = 2
"""Pixels behind each row: their byte becomes the next one's filter, with which its row begins."""
ROW = (WIDTH + FILTER) // 2
_AS_IT_IS, _UP = b"\0", b"\2"
"""The filters: bytes as they are, and what differs from the row above."""
HEAVY = 20_000
"""Bytes of a card for which more time is taken."""
GETA = "〓"
"""What printers put where a character is lacking in the font."""

_SEAL_FIELD, _SEAL_ROUND, _SEAL_STROKE, _SEAL_FINE = 32, 5, 2.6, 8
_SEAL_LINES: Final = (
    ((16, 5.6), (16, 10.2)),
    ((6.4, 10.4), (25.6, 10.4)),
    ((21.6, 10.6), (20.2, 17), (15.6, 23), (7.4, 26)),
    ((10.4, 10.6), (11.8, 17), (16.4, 23), (24.6, 26)),
)
"""文, as ``favicon.svg`` has it: lines, and curves of Bézier."""

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_VARIANTS = range(0xFE00, 0xFE10)
"""They choose a form of the character before them, such as the coloured one of an emoji."""

Point = tuple[float, float]

_PLACE = f"{SECTION}.social_cards"
_NO_FONT = (
    "this system has no font with Chinese characters: the pictures of shared pages have no words"
)
LACKING = Problem(
    "mkdocs.yml",
    0,
    0,
    f"{_PLACE}: {_NO_FONT}",
    "install one (Debian, Ubuntu: apt-get install fonts-noto-cjk) or name its file in card_font",
)
"""Told once a build, and no fault: the site is whole all the same."""


def read_own_faces(path: Path, given: str) -> list[Face]:
    """The faces of the font that the settings name as ``given``.

    Raises:
        YiwenError: it is not there, or no font.
    """
    try:
        return read_faces(path)
    except FontError:
        place, fault = f"{SECTION}.card_font", f"no font: {given!r}"
        mend = "name a .ttf, .otf or .ttc file, seen from mkdocs.yml, or leave the line out"
        raise YiwenError([Problem("mkdocs.yml", 0, 0, f"{place}: {fault}", mend)]) from None


class Card(NamedTuple):
    """What a card says, in the words of one edition."""

    title: str
    category: str
    day: str
    site: str
    tone: int


class SiteCard(NamedTuple):
    """What the card of a whole site says."""

    name: str
    description: str


class Drawing(NamedTuple):
    """A card, and the face it is drawn with."""

    card: Card | SiteCard
    face: Face


def draw(drawing: Drawing) -> bytes:
    """Draw a card: a PNG, always the same for the same words and face."""
    card, face = drawing
    return draw_site_card(card, face) if isinstance(card, SiteCard) else draw_card(card, face)


def draw_card(card: Card, face: Face) -> bytes:
    """Draw the card of an article."""
    title = _clean(card.title, face) or _clean(card.site, face)
    category = _clean(card.category, face)
    slip = category if _fits_slip(category) else ""
    frame = Frame(_clean(card.site, face), slip, face)
    lines = typeset(title, _measure(face), width=TEXT_WIDTH, sizes=TITLE_SIZES)
    below = " · ".join(filter(None, [card.day] if slip else [category, card.day]))
    foot = typeset(below, _measure(face), width=TEXT_WIDTH, sizes=((DATE_SIZE, 1),))
    bands = (
        _draw_band(frame, lines, TITLE_MIDDLE - _height_of(lines) // 2),
        _draw_band(frame, foot, FOOT + 26, SOFT),
    )
    return _write_card(frame, bands, card.tone)


def draw_site_card(card: SiteCard, face: Face) -> bytes:
    """Draw the card of a whole site: its name, and what it says of itself."""
    image = _draw_ground(NAME_FOOT).copy()
    image.paste(_draw_seal(96), (LEFT, TOP + 4))
    title = typeset(_clean(card.name, face), _measure(face), width=TEXT_WIDTH, sizes=NAME_SIZES)
    _draw_lines(_Pen(image, face, title.size), title, top=NAME_MIDDLE - _height_of(title) // 2)
    said = _clean(card.description, face)
    below = typeset(said, _measure(face), width=TEXT_WIDTH, sizes=DESCRIPTION_SIZES)
    pen = _Pen(image, face, below.size, SOFT)
    _draw_lines(pen, below, top=NAME_FOOT + 30, line_height=LOOSE)
    return _write_png([_press_rows(image)], 0)


def draw_plain_card() -> bytes:
    """Draw the card of a site whose system has no font: without a word."""
    image = _draw_ground(FOOT).copy()
    image.paste(_draw_seal(240), ((LEFT + LEFT + TEXT_WIDTH - 240) // 2, 150))
    return _write_png([_press_rows(image)], 0)


# What is on every card

GLYPHS = 1536
"""How many drawn glyphs are kept: some 16 KB each, and titles share most of theirs."""


@lru_cache
def _draw_ground(foot: int) -> Image.Image:
    """Paper and cloth, with the thread of the binding and the rule below the title."""
    image = Image.new("L", (WIDTH + FILTER, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((CLOTH_LEFT, 0, WIDTH - 1, HEIGHT), fill=CLOTH)
    draw.rectangle((BINDING, 0, BINDING + 1, HEIGHT), fill=THREAD)
    for part in range(1, 4):
        y = HEIGHT * part // 4
        draw.rectangle((BINDING, y, WIDTH - 1, y + 1), fill=THREAD)
    draw.rectangle((LEFT, foot, LEFT + TEXT_WIDTH - 1, foot + 2), fill=GREYS - 1)
    draw.rectangle((LEFT, foot + 7, LEFT + TEXT_WIDTH - 1, foot + 7), fill=GREYS - 1)
    for y in range(HEIGHT):  # two more in each row: what differs from the one above is the filter
        byte = 2 * (y + 1) % 256
        image.putpixel((WIDTH, y), byte >> 4)
        image.putpixel((WIDTH + 1, y), byte & 15)
    return image


class Frame(NamedTuple):
    """What many cards have in common."""

    site: str
    slip: str
    face: Face


@lru_cache(maxsize=8)
def _draw_frame(frame: Frame) -> Image.Image:
    """The ground with the site's name, and with a slip that bears the category."""
    site, slip, face = frame
    image = _draw_ground(FOOT).copy()
    image.paste(_draw_seal(SEAL_SIZE), (LEFT, TOP))
    left = LEFT + SEAL_SIZE + 16
    width = TEXT_WIDTH - (left - LEFT)
    name = typeset(site, _measure(face), width=width, sizes=((NAME_SIZE, 1),))
    top = TOP + (SEAL_SIZE - _height_of(name)) // 2
    _draw_lines(_Pen(image, face, name.size), name, top=top, left=left)
    if slip:
        _draw_slip(image, slip, face)
    return image


def _draw_slip(image: Image.Image, words: str, face: Face) -> None:
    """Write from top to bottom, on paper within a line."""
    left = (CLOTH_LEFT + BINDING - SLIP_WIDTH) // 2
    bottom = TOP + len(words) * SLIP_STEP + 2 * SLIP_EDGE
    draw = ImageDraw.Draw(image)
    draw.rectangle((left, TOP, left + SLIP_WIDTH - 1, bottom - 1), fill=0)
    draw.rectangle((left + 6, TOP + 6, left + SLIP_WIDTH - 7, bottom - 7), outline=SOFT, width=2)
    for place, character in enumerate(words):
        x = left + (SLIP_WIDTH - _width(face, SLIP_SIZE, character)) / 2
        middle = TOP + SLIP_EDGE + (place + 0.5) * SLIP_STEP
        _stamp(_Pen(image, face, SLIP_SIZE), character, x, middle)


def _fits_slip(words: str) -> bool:
    return len(words) <= MOST_ON_SLIP and bool(_HAN.fullmatch(words))


@lru_cache
def _draw_seal(size: int) -> Image.Image:
    """The site's mark, drawn large and made smaller, so that its edges are smooth."""
    fine = size * _SEAL_FINE
    scale = fine / _SEAL_FIELD
    field, strokes = Image.new("L", (fine, fine), 0), Image.new("L", (fine, fine), 0)
    ImageDraw.Draw(field).rounded_rectangle((0, 0, fine - 1, fine - 1), _SEAL_ROUND * scale, 255)
    draw = ImageDraw.Draw(strokes)
    half = _SEAL_STROKE * scale / 2
    for line in _SEAL_LINES:
        points = [(x * scale, y * scale) for x, y in _bend(line)]
        for one, other in pairwise(points):
            draw.line((one, other), fill=255, width=round(2 * half))
        for x, y in points:  # round ends and joints
            draw.ellipse((x - half, y - half, x + half, y + half), fill=255)
    red = ImageChops.subtract(field, strokes).resize((size, size), Image.Resampling.BOX)
    return red.point([REDS[(value * 4 + 127) // 255] for value in range(256)])


def _bend(line: Sequence[Point], steps: int = 48) -> list[Point]:
    """The points of a line, or of a curve with two handles."""
    if line in _SEAL_LINES[:2]:
        return list(line)
    bent = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x = sum(weight * point[0] for weight, point in zip(weights, line, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, line, strict=True))
        bent.append((x, y))
    return bent


# Text


class _Pen(NamedTuple):
    """What is written with, and on what."""

    image: Image.Image
    face: Face
    size: int
    grey: int = GREYS - 1


class _Band(NamedTuple):
    """Rows of a card that are its own."""

    first: int
    last: int
    """The first row after it."""
    rows: Rows


def _draw_band(frame: Frame, text: Typeset, top: int, grey: int = GREYS - 1) -> _Band:
    """Write lines on their part of the frame; the row above it and its last stay as they are there.

    Rows are written as what differs from the one above: those of the frame fit before and behind.
    """
    first, last = top - text.size // 4, top + _height_of(text) + text.size // 4
    image = _draw_frame(frame).crop((0, first - 1, WIDTH + FILTER, last))
    edges = {y: image.crop((0, y, image.width, y + 1)) for y in (0, last - first)}
    _draw_lines(_Pen(image, frame.face, text.size, grey), text, top=top - first + 1)
    for y, untouched in edges.items():
        image.paste(untouched, (0, y))
    return _Band(first, last, _press_rows(image, above=1))


def _height_of(text: Typeset) -> int:
    return round(len(text.lines) * text.size * LINE_HEIGHT)


def _draw_lines(
    pen: _Pen, text: Typeset, *, top: float, left: int = LEFT, line_height: float = LINE_HEIGHT
) -> None:
    step = text.size * line_height
    for place, line in enumerate(text.lines):
        _draw_line(pen, line, left, top + (place + 0.5) * step)


def _draw_line(pen: _Pen, line: Line, x: float, middle: float) -> None:
    for at, piece in enumerate(line):
        x += piece.gap if at else -piece.head
        _stamp(pen, piece.text, x, middle)
        x += piece.width


def _stamp(pen: _Pen, text: str, x: float, middle: float) -> None:
    """Put text on paper, its left end at ``x``; what lies there shows through where it is blank."""
    glyph = _draw_glyph(pen.face, pen.size, text, pen.grey)
    place = round(x) + glyph.right, round(middle + MIDDLE * pen.size) + glyph.down
    pen.image.paste(glyph.image, place, glyph.mask)


class _Glyph(NamedTuple):
    """Text in greys, and where its corner is, seen from where its line begins."""

    image: Image.Image
    mask: Image.Image
    """Where it is not blank."""
    right: int
    down: int


@lru_cache(maxsize=GLYPHS)
def _draw_glyph(face: Face, size: int, text: str, grey: int) -> _Glyph:
    font = _open_font(face, size)
    left, top, right, bottom = map(int, font.getbbox(text, anchor="ls"))
    drawn = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(drawn).text((-left, -top), text, fill=255, font=font, anchor="ls")
    image = drawn.point([(value * grey + 127) // 255 for value in range(256)])
    return _Glyph(image, drawn.point([0] * 16 + [255] * 240), left, top)


@lru_cache(maxsize=32)
def _open_font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.BASIC  # the other one is not everywhere, and slower
    font = ImageFont.truetype(face.path, size, index=face.index, layout_engine=layout)
    make_bold(font)
    return font


def make_bold(font: ImageFont.FreeTypeFont) -> None:
    """Make a variable font bold, which comes as thin as it can be; another stays as it is."""
    with suppress(OSError):
        axes = font.get_variation_axes()
        font.set_variation_by_axes(
            [
                min(BOLD, axis["maximum"] or 0)
                if axis["name"] == b"Weight"
                else axis["default"] or 0
                for axis in axes
            ]
        )


@lru_cache(maxsize=32_768)
def _width(face: Face, size: int, text: str) -> float:
    return _open_font(face, size).getlength(text)


@lru_cache(maxsize=64)
def _measure_in(face: Face, size: int) -> Measure:
    return partial(_width, face, size)


def _measure(face: Face) -> partial[Measure]:
    return partial(_measure_in, face)


def _clean(text: str, face: Face) -> str:
    """A text without what the face cannot show; a Han character leaves its place empty."""
    kept = [
        character if character.isspace() or _shows(face, character) else _stand_in(character, face)
        for character in unicodedata.normalize("NFC", text)
    ]
    return " ".join("".join(kept).split())


def _stand_in(character: str, face: Face) -> str:
    return GETA if _HAN.match(character) and _shows(face, GETA) else ""


@lru_cache(maxsize=16_384)
def _shows(face: Face, character: str) -> bool:
    """Whether a face has a character: what it lacks looks all the same."""
    if unicodedata.category(character) in _UNSEEN or ord(character) in _VARIANTS:
        return False
    return _draw_small(face, character) != _draw_lacking(face)


@lru_cache
def _draw_lacking(face: Face) -> bytes:
    return _draw_small(face, "\U0010ffff")


def _draw_small(face: Face, character: str) -> bytes:
    image = Image.new("L", (32, 32), 0)
    font = _open_font(face, 20)
    ImageDraw.Draw(image).text((4, 24), character, fill=255, font=font, anchor="ls")
    return image.tobytes()


# The file


def _write_card(frame: Frame, bands: Sequence[_Band], tone: int) -> bytes:
    """Put rows of the frame around those of the card."""
    parts, at = [], 0
    for band in bands:
        parts += [_press_frame(frame, at, band.first), band.rows]
        at = band.last
    return _write_png([*parts, _press_frame(frame, at, HEIGHT)], tone)


@lru_cache(maxsize=256)
def _press_frame(frame: Frame, first: int, last: int) -> Rows:
    image = _draw_frame(frame)
    above = min(1, first)
    return _press_rows(image.crop((0, first - above, image.width, last)), above=above)


def _press_rows(image: Image.Image, *, above: int = 0) -> Rows:
    """Write four bits a pixel, each row as what differs from the one above it.

    So most rows are nothing but noughts, and the quickest of zlib's ways finds all there is. Of the
    image, the first ``above`` rows, one or none, are known.
    """
    image.putpalette(_palette(0))
    packed = bytes(ROW * (1 - above)) + image.tobytes("raw", "P;4")
    change = ImageChops.subtract_modulo(_view(packed[ROW:]), _view(packed[:-ROW]))
    made = press_rows(_UP + change.tobytes()[:-1], zlib.Z_RLE)
    if len(made.pressed) > HEAVY:  # many characters: some come again, which a slower way finds
        image.paste(0, (WIDTH, 0, *image.size))
        plain = image.tobytes("raw", "P;4")[above * ROW :]
        other = press_rows(_AS_IT_IS + plain[:-1], zlib.Z_DEFAULT_STRATEGY)
        made = min(made, other, key=lambda each: len(each.pressed))
    return made


def _view(rows: bytes) -> Image.Image:
    return Image.frombuffer("L", (ROW, len(rows) // ROW), rows, "raw", "L", 0, 1)


def _write_png(parts: Sequence[Rows], tone: int) -> bytes:
    return write_png((WIDTH, HEIGHT), join_rows(parts), bits=4, palette=_palette(tone))


@lru_cache
def _palette(tone: int) -> bytes:
    cloth = bytes.fromhex(TONES[tone % len(TONES)])
    paper, red = bytes.fromhex(PAPER), bytes.fromhex(SEAL)
    greys = [_mix(paper, bytes.fromhex(INK), step / (GREYS - 1)) for step in range(GREYS)]
    reds = [_mix(paper, red, step / 4) for step in range(1, 5)]
    return b"".join([*greys, cloth, _mix(cloth, b"\xff" * 3, 0.28), *reds])


def _mix(one: bytes, other: bytes, part: float) -> bytes:
    return bytes(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
