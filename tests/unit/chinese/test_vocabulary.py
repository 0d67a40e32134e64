"""Which words of a glossary a text has, and which of them a longer phrase swallows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yiwen.chinese.glossary import Term
from yiwen.chinese.variants import Variant
from yiwen.chinese.vocabulary import Loss, make_vocabulary

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK
SERVER = Term(values=((HANS, "服务器"), (TW, "伺服器"), (HK, "伺服器")))
SOFTWARE = Term(values=((HANS, "软件"), (TW, "軟體")), also=("软体",))
WHEN = Term(values=((HANS, "一个"), (HANT, "一個")))
SITE = make_vocabulary([SERVER, SOFTWARE, WHEN], HANS)


def test_the_words_of_a_text_are_found():
    assert sorted(SITE.find_words("软体在刀片服务器上，件软")) == ["服务器", "软体"]
    assert SITE.find_words("服务 务器") == []
    assert SITE.find_words("") == []


def test_a_word_of_one_character_is_found():
    assert make_vocabulary([Term(values=((HANS, "币"),))], HANS).find_words("钱币") == ["币"]


def test_in_a_traditional_text_a_term_is_known_by_its_conversion():
    vocabulary = make_vocabulary([SERVER, SOFTWARE], TW)

    assert {vocabulary.words[word] for word in vocabulary.find_words("服務器與軟體")} == {
        SERVER,
        SOFTWARE,
    }


def test_a_longer_phrase_that_reads_a_word_otherwise_is_a_loss():
    assert SITE.find_losses("服务器") == (
        Loss(
            term=SERVER,
            word="服务器",
            phrase="刀片服务器",
            source=HANS,
            given=((TW, "刀片服務器"), (HK, "刀片服務器")),
            wanted=((TW, "刀片伺服器"), (HK, "刀片伺服器")),
        ),
    )


def test_a_longer_phrase_that_reads_the_word_alike_is_none():
    assert SITE.find_losses("一个") == ()


def test_a_longer_word_of_the_same_glossary_is_none():
    longer = Term(values=((HANS, "刀片服务器"), (HANT, "刀鋒伺服器")))

    assert make_vocabulary([SERVER, longer], HANS).find_losses("服务器") == ()


def test_a_term_by_force_is_lost_only_where_the_longer_phrase_begins_before_it():
    values = ((HANS, "数据"), (TW, "資料"))
    soft, forced = (
        {loss.phrase for loss in make_vocabulary([term], HANS).find_losses("数据")}
        for term in (Term(values), Term(values, force=True))
    )

    assert soft >= {"数据库", "大数据"}
    assert "数据库" not in forced
    assert "大数据" in forced


def test_losses_are_counted_where_the_text_is_cut_so():
    counts = SITE.count_losses("刀片服务器、刀片服务器。")

    assert {loss.phrase: number for loss, number in counts.items()} == {"刀片服务器": 2}


def test_a_phrase_that_another_cuts_into_loses_nothing():
    blade = Term(values=((HANS, "尖刀片"), (TW, "尖刀")))
    vocabulary = make_vocabulary([SERVER, blade], HANS)

    assert dict(vocabulary.count_losses("尖刀片服务器")) == {}


def test_the_words_of_a_page_go_before_those_of_the_site():
    own = SITE.with_terms([Term(values=((HANS, "软件包"), (TW, "套件")))])

    assert own.find_words("软件包在服务器上") == ["软件包"]
    assert own.lexicon.known == {"服务器", "软件", "软体", "一个", "软件包"}


def test_a_word_of_a_page_is_lost_in_a_longer_one_of_the_site():
    own = SITE.with_terms([Term(values=((HANS, "服务"), (TW, "服侍")))])

    assert Loss(
        term=own.words["服务"],
        word="服务",
        phrase="服务器",
        source=HANS,
        given=((TW, "伺服器"), (HK, "伺服器")),
        wanted=((TW, "服侍器"), (HK, "服務器")),
    ) in own.find_losses("服务")


@given(st.text(st.sampled_from("服务器软件体一个刀片 "), max_size=30))
def test_the_words_are_those_that_the_text_holds(text):
    assert sorted(SITE.find_words(text)) == sorted(word for word in SITE.words if word in text)
