"""Days and times as authors write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

EXAMPLE = "2025-12-12"

_WRITTEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:(?:[ \t]*T|[ \t]+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|([+-])(\d{1,2})(?::?(\d{2}))?)?(?:\s+[A-Z]{3,4})?",
    re.IGNORECASE | re.ASCII,
)
_DAY = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)", re.ASCII)
_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})[/-](\d{1,2})/", re.ASCII)
_FILE_NAME = re.compile(r"(?:^|/)(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+|(?=[./]|$))", re.ASCII)

EARLIEST, LATEST = 1900, 9000
"""Years that can be meant; other zones stay inside what a datetime can hold."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a time of a day."""

    at: datetime
    """In the zone it was asked for; midnight for a day."""
    has_time: bool


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """Read a day or time; one that names no zone is in ``zone``, and all are given in it.

    None when the text is neither.
    """
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        own_zone = _read_offset(found) if found[7] else zone
        at = datetime(year, month, day, hour, minute, second, tzinfo=own_zone)
    except ValueError:
        return None
    return Moment(at.astimezone(zone), found[4] is not None)


def _read_offset(found: re.Match[str]) -> tzinfo:
    if not found[8]:
        return UTC
    offset = timedelta(hours=int(found[9]), minutes=int(found[10] or 0))
    return timezone(-offset if found[8] == "-" else offset)


def read_path_day(path: str, zone: tzinfo) -> Moment | None:
    """Find a day in a path: ``2025/12/12/x.md`` or ``2025-12-12-x.md``; the file name wins."""
    for pattern in (_FILE_NAME, _FOLDERS):
        found = pattern.search(path)
        moment = read_moment("-".join(found.groups()), zone) if found else None
        if moment:
            return moment
    return None


def strip_day(name: str) -> str:
    """A file name without the day it begins with; a name that is only a day stays."""
    return _FILE_NAME.sub("", name, count=1) or name


def nearest_day(text: str) -> str:
    """A day that can be copied, as near to a miswritten one as can be told.

    >>> nearest_day("2025/13/01")
    '2025-12-01'
    """
    found = _DAY.search(text)
    if not found or not EARLIEST <= int(found[1]) <= LATEST:
        return EXAMPLE
    year = int(found[1])
    month = min(max(int(found[2]), 1), 12)
    day = min(max(int(found[3]), 1), monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{day:02}"
