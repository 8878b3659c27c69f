"""Which resources of several environments are the same one: for the rules about environments, and for `compare`.

The same address is the same resource, and so is the same address without the words that name the environment
(`module.auth_dev`, `this["prod"]`); an instance of `count` must have the same name as well. What is left is the same
where it is given the same name, which no other can have, or where it is given none and is the only one of its kind and
of the same user pool. What may be the same, and may not, is not paired; `doubt` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from tflint_cognito.cognito.identities import (
    Counterpart,
    are_named_alike,
    are_of_two_kinds,
    are_uncounted,
    block_of_role,
    everything,
    have_two_keys,
    is_one_of_a_count,
    may_stand_in_two_roots,
    role,
    user_pool,
)
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Unknown

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What two have in common that are the same; None where it says nothing that tells.
_Key = Callable[[Counterpart], Hashable]
#: Whether two that have it in common can be the same.
_Fit = Callable[[Counterpart, Counterpart], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is the same resource in each environment; None where there is nothing that certainly is."""

    found: tuple[Counterpart | None, ...]

    @property
    def there(self) -> tuple[Counterpart, ...]:
        return tuple(one for one in self.found if one is not None)


def counterpart(resource: Resource, architecture: Architecture, other: Environment) -> Counterpart | Unknown | None:
    """The same resource in the environment `other`; why that cannot be told; None where nothing there can be it.
    Unknown as well where it may not be there after all."""
    standing = architecture.standing
    if standing is None or standing.here is other:
        return None
    pairing = pairing_of(architecture)
    mine, index = pairing.place(resource, architecture), pairing.index(other)
    found = pairing.pair(mine).found[index]
    if found is None:
        return pairing.doubt(mine, index)
    return found if found.resource.possible is None else _may_be_there(other, found.resource.possible)


def pairing_of(architecture: Architecture) -> Pairing:
    """What is the same in the environments that an architecture stands among, worked out once for all of them."""
    assert architecture.standing is not None
    found = architecture.standing.found
    if "pairing" not in found:
        found["pairing"] = Pairing(architecture.standing.everything)
    pairing = found["pairing"]
    assert isinstance(pairing, Pairing)
    return pairing


def hidden(type: str, environment: Environment) -> Unknown | None:
    """Why an environment may have more resources of a type than are seen."""
    gaps = (architecture.gap((type,)) for _, architecture in environment.roots)
    gap = next((gap for gap in gaps if gap is not None), None)
    return Unknown(gap.because, decides=gap.decides) if gap is not None else None


class Pairing:
    """The resources of Amazon Cognito in several environments, each with those that are the same."""

    def __init__(self, environments: Sequence[Environment]) -> None:
        self.environments = tuple(environments)
        self._places: dict[tuple[int, Address], Counterpart] = {}
        self._pairs: dict[int, Pair] = {}
        self._of_type: dict[str, list[Counterpart]] = {}
        self._unnamed: dict[str, list[Counterpart]] = {}  # those whose name is not known
        for one in everything(self.environments):
            self._places[one.place] = one
            self._of_type.setdefault(one.resource.type, []).append(one)
            if isinstance(one.name, Unknown):
                self._unnamed.setdefault(one.resource.type, []).append(one)
            self._put(Pair(tuple(one if index == one.index else None for index in range(len(self.environments)))))
        # What belongs to a user pool waits for that.
        for type in sorted(self._of_type, key=lambda type: type != USER_POOL):
            for key, fit in self._ways():
                self._join(self._of_type[type], key, fit)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All of them, in the order of the environments and of the resources in each."""
        return tuple({id(pair): pair for pair in map(self.pair, self._places.values())}.values())

    def pair(self, one: Counterpart) -> Pair:
        return self._pairs[id(one)]

    def place(self, resource: Resource, architecture: Architecture) -> Counterpart:
        return self._places[id(architecture), resource.address]

    def index(self, environment: Environment) -> int:
        return next(index for index, each in enumerate(self.environments) if each is environment)

    def leftovers(self, mine: Counterpart, index: int) -> Iterator[Counterpart]:
        """What there is of its type in another environment that is not known to be the same as anything in its own."""
        return self._left(self._of_type[mine.resource.type], mine, index)

    def _left(self, those: Iterable[Counterpart], mine: Counterpart, index: int) -> Iterator[Counterpart]:
        return (one for one in those if one.index == index and self.pair(one).found[mine.index] is None)

    def doubt(self, mine: Counterpart, index: int) -> Unknown | None:
        """Why one that has no counterpart in an environment may have one all the same; None where it has none among the
        resources that are seen there."""
        left, other = list(self.leftovers(mine, index)), self.environments[index]
        for one in (*(each.resource for each in left), *_left_out(other)):
            reason = one.possible if one.possible is not None else mine.resource.possible
            if reason is not None and one.address.block == mine.resource.address.block:
                return _may_be_there(other, reason)
        same = [one for one in left if one.own_address == mine.own_address and may_stand_in_two_roots(one, mine)]
        if len(same) > 1:
            because = f"{mine.resource.address} is there {len(same)} times in {other.name}"
            return Unknown(because, decides="give each environment the paths of its own")
        return next((reason for one in left if (reason := self._may_be(mine, one)) is not None), None)

    def absence(self, pair: Pair, index: int) -> Unknown | None:
        """Why what a pair has nothing of in an environment may be there all the same."""
        doubts = (self.doubt(one, index) for one in pair.there)
        reason = next((doubt for doubt in doubts if doubt is not None), None)
        return reason if reason is not None else hidden(pair.there[0].resource.type, self.environments[index])

    def _may_be(self, mine: Counterpart, one: Counterpart) -> Unknown | None:
        """Why another resource may be the same; None where it cannot be."""
        names = (mine.name, one.name)
        unknown = next((name for name in names if isinstance(name, Unknown)), None)
        if (unknown is None and names[0] != names[1]) or self._are_of_two_pools(mine, one):
            return None
        if unknown is not None:
            because = f"whether it is the same as in {one.environment.name} is not known: {unknown.because}"
            return None if are_of_two_kinds(mine, one) else Unknown(because, decides=unknown.decides)
        if mine.name is None and are_of_two_kinds(mine, one):
            return None
        for each in (one, mine):
            if sum(are_named_alike(each, other) for other in self._beside(each)) > 1:
                because = f"there are several of that name in {each.environment.name}"
                return Unknown(because, decides="name each differently")
        if one.resource.address == mine.resource.address:
            because = f"the number of {mine.resource.address} does not tell which of them it is"
            return Unknown(because, decides="use for_each, whose keys do")
        because = f"{one.resource.address} in {one.environment.name} may be it, under another address"
        return Unknown(because, decides="give it the same address in every environment")

    def _beside(self, one: Counterpart) -> Iterator[Counterpart]:
        """All of its type in its own environment, itself among them."""
        return (other for other in self._of_type[one.resource.type] if other.index == one.index)

    def _are_of_two_pools(self, one: Counterpart, other: Counterpart) -> bool:
        """Whether they belong to two user pools that certainly are not the same."""
        mine, theirs = self._user_pool(one), self._user_pool(other)
        if mine is None or theirs is None or self.pair(mine) is self.pair(theirs):
            return False
        taken = self.pair(mine).found[other.index] is not None or self.pair(theirs).found[one.index] is not None
        return taken or self.doubt(mine, other.index) is None

    def _user_pool(self, one: Counterpart) -> Counterpart | None:
        pool = user_pool(one)
        return self.place(pool, one.architecture) if pool is not None else None

    def _ways(self) -> tuple[tuple[_Key, _Fit], ...]:
        """All by which resources are known to be the same, the surest first."""
        return (
            (lambda one: (one.root, one.resource.address), _instances_fit),
            # Words that environments usually have may be no environment's here, so the name must be the same as well.
            (_usual_address, _addresses_fit),
            (lambda one: (one.own_root, one.own_address), _instances_fit),
            (lambda one: one.own_address, _addresses_fit),
            (lambda one: self._in_pool(one, _known_name(one), needed=True), self._names_fit),
            (_known_name, self._names_fit),
            (lambda one: self._in_pool(one, block_of_role(one)), _roles_fit),
            (lambda one: self._in_pool(one, role(one)), _roles_fit),
        )

    def _in_pool(self, one: Counterpart, key: Hashable, needed: bool = False) -> Hashable:
        """A key that only resources of the same user pool have in common."""
        pool = self._user_pool(one)
        if key is None or (needed and pool is None):
            return None
        return key, id(self.pair(pool)) if pool is not None else None

    def _join(self, those: Sequence[Counterpart], key: _Key, fit: _Fit) -> None:
        """Makes one of those that have the same key, which no other of its environment has."""
        groups: dict[Hashable, list[Pair]] = {}
        for pair in {id(pair): pair for pair in map(self.pair, those)}.values():
            first, *others = map(key, pair.there)
            if first is not None and all(one == first for one in others):
                groups.setdefault(first, []).append(pair)
        for pairs in groups.values():
            single = _of_single(pairs)
            couples = ((a, b) for one, other in combinations(single, 2) for a in one.there for b in other.there)
            if len(single) > 1 and all(fit(one, other) for one, other in couples):
                self._put(_one(single))

    def _put(self, pair: Pair) -> None:
        self._pairs.update((id(one), pair) for one in pair.there)

    def _names_fit(self, one: Counterpart, other: Counterpart) -> bool:
        """Whether two of the same name are the same: nothing else tells them apart, and no other may have that name."""
        if are_uncounted(one, other) or have_two_keys(one, other) or self._are_of_two_pools(one, other):
            return False
        return not (self._has_rival(one, other) or self._has_rival(other, one))

    def _has_rival(self, mine: Counterpart, one: Counterpart) -> bool:
        """Whether another in the environment of `one` may be what has the name of `mine`, which it is not known by."""
        unnamed = self._unnamed.get(one.resource.type, ())
        return any(self._may_be(mine, each) is not None for each in self._left(unnamed, mine, one.index))


def _left_out(environment: Environment) -> Iterator[Resource]:
    """What only a default with nothing in it leaves out."""
    for _, architecture in environment.roots:
        yield from (one for one in architecture.model.left_out if one.possible is not None)


def _of_single(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs but those that have something of an environment that another has something of as well."""
    indexes = [one.index for pair in pairs for one in pair.there]
    return [pair for pair in pairs if all(indexes.count(one.index) == 1 for one in pair.there)]


def _one(pairs: Sequence[Pair]) -> Pair:
    return Pair(tuple(next(filter(None, ones), None) for ones in zip(*(pair.found for pair in pairs), strict=True)))


def _may_be_there(environment: Environment, reason: Unknown) -> Unknown:
    because = f"whether it is there in {environment.name} is not known: {reason.because}"
    return Unknown(because, decides=reason.decides)


def _known_name(one: Counterpart) -> tuple[str, ...] | None:
    return one.name if isinstance(one.name, tuple) else None


def _instances_fit(one: Counterpart, other: Counterpart) -> bool:
    return are_named_alike(one, other) or not (is_one_of_a_count(one) or is_one_of_a_count(other))


def _usual_address(one: Counterpart) -> Hashable:
    return None if isinstance(one.name, Unknown) else (one.words.plain(str(one.resource.address)), one.name)


def _addresses_fit(one: Counterpart, other: Counterpart) -> bool:
    return _instances_fit(one, other) and may_stand_in_two_roots(one, other)


def _roles_fit(one: Counterpart, other: Counterpart) -> bool:
    return not (are_uncounted(one, other) or have_two_keys(one, other))
