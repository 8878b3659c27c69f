"""Where an attribute stands inside a plan or state: the JSON pointer to it."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.finding.message import steps
from tflint_cognito.policy.answer import Place
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Value


def point(place: Place, resource: Resource) -> Place:
    """`place` with the pointer to its attribute, or to the innermost part of `resource` that is there (RFC 6901)."""
    if resource.pointer is None or place.pointer != resource.pointer or place.address != resource.address:
        return place
    pointer = resource.pointer
    value: Value = Known(resource.attributes)
    for step in steps(place.attribute or ""):
        down = _down(value, step)
        if not down:
            break
        pointer += "".join(f"/{token.replace('~', '~0').replace('/', '~1')}" for token, _ in down)
        value = down[-1][1]
    return replace(place, pointer=pointer)


def _down(value: Value, step: int | str) -> list[tuple[str, Value]]:
    """The tokens, each with what it leads to, that one step of a path stands for: a block of one is stepped into."""
    match value, step:
        case Known(value=Mapping() as mapping), str() if step in mapping:
            return [(step, mapping[step])]
        case Known(value=tuple() as items), int() if step < len(items):
            return [(str(step), items[step])]
        case Known(value=tuple() as items), str() if items:
            inner = _down(items[0], step)
            return [("0", items[0]), *inner] if inner else []
    return []
