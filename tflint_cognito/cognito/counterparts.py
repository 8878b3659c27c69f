"""Which resources of several environments stand for each other.

The same address is the same resource. What is left is paired where nothing else can be meant: by the address without
the words that name an environment (`module.auth_dev`, `this["prod"]`), by the name that the resource is given, by the
name of its block, and last because it is the only one of its kind and role. Two names that differ are never paired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import client_kind
from tflint_cognito.cognito.resource_types import (
    CLIENTS,
    IDENTITY_POOL,
    IDENTITY_PROVIDER,
    RESOURCE_SERVER,
    USER,
    USER_GROUP,
    USER_POOL,
)
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: Words that name an environment in addresses and names, beside those that its own name has.
USUAL: Final = frozenset(
    (
        *("dev", "devel", "develop", "development", "sandbox", "sbx", "test", "testing", "qa", "int", "preview"),
        *("stage", "staging", "stg", "uat", "preprod", "prod", "prd", "production", "live"),
    )
)
#: The attribute that names a resource of a type.
_NAMES: Final[Mapping[str, str]] = {
    USER_POOL: "name",
    **dict.fromkeys(CLIENTS, "name"),
    IDENTITY_POOL: "identity_pool_name",
    IDENTITY_PROVIDER: "provider_name",
    RESOURCE_SERVER: "name",
    USER_GROUP: "name",
    USER: "username",
}
#: Of these there may be many, none of which plays a role by itself.
_MANY: Final = frozenset((USER_GROUP, USER, IDENTITY_PROVIDER))
#: Names of blocks that say nothing of what is in them.
_ANY: Final = frozenset(("this", "main", "default", "it", "self"))
_WORD: Final = pattern(r"[A-Za-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """One resource of one environment: its address there (with its root module, where there are several)."""

    address: str
    resource: Resource
    architecture: Architecture


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands for each other in each environment; None where there is nothing."""

    found: tuple[Found | None, ...]

    @property
    def there(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one is not None)

    @property
    def addresses(self) -> tuple[str | None, ...]:
        return tuple(one.address if one is not None else None for one in self.found)


def paired(environments: Sequence[Iterable[Found]], names: Sequence[str] = ()) -> list[Pair]:
    """All resources, each with its counterparts. `names` are those of the environments: names, or paths to them."""
    words = _words_of(names or [""] * len(environments))
    pairs = _by_address(environments)
    for key in (_plain_address, _given_name, _block, _only_one):
        pairs = _joined(pairs, key, words)
    return pairs


#: What two pairs must have in common to be one; None where they say nothing that tells.
_Key = Callable[["Found", frozenset[str]], object]


def _words_of(names: Sequence[str]) -> list[frozenset[str]]:
    """For each environment the words that name it: those of its name that not all names have."""
    found = [frozenset(_split(name)) for name in names]
    common = frozenset.intersection(*found) if len(found) > 1 else frozenset()
    return [(each - common) | USUAL for each in found]


def _by_address(environments: Sequence[Iterable[Found]]) -> list[Pair]:
    by_address: dict[str, list[Found | None]] = {}
    for index, found in enumerate(environments):
        for one in found:
            by_address.setdefault(one.address, [None] * len(environments))[index] = one
    return [Pair(tuple(each)) for each in by_address.values()]


def _joined(pairs: Sequence[Pair], key: _Key, words: Sequence[frozenset[str]]) -> list[Pair]:
    """The pairs, those made one that have the same key, that no other has, and that no environment has both of."""
    groups: dict[object, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(_key_of(pair, key, words), []).append(pair)
    whole: dict[int, Pair] = {}
    for common, group in groups.items():
        if common is not None and _fit(group, words):
            whole.update(dict.fromkeys(map(id, group), _one(group)))
    joined = [whole.get(id(pair), pair) for pair in pairs]
    return list({id(pair): pair for pair in joined}.values())


def _key_of(pair: Pair, key: _Key, words: Sequence[frozenset[str]]) -> object:
    """None where the resources of a pair, or two of them, do not agree."""
    keys = {key(one, words[index]) for index, one in enumerate(pair.found) if one is not None}
    common = next(iter(keys)) if len(keys) == 1 else None
    return (pair.there[0].resource.type, common) if common is not None else None


def _fit(group: Sequence[Pair], words: Sequence[frozenset[str]]) -> bool:
    """Whether a group of pairs can be one: each environment has one of them at most, and no two say who they are and
    say it differently."""
    members = [(index, one) for pair in group for index, one in enumerate(pair.found) if one is not None]
    if len(group) < 2 or len({index for index, _ in members}) < len(members):
        return False
    return all(
        len({tell(one, words[index]) for index, one in members} - {None, ()}) < 2
        for tell in (_given_name, _name_of_user_pool, _keys)
    )


def _one(group: Sequence[Pair]) -> Pair:
    return Pair(tuple(next(filter(None, ones), None) for ones in zip(*(pair.found for pair in group), strict=True)))


def _plain_address(found: Found, words: frozenset[str]) -> object:
    return _WORD.sub(lambda word: "•" if word[0].lower() in words else word[0], found.address)


def _given_name(found: Found, words: frozenset[str]) -> object:
    return _name_of(found.resource, words)


def _name_of_user_pool(found: Found, words: frozenset[str]) -> object:
    """The same of the user pool that a resource belongs to, if that is declared here."""
    if found.resource.type == USER_POOL:
        return None
    for target in found.architecture.targets(found.resource, "user_pool"):
        if target.resource is not None:
            return _name_of(target.resource, words)
    return None


def _name_of(resource: Resource, words: frozenset[str]) -> object:
    """The words of the name that a resource is given, without those of the environment, in any order."""
    value = resource.get(_NAMES.get(resource.type, "name"))
    if resource.type not in _NAMES or not isinstance(value, Known) or value.sensitive:
        return None
    own = tuple(sorted(word for word in _split(str(value.value)) if word not in words))
    return own or None


def _block(found: Found, words: frozenset[str]) -> object:
    own = tuple(word for word in _split(found.resource.name) if word not in words)
    return None if set(own) <= _ANY else (own, _keys(found, words))


def _keys(found: Found, words: frozenset[str]) -> tuple[str, ...]:
    """The words of the keys of an instance, and of the module instances around it."""
    address = found.resource.address
    keys = [str(key) for key in (*(step.key for step in address.module), address.key) if key is not None]
    return tuple(word for key in keys for word in _split(key) if word not in words)


def _only_one(found: Found, words: frozenset[str]) -> object:
    """The role of a resource that there is one of: of an app client, whom it is for."""
    type = found.resource.type
    if type in _MANY:
        return None
    if type in CLIENTS:
        kind = client_kind(found.resource, found.architecture)
        return kind.value if isinstance(kind, Known) else None
    return "the only one"


def _split(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
