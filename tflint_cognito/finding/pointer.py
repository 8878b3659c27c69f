"""Where an attribute stands inside a plan or state, and what it is there."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.finding.message import steps
from tflint_cognito.policy.answer import Place
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import SENSITIVE, notation
from tflint_cognito.terraform.values import Absent, Known, Value


def point(place: Place, resource: Resource) -> Place:
    """`place` with the pointer to its attribute, or to the innermost part of `resource` that is there (RFC 6901)."""
    if resource.pointer is None or place.pointer != resource.pointer or place.address != resource.address:
        return place
    tokens, _ = _walk(place, resource)
    pointer = "".join(f"/{token.replace('~', '~0').replace('/', '~1')}" for token in tokens)
    return replace(place, pointer=resource.pointer + pointer)


def planned(place: Place, resource: Resource) -> str:
    """What stands there: `after.mfa_configuration = "OFF"`; empty where nothing does, or no single value."""
    if resource.pointer is None or not place.attribute or place.address != resource.address:
        return ""
    _, value = _walk(place, resource)
    if value is None or isinstance(value, Absent):
        return ""
    holder = resource.pointer.rpartition("/")[2]
    return f"{holder}.{place.attribute} = {SENSITIVE if place.sensitive else notation(value)}"


def _walk(place: Place, resource: Resource) -> tuple[list[str], Value | None]:
    """The tokens that lead to the attribute, as far as it is there; and its value, None where it is not."""
    tokens: list[str] = []
    value: Value = Known(resource.attributes)
    for step in steps(place.attribute or ""):
        down = _down(value, step)
        if not down:
            return tokens, None
        tokens += [token for token, _ in down]
        value = down[-1][1]
    return tokens, value


def _down(value: Value, step: int | str) -> list[tuple[str, Value]]:
    """The tokens, each with what it leads to, that one step of a path stands for: a block of one is stepped into.

    Of several (a set of blocks, whose paths have no index) the path does not tell which; it ends at all of them.
    """
    match value, step:
        case Known(value=Mapping() as mapping), str() if _is_there(mapping.get(step)):
            return [(step, mapping[step])]
        case Known(value=tuple() as items), int() if step < len(items):
            return [(str(step), items[step])]
        case Known(value=(only,)), str():
            inner = _down(only, step)
            return [("0", only), *inner] if inner else []
    return []


def _is_there(value: Value | None) -> bool:
    """Whether the plan has the attribute: what only its source writes is absent."""
    return value is not None and not isinstance(value, Absent)
