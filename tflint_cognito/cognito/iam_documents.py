"""IAM policy documents: what each statement of one says, as far as its text is known.

Source: IAM user guide, "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tflint_cognito.cognito.fact import doubt
from tflint_cognito.cognito.partial_json import parse_json
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.types import DYNAMIC, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Texts:
    """The strings of an element that may be one or a list of them; `more` is why there may be others."""

    items: tuple[Known | Unknown, ...] = ()
    more: Unknown | None = None

    def matching(self, name: str) -> tuple[str, ...]:
        """Those that are known and have `name` under their wildcards."""
        known = (item.value for item in self.items if isinstance(item, Known) and isinstance(item.value, str))
        return tuple(pattern for pattern in known if covers(pattern, name))

    def unknown_for(self, name: str) -> Unknown | None:
        """Why one that is not known may have `name` under its wildcards; None where none may."""
        for item in self.items:
            if isinstance(item, Unknown) and _may_cover(item, name):
                return item
        return self.more


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; its elements are absent where they are not written."""

    elements: Mapping[str, Value]

    def get(self, name: str) -> Value:
        return self.elements.get(name, NOT_WRITTEN)

    def effect_is(self, effect: str) -> bool | None:
        return _is(self.get("Effect"), effect)

    def texts(self, name: str) -> Texts:
        return texts_of(self.get(name))

    def acts(self, action: str) -> bool | None:
        """Whether it is about `action` ("s3:GetObject"): Action names it, or NotAction does not."""
        if isinstance(self.get("NotAction"), Absent):
            return _named(self.texts("Action"), action)
        named = _named(self.texts("NotAction"), action)
        return None if named is None else not named


def statements_of(text: Value, named: str) -> Iterator[Statement | Unknown]:
    """The statements of the policy document `text`; an Unknown for those that cannot be read, each with its reason."""
    document = parse_json(text, named)
    match document:
        case Known(value=Mapping() as members):
            yield from _statements(members.get("Statement", NOT_WRITTEN))
        case Unknown():
            yield document
        case Known():
            yield Unknown(f"{named} is no policy document", decides="write a JSON object with a Statement")


def _statements(value: Value) -> Iterator[Statement | Unknown]:
    match value:
        case Known(value=tuple() as items):
            for item in items:
                yield from _statements(item)
        case Unknown(parts=parts):
            for part in parts:
                yield from _statements(part)
            yield doubt(value, DYNAMIC)
        case Known(value=Mapping() as members):
            yield Statement(members)


def texts_of(value: Value) -> Texts:
    """The strings of an element: one string stands for a list of one."""
    match value:
        case Known(value=tuple() as items):
            return Texts(tuple(item for item in items if not isinstance(item, Absent)))
        case Unknown(type=type, parts=parts, refers_to=None) if type is not STRING:
            return Texts(tuple(part for part in parts if not isinstance(part, Absent)), value)
        case Known() | Unknown():
            return Texts((value,))
        case Absent():
            return Texts()


def covers(pattern: str, name: str) -> bool:
    """Whether `name` matches a pattern with `*` and `?`; upper and lower case are the same, as in IAM's actions.

    In steps at most the product of both lengths: patterns come from anyone.
    """
    pattern, name = pattern.lower(), name.lower()
    at = star = mark = 0
    seen = False
    index = 0
    while index < len(name):
        if at < len(pattern) and pattern[at] == "*":
            seen, star, mark = True, at, index
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[index]):
            at, index = at + 1, index + 1
        elif seen:
            at, mark = star + 1, mark + 1
            index = mark
        else:
            return False
    return not pattern[at:].strip("*")


_WILD: Final = pattern(r"[*?]")


def _may_cover(pattern: Unknown, name: str) -> bool:
    """Whether a pattern that is not known in full may match: not where its known beginning already differs."""
    return name.lower().startswith(_WILD.split(pattern.prefix)[0].lower())


def _named(texts: Texts, action: str) -> bool | None:
    if texts.matching(action):
        return True
    return None if texts.unknown_for(action) is not None else False


def _is(value: Value, expected: str) -> bool | None:
    match value:
        case Known(value=payload):
            return payload == expected
        case Unknown():
            return None
    return False
