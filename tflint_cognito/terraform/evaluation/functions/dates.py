"""Functions on timestamps. The present is unknown: it is another one when Terraform runs."""

from __future__ import annotations

from collections.abc import Callable

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, go_quote
from tflint_cognito.terraform.evaluation.functions.timestamps import NotATimestamp, Timestamp, parse_timestamp
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown, Value


def timestamp() -> Value:
    return Unknown("timestamp() is the time of the run", STRING)


def plantimestamp() -> Value:
    return Unknown("plantimestamp() is the time of the plan", STRING, "lint the plan")


def timecmp(first: str, second: str) -> int:
    moments = []
    for index, content in enumerate((first, second)):
        try:
            moments.append(parse_timestamp(content, strict=False))
        except NotATimestamp as error:
            raise Failure(error.message, index) from error
    ours, theirs = ((moment.seconds, moment.nanoseconds) for moment in moments)
    return (ours > theirs) - (ours < theirs)


def timeadd(content: str, duration: str) -> str:
    try:
        moment = parse_timestamp(content)
    except NotATimestamp as error:
        raise Failure(_strictly(error)) from error
    return str(moment.plus(_nanoseconds(duration)))


def _strictly(error: NotATimestamp) -> str:
    """What formatdate and timeadd say about hours and minutes; timecmp says it more plainly."""
    begin = "not a valid RFC3339 timestamp:"
    if error.segment == "hour" and ":" in error.rest:
        return f"{begin} hour must be between 0 and 23 inclusive"
    if error.segment in ("hour", "minute") and error.rest and len(error.rest) != 2:
        return f"{begin} {error.segment} must have exactly two digits"
    return error.message


_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_AMOUNT = pattern(r"([0-9]*)(\.[0-9]*)?([^0-9.]*)")


def _nanoseconds(duration: str) -> int:
    """Go's time.ParseDuration: "1h30m", "-1.5h"."""
    rest = duration[1:] if duration[:1] in ("+", "-") else duration
    invalid = Failure(f"time: invalid duration {go_quote(duration)}")
    if rest == "0":
        return 0
    if not rest:
        raise invalid
    total = 0
    while rest:
        match = _AMOUNT.match(rest)
        assert match is not None
        whole, fraction, unit = match[1], (match[2] or "")[1:], match[3]
        if not whole and not fraction:
            raise invalid
        if not unit:
            raise Failure(f"time: missing unit in duration {go_quote(duration)}")
        if unit not in _UNITS:
            raise Failure(f"time: unknown unit {go_quote(unit)} in duration {go_quote(duration)}")
        total += int(whole or 0) * _UNITS[unit] + int(fraction or 0) * _UNITS[unit] // 10 ** len(fraction)
        if total >= 2**63:
            raise invalid
        rest = rest[match.end() :]
    return -total if duration.startswith("-") else total


def formatdate(form: str, content: str) -> str:
    try:
        moment = parse_timestamp(content)
    except NotATimestamp as error:
        raise Failure(_strictly(error), 1) from error
    return "".join(_written(token[0], moment) for token in _TOKEN.finditer(form))


#: A quoted literal, a run of one letter, or anything else.
_TOKEN = pattern(r"''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^'A-Za-z]+")


def _written(token: str, moment: Timestamp) -> str:
    if token == "''":
        return "'"
    if token.startswith("'"):
        if len(token) == 1 or not token.endswith("'") or token[1:].count("'") % 2 == 0:
            raise Failure("unterminated literal '", 0)
        return token[1:-1].replace("''", "'")
    if not token[0].isascii() or not token[0].isalpha():
        return token
    forms, allowed = _VERBS.get(token[0], ({}, ""))
    form = forms.get(len(token))
    if form is None:
        raise Failure(f"invalid date format verb {go_quote(token)}{': ' if allowed else ''}{allowed}", 0)
    return form(moment)


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def _twelve(moment: Timestamp) -> int:
    return moment.time[0] % 12 or 12


def _half(moment: Timestamp) -> str:
    return "PM" if moment.time[0] >= 12 else "AM"


Form = Callable[[Timestamp], str]

#: By letter: how each number of repetitions is written, and what Terraform says of any other.
_VERBS: dict[str, tuple[dict[int, Form], str]] = {
    "Y": (
        {2: lambda t: f"{t.date[0] % 100:02d}", 4: lambda t: f"{t.date[0]:04d}"},
        'year must either be "YY" or "YYYY"',
    ),
    "M": (
        {
            1: lambda t: str(t.date[1]),
            2: lambda t: f"{t.date[1]:02d}",
            3: lambda t: _MONTHS[t.date[1] - 1][:3],
            4: lambda t: _MONTHS[t.date[1] - 1],
        },
        'month must be "M", "MM", "MMM", or "MMMM"',
    ),
    "D": (
        {1: lambda t: str(t.date[2]), 2: lambda t: f"{t.date[2]:02d}"},
        'day of month must either be "D" or "DD"',
    ),
    "E": (
        {3: lambda t: _DAYS[t.weekday][:3], 4: lambda t: _DAYS[t.weekday]},
        'day of week must either be "EEE" or "EEEE"',
    ),
    "h": ({1: lambda t: str(t.time[0]), 2: lambda t: f"{t.time[0]:02d}"}, '24-hour must either be "h" or "hh"'),
    "H": ({1: lambda t: str(_twelve(t)), 2: lambda t: f"{_twelve(t):02d}"}, '12-hour must either be "H" or "HH"'),
    "A": ({2: _half}, 'must be "AA"'),
    "a": ({2: lambda t: _half(t).lower()}, 'must be "aa"'),
    "m": ({1: lambda t: str(t.time[1]), 2: lambda t: f"{t.time[1]:02d}"}, 'minute must either be "m" or "mm"'),
    "s": ({1: lambda t: str(t.time[2]), 2: lambda t: f"{t.time[2]:02d}"}, 'second must either be "s" or "ss"'),
    "Z": (
        {
            1: lambda t: t.zone(colon=True) if t.offset else "Z",
            3: lambda t: t.zone(colon=False) if t.offset else "UTC",
            4: lambda t: t.zone(colon=False),
            5: lambda t: t.zone(colon=True),
        },
        "timezone must be Z, ZZZZ, or ZZZZZ",
    ),
}
