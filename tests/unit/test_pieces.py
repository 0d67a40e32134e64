"""Pieces: what many pages show, made once and fitted in everywhere."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant
from yiwen.editions import read_editions
from yiwen.pieces import NO_PIECES, ROOT, Pieces, convert_pieces
from yiwen.settings import Settings

EDITIONS = read_editions(Settings())
CONVERTERS = Converters()


def convert(*pieces: str) -> list[tuple[str, ...]]:
    return convert_pieces(pieces, EDITIONS, CONVERTERS, interface=Variant.HANS)


def test_a_piece_has_a_form_for_each_edition():
    assert convert("<p>软件</p>") == [("<p>软件</p>", "<p>軟件</p>", "<p>軟件</p>")]


def test_no_pieces_have_no_forms():
    assert convert() == []


bodies = st.lists(
    st.text("“”‘’「」软件说的abc <&", max_size=8).map(
        lambda text: f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    ),
    max_size=4,
)


@example(["<p>他说“还没有完</p>", "<p>“完了”。</p>", "<p>后来”</p>"])
@settings(max_examples=2000)
@given(bodies)
def test_a_piece_is_the_same_whatever_is_made_with_it(pieces: list[str]):
    assert convert(*pieces) == [form for piece in pieces for form in convert(piece)]


@pytest.fixture
def pieces() -> Pieces:
    pieces = Pieces()
    card, cover = convert(f'<a href="{ROOT}tags/">软件</a>', f'<img src="{ROOT}assets/a.png">')
    pieces.add("card", "fed.md", card)
    pieces.add("cover", "fed.md", cover)
    return pieces


def test_a_page_shows_a_piece_with_links_of_its_own(pieces: Pieces):
    reference = pieces.refer("card", "fed.md")
    page = f"<p>{reference}</p>{reference}"

    assert pieces.fill_in(page, 0, root="../") == (
        '<p><a href="../tags/">软件</a></p><a href="../tags/">软件</a>'
    )
    assert pieces.fill_in(page, 1, root="") == (
        '<p><a href="tags/">軟件</a></p><a href="tags/">軟件</a>'
    )


def test_a_file_that_is_there_once_is_one_folder_further_up_in_other_editions(pieces: Pieces):
    page = str(pieces.refer("cover", "fed.md"))

    assert pieces.fill_in(page, 0, root="../") == '<img src="../assets/a.png">'
    assert pieces.fill_in(page, 2, root="../") == '<img src="../../assets/a.png">'


def test_what_was_not_made_has_no_reference(pieces: Pieces):
    assert pieces.refer("row", "fed.md") is None
    assert NO_PIECES.refer("card", "fed.md") is None


@pytest.mark.parametrize(
    "comment", ["<!--yiwen 0-->", "<!--0-->", "<!-- 0 -->", "<!--more-->", "<!--yiwen-->"]
)
def test_comments_of_authors_are_no_references(pieces: Pieces, comment: str):
    assert pieces.fill_in(f"<p>{comment}</p>", 0, root="") == f"<p>{comment}</p>"


def test_references_go_through_the_conversion_of_their_page(pieces: Pieces):
    page = f"<main>软件{pieces.refer('card', 'fed.md')}</main>"

    [(root, taiwan, _)] = convert(page)

    assert pieces.fill_in(root, 0, root="") == '<main>软件<a href="tags/">软件</a></main>'
    assert pieces.fill_in(taiwan, 1, root="") == '<main>軟件<a href="tags/">軟件</a></main>'
