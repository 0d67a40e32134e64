"""Read what image files hold, and make smaller WebP images of them.

Files are known by their content, whatever their names say. Sizes are upright, in the colours every
screen has (sRGB) and without metadata: where a photo was taken is nobody's business.
"""

from __future__ import annotations

import posixpath
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO

import PIL
from PIL import Image, ImageCms

from yiwen.cache import digest
from yiwen.pictures import ImageFacts

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")

QUALITY = 80
EFFORT = 4
"""Of WebP, from 0 to 6: at 6 files are 2 % smaller and take twice the time."""
DRAWN_COLOURS = 256
"""A PNG or GIF of no more colours is a drawing, which may be smaller without loss."""
RECIPE = f"{QUALITY} {EFFORT} {DRAWN_COLOURS} {PIL.__version__}"
"""Whatever of this changes, every size is another."""

ORIENTATION = 0x0112
"""The tag of EXIF that says how a camera was held."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)
"""The orientations whose width is the height of what is shown."""

_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    RuntimeError,
    struct.error,
)
"""What Pillow raises where a file is not what its format asks for."""
_SVG = re.compile(r"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*", re.IGNORECASE)
_SVG_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg\b)", re.IGNORECASE)
_SVG_LENGTH = re.compile(r"\s(width|height)\s*=\s*[\"']\s*(\d{1,6}(?:\.\d{1,9})?)(?:px)?\s*[\"']")
_NUMBER = r"(\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})"
_VIEW_BOX = re.compile(
    rf"\sviewBox\s*=\s*[\"']\s*(?:[-+.\de]+[\s,]+){{2}}{_NUMBER}[\s,]+{_NUMBER}\s*[\"']"
)
_SVG_HEAD = 16_384


class ImageError(Exception):
    """A file that cannot be shown as an image: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def name_content(content: bytes, path: str) -> bytes:
    """The key of what is made from an image at ``path``."""
    return digest(content, posixpath.splitext(path)[1], RECIPE)


def read_facts(content: bytes) -> ImageFacts:
    """Read an image whole, so that what is said of it can be relied on.

    Raises:
        ImageError: it is damaged, too large, or no image at all.
    """
    if _SVG_BEGINS.match(content[:_SVG_HEAD]):
        return _read_svg(content)
    with _reading(content) as image:
        lying = _orientation(image) in LYING
        width, height = image.size[::-1] if lying else image.size
        kind = _kind_of(image)
        moves = kind != "jpeg" and getattr(image, "n_frames", 1) > 1
        image.draft(image.mode, (1, 1))  # an eighth of a JPEG tells whether all of it is there
        image.load()
        return ImageFacts(width, height, kind, moves)


def make_sizes(content: bytes, widths: Sequence[int]) -> dict[int, bytes]:
    """Make WebP images of ``widths`` (each at most the image's own) from a still image.

    Raises:
        ImageError: as ``read_facts`` does.
    """
    made = {}
    with _reading(content) as image:
        turn = UPRIGHT.get(_orientation(image))
        shown = image.size[::-1] if _orientation(image) in LYING else image.size
        ratio = shown[1] / shown[0]
        profile = image.info.get("icc_profile", b"")
        drawn, working = _prepare(image, _fit(image.size, shown, max(widths)))
        sized = working.transpose(turn) if turn is not None else working
        for width in sorted(widths, reverse=True):
            height = max(1, round(width * ratio))
            sized = sized.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            if profile:  # after the first step, which leaves fewer pixels to look at
                sized, profile = _to_srgb(sized, profile), b""
            made[width] = _encode(_in_plain_colours(sized), drawn=drawn)
    return made


@contextmanager
def _reading(content: bytes) -> Iterator[Image.Image]:
    """Open an image; what Pillow says of its faults becomes an `ImageError`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            what = f"an image of more than {most} million pixels"
            raise ImageError(what, "make it smaller: 4000 pixels are wide enough") from None
        except PIL.UnidentifiedImageError:
            what = "a file that is no image, or of a kind that browsers do not show"
            mend = "save the image again as JPEG, PNG or WebP, or take it out"
            raise ImageError(what, mend) from None
        except _DAMAGE:
            mend = "put the whole image there again, or take it out"
            raise ImageError("an image that is damaged or cut off", mend) from None


def _kind_of(image: Image.Image) -> str:
    """The image's kind; a phone's JPEG may hold a second picture (``MPO``) and is one all the same."""
    kind = str(image.format).lower()
    return "jpeg" if kind == "mpo" else kind


def _orientation(image: Image.Image) -> int:
    """How the camera was held; 1, upright, when that cannot be read."""
    with suppress(*_DAMAGE):
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def _fit(size: tuple[int, int], shown: tuple[int, int], width: int) -> tuple[int, int]:
    """The size, as the file lies, that is as wide as ``width`` when it is shown."""
    part = width / shown[0]
    return max(1, round(size[0] * part)), max(1, round(size[1] * part))


def _prepare(image: Image.Image, least: tuple[int, int]) -> tuple[bool, Image.Image]:
    """Whether an image is a drawing, and the image in colours that can be mixed.

    Of a JPEG no more is decoded than what has the size ``least``.
    """
    kind = _kind_of(image)
    image.draft(image.mode, least)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    clear = image.has_transparency_data
    mode = "CMYK" if image.mode == "CMYK" else "RGBA" if clear else "RGB"
    working = image.convert(mode)
    drawn = kind in ("png", "gif") and working.getcolors(DRAWN_COLOURS) is not None
    return drawn, working


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Give an image the colours that its profile means; as it is when the profile cannot be read."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    with suppress(ImageCms.PyCMSError, *_DAMAGE):
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        if image.mode != "CMYK" and "srgb" in ImageCms.getProfileDescription(meant).lower():
            return image
        screen = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, meant, screen, outputMode=mode)
        return converted or image
    return image


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """The same without a layer of transparency that nothing shows through."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        return image
    return image.convert("RGB")


def _encode(image: Image.Image, *, drawn: bool) -> bytes:
    image.info.clear()
    made = [_save(image, quality=QUALITY)]
    if drawn:
        made.append(_save(image, quality=QUALITY, lossless=True))
    return min(made, key=len)


def _save(image: Image.Image, *, quality: int, lossless: bool = False) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", quality=quality, method=EFFORT, lossless=lossless)
    return written.getvalue()


def _read_svg(content: bytes) -> ImageFacts:
    """The size of a drawing: what it asks for, else the field it is drawn on."""
    root = _SVG.search(content[:_SVG_HEAD].decode("utf-8", errors="replace"))
    if root is None:
        what = "a file that is no image, or of a kind that browsers do not show"
        mend = "save the image again as JPEG, PNG or WebP, or take it out"
        raise ImageError(what, mend)
    sides = {name: float(value) for name, value in _SVG_LENGTH.findall(root[0])}
    box = _VIEW_BOX.search(root[0])
    field = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    width, height = sides.get("width", 0.0), sides.get("height", 0.0)
    if not (width and height):
        width, height = _scale(field, width, height)
    return ImageFacts(round(width), round(height), "svg")


def _scale(field: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """A field as wide or as high as it is asked to be; nothing where it is a line."""
    if not all(field):
        return 0.0, 0.0
    part = width / field[0] if width else height / field[1] if height else 1.0
    return field[0] * part, field[1] * part
