"""What a fact is: something derived from a resource's attributes, and from what is linked to it, in Cognito's terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.types import STRING, Type
from tflint_cognito.terraform.values import Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: Works a fact out. The docstring says what it means, what unknown means, and where AWS says so.
Function = Callable[[Resource, "Architecture"], Value]


@dataclass(frozen=True, slots=True)
class Fact:
    """`attribute` is the path that the fact is about (for places), `words` the fact as a clause with {value}; a `unit`
    of "seconds" is shown as people say it.

    A list fact's elements are known mappings with "@value" (what is written) and "@attribute" (its path), or unknown.
    One with "@words" says itself what it is, as a clause.
    """

    name: str
    types: tuple[str, ...]
    attribute: str
    words: str
    function: Function
    unit: str = ""


def doubt(value: Unknown, type: Type = STRING) -> Unknown:
    """What follows from an unknown value, and is therefore unknown too. Its text, parts and reference are not those of
    `value`."""
    return Unknown(value.because, type, value.decides, range=value.range, trail=value.trail, sensitive=value.sensitive)


def elsewhere(value: Value, path: str, type: Type = STRING) -> Unknown:
    """Why nothing can be told of what `value`, which stands at `path`, leads to: it is not declared here."""
    if isinstance(value, Unknown):
        return doubt(value, type)
    because = f"{path} is {notation(value)}, which is not declared here"
    return Unknown(because, type, "lint the configuration that declares it as well", range=value.range)


def reached(resource: Resource, architecture: Architecture, *links: tuple[str, str]) -> Iterator[Resource | Unknown]:
    """What stands at the end of `links`, one after the other, each with the path to name: (link, path). Of what is not
    declared here, why nothing can be told."""
    (link, path), *others = links
    for target in architecture.targets(resource, link):
        if target.resource is None:
            yield elsewhere(target.value, path)
        elif others:
            yield from reached(target.resource, architecture, *others)
        else:
            yield target.resource
