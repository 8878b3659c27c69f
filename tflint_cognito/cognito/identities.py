"""What tells which resource it is: its address and name without the environment's words, its kind, its user pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import client_kind
from tflint_cognito.cognito.environment_words import Vocabulary, vocabularies
from tflint_cognito.cognito.resource_types import (
    CLIENTS,
    COGNITO_PREFIX,
    IDENTITY_POOL,
    IDENTITY_PROVIDER,
    RESOURCE_SERVER,
    USER,
    USER_GROUP,
    USER_POOL,
)
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: The attribute that names a resource of a type, among those of its user pool.
_NAMES: Final[Mapping[str, str]] = {
    USER_POOL: "name",
    **dict.fromkeys(CLIENTS, "name"),
    IDENTITY_POOL: "identity_pool_name",
    IDENTITY_PROVIDER: "provider_name",
    RESOURCE_SERVER: "identifier",
    USER_GROUP: "name",
    USER: "username",
}
#: Of these there may be many, none of which plays a role by itself.
_MANY: Final = frozenset((USER_GROUP, USER, IDENTITY_PROVIDER))
#: Names of blocks that say nothing of what is in them.
_ANY: Final = frozenset(("this", "main", "default", "it", "self"))

#: The words of a name without those of the environment; why they are not known; None where no name is given.
Name = tuple[str, ...] | Unknown | None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One resource of one environment, which is the one at `index` among all. `own_root` and `own_address` are without
    the environment's own words."""

    environment: Environment
    root: str
    resource: Resource
    architecture: Architecture
    index: int
    words: Vocabulary
    own_root: str
    own_address: str
    name: Name

    @property
    def place(self) -> tuple[int, Address]:
        """What no other has."""
        return id(self.architecture), self.resource.address


def everything(environments: Sequence[Environment]) -> Iterator[Counterpart]:
    """The resources of Amazon Cognito in several environments."""
    words = vocabularies([each.name for each in environments])
    for index, environment in enumerate(environments):
        for root, architecture in environment.roots:
            for one in architecture.resources:
                if one.type.startswith(COGNITO_PREFIX):
                    yield _placed(environment, root, one, architecture, index, words[index])


def _placed(
    environment: Environment, root: str, one: Resource, architecture: Architecture, index: int, words: Vocabulary
) -> Counterpart:
    own = words.neutral(root), words.neutral(str(one.address))
    return Counterpart(environment, root, one, architecture, index, words, *own, given_name(one, words))


def given_name(resource: Resource, words: Vocabulary) -> Name:
    attribute = _NAMES.get(resource.type)
    match resource.get(attribute) if attribute is not None else None:
        case Known(sensitive=True):
            return Unknown(f"{attribute} is sensitive, and secrets are not compared")
        case Known(value=str() as text):
            return words.rest(text)
        case Unknown() as unknown:
            return unknown
    return None


def are_named_alike(one: Counterpart, other: Counterpart) -> bool:
    """Whether the same name is certainly given to both."""
    return isinstance(one.name, tuple) and one.name == other.name


def are_of_two_kinds(one: Counterpart, other: Counterpart) -> bool:
    """Whether two app clients certainly are for different people."""
    kinds = {_kind(one), _kind(other)}
    return None not in kinds and len(kinds) > 1


def role(one: Counterpart) -> str | None:
    """What a resource is that is given no name, where there can be one such: an app client by whom it is for. None
    where that does not tell, or where not all resources of its type are seen."""
    type = one.resource.type
    if type in _MANY or one.name is not None:
        return None
    for _, architecture in one.environment.roots:
        if architecture.gap((type,)) is not None or any(each.type == type for each in architecture.model.left_out):
            return None
    return _kind(one)


def block_of_role(one: Counterpart) -> Hashable:
    """The same with the words of the name of its block, if they say anything, and of the keys around it."""
    words = one.words.rest(one.resource.name)
    mine = role(one)
    return None if mine is None or set(words) <= _ANY else (mine, *words, *_keys(one))


def have_two_keys(one: Counterpart, other: Counterpart) -> bool:
    """Whether the keys of two instances tell them apart."""
    return len({_keys(one), _keys(other)} - {()}) > 1


def user_pool(one: Counterpart) -> Resource | None:
    """The user pool that a resource belongs to, if that is declared here."""
    if one.resource.type == USER_POOL:
        return None
    targets = one.architecture.targets(one.resource, "user_pool")
    return targets[0].resource if len(targets) == 1 else None


def is_one_of_a_count(one: Counterpart) -> bool:
    """Whether it is one of several instances that `count` numbers: the number tells nothing of which of them it is."""
    address = one.resource.address
    if not isinstance(address.key, int) and not any(isinstance(step.key, int) for step in address.module):
        return False
    architecture = one.architecture
    blocks = architecture.once(
        "instances of each block", lambda: Counter(each.address.block for each in architecture.resources)
    )
    return blocks[address.block] > 1


def are_uncounted(one: Counterpart, other: Counterpart) -> bool:
    """Whether they are instances of one block, of which it is not known how many there are."""
    is_possible = one.resource.possible is not None or other.resource.possible is not None
    return is_possible and one.resource.address.block == other.resource.address.block


def may_stand_in_two_roots(one: Counterpart, other: Counterpart) -> bool:
    """Whether their root modules may be the same one: neither is where the other environment has one of that name."""
    return one.own_root == other.own_root or not (_has_root(one, other) or _has_root(other, one))


def _has_root(one: Counterpart, other: Counterpart) -> bool:
    return any(other.words.neutral(root) == one.own_root for root, _ in other.environment.roots)


def _kind(one: Counterpart) -> str | None:
    if one.resource.type not in CLIENTS:
        return "the only one"
    kind = client_kind(one.resource, one.architecture)
    return str(kind.value) if isinstance(kind, Known) else None


def _keys(one: Counterpart) -> tuple[str, ...]:
    """The words of the keys of an instance, and of the module instances around it; numbers are none."""
    address = one.resource.address
    keys = (*(step.key for step in address.module), address.key)
    return tuple(word for key in keys if isinstance(key, str) for word in one.words.rest(key))
