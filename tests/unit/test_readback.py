from hypothesis import given
from hypothesis import strategies as st

from yiwen.readback import BEGIN, END, take_prose


def test_a_page_without_an_article_says_nothing():
    assert take_prose("<p>一文</p>") == ""


def test_a_begun_article_without_an_end_says_nothing():
    assert take_prose(f"<p>{BEGIN}一文</p>") == ""


@given(st.text())
def test_whatever_an_article_says_is_found_again(body):
    assert take_prose(f"<div>{BEGIN}{body}{END}</div>{BEGIN}") == body.strip()
