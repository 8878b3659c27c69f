"""What a reference is where the plan shows it: a variable's value, a constant argument, an element of for_each.

Needed to see that an argument such as `var.errors` is null, which `after` cannot tell from a value of AWS's choice.
"""

from __future__ import annotations

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.plan.configuration import Configuration, references
from tflint_cognito.terraform.plan.document import Json, Members, members
from tflint_cognito.terraform.plan.references import Part, Place, caller, specific, split

#: Variables are handed down through at most this many module calls.
_MOST_CALLS = 60


@dataclass(frozen=True, slots=True)
class Settled:
    """A value that stands before apply. Raw JSON: it is looked at, never reported."""

    value: Json


@dataclass(frozen=True, slots=True)
class Variables:
    """The values of the root module's variables, and those that calls hand down."""

    configuration: Configuration
    root: Members

    def is_null(self, expression: Json, place: Place) -> bool:
        """Whether `expression` is null, or nothing but a reference that the plan shows to be null."""
        return self._expression(expression, place, (), _MOST_CALLS) == Settled(None)

    def _expression(self, expression: Json, place: Place, rest: tuple[Part, ...], calls: int) -> Settled | None:
        if not isinstance(expression, dict) or calls == 0:
            return None
        if "constant_value" in expression:
            return below(expression["constant_value"], rest)
        leaders = specific(references(expression))
        if len(leaders) != 1:
            return None
        return self._reference((*split(leaders[0]), *rest), place, calls - 1)

    def _reference(self, parts: tuple[Part, ...], place: Place, calls: int) -> Settled | None:
        match [str(part.key) for part in parts[:2]]:
            case ["each", "value"] if place.key is not None:
                path = (Part(place.key, True), *parts[2:])
                for_each: Json = {"references": list(place.for_each)}
                return self._expression(for_each, Place(place.module, None, ()), path, calls)
            case ["var", name] if not place.module:
                given = self.root.get(name)
                return below(given.get("value"), parts[2:]) if isinstance(given, dict) else None
            case ["var", name]:
                return self._argument(name, parts[2:], place, calls)
        return None

    def _argument(self, name: str, rest: tuple[Part, ...], place: Place, calls: int) -> Settled | None:
        path = tuple(step.name for step in place.module)
        call = self.configuration.call(path)
        argument = members(call, "expressions").get(name)
        if argument is not None:
            return self._expression(argument, caller(place, call), rest, calls)
        module = self.configuration.module(path)
        declared = module.variables.get(name) if module is not None else None
        return below(declared["default"], rest) if isinstance(declared, dict) and "default" in declared else None


def below(value: Json, rest: tuple[Part, ...]) -> Settled | None:
    """What stands in `value` at `rest`; None where nothing does, for `try` may then give something else."""
    for key, _ in rest:
        match value, key:
            case dict() as mapping, str() if key in mapping:
                value = mapping[key]
            case list() as items, int() if key < len(items):
                value = items[key]
            case _:
                return None
    return Settled(value)
