"""Images are known by what they hold, and smaller ones are as they look."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, features

from yiwen.images import ImageError, make_sizes, name_content, read_facts
from yiwen.pictures import ImageFacts

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (30, 60, 200), (250, 250, 250)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def make(mode: str = "RGB", size: tuple[int, int] = (60, 40), colour: object = RED) -> Image.Image:
    return Image.new(mode, size, colour)  # type: ignore[arg-type]


def save(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def corners() -> Image.Image:
    """60 × 40, each quarter of another colour: red, green; blue, white."""
    image = make()
    for colour, place in ((GREEN, (30, 0)), (BLUE, (0, 20)), (WHITE, (30, 20))):
        image.paste(colour, (*place, place[0] + 30, place[1] + 20))
    return image


def held(orientation: int) -> bytes:
    """A JPEG whose camera says how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return save(corners(), "JPEG", quality=95, exif=exif)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def near(one: object, other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))  # type: ignore[call-overload]


def fault(content: bytes) -> tuple[str, str]:
    with pytest.raises(ImageError) as raised:
        read_facts(content)
    return raised.value.what, raised.value.mend


# What an image is


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_image_is_known_by_its_content(kind: str):
    assert read_facts(save(make(), kind)) == ImageFacts(60, 40, kind.lower())
    assert read_facts(save(make(), kind)).resizable


@pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF")
def test_avif_is_known_but_no_smaller_ones_are_made():
    facts = read_facts(save(make(), "AVIF"))

    assert facts == ImageFacts(60, 40, "avif")
    assert not facts.resizable


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_left_as_it_is(kind: str):
    moving = save(make(), kind, save_all=True, append_images=[make(colour=BLUE)])

    assert read_facts(moving) == ImageFacts(60, 40, kind.lower(), moves=True)
    assert not read_facts(moving).resizable


def test_a_photo_with_a_second_picture_in_it_is_a_still_one():
    phone = save(make(), "MPO", save_all=True, append_images=[make(colour=BLUE)])

    assert read_facts(phone) == ImageFacts(60, 40, "jpeg")


@pytest.mark.parametrize("orientation", [1, 2, 3, 4])
def test_a_photo_that_was_held_upright_is_as_wide_as_it_says(orientation: int):
    assert read_facts(held(orientation)) == ImageFacts(60, 40, "jpeg")


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_photo_that_was_held_sideways_is_as_wide_as_it_is_high(orientation: int):
    assert read_facts(held(orientation)) == ImageFacts(40, 60, "jpeg")


def test_an_orientation_that_cannot_be_read_is_none():
    broken = held(6).replace(b"MM\x00*", b"MM\x00!", 1)

    assert read_facts(broken) == ImageFacts(60, 40, "jpeg")


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="960" height="540">', (960, 540)),
        ("<svg width='960px' height='540.4px'>", (960, 540)),
        ('<svg viewBox="0 0 300 150">', (300, 150)),
        ('<svg viewBox="-10,-10, 300.5 ,150">', (300, 150)),
        ('<svg width="100%" height="100%" viewBox="0 0 300 150">', (300, 150)),
        ('<svg width="600" viewBox="0 0 300 150">', (600, 300)),
        ('<svg height="50" viewBox="0 0 300 150">', (100, 50)),
        ('<svg width="10em" height="5em">', (0, 0)),
        ('<svg width="600">', (0, 0)),
        ('<svg height="600" viewBox="0 0 300 0">', (0, 0)),
        ('<svg data-x="a>b" width="9" height="8">', (9, 8)),
        ('<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="9" height="8">', (9, 8)),
        ('\ufeff<!DOCTYPE svg><SVG width="9" height="8">', (9, 8)),
        ('<svg viewBox="0 0 .5.5 1..">', (0, 0)),
        ('<svg width="99999999" viewBox="0 0 300. .75e9">', (0, 0)),
        ('<svg stroke-width="7" viewBox="0 0 3 2">', (3, 2)),
    ],
)
def test_a_drawing_is_as_large_as_it_asks_to_be(root: str, size: tuple[int, int]):
    assert read_facts(f"{root}<path/></svg>".encode()) == ImageFacts(*size, "svg")


# What is none


NO_IMAGE = (
    "a file that is no image, or of a kind that browsers do not show",
    "save the image again as JPEG, PNG or WebP, or take it out",
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an image",
        b"<!DOCTYPE html><html><title>404</title></html>",
        b"\x00\x00\x00\x18ftypheic",
        save(make(), "BMP"),
        save(make(), "TIFF"),
    ],
)
def test_what_browsers_do_not_show_is_no_image(content: bytes):
    assert fault(content) == NO_IMAGE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_an_image_is_damaged(kind: str):
    noise = Image.effect_noise((90, 90), 90).convert("RGB")
    whole = save(noise, kind)

    assert fault(whole[: len(whole) // 2]) == (
        "an image that is damaged or cut off",
        "put the whole image there again, or take it out",
    )


@pytest.mark.parametrize("most", [2_000, 1_000])
def test_an_image_that_would_fill_the_memory_is_not_opened(
    most: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)

    assert fault(save(make())) == (
        "an image of more than 0 million pixels",
        "make it smaller: 4000 pixels are wide enough",
    )


SEEDS = (
    held(6),
    save(make(), "JPEG", icc_profile=SRGB),
    save(make("RGBA", colour=(9, 9, 9, 90))),
    save(make("P", colour=3), "GIF"),
    save(make(), "WEBP"),
    b'<svg width="9" height="8" viewBox="0 0 3 2"></svg>',
)


@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=4)), max_size=6),
)
def test_whatever_a_file_holds_it_is_an_image_or_told(
    seed: bytes, changes: list[tuple[int, bytes]]
):
    content = bytearray(seed)
    for at, written in changes:
        content[at % len(seed) : at % len(seed) + 2] = written

    for look in (read_facts, lambda damaged: make_sizes(damaged, [20])):
        with suppress(ImageError):
            look(bytes(content))


# Sizes


def test_sizes_are_webp_as_wide_as_wanted_and_as_high_as_the_image_asks():
    sizes = make_sizes(save(corners(), "JPEG"), [15, 30, 60])

    assert {width: opened(content).size for width, content in sizes.items()} == {
        60: (60, 40),
        30: (30, 20),
        15: (15, 10),
    }
    assert {opened(content).format for content in sizes.values()} == {"WEBP"}


def test_the_same_image_gives_the_same_bytes():
    content = save(Image.effect_noise((64, 48), 60).convert("RGB"), "JPEG")

    assert make_sizes(content, [40, 20]) == make_sizes(content, [20, 40])
    assert make_sizes(content, [20])[20] != b""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_stand_upright(orientation: int):
    expected = {
        1: (RED, GREEN, BLUE, WHITE),
        2: (GREEN, RED, WHITE, BLUE),
        3: (WHITE, BLUE, GREEN, RED),
        4: (BLUE, WHITE, RED, GREEN),
        5: (RED, BLUE, GREEN, WHITE),
        6: (BLUE, RED, WHITE, GREEN),
        7: (WHITE, GREEN, BLUE, RED),
        8: (GREEN, WHITE, RED, BLUE),
    }
    size = opened(make_sizes(held(orientation), [20])[20])
    right, low = size.width - 3, size.height - 3
    places = ((2, 2), (right, 2), (2, low), (right, low))

    assert size.size == ((20, 13) if orientation < 5 else (20, 30))
    for place, colour in zip(places, expected[orientation], strict=True):
        assert near(size.getpixel(place), colour)


def test_sizes_hold_nothing_but_the_image():
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    exif.get_ifd(0x8825)[1] = "N"
    photo = save(corners(), "JPEG", exif=exif, icc_profile=SRGB, comment=b"at home", xmp=b"<x/>")

    size = opened(make_sizes(photo, [30])[30])

    assert not {"exif", "icc_profile", "xmp", "comment"} & size.info.keys()


def test_what_is_clear_stays_clear():
    image = make("RGBA", colour=(0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 30, 40))
    size = opened(make_sizes(save(image), [30])[30])

    assert size.mode == "RGBA"
    assert near(size.getpixel((4, 10)), (*RED, 255))
    assert size.getpixel((26, 10))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        save(make("P", colour=0), transparency=0),
        save(make("P", colour=0), "GIF", transparency=0),
        save(make("LA", colour=(9, 0))),
        save(make("RGB", colour=RED), transparency=RED),
        save(make("L", colour=7), transparency=7),
    ],
)
def test_every_way_to_be_clear_is_kept(content: bytes):
    assert opened(make_sizes(content, [30])[30]).getpixel((9, 9))[3] == 0  # type: ignore[index]


def test_a_layer_of_transparency_that_shows_nothing_is_dropped():
    assert opened(make_sizes(save(make("RGBA", colour=(*RED, 255))), [30])[30]).mode == "RGB"


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (make("L", colour=128), (128, 128, 128)),
        (make("1", colour=1), (255, 255, 255)),
        (make("I;16", colour=128 * 256), (128, 128, 128)),
        (make("P", colour=0), (0, 0, 0)),
    ],
)
def test_greys_and_palettes_keep_their_colours(image: Image.Image, colour: tuple[int, ...]):
    assert near(opened(make_sizes(save(image), [30])[30]).getpixel((9, 9)), colour)


def test_colours_for_print_become_colours_for_screens():
    content = save(make("CMYK", colour=(0, 255, 255, 0)), "JPEG")

    assert near(opened(make_sizes(content, [30])[30]).getpixel((9, 9)), (254, 0, 0))


def swapped_profile() -> bytes:
    """A profile whose red is blue and whose blue is red."""
    swapped = SRGB
    for one, other in ((b"rXYZ", b"bXYZ"),):
        swapped = swapped.replace(one, b"????").replace(other, one).replace(b"????", other)
    return swapped.replace(b"s\x00R\x00G\x00B", b"s\x00W\x00A\x00P").replace(b"sRGB", b"swap")


def test_colours_mean_what_their_profile_says():
    plain = save(make(colour=(200, 40, 40)), icc_profile=SRGB)
    swapped = save(make(colour=(200, 40, 40)), icc_profile=swapped_profile())
    clear = save(make("RGBA", colour=(200, 40, 40, 128)), icc_profile=swapped_profile())

    assert near(opened(make_sizes(plain, [30])[30]).getpixel((9, 9)), (200, 40, 40))
    assert near(opened(make_sizes(swapped, [30])[30]).getpixel((9, 9)), (40, 40, 200))
    assert near(opened(make_sizes(clear, [30])[30]).getpixel((9, 9)), (40, 40, 200, 128))


@pytest.mark.parametrize("profile", [b"nonsense", SRGB[:200]])
def test_a_profile_that_cannot_be_read_is_none(profile: bytes):
    content = save(make(colour=(200, 40, 40)), icc_profile=profile)

    assert near(opened(make_sizes(content, [30])[30]).getpixel((9, 9)), (200, 40, 40))


def test_a_drawing_is_kept_without_loss_where_that_is_smaller():
    image = make(size=(200, 100), colour=WHITE)
    for x in range(0, 200, 10):
        image.paste((0, 0, 0), (x, 0, x + 3, 100))
    size = opened(make_sizes(save(image), [200])[200])

    assert size.getpixel((1, 50)) == (0, 0, 0)
    assert size.getpixel((6, 50)) == WHITE


def test_an_image_that_is_no_image_has_no_sizes():
    with pytest.raises(ImageError):
        make_sizes(b"nothing", [30])


def test_the_key_of_sizes_is_that_of_their_content_and_kind_of_file():
    assert name_content(b"a", "x/p.png") == name_content(b"a", "y/q.png")
    assert name_content(b"a", "p.png") != name_content(b"b", "p.png")
    assert name_content(b"a", "p.png") != name_content(b"a", "p.jpg")
