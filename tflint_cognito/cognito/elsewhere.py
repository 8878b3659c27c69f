"""The same resource in another environment: paired by address, or else by a name that the environment is a part of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_POOL, RESOURCE_SERVER, USER_POOL
from tflint_cognito.cognito.standing import Environment, Standing
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What is called by name in each type.
NAMES: Final[Mapping[str, str]] = {
    USER_POOL: "name",
    **dict.fromkeys(CLIENTS, "name"),
    RESOURCE_SERVER: "identifier",
    IDENTITY_POOL: "identity_pool_name",
}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same resource in another environment."""

    environment: Environment
    resource: Resource
    architecture: Architecture


def counterpart(resource: Resource, architecture: Architecture, other: Environment) -> Counterpart | Unknown | None:
    """The same resource in the environment `other`; why that cannot be told; None where there is none by that address
    or name. Unknown as well where it may not be there after all."""
    standing = architecture.standing
    if standing is None or standing.here is other:
        return None
    key = ("counterpart", resource.address, standing.root, other.name)
    if key not in standing.found:
        standing.found[key] = _sought(resource, standing, other)
    found = standing.found[key]
    assert found is None or isinstance(found, Counterpart | Unknown)
    return found


def neutral(text: str, environment: Environment) -> str:
    """`text` without the name of its environment, where that is a word of its own: customers-dev is customers-…"""
    return re.sub(rf"(?<![^\W_]){re.escape(environment.name)}(?![^\W_])", "…", text, flags=re.IGNORECASE)


def root_of(standing: Standing, other: Environment) -> list[Architecture]:
    """The architectures of `other` that are the same root module as the one that stands here; all, where none is."""
    mine = next(each for root, each in standing.here.roots if each.standing is standing)
    same_path = [each for _, each in other.roots if each.model.path == mine.model.path]
    same_root = [each for root, each in other.roots if root == standing.root]
    return same_path or same_root or [each for _, each in other.roots]


def _sought(resource: Resource, standing: Standing, other: Environment) -> Counterpart | Unknown | None:
    """By the address as it is, by the address without the environments' names in it, and by the name."""
    within = root_of(standing, other)
    for said in (_address, _neutral_address):
        wanted = said(resource, standing.here)
        found = [one for one in _of_type(within, resource.type, other) if said(one.resource, other) == wanted]
        if found:
            return _only(resource, found, standing)
    for one in (*_of_type(within, resource.type, other), *_left_out(within, resource.type, other)):
        reason = one.resource.possible if one.resource.possible is not None else resource.possible
        if reason is not None and one.resource.address.block == resource.address.block:
            return _may_be(one, reason)
    return _by_name(resource, standing, other)


def _address(resource: Resource, _: Environment) -> str:
    return str(resource.address)


def _neutral_address(resource: Resource, environment: Environment) -> str:
    return neutral(str(resource.address), environment)


def _of_type(architectures: Sequence[Architecture], type: str, environment: Environment) -> list[Counterpart]:
    return [Counterpart(environment, one, each) for each in architectures for one in each.resources if one.type == type]


def _left_out(architectures: Sequence[Architecture], type: str, environment: Environment) -> list[Counterpart]:
    """Those that only a default with nothing in it leaves out."""
    return [
        Counterpart(environment, one, each)
        for each in architectures
        for one in each.model.left_out
        if one.type == type and one.possible is not None
    ]


def _everywhere(environment: Environment, type: str) -> list[Counterpart]:
    return _of_type([each for _, each in environment.roots], type, environment)


def _only(resource: Resource, found: Sequence[Counterpart], standing: Standing) -> Counterpart | Unknown | None:
    first, *others = found
    if others:
        names = f"{resource.address} is there {len(found)} times in {first.environment.name}"
        return Unknown(names, decides="give each environment the paths of its own")
    if first.resource.possible is not None:
        return _may_be(first, first.resource.possible)
    if _is_numbered(resource.address) and not _is_alone(resource, standing.here):
        return _same_name(resource, first, standing)
    return first


def _may_be(found: Counterpart, reason: Unknown) -> Unknown:
    because = f"whether it is there in {found.environment.name} is not known: {reason.because}"
    return Unknown(because, decides=reason.decides)


def _is_numbered(address: Address) -> bool:
    """Whether an instance of `count` is in an address: the number tells nothing of which of them it is."""
    return isinstance(address.key, int) or any(isinstance(step.key, int) for step in address.module)


def _is_alone(resource: Resource, environment: Environment) -> bool:
    block = resource.address.block
    return sum(one.resource.address.block == block for one in _everywhere(environment, resource.type)) == 1


def _same_name(resource: Resource, found: Counterpart, standing: Standing) -> Counterpart | Unknown | None:
    mine, theirs = _name(resource, standing.here), _name(found.resource, found.environment)
    if isinstance(mine, Unknown) or isinstance(theirs, Unknown):
        reason = mine if isinstance(mine, Unknown) else theirs
        assert isinstance(reason, Unknown)
        because = f"whether it is the same as in {found.environment.name} is not known: {reason.because}"
        return Unknown(because, decides=reason.decides)
    return found if mine is not None and mine == theirs else None


def _name(resource: Resource, environment: Environment) -> str | Unknown | None:
    match resource.get(NAMES.get(resource.type, "name")):
        case Known(value=str() as text):
            return neutral(text, environment)
        case Unknown() as unknown:
            return unknown
    return None


def _by_name(resource: Resource, standing: Standing, other: Environment) -> Counterpart | Unknown | None:
    """The only one of that name, among those without a counterpart by address."""
    left = list(leftovers(resource.type, standing.here, other))
    if not left or resource.type not in NAMES:
        return None
    mine = _name(resource, standing.here)
    same = sum(_name(one.resource, standing.here) == mine for one in _everywhere(standing.here, resource.type))
    found = [one for one in left if _same_name(resource, one, standing) is not None]
    certain = [one for one in found if isinstance(_same_name(resource, one, standing), Counterpart)]
    if len(found) == 1 and certain and same == 1:
        return certain[0] if certain[0].resource.possible is None else _may_be(certain[0], certain[0].resource.possible)
    if not found or (len(certain) == len(found) and same > 1):
        return None
    return _first_doubt([_same_name(resource, one, standing) for one in found], other)


def _first_doubt(found: Sequence[Counterpart | Unknown | None], other: Environment) -> Unknown:
    for one in found:
        if isinstance(one, Unknown):
            return one
    return Unknown(f"there are several of that name in {other.name}", decides="name each differently")


def leftovers(type: str, here: Environment, other: Environment) -> Iterator[Counterpart]:
    """The resources of a type in `other` that have no counterpart here by their addresses."""
    said: tuple[Callable[[Resource, Environment], str], ...] = (_address, _neutral_address)
    mine = {how(one.resource, here) for how in said for one in _everywhere(here, type)}
    for one in _everywhere(other, type):
        if not any(how(one.resource, other) in mine for how in said):
            yield one
