"""What a plan tells of its root module: what its variables are, and what it declares. Its source is found by these."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tflint_cognito.terraform.plan.configuration import Configuration
from tflint_cognito.terraform.plan.document import Json, Members, members
from tflint_cognito.terraform.types import ObjectOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Value, boolean, number, string


def variables(plan: Members, configuration: Configuration) -> dict[str, Value]:
    """The values of the root module's variables, as they were given: their type constraints are not applied yet.

    A plan has them in clear text; the mark is on those that are declared as sensitive.
    """
    root = configuration.module(())
    found: dict[str, Value] = {}
    for name, given in members(plan, "variables").items():
        declared = root.variables.get(name) if root is not None else None
        sensitive = isinstance(declared, dict) and declared.get("sensitive") is True
        found[name] = _value(given.get("value") if isinstance(given, dict) else None, sensitive)
    return found


def declared(configuration: Configuration) -> frozenset[tuple[str, ...]]:
    """What the root module declares, by block type and labels: ("module", "auth"), ("resource", "aws_lb", "this")."""
    return frozenset(_declared(configuration))


def _declared(configuration: Configuration) -> Iterator[tuple[str, ...]]:
    root = configuration.module(())
    if root is None:
        return
    for mode, type, name in root.resources:
        yield "resource" if mode == "managed" else mode, type, name
    yield from (("module", name) for name in root.calls)
    yield from (("variable", name) for name in root.variables)
    yield from (("output", name) for name in root.outputs)


def _value(data: Json, sensitive: bool) -> Value:
    match data:
        case None:
            return Absent(sensitive=sensitive)
        case bool():
            value = boolean(data)
        case str():
            value = string(data)
        case int() | Decimal():
            value = number(data)
        case list():
            items = tuple(_value(item, False) for item in data)
            value = Known(items, TupleOf(tuple(item.type for item in items)))
        case dict():
            pairs = {key: _value(data[key], False) for key in sorted(data)}
            value = Known(pairs, ObjectOf({key: item.type for key, item in pairs.items()}))
    return Known(value.value, value.type, sensitive=sensitive)
