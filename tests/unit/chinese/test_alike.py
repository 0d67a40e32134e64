"""Characters of both scripts that search takes for one."""

from __future__ import annotations

import pytest

from yiwen.chinese.alike import find_alike
from yiwen.chinese.texts import Converters
from yiwen.chinese.variants import Variant

ALIKE = find_alike()


def fold(text):
    return "".join(ALIKE.get(character, character) for character in text)


@pytest.mark.parametrize(
    "words",
    [
        "债債",
        "发發髮",
        "里裡裏",
        "台臺檯",
        "着著",
        "干乾幹",
        "面麵麪",
        "帐帳账賬",
        "峰峯",
        "说說説",
    ],
)
def test_characters_of_one_word_fold_to_one(words):
    assert len(set(map(fold, words))) == 1


@pytest.mark.parametrize("pair", ["美国", "债券", "聯準", "购债", "一二", "上下", "表示"])
def test_other_characters_stay_apart(pair):
    assert fold(pair[0]) != fold(pair[1])


@pytest.mark.parametrize("target", [Variant.TW, Variant.HK, Variant.HANT])
@pytest.mark.parametrize(
    "text",
    [
        "美联储宣布降息，干部头发里的面条，台湾着急了解瞭望台。",
        "计划反复调整，市场复苏仿佛后来居上；藉口与借口。",
        "他在皇后大道后面说：十里洋场，只有一只钟。",
    ],
)
def test_a_text_and_its_conversion_are_one(text, target):
    converted = Converters().convert(Variant.HANS, target, text)

    assert converted != text
    assert [fold(each) for each in converted if each.isalpha()] == [
        fold(each) for each in text if each.isalpha()
    ]


def test_folding_twice_is_folding_once():
    assert not set(ALIKE.values()) & ALIKE.keys()
