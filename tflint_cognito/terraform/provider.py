"""What the readers must know of a provider. `terraform/` names no provider; whoever calls it hands this table over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.types import Type
from tflint_cognito.terraform.values import Absent, Value

if TYPE_CHECKING:
    from tflint_cognito.terraform.model import Resource

#: Works out a computed attribute from the written ones, e.g. `scope_identifiers` from `identifier` and `scope`.
Derivation = Callable[[Mapping[str, Value]], Value]


@dataclass(frozen=True, slots=True)
class ResourceType:
    """One resource type as the readers need it."""

    #: Attributes and blocks that are sets (dotted paths): their elements have no index.
    sets: frozenset[str] = frozenset()
    #: Attributes (dotted paths) whose value is a secret wherever it comes from; "provider_details.client_secret".
    secrets: frozenset[str] = frozenset()
    #: Attributes that AWS works out, and that can be worked out here.
    derived: Mapping[str, Derivation] = field(default_factory=dict)
    #: What the provider's schema fills in when the attribute is not written.
    defaults: Mapping[str, str | int | bool] = field(default_factory=dict)
    #: Optional attributes that are not computed: not written, they are null when another expression reads them.
    plain: frozenset[str] = frozenset()
    #: Nested blocks (dotted paths). JSON syntax writes a block and a map alike; only this tells them apart.
    blocks: frozenset[str] = frozenset()
    #: All attributes and blocks by name; None where the table does not know them all.
    attributes: frozenset[str] | None = None
    #: The types of attributes that are numbers or bools (dotted paths): `"60"` is 60 where a number belongs.
    types: Mapping[str, Type] = field(default_factory=dict)
    #: Whether someone asks in which region its resources are.
    is_regional: bool = False


@dataclass(frozen=True, slots=True)
class Unheard:
    """A type that is named as those of interest are, and is none of them: a slip of `meant`, or else (None) one that
    may be newer than the table. `because` says so."""

    because: str
    meant: str | None


def _all_heard_of(type: str) -> Unheard | None:
    return None


@dataclass(frozen=True, slots=True)
class Provider:
    """The resource types of interest, and the table of what is known of each.

    `mentions` are the byte strings one of which stands in any file that matters: the first cut over a large tree.
    """

    resource_types: Mapping[str, ResourceType]
    mentions: tuple[bytes, ...]
    #: Types of no interest themselves, of which some attributes can be worked out for those that refer to them.
    helpers: Mapping[str, ResourceType] = field(default_factory=dict)
    #: Types that are of interest but cannot be read (another provider's): a gap, said in these words.
    unreadable: Mapping[str, str] = field(default_factory=dict)
    #: What is to be said of a type (of a data source, with "data." before it) that is here by its name only.
    unheard: Callable[[str], Unheard | None] = _all_heard_of
    #: Types that only matter beside others: type -> what must be there, each a type and the attribute that it must have
    #: ("" for any). A role is of no interest until something lets it be taken.
    companions: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    #: Regular expressions: what in the name or source of a module from elsewhere says that it may hold such types,
    module_hints: tuple[str, ...] = ()
    #: and what, beyond those, in the name of one of its outputs does.
    output_hints: tuple[str, ...] = ()

    def wants(self, type: str) -> bool:
        return type in self.resource_types

    def companions_beside(self, resources: Collection[Resource]) -> frozenset[str]:
        """The types that matter beside `resources`, by what they are and have. What is null, they do not have."""
        present = {(one.type, "") for one in resources}
        for one in resources:
            present.update((one.type, name) for name, value in one.attributes.items() if not isinstance(value, Absent))
        return frozenset(type for type, beside in self.companions.items() if not beside.isdisjoint(present))
