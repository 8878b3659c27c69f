"""The fact of which higher environments lack a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.beside import DIFFERENT, names, placed, unsure
from tflint_cognito.cognito.counterparts import counterpart, hidden, pairing_of
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_POOL, RESOURCE_SERVER, USER_POOL
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def missing_above(resource: Resource, architecture: Architecture) -> Value:
    """The environments of a higher rank that do not have a resource, each a mapping of harmless: false, or unknown
    where one there may be it: nothing tells of what could not be read, nor whether one of another name is the same.
    Absent where no environment is higher. Source: none but the configurations.
    """
    standing = architecture.standing
    if standing is None or not standing.higher:
        return NOT_WRITTEN
    lacking, doubts = [], []
    for each in standing.higher:
        found = counterpart(resource, architecture, each)
        if found is None:
            found = _may_hide(resource, architecture, each)
        if found is None:
            lacking.append(each)
        elif isinstance(found, Unknown):
            doubts.append(found)
    said = f"it is in {standing.here.name} and not in {names(lacking)}" if lacking else ""
    sure = [placed(resource, "", said, DIFFERENT, NOT_WRITTEN)] if lacking else []
    return Known((*sure, *(unsure(resource, "", one) for one in doubts)), range=resource.range)


FACTS: Final = (
    Fact(
        "missing_above",
        (USER_POOL, *CLIENTS, RESOURCE_SERVER, IDENTITY_POOL),
        "",
        "the higher environments without it are {value}",
        missing_above,
    ),
)


def _may_hide(resource: Resource, architecture: Architecture, other: Environment) -> Unknown | None:
    """Why a resource without a counterpart in `other` may have one all the same."""
    gap = hidden(resource.type, other)
    if gap is not None:
        return replace(gap, because=f"whether it is in {other.name} is not known: {gap.because}")
    pairing = pairing_of(architecture)
    another = next(pairing.leftovers(pairing.place(resource, architecture), pairing.index(other)), None)
    if another is None:
        return None
    because = f"{another.resource.address} in {other.name} may be it, under another address"
    return Unknown(because, decides="give it the same address in every environment")
