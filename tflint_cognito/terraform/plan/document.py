"""A JSON document from outside, and asking it for what ought to be there.

https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

from decimal import Decimal
from json import JSONDecoder
from typing import NoReturn, TypeAlias

from tflint_cognito.lazy_patterns import pattern

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | Decimal | None"
Members: TypeAlias = "dict[str, Json]"

#: JSON may spell half of a surrogate pair, which no output can be made of.
_HALF_SURROGATE = pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
#: Whole numbers up to here become int; beyond, digits would be made up by the hundred.
_MOST_DIGITS = 308


class Malformed(Exception):
    """The document is JSON, but not what Terraform writes. The message is a clause: where, and what is wrong there."""


def parse(text: str) -> Json:
    """The JSON document that `text` is; it has been parsed before, as a part of another."""
    document: Json = decoder().decode(without_half_surrogates(text, True))
    return document


def decoder() -> JSONDecoder:
    """Parses JSON as Terraform means it. json.JSONDecodeError, other ValueErrors (a number of thousands of digits, NaN)
    and RecursionError are for the caller to word."""
    return JSONDecoder(parse_float=_number, parse_constant=_refuse)


def without_half_surrogates(text: str, ended: bool) -> str:
    """`text` with U+FFFD for every half of a surrogate pair; unless `text` has `ended`, not for one that the rest of it
    may make whole."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    limit = len(text) if ended else len(text) - len(r"\udc00")
    return _HALF_SURROGATE.sub(lambda half: r"\ufffd" if half.end() <= limit else half.group(), text)


def members(holder: Members, key: str) -> Members:
    """The object at `key`, empty where there is none."""
    value = holder.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(f"{key} is not an object")
    return value


def objects(holder: Members, key: str) -> list[Members]:
    """The list of objects at `key`, empty where there is none."""
    value = holder.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Malformed(f"{key} is not a list")
    found: list[Members] = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise Malformed(f"{key}[{index}] is not an object")
        found.append(item)
    return found


def text(holder: Members, key: str) -> str:
    """The string at `key`, empty where there is none."""
    value = holder.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{key} is not a string")
    return value


def texts(value: Json) -> tuple[str, ...]:
    """The strings of a list; nothing of anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def inside(value: Json, key: str | int) -> Json:
    """What a mask (`after_unknown`, `after_sensitive`) says below `key`: its own word where it is one for the whole."""
    if value is True:
        return True
    if isinstance(value, dict) and isinstance(key, str):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def marks_anything(mask: Json) -> bool:
    """Whether a mask marks anything, at any depth."""
    if isinstance(mask, dict):
        return any(marks_anything(item) for item in mask.values())
    if isinstance(mask, list):
        return any(marks_anything(item) for item in mask)
    return mask is True


def _number(text: str) -> int | Decimal:
    value = Decimal(text)
    if value.adjusted() <= _MOST_DIGITS and value == value.to_integral_value():
        return int(value)
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not JSON")
