"""Images in the text of a page have their size, their sizes and their time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.figures import fit_images
from yiwen.pictures import Picture, Size

LARGE = Picture("a/p.jpg", 3000, 2000, (Size(480, "a/p.1-480.webp"), Size(800, "a/p.1-800.webp")))
SMALL = Picture("a/s.jpg", 600, 400, (Size(480, "a/s.1-480.webp"), Size(600, "a/s.1-600.webp")))
DRAWN = Picture("a/d.svg", 960, 540)
UNKNOWN = Picture("a/u.svg", 0, 0)
PICTURES = {each.url: each for each in (LARGE, SMALL, DRAWN, UNKNOWN)}
COLUMN = 'sizes="(min-width: 48em) 43rem, calc(100vw - 2.5rem)"'
SRCSET = 'srcset="../../a/p.1-480.webp 480w, ../../a/p.1-800.webp 800w"'
WAITS = 'loading="lazy" decoding="async"'


def fit(html: str, *, url: str = "blog/fed/", eager: int = 0) -> str:
    return fit_images(html, url=url, find=PICTURES.get, eager=eager)


def test_a_local_image_has_its_size_and_its_sizes():
    assert fit('<p><img alt="图" src="../../a/p.jpg" /></p>') == (
        f'<p><img alt="图" src="../../a/p.jpg" width="3000" height="2000" {SRCSET} {COLUMN} {WAITS} />'
        "</p>"
    )


def test_an_image_narrower_than_the_column_is_laid_out_as_wide_as_it_is():
    assert 'sizes="(min-width: 640px) 600px, calc(100vw - 2.5rem)"' in fit(
        '<img src="../../a/s.jpg">'
    )


def test_a_drawing_has_its_size_alone():
    assert fit('<img src="../../a/d.svg">') == (
        f'<img src="../../a/d.svg" width="960" height="540" {WAITS}>'
    )
    assert fit('<img src="../../a/u.svg">') == f'<img src="../../a/u.svg" {WAITS}>'


def test_addresses_of_sizes_begin_as_the_author_has_written_the_image():
    html = fit('<img src="/a/p.jpg?v=1">', url="")

    assert 'srcset="/a/p.1-480.webp 480w, /a/p.1-800.webp 800w"' in html
    assert 'srcset="p.1-480.webp 480w, p.1-800.webp 800w"' in fit('<img src="p.jpg">', url="a/")


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('width="300"', 'width="300" height="200"'),
        ('height="200"', 'height="200" width="300"'),
        ('width="300" height="300"', 'width="300" height="300"'),
        ('width="1"', 'width="1" height="1"'),
    ],
)
def test_a_size_that_an_author_gave_is_kept(given: str, size: str):
    html = fit(f'<img src="../../a/p.jpg" {given}>')

    assert f'<img src="../../a/p.jpg" {size} srcset=' in html


def test_an_image_an_author_made_small_asks_for_a_small_file():
    html = fit('<img src="../../a/p.jpg" width="300">')

    assert 'sizes="(min-width: 340px) 300px, calc(100vw - 2.5rem)"' in html


@pytest.mark.parametrize("given", ['width="50%"', 'height="auto"', 'width="0"', 'width="99999999"'])
def test_a_size_in_other_words_is_left_alone(given: str):
    assert fit(f'<img src="../../a/p.jpg" {given}>') == (
        f'<img src="../../a/p.jpg" {given} {SRCSET} {COLUMN} {WAITS}>'
    )


def test_what_an_author_wrote_stays():
    html = '<IMG SRC=../../a/p.jpg srcset="x.png 2x" loading="eager" decoding=sync>'

    assert fit(html) == f'{html[:-1]} width="3000" height="2000">'
    assert 'sizes="50vw"' in fit('<img sizes="50vw" src="../../a/p.jpg">')


def test_the_first_images_may_be_loaded_at_once():
    html = fit('<img src="1.png"><img src="2.png"><img src="3.png">', eager=2)

    assert re.findall(r'src="(\d).png" (loading="lazy")?', html) == [
        ("1", ""),
        ("2", ""),
        ("3", 'loading="lazy"'),
    ]


@pytest.mark.parametrize("source", ["https://elsewhere.org/p.png", "//elsewhere.org/p.png"])
def test_another_host_is_not_told_what_is_read(source: str):
    assert fit(f'<img src="{source}">') == (
        f'<img src="{source}" referrerpolicy="no-referrer" {WAITS}>'
    )


@pytest.mark.parametrize("source", ["", "data:image/png;base64,AAAA", "../../a/none.jpg", "//[x/"])
def test_an_image_that_is_not_known_is_only_asked_to_wait(source: str):
    assert fit(f'<img src="{source}">').endswith(f"{WAITS}>")
    assert "srcset" not in fit(f'<img src="{source}">')


def test_addresses_are_compared_as_files_are_called():
    picture = Picture("x", 9, 8)
    html = fit_images(
        '<img src="../%E5%9B%BE%20a.png?x&amp;y">', url="b/", find={"图 a.png": picture}.get
    )

    assert 'width="9" height="8"' in html


@pytest.mark.parametrize("source", [" //[x", "http:&#10;//[x"])
def test_an_address_that_cannot_be_read_is_none(source: str):
    assert fit(f'<img src="{source}">') == f'<img src="{source}" {WAITS}>'


def test_images_in_code_are_text():
    assert fit("<pre>&lt;img src='a'&gt;</pre>") == "<pre>&lt;img src='a'&gt;</pre>"


def test_a_sign_inside_a_value_does_not_end_the_tag():
    assert fit('<img alt="a > b" src="../../a/d.svg">').startswith(
        '<img alt="a > b" src="../../a/d.svg" width="960"'
    )


@given(st.text(alphabet="<img src=\"'a/p.jpg>&;\n0 x", max_size=80))
def test_what_is_no_image_stays_as_it_was(text: str):
    fitted = fit(text)

    assert re.sub(r"<img[^>]*>", "", text) == re.sub(r"<img[^>]*>", "", fitted)
