"""Comments: one thread for all editions, and a policy that names nobody where there are none."""

from __future__ import annotations

import pytest

from tests.unit.makers import make_post
from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.comments import allow_giscus, comments_of, describe_thread
from yiwen.editions import Edition
from yiwen.settings import Comments, Settings

HANS, _, TW, HK = Variant
EDITIONS = (Edition(HANS, ""), Edition(TW, "zh-tw"), Edition(HK, "zh-hk"))
COMMENTS = Comments(repo="owner/name", repo_id="R_1", category="公告", category_id="DIC_1")


@pytest.mark.parametrize(
    ("front", "settings", "expected"),
    [
        ("", Settings(), None),
        ("comments: true", Settings(), None),
        ("", Settings(comments=COMMENTS), COMMENTS),
        ("comments: true", Settings(comments=COMMENTS), COMMENTS),
        ("comments: false", Settings(comments=COMMENTS), None),
    ],
)
def test_a_post_has_comments_where_the_site_has_a_place_and_it_wants_them(
    front, settings, expected
):
    assert comments_of(make_post(front=front), settings) is expected


def test_the_editions_of_an_article_have_one_thread_and_each_its_language():
    described = dict(describe_thread(COMMENTS, "blog/fed/", EDITIONS))

    language = described.pop("lang")
    languages = [plain_text(language, each.variant) for each in EDITIONS]
    assert languages == ["zh-CN", "zh-TW", "zh-TW"]
    assert described == {
        "repo": "owner/name",
        "repo-id": "R_1",
        "category": "公告",
        "category-id": "DIC_1",
        "mapping": "specific",
        "term": "blog/fed/",
        "strict": "1",
        "reactions-enabled": "1",
        "input-position": "top",
    }


def test_a_policy_names_giscus_for_script_style_and_frame_alone():
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:"

    assert allow_giscus(policy) == (
        "default-src 'none'; script-src 'self' https://giscus.app; "
        "style-src 'self' https://giscus.app; img-src 'self' https:; frame-src https://giscus.app"
    )


def test_a_preview_without_a_policy_has_none_with_comments():
    assert allow_giscus("") == ""
