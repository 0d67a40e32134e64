from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.moments import Moment, nearest_day, read_moment, read_path_day, strip_day

CHINA = ZoneInfo("Asia/Shanghai")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2025-12-12", at(2025, 12, 12)),
        ("2025/12/9", at(2025, 12, 9)),
        ("2025.1.2", at(2025, 1, 2)),
        ("2025年12月9日", at(2025, 12, 9)),
        ("  2025-12-12\n", at(2025, 12, 12)),
        ("2025-12-12 +0000", at(2025, 12, 12, 8)),
    ],
)
def test_a_day_is_read(typed, moment):
    assert read_moment(typed, CHINA) == Moment(moment, has_time=False)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2025-12-12 08:48", at(2025, 12, 12, 8, 48)),
        ("2025-12-9 17:50", at(2025, 12, 9, 17, 50)),
        ("2025-12-9 17:50:30", at(2025, 12, 9, 17, 50, 30)),
        ("2025年12月9日 7:05", at(2025, 12, 9, 7, 5)),
        ("2025-12-12T08:48:50", at(2025, 12, 12, 8, 48, 50)),
        ("2025-12-12t08:48:50z", at(2025, 12, 12, 16, 48, 50)),
        ("2025-12-12T08:48:50.123Z", at(2025, 12, 12, 16, 48, 50)),
        ("2025-12-12T08:48:50+08:00", at(2025, 12, 12, 8, 48, 50)),
        ("2025-12-12 08:48:50 +0800", at(2025, 12, 12, 8, 48, 50)),
        ("2025-12-12 08:48 +8", at(2025, 12, 12, 8, 48)),
        ("2025-12-12 08:48 -05:30", at(2025, 12, 12, 22, 18)),
        ("2025-12-12 08:48:50 +0800 CST", at(2025, 12, 12, 8, 48, 50)),
        ("2025-12-12 08:48 UTC", at(2025, 12, 12, 16, 48)),
    ],
)
def test_a_time_is_read_and_given_in_the_zone_of_the_site(typed, moment):
    read = read_moment(typed, CHINA)

    assert read == Moment(moment, has_time=True)
    assert read is not None
    assert read.at.tzinfo is CHINA


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tomorrow",
        "2025/13/01",
        "2025-02-29",
        "2025-12-12 25:00",
        "12/12/2025",
        "20251212",
        "2025-12-12 08:48 +99:00",
        "0001-01-01",
        "9999-12-31",
        "２０２５-12-12",
        "2025-12",
        "2025-12-12" + " " * 5000 + "x",
    ],
)
def test_what_is_neither_day_nor_time_is_nothing(typed):
    assert read_moment(typed, CHINA) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("blog/2025/12/09/fed.md", at(2025, 12, 9)),
        ("blog/2025/1/9/fed/index.md", at(2025, 1, 9)),
        ("blog/2025/12-09/fed.md", at(2025, 12, 9)),
        ("blog/2025-12-09-fed.md", at(2025, 12, 9)),
        ("blog/2025-12-09.md", at(2025, 12, 9)),
        ("blog/2025-12-09-fed/index.md", at(2025, 12, 9)),
        ("blog/2024/01/01/2025-12-09_fed.md", at(2025, 12, 9)),
        ("blog/2024/01/01/2025-13-09-fed.md", at(2024, 1, 1)),
        ("2025-12-9 美联储.md", at(2025, 12, 9)),
    ],
)
def test_a_path_tells_the_day(path, day):
    assert read_path_day(path, CHINA) == Moment(day, has_time=False)


@pytest.mark.parametrize(
    "path",
    [
        "blog/fed.md",
        "blog/2025/fed.md",
        "blog/2025/13/01/fed.md",
        "blog/12025-12-09-x.md",
        "blog/2025-12-091.md",
        "blog/tesla-2025-12-09.md",
    ],
)
def test_a_path_without_a_day_tells_none(path):
    assert read_path_day(path, CHINA) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("2025-12-09-fed", "fed"),
        ("2025-12-9_联储", "联储"),
        ("2025-12-09", "2025-12-09"),
        ("fed-2025-12-09", "fed-2025-12-09"),
    ],
)
def test_a_name_loses_the_day_it_begins_with(name, rest):
    assert strip_day(name) == rest


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025/13/01", "2025-12-01"),
        ("2025-02-31", "2025-02-28"),
        ("2024年0月0日", "2024-01-01"),
        ("2025-12-12 25:00", "2025-12-12"),
        ("0001-01-01", "2025-12-12"),
        ("soon", "2025-12-12"),
    ],
)
def test_a_miswritten_day_has_a_nearest_one(typed, day):
    assert nearest_day(typed) == day


@given(st.text(alphabet="0123456789-/:TZ+ 年月日.", max_size=30))
def test_whatever_is_typed_gives_a_moment_of_the_zone_or_nothing(typed):
    moment = read_moment(typed, CHINA)

    assert moment is None or moment.at.tzinfo is CHINA
    assert read_moment(nearest_day(typed), CHINA) is not None
