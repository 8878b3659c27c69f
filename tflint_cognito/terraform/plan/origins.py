"""Why a value is unknown in a plan, and what it refers to all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.plan.references import Origin, Place, Resolver
from tflint_cognito.terraform.plan.settled import Variables
from tflint_cognito.terraform.plan.writing import Given
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.types import SetOf, Type
from tflint_cognito.terraform.values import Known, Unknown, Value, through

DECIDES = "lint the configuration, or the state after apply"
#: A reason names at most this many references.
_MOST_NAMED = 3

#: The value of an attribute that follows from written ones, of a resource in the same plan; None for all others.
Derived = Callable[[Reference], Value | None]


@dataclass(frozen=True, slots=True)
class Origins:
    """Answers for the expressions of one block of the configuration."""

    resolver: Resolver
    variables: Variables
    derived: Derived
    place: Place

    def unknown(self, path: str, given: Given, type: Type) -> Unknown:
        """The unknown value of the argument at `path`.

        `refers_to` is set where a single reference is behind it. A plan shows references without the expression around
        them, so the value may be more than the referred attribute: `concat(["openid"], server.scope_identifiers)` is
        listed as `server.scope_identifiers`. Hence the value of an attribute that can be worked out is not the value
        here, but its elements are `parts` of it. Of a set that several references are behind
        (`[staff.arn, customers.arn]`) each is a part; of anything else nobody can tell which one it is.
        """
        ends = self._unknown_ends(given)
        alone = _alone(ends)
        if alone is not None:
            return replace(_only_after_apply(alone), type=type, parts=self._derived_parts(alone))
        referred = [end.reference for end in ends if end.reference is not None] if isinstance(type, SetOf) else []
        parts = tuple(_only_after_apply(reference) for reference in referred)
        return replace(untold(path), because=_because(path, ends), type=type, parts=parts)

    def element(self, path: str, given: Given) -> Unknown:
        """The unknown value of one element of the argument at `path`, or of something inside it."""
        ends = self._unknown_ends(given)
        alone = _alone(ends)
        return _only_after_apply(alone) if alone else replace(untold(path), because=_because(path, ends))

    def is_null(self, given: Given) -> bool:
        """Whether an argument that a plan shows as unknown is null: everything it refers to is known before apply.

        Terraform shows an optional argument that AWS fills in as unknown when its expression is null. (And where a
        provider drops an empty constant.)
        """
        if isinstance(given.expression, dict) and "constant_value" in given.expression:
            return True
        return bool(given.references) and not self._unknown_ends(given)

    def may_be_null(self, given: Given) -> bool:
        """Whether the plan shows that all the expression refers to is null, as `var.errors` and `coalesce(var.errors,
        "ENABLED")` do alike."""
        return self.variables.is_null(given.expression, self.place)

    def traced(self, value: Value, given: Given) -> Value:
        """A known value, or a list of them, with the attributes of other resources that it is made from as its trail.

        Which string is made from which attribute is seen by the text that they share.
        """
        ends = [end for end in self.resolver.origins(given.references, self.place) if end.reference is not None]
        match value:
            case Known(value=tuple() as items) if ends:
                traced = tuple(replace(item, trail=_shared(ends, item)) for item in items)
                return replace(value, value=traced, trail=_steps(ends))
            case Known(value=str()):
                return replace(value, trail=_shared(ends, value))
        return value

    def _unknown_ends(self, given: Given) -> list[Origin]:
        return [end for end in self.resolver.origins(given.references, self.place) if end.unknown]

    def _derived_parts(self, reference: Reference) -> tuple[Value, ...]:
        match self.derived(reference):
            case Known(value=tuple() as items):
                return tuple(through(item, None, _step(reference, item)) for item in items)
        return ()


def untold(path: str) -> Unknown:
    """The unknown value of the attribute at `path`, of which the plan tells nothing more."""
    return Unknown(f"{path} is known only after apply", decides=DECIDES)


def _alone(ends: Sequence[Origin]) -> Reference | None:
    return ends[0].reference if len(ends) == 1 else None


def _only_after_apply(reference: Reference) -> Unknown:
    return Unknown(f"{reference} is known only after apply", decides=DECIDES, refers_to=reference)


def _shared(ends: Sequence[Origin], value: Value) -> tuple[Step, ...]:
    match value:
        case Known(value=str() as text):
            return _steps([end for end in ends if end.text and end.text in text])
    return ()


def _steps(ends: Sequence[Origin]) -> tuple[Step, ...]:
    return tuple(_step(end.reference) for end in ends if end.reference is not None)


def _step(reference: Reference, value: Value | None = None) -> Step:
    return Step(str(reference), "resource", None, value, reference)


def _because(path: str, ends: Sequence[Origin]) -> str:
    if not ends:
        return untold(path).because
    lost = [end.dead_end for end in ends if end.dead_end]
    if lost:
        return f"{path} comes from {_listed(lost)}, which a plan does not show"
    return f"{path} depends on {_listed([str(end.reference) for end in ends])}, known only after apply"


def _listed(names: Sequence[str]) -> str:
    named = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        named.append(f"{len(names) - _MOST_NAMED} more")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
