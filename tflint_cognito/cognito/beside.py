"""One setting of a resource beside that of its counterparts, and how what was found is worded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tflint_cognito.cognito.changes import element
from tflint_cognito.cognito.counterparts import counterpart, pairing_of
from tflint_cognito.cognito.fact import doubt
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, first_unknown, is_sensitive

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: How many environments are named before the others are counted.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A resource, those that are its counterparts for certain, and why others may be."""

    mine: Counterpart
    others: tuple[Counterpart, ...]
    doubts: tuple[Unknown, ...] = ()

    @property
    def everyone(self) -> tuple[Counterpart, ...]:
        """All of them, from the lowest environment to the highest."""
        return tuple(sorted((self.mine, *self.others), key=lambda one: one.index))


def beside(resource: Resource, architecture: Architecture, environments: Iterable[Environment]) -> Beside:
    """A resource with its counterparts in `environments`."""
    found = [counterpart(resource, architecture, each) for each in environments]
    return Beside(
        pairing_of(architecture).place(resource, architecture),
        tuple(one for one in found if isinstance(one, Counterpart)),
        tuple(one for one in found if isinstance(one, Unknown)),
    )


def unlike(resource: Resource, architecture: Architecture, of: Callable[[Beside], Iterator[Known]]) -> Value:
    """What `of` finds of a resource beside its counterparts, in the highest environment that has it."""
    standing = architecture.standing
    if standing is None:
        return NOT_WRITTEN
    above = [counterpart(resource, architecture, each) for each in standing.after]
    if any(isinstance(one, Counterpart) for one in above):
        return NOT_WRITTEN
    them = beside(resource, architecture, standing.before)
    if not them.others:
        return doubt(them.doubts[0]) if them.doubts else NOT_WRITTEN
    found = list(of(them))
    unknown = next((one for one in above if isinstance(one, Unknown)), None)
    if unknown is not None and found:  # then it is said of that one, if it is there
        return doubt(unknown)
    return Known((*found, *(unsure(resource, "", each) for each in them.doubts)), range=resource.range)


def comparable(value: Value, path: str, environment: Environment) -> Value:
    """`value`, or why it cannot be compared with that of another environment: it is not known, or a secret."""
    if is_sensitive(value):
        return Unknown(f"{path} is sensitive in {environment.name}, and secrets are not compared", BOOL)
    unknown = first_unknown(value)
    if unknown is None:
        return value
    return replace(doubt(unknown, BOOL), because=f"{path} in {environment.name}: {unknown.because}")


def in_words(subject: str, said: Sequence[tuple[str, Environment]]) -> str:
    """`mfa_configuration is "OFF" in staging and prod, "ON" in dev`: the same words whichever of them is judged."""
    groups: dict[str, list[Environment]] = {}
    for words, environment in reversed(said):
        groups.setdefault(words, []).append(environment)
    return f"{subject} is " + ", ".join(f"{words} in {names(group[::-1])}" for words, group in groups.items())


def names(environments: Sequence[Environment]) -> str:
    """`dev`, `dev and staging`, `dev, qa, staging and 2 more`."""
    said = [each.name for each in environments]
    if len(said) > _MOST_NAMED + 1:
        said = [*said[:_MOST_NAMED], f"{len(said) - _MOST_NAMED} more"]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def placed(resource: Resource, path: str, words: str, same: Value, at: Value | None = None) -> Known:
    """One element of a fact: what is to be said at the attribute `path`, or at the value `at` there. `same` is whether
    it is the same after all: false, or why it cannot be told."""
    value = resource.get(path) if at is None else at
    one = element(path, words, same, value)
    return replace(one, range=value.range or _header(resource, path), trail=value.trail, sensitive=False)


def unsure(resource: Resource, path: str, reason: Unknown) -> Known:
    """An element of which nothing can be told."""
    return placed(resource, path, reason.because, doubt(reason, BOOL))


DIFFERENT = boolean(False)


def _header(resource: Resource, path: str) -> Range | None:
    """The header of the innermost block on the way to `path` that is written."""
    while "." in path:
        path = path.rpartition(".")[0]
        match resource.get(path):
            case Known(value=(Known(value=Mapping(), range=range), *_)):
                return range
    return resource.range
