"""Which resources of a plan or state are read: those of interest, what matters beside them, and no more than so many.

A configuration is read in the same way: most machines and functions of a large one have nothing to do with what is
judged, and are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.provider import Provider

#: Most resources that are read of one plan or state: as many as one root module may have instances.
MOST_RESOURCES = 10_000

_T = TypeVar("_T")
#: Something in the file, and its address.
Found = tuple[Address, _T]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was read, in the order of the file; `types` are of interest here, and of those `left` more is there."""

    resources: tuple[Resource, ...]
    types: Collection[str] = ()
    left: frozenset[str] = frozenset()

    def gaps(self) -> tuple[Gap, ...]:
        if not self.left:
            return ()
        return (Gap(_TOO_MANY, "lint a part of it: terraform plan -target", types=self.left),)

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        said = f"{_TOO_MANY}: the others were not looked at; split the root module, or plan a part of it with -target"
        return (Diagnostic("error", said, path=path),) if self.left else ()


_TOO_MANY = f"there are more than {MOST_RESOURCES:,} resources that matter here"


def is_companion(address: Address, provider: Provider) -> bool:
    """Whether it is of no interest by itself."""
    return address.mode == "managed" and address.type in provider.companions


def read_wanted(found: Sequence[Found[_T]], read: Callable[[_T], Resource], provider: Provider) -> Chosen:
    """Those of `found` that are of interest, read by `read`."""
    alone: list[tuple[int, str, _T]] = []
    beside: list[tuple[int, str, _T]] = []
    for place, (address, one) in enumerate(found):
        if provider.wants(address.type):
            (beside if is_companion(address, provider) else alone).append((place, address.type, one))
    # One that matters by itself is read first, wherever it stands.
    resources = {place: read(one) for place, _, one in alone[:MOST_RESOURCES]}
    there = [resource for resource in resources.values() if resource.address.mode == "managed"]
    matter = provider.companions_beside(there)
    more = [each for each in beside if each[1] in matter]
    room = MOST_RESOURCES - len(resources)
    resources |= {place: read(one) for place, _, one in more[:room]}
    return Chosen(
        tuple(resources[place] for place in sorted(resources)),
        (provider.resource_types.keys() - provider.companions.keys()) | matter,
        frozenset(type for _, type, _ in (*alone[MOST_RESOURCES:], *more[room:])),
    )


def read_removed(found: Sequence[Found[_T]], read: Callable[[_T], Resource], others: Chosen) -> Chosen:
    """Those of `found`, which a plan destroys, that are of interest beside the `others`, which stay."""
    wanted = [(address.type, one) for address, one in found if address.type in others.types]
    read_ones = tuple(read(one) for _, one in wanted[:MOST_RESOURCES])
    return Chosen(read_ones, others.types, others.left | {type for type, _ in wanted[MOST_RESOURCES:]})
