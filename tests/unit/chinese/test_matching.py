from time import process_time

from yiwen.chinese.matching import Matcher


def test_the_longest_word_is_found_at_every_place():
    matcher = Matcher(["以太", "以太坊", "坊间", "", "]"])
    assert list(matcher.find("以太坊间，以太]")) == [(0, "以太坊"), (5, "以太"), (7, "]")]


def test_without_words_nothing_is_found():
    assert list(Matcher([]).find("以太")) == []


def test_a_million_beginnings_of_words_are_read_within_seconds():
    matcher = Matcher(["甲" * length for length in range(2, 40)] + ["甲乙"])
    start = process_time()
    assert sum(1 for _ in matcher.find("甲" * 10**6)) == 25641
    assert process_time() - start < 4
