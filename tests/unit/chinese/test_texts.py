import weakref
from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese import texts
from yiwen.chinese.glossary import read_glossary
from yiwen.chinese.rules import mark_text, mark_values
from yiwen.chinese.texts import AS_OPENCC, Converters, Options
from yiwen.chinese.variants import TARGETS, Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK
SITE = Converters()
WAYS = [(source, target) for source in Variant for target in TARGETS if source != target]


def read(*entries):
    terms, faults = read_glossary(entries)
    assert faults == ()
    return terms


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("说税户峰启阅床脱温兑锐酝悦", HANS, HK, "說稅戶峰啟閱床脫溫兌銳醞悅"),
        ("說稅戶峰啟閱床脫溫兌銳醞悅", TW, HK, "說稅戶峰啟閱床脫溫兌銳醞悅"),
        ("里面、看着、台湾、卫生、群众、面条", HANS, HK, "裏面、看着、台灣、衞生、羣眾、麪條"),
        ("了解、明了、简单明了解释", HANS, HK, "了解、明瞭、簡單明瞭解釋"),
        ("台湾、平台、舞台、台北", HANS, TW, "台灣、平台、舞台、台北"),
        ("柜台、台灯、台风、天台、台州", HANS, TW, "櫃檯、檯燈、颱風、天台、台州"),
        ("了解、瞭望、一目了然、简单明了解释", HANS, TW, "了解、瞭望、一目瞭然、簡單明瞭解釋"),
        ("账户、帐篷、污染、贪污", HANS, TW, "帳戶、帳篷、污染、貪污"),
        ("台灣平台的賬户", HK, TW, "台灣平台的帳戶"),
    ],
)
def test_glyphs_are_those_that_people_of_the_region_print(text, source, target, expected):
    assert SITE.convert(source, target, text) == expected


def test_glyphs_can_be_left_as_opencc_has_them():
    plain = Converters((), AS_OPENCC)
    assert plain.convert(HANS, HK, "说税户温了解") == "説税户温瞭解"
    assert plain.convert(HANS, TW, "平台账户污染了解") == "平臺賬戶汙染瞭解"


def test_glyphs_of_a_text_in_its_own_variant_are_never_touched():
    assert SITE.convert(TW, TW, "臺灣賬戶“引號”") == "臺灣賬戶“引號”"
    assert SITE.convert(HK, HK, "説税户温") == "説税户温"


def test_quotation_marks_go_with_the_script():
    assert SITE.convert(HANS, TW, "他说“头发”。") == "他說「頭髮」。"
    assert SITE.convert(TW, HANS, "他說「頭髮」。") == "他说“头发”。"
    assert SITE.convert(TW, HK, "他說「頭髮」。") == "他說「頭髮」。"
    assert Converters((), Options(quotes=False)).convert(HANS, TW, "他说“头”。") == "他說“頭”。"


def test_regional_words_can_be_had_for_some_targets():
    options = Options(phrases=frozenset({TW}))
    assert Converters((), options).convert(HANS, TW, "软件") == "軟體"
    assert Converters((), options).convert(HANS, HK, "软件") == "軟件"


def test_texts_of_one_page_are_converted_apart():
    converter = SITE.between(HANS, TW)
    assert converter.convert_all(["头", "发", "", "头发"]) == ["頭", "發", "", "頭髮"]
    assert converter.convert_all([]) == []


def test_a_pair_of_quotation_marks_may_reach_over_texts():
    assert SITE.between(HANS, TW).convert_all(["说“", "头", "”。"]) == ["說「", "頭", "」。"]


def test_values_of_rules_go_through_the_escape_and_nothing_else_does():
    text = mark_text("<头-{hans:甲;tw:<乙>}-发-{}-").text
    for source, expected in ((HANS, "<頭[<乙>]發[]"), (TW, "<头[<乙>]发[]")):
        converter = SITE.between(source, TW)
        assert converter.convert_all([text, "无"], "[{}]".format)[0] == expected


def test_a_rule_without_a_fitting_value_takes_the_words_of_the_glossary():
    converters = Converters(read({"hans": "美联储", "tw": "聯準會", "hk": "聯儲局"}))
    text = mark_text("-{hans:美联储;tw:甲}-").text
    assert converters.convert(HANS, HK, text) == "聯儲局"
    assert converters.convert(HK, HK, text) == "聯儲局"


def test_what_no_text_may_hold_is_removed():
    text = "头\0发\x1f \U000f0000\U000f8001\U000ffffd头\ud800发"
    assert SITE.between(HANS, TW).convert_all(["甲", text]) == ["甲", "頭髮 頭�發"]
    assert SITE.convert(TW, TW, "甲\x1f\U000f0000\U000ffffd乙") == "甲乙"


def test_a_description_of_a_character_swallows_nothing_of_the_next_text():
    texts_in = ["\u2ff0", "头发", "里面\u2ff1", mark_text("-{乙}-头发").text]
    assert SITE.between(HANS, TW).convert_all(texts_in) == [
        "\u2ff0",
        "頭髮",
        "裡面\u2ff1",
        "乙頭髮",
    ]


def test_applications_of_terms_are_counted():
    terms = read({"hans": "美联储", "tw": "聯準會"}, {"hans": "比特币"}, {"hans": "软件"})
    converters = Converters(terms)
    converters.between(HANS, TW).convert_all(["美联储和比特币", "美联储"])
    converters.for_page(read({"hans": "以太坊"})).convert(HANS, HK, "比特币与以太坊")
    assert {term.values[0][1]: times for term, times in converters.used.items()} == {
        "美联储": 2,
        "比特币": 2,
        "以太坊": 1,
    }
    assert converters.between(HANS, TW).used == Counter({terms[0]: 2, terms[1]: 1})


def test_terms_of_a_page_go_before_those_of_the_site():
    site = Converters(read({"hans": "软件", "tw": "軟體"}, {"hans": "硬件", "tw": "硬體"}))
    page = site.for_page(read({"hans": "软件", "tw": "程式"}))
    assert page.convert(HANS, TW, "软件硬件") == "程式硬體"
    assert site.convert(HANS, TW, "软件硬件") == "軟體硬體"


def test_a_page_can_choose_regional_words():
    assert SITE.for_page(phrases=True).convert(HANS, TW, "软件") == "軟體"


def test_a_page_with_nothing_of_its_own_shares_the_converters_of_the_site():
    terms = read({"hans": "软件", "tw": "程式"})
    assert SITE.for_page() is SITE
    assert SITE.for_page(phrases=False) is SITE
    assert SITE.for_page(terms) is SITE.for_page(terms)
    assert SITE.between(HANS, TW) is SITE.between(HANS, TW)


def test_converters_of_earlier_pages_are_let_go():
    site = Converters()
    pages = [site.for_page(read({"hans": f"{name}发"})) for name in "甲乙丙丁戊己"]
    assert site.for_page(read({"hans": "己发"})) is pages[5]
    assert site.for_page(read({"hans": "甲发"})) is not pages[0]


def test_counts_of_pages_that_were_let_go_are_kept():
    site = Converters()
    for name in "甲乙丙丁戊己":
        site.for_page(read({"hans": f"{name}发"})).convert(HANS, TW, f"{name}发")
    assert sum(site.used.values()) == 6


def test_what_is_let_go_leaves_the_memory_at_once_and_keeps_its_counts():
    site = Converters(read({"hans": "软件", "tw": "軟體"}))
    page = site.for_page(read({"hans": "硬件", "tw": "硬體"}))
    gone = [weakref.ref(each.between(HANS, TW)) for each in (site, page)]
    assert page.convert(HANS, TW, "软件硬件") == "軟體硬體"
    del page

    site.let_go()

    assert [each() for each in gone] == [None, None]
    assert site.convert(HANS, TW, "软件") == "軟體"
    assert sum(site.used.values()) == 3


def test_a_converter_is_made_when_it_is_first_needed(monkeypatch):
    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(texts, "make_run", refuse)
    converters = Converters()
    assert converters.convert(TW, TW, "头发") == "头发"
    assert converters.between(HANS, TW).source == HANS


def test_the_engine_is_not_shown_a_text_twice(monkeypatch):
    seen = []

    def shout(text):
        seen.append(text)
        return text.upper()

    monkeypatch.setattr(texts, "make_run", lambda *_: shout)
    monkeypatch.setattr(texts, "_MOST_KNOWN", 2)
    converter = Converters().between(HANS, TW)
    assert converter.convert_all(["a", "b", "a"]) == ["A", "B", "A"]
    assert converter.convert_all(["b", "a"]) == ["B", "A"]
    assert converter.convert_all(["b", "c", "a"]) == ["B", "C", "A"]
    assert converter.convert_all(["a", "b"]) == ["A", "B"]
    assert seen == ["a\x1fb", "c", "a\x1fb"]


def test_a_long_text_is_not_kept_beyond_its_page(monkeypatch):
    seen = []

    def shout(text):
        seen.append(text)
        return text.upper()

    monkeypatch.setattr(texts, "make_run", lambda *_: shout)
    converter = Converters().between(HANS, TW)
    long = "x" * 101
    assert converter.convert_all([long, "", long]) == ["X" * 101, "", "X" * 101]
    assert converter.convert_all([long, ""]) == ["X" * 101, ""]
    assert seen == [f"{long}\x1f", long]


pieces = st.lists(
    st.text(
        st.sampled_from("头发干里面后台说，。“”‘’「」abc \n\0\x1f\ud800\u2ff0\U000f0000\U000f8000")
        | st.characters()
    ),
    max_size=6,
)


@given(pieces, st.sampled_from(WAYS))
def test_texts_together_give_what_each_gives_alone(parts, way):
    converter = Converters((), AS_OPENCC).between(*way)
    assert converter.convert_all(parts) == [converter(part) for part in parts]


@given(pieces, st.sampled_from([(s, t) for s in Variant for t in TARGETS]))
def test_no_reserved_character_comes_out(parts, way):
    values = mark_values({HANS: "甲", TW: "乙"})
    for text in SITE.between(*way).convert_all([values.join(parts), *parts]):
        assert not any(0xF0000 <= ord(char) <= 0xFFFFD or char == "\x1f" for char in text)


@given(st.text(), st.sampled_from(list(Variant)))
def test_a_text_in_its_own_variant_is_never_touched(text, variant):
    clean = "".join(char for char in text if char != "\x1f" and not 0xF0000 <= ord(char) <= 0xFFFFD)
    assert SITE.convert(variant, variant, clean) == clean


def measure(converter, text):
    times = []
    for _ in range(5):
        start = process_time()
        converter(text)
        times.append(process_time() - start)
    return min(times)


def test_ten_times_the_text_costs_about_ten_times_the_time():
    terms = read(*({"hans": f"头{chr(0x4E00 + n)}发"} for n in range(300)))
    converter = Converters(terms).between(HANS, TW)
    text = "美联储说：“干燥的头发干了”，里面有一只股票。" * 100
    converter(text)
    once = measure(converter, text * 2 + "a")
    assert measure(converter, text * 20 + "b") < 16 * once
