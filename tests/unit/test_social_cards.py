"""The pictures that stand for pages where they are shared."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT
from yiwen.chinese.variants import Variant
from yiwen.fonts import Face, choose_faces, find_faces
from yiwen.problems import YiwenError
from yiwen.social_cards import (
    PAPER,
    TONES,
    Card,
    Drawing,
    SiteCard,
    draw,
    draw_plain_card,
    make_bold,
    read_own_faces,
)

CARD = Card("一次降息，怎样走到你家门口", "宏观", "2025年12月12日", "一文财经", 1)
LONGEST = 24_000
"""Bytes of a card full of words."""

FACES = choose_faces(find_faces(), [Variant.HANS, Variant.TW, Variant.HK])
needs_font = pytest.mark.skipif(not FACES, reason="no font with Chinese characters")


@pytest.fixture
def face() -> Face:
    return FACES[Variant.HANS]


def show(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def draw_title(title: str, face: Face) -> bytes:
    return draw(Drawing(CARD._replace(title=title), face))


@needs_font
def test_a_card_is_as_large_as_services_ask_and_light(face: Face):
    content = draw(Drawing(CARD, face))
    image = Image.open(BytesIO(content))

    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(content) < 14_000


@needs_font
def test_the_same_words_give_the_same_bytes(face: Face):
    assert draw(Drawing(CARD, face)) == draw(Drawing(CARD, face))


@needs_font
@pytest.mark.parametrize(
    "other",
    [
        CARD._replace(title="一次加息，怎样走到你家门口"),
        CARD._replace(category="市场"),
        CARD._replace(category="Crypto"),
        CARD._replace(day="2025年12月13日"),
        CARD._replace(site="别的网站"),
        CARD._replace(tone=2),
    ],
)
def test_other_words_give_another_card(face: Face, other: Card):
    assert draw(Drawing(CARD, face)) != draw(Drawing(other, face))


@needs_font
@pytest.mark.skipif(len(set(FACES.values())) < 3, reason="no font with the forms of all regions")
def test_each_edition_has_the_forms_of_its_region():
    assert len({draw_title("骨直戶說", face) for face in FACES.values()}) == 3


@needs_font
def test_paper_cloth_and_seal_have_the_colours_of_the_site(face: Face):
    image = show(draw(Drawing(CARD, face)))

    assert image.getpixel((5, 5)) == tuple(bytes.fromhex(PAPER))
    assert image.getpixel((1010, 600)) == tuple(bytes.fromhex(TONES[1]))
    assert image.getpixel((90, 80)) == (0xB8, 0x32, 0x1F)


def test_the_colours_are_those_of_the_style_sheet():
    style = (ROOT / "overrides" / "assets" / "yiwen.css").read_text(encoding="utf-8")

    assert re.findall(r"\.tone-\d \{ --tone: #(\w+)", style) == list(TONES)


@needs_font
@pytest.mark.parametrize(
    "title",
    [
        "很长的标题" * 40,
        "字" * 200,
        "一" * 3,
        "https://example.org/" + "a" * 300,
        "“引号”、《书名》、（括号）：「引」——还有……",
        "<b>&\"'</b> ]]> <!-- </script> 国债",
        "العربية 中文 ไทย",
        "\u202e反\u0300着\u200b写\ufeff\u0000",
        "。" * 80,
    ],
    ids=range(9),
)
def test_any_title_stays_on_paper(face: Face, title: str):
    """Beside the cloth, below the site's name and above the rule."""
    content = draw_title(title, face)
    image = show(content)
    paper = tuple(bytes.fromhex(PAPER))

    assert len(content) < LONGEST
    for box in ((0, 120, 36, 510), (948, 0, 1000, 630), (84, 110, 944, 122), (84, 510, 944, 519)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]


@needs_font
def test_what_a_font_lacks_is_left_out(face: Face):
    bare = draw_title("降息了", face)

    assert draw_title("😀降息👩‍👩‍👧了 🇭🇰", face) == bare
    assert draw_title("降\u0007息\ue000了\ufe0f", face) == bare


@needs_font
def test_a_title_of_nothing_that_can_be_shown_is_the_sites_name(face: Face):
    assert draw_title("😀", face) == draw_title(CARD.site, face)


@needs_font
def test_a_site_has_a_card_of_its_own(face: Face):
    one = draw(Drawing(SiteCard("一文财经", "写给每一种中文的读者。"), face))

    assert show(one).size == (1200, 630)
    assert one != draw(Drawing(SiteCard("一文财经", ""), face))


def test_the_themes_card_without_words_is_what_would_be_drawn():
    """Draw it anew with `draw_plain_card` when the design changes."""
    kept = (ROOT / "overrides" / "assets" / "card.png").read_bytes()

    assert show(kept).tobytes() == show(draw_plain_card()).tobytes()


def test_a_font_of_the_sites_own_must_be_one(tmp_path: Path):
    with pytest.raises(YiwenError) as refused:
        read_own_faces(tmp_path / "a.otf", "fonts/a.otf")

    (problem,) = refused.value.problems
    assert (problem.what, problem.mend) == (
        "extra.yiwen.card_font: no font: 'fonts/a.otf'",
        "name a .ttf, .otf or .ttc file, seen from mkdocs.yml, or leave the line out",
    )


class Variable:
    """What Pillow tells of a variable font."""

    def __init__(self) -> None:
        self.axes = [
            {"name": b"Weight", "minimum": 200, "default": 200, "maximum": 900},
            {"name": b"Width", "minimum": 50, "default": 100, "maximum": 150},
        ]
        self.chosen: list[int] = []

    def get_variation_axes(self) -> list[dict[str, object]]:
        return self.axes

    def set_variation_by_axes(self, axes: list[int]) -> None:
        self.chosen = axes


def test_a_variable_font_is_made_bold_and_is_else_as_it_comes():
    font = Variable()
    make_bold(font)  # type: ignore[arg-type]

    assert font.chosen == [700, 100]


@needs_font
def test_a_font_of_the_sites_own_is_read(face: Face):
    own = read_own_faces(Path(face.path), "fonts/own.ttc")

    assert face.family in {each.family for each in own}
