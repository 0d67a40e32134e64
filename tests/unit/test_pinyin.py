from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.pinyin import slug_title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("美联储“隐秘扩表”与 QE", "mei-lian-chu-yin-mi-kuo-biao-yu-qe"),
        ("美聯儲“隱秘擴表”與 QE", "mei-lian-chu-yin-mi-kuo-biao-yu-qe"),
        ("重启长春银行", "chong-qi-chang-chun-yin-hang"),
        ("绿色旅行", "lv-se-lv-xing"),
        ("Ünïcode Café", "unicode-cafe"),
        ("ＱＥ２", "qe2"),
        ("😀？", "post"),
        ("", "post"),
        ("a" * 90, "a" * 60),
        ("宏观经济" * 20, "hong-guan-jing-ji-hong-guan-jing-ji-hong-guan-jing-ji-hong"),
    ],
)
def test_a_title_is_spelled_in_latin_letters(title, slug):
    assert slug_title(title) == slug


@given(st.text())
def test_every_title_has_a_short_plain_slug(title):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug_title(title))
    assert len(slug_title(title)) <= 60


def test_no_build_needs_the_dictionary():
    """It is large; only scripts load it."""
    code = (
        "import sys, yiwen.posts, yiwen.library, yiwen.skeleton; print('pypinyin' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert ran.stdout == "False\n"
