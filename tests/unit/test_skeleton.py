from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.variants import Variant
from yiwen.posts import read_post
from yiwen.settings import Settings
from yiwen.skeleton import plan_path, render_skeleton
from yiwen.sources import clean_source

MOMENT = datetime(2025, 12, 9, 8, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
SETTINGS = Settings()


def test_a_new_post_explains_its_front_matter():
    text = render_skeleton("美联储: 扩表", published=MOMENT, category="财经", tags=["宏观", "QE"])

    assert text.startswith(
        "---\n"
        "# 标题；留空就用正文的第一个标题\n"
        'title: "美联储: 扩表"\n'
        "# 发布时间；写未来的时间，到时才会发布\n"
        "date: 2025-12-09 08:05\n"
    )
    assert 'category: "财经"\n' in text
    assert 'tags: ["宏观", "QE"]\n' in text
    assert "\n# lang: zh-Hant-TW\n" in text


def test_a_new_post_of_a_named_variant_is_written_in_it():
    text = render_skeleton("標題", published=MOMENT, lang=Variant.TW)
    post = read_post(text, path="blog/a.md", settings=SETTINGS)

    assert post.script is Variant.TW
    assert "這裡" in post.body


def test_a_traditional_title_gets_a_traditional_beginning():
    text = render_skeleton("聯準會啟動購債計劃", published=MOMENT)
    post = read_post(text, path="blog/a.md", settings=SETTINGS)

    assert post.script is Variant.HANT


def test_a_new_post_lies_in_the_folder_of_its_day():
    assert plan_path("fed", published=MOMENT, folder="blog") == "blog/2025/12/09/fed.md"


words = st.text(st.characters(exclude_characters="{"), min_size=1).filter(
    lambda text: clean_source(text).split()
)


@given(words, st.lists(words, max_size=3, unique=True), words, st.booleans())
def test_a_new_post_reads_back_as_what_was_asked_for(title, tags, category, draft):
    text = render_skeleton(
        title,
        published=MOMENT,
        category=category,
        tags=tags,
        cover="assets/covers/a.webp",
        lang=Variant.HK,
        draft=draft,
    )
    post = read_post(text, path="blog/2025/12/09/a.md", settings=SETTINGS)

    assert post.title == " ".join(clean_source(title).split())
    assert post.categories == (" ".join(clean_source(category).split()),)
    assert post.tags == tuple(dict.fromkeys(" ".join(clean_source(tag).split()) for tag in tags))
    assert (post.published, post.has_time, post.draft) == (MOMENT, True, draft)
    assert (post.cover, post.script) == ("assets/covers/a.webp", Variant.HK)
    assert post.description
