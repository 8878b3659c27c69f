"""Points in time as Terraform writes them: RFC 3339, in the words of Go's time package where they are wrong."""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.evaluation.functions.invocation import go_quote

DAY = 24 * 60 * 60
BILLION = 10**9


class NotATimestamp(Exception):
    """Why a text is not one; `segment` and `rest` are the part and the text where reading stopped."""

    def __init__(self, message: str, segment: str = "", rest: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.segment = segment
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A point in time: seconds since 1970 in UTC, nanoseconds, and the offset in seconds at which it is written."""

    seconds: int
    nanoseconds: int
    offset: int

    @property
    def date(self) -> tuple[int, int, int]:
        return _civil((self.seconds + self.offset) // DAY)

    @property
    def time(self) -> tuple[int, int, int]:
        second = (self.seconds + self.offset) % DAY
        return second // 3600, second // 60 % 60, second % 60

    @property
    def weekday(self) -> int:
        """0 is Sunday."""
        return ((self.seconds + self.offset) // DAY + 4) % 7

    def zone(self, colon: bool) -> str:
        minutes = abs(self.offset) // 60
        return f"{'-' if self.offset < 0 else '+'}{minutes // 60:02d}{':' if colon else ''}{minutes % 60:02d}"

    def plus(self, nanoseconds: int) -> Timestamp:
        seconds, rest = divmod(self.nanoseconds + nanoseconds, BILLION)
        return replace(self, seconds=self.seconds + seconds, nanoseconds=rest)

    def __str__(self) -> str:
        year, month, day = self.date
        hour, minute, second = self.time
        zone = self.zone(colon=True) if self.offset else "Z"
        return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{zone}"


_RFC3339 = pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]+))?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)


def parse_timestamp(content: str, strict: bool = True) -> Timestamp:
    """NotATimestamp with Terraform's explanation where `content` is none. timecmp is less `strict` than the others."""
    match = _RFC3339.fullmatch(content)
    if match is None:
        raise _explain(content)
    if strict and (len(match[4]) != 2 or "," in content):
        raise _wrong("hour", match[4])
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    zone_hour, zone_minute = int(match[9] or 0), int(match[10] or 0)
    in_range = 1 <= month <= 12 and 1 <= day <= days_in(year, month) and hour < 24 and minute < 60 and second < 60
    if not in_range or zone_hour > (23 if strict else 24) or zone_minute > (59 if strict else 60):
        raise _explain(content)
    offset = (zone_hour * 60 + zone_minute) * (-60 if match[8] == "-" else 60)
    return from_parts((year, month, day), (hour, minute, second), (match[7] or "")[:9].ljust(9, "0"), offset)


def from_parts(date: tuple[int, int, int], time: tuple[int, int, int], fraction: str, offset: int) -> Timestamp:
    """`fraction` is the nine digits of the nanoseconds."""
    seconds = _days(*date) * DAY + time[0] * 3600 + time[1] * 60 + time[2] - offset
    return Timestamp(seconds, int(fraction or 0), offset)


def days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, for any year: datetime knows none before 1."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _civil(days: int) -> tuple[int, int, int]:
    era, of_era = divmod(days + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


#: The layout of RFC 3339 in pieces: what stands there literally, then the name, width and bounds of a number.
_LAYOUT = (
    ("", "year", 4, 0, 9999),
    ("-", "month", 2, 1, 12),
    ("-", "day of month", 2, 0, 99),
    ("T", "hour", 2, 0, 23),
    (":", "minute", 2, 0, 59),
    (":", "second", 2, 0, 59),
)


def _explain(content: str) -> NotATimestamp:
    """Where Go's time.Parse stops reading, and why."""
    rest = content
    numbers: list[int] = []
    for literal, name, width, least, most in _LAYOUT:
        if not rest.startswith(literal):
            return _wrong_literal(literal, rest)
        rest = rest[len(literal) :]
        match = re.match(rf"[0-9]{{{1 if name == 'hour' else width},{width}}}", rest)
        if match is None:
            return _wrong(name, rest)
        rest = rest[match.end() :]
        numbers.append(int(match[0]))
        if not least <= numbers[-1] <= most:
            return _wrong(name, rest)
    rest = re.sub(r"^[.,][0-9]+", "", rest)
    zone = re.match(r"Z|[+-][0-9]{2}:[0-9]{2}", rest)
    if zone is None:
        return _wrong("UTC offset", rest)
    if rest[zone.end() :]:
        return _wrong("timestamp segment", rest[zone.end() :])
    if not 1 <= numbers[2] <= days_in(numbers[0], numbers[1]):
        return NotATimestamp("not a valid RFC3339 timestamp: day out of range")
    return _wrong("UTC offset", zone[0])


def _wrong_literal(literal: str, rest: str) -> NotATimestamp:
    if literal == "T":
        return NotATimestamp("not a valid RFC3339 timestamp: missing required time introducer 'T'")
    where = f"end of string where {go_quote(literal)} is expected"
    found = f"found {go_quote(rest)} where {go_quote(literal)} is expected"
    return NotATimestamp(f"not a valid RFC3339 timestamp: {found if rest else where}")


def _wrong(segment: str, rest: str) -> NotATimestamp:
    if not rest:
        return NotATimestamp(f"not a valid RFC3339 timestamp: end of string before {segment}", segment, rest)
    return NotATimestamp(f"not a valid RFC3339 timestamp: cannot use {go_quote(rest)} as {segment}", segment, rest)
