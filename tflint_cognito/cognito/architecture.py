"""One model as an architecture: what its resources mean in Cognito's terms (facts), and how they are linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.following import Declared, Target, lead_to_the_same, may_lead_to
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.standing import Standing
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, is_sensitive

__all__ = ["Architecture", "Sources", "Target"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sources:
    """The resources that a link comes from. `possible` ones each with the reason for the doubt; `gap` is what may hide
    more of them."""

    certain: tuple[Resource, ...] = ()
    possible: tuple[tuple[Resource, Unknown], ...] = ()
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class _Arrivals:
    """One link seen from its targets: who certainly leads where, and who leads to what is not declared here."""

    certain: dict[Address, list[Resource]]
    loose: list[tuple[Resource, Value]]


class Architecture:
    """Facts and links of the resources of one model, each worked out once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        # What only an empty default leaves out may be there where it is deployed: nobody can say that there is none.
        self.declared = Declared((*model.resources, *model.left_out))
        #: Where it stands among environments that are looked at side by side.
        self.standing: Standing | None = None
        self._facts: dict[tuple[str, Address], Value] = {}
        self._targets: dict[tuple[Address, str], tuple[Target, ...]] = {}
        self._arrivals: dict[str, _Arrivals] = {}
        self._sources: dict[tuple[Address, frozenset[str], str], Sources] = {}
        self._once: dict[str, Any] = {}

    def once(self, name: str, work_out: Callable[[], T]) -> T:
        """What `work_out` gives, which is the same for all resources; `name` is what others may not call theirs."""
        if name not in self._once:
            self._once[name] = work_out()
        found: T = self._once[name]
        return found

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All resources that are judged."""
        return self.model.resources

    @property
    def changed(self) -> tuple[Resource, ...]:
        """All resources that a plan says something of, those that it destroys included; none where there is no plan."""
        planned = (one for one in self.model.resources if one.change is not None)
        return self.once("changed", lambda: (*planned, *self.model.removed))

    @property
    def shows_expressions(self) -> bool:
        """Whether a reference is the whole value. A plan lists what an expression refers to, and not what it makes of
        it: `"https://${pool.endpoint}"` is listed as `pool.endpoint`."""
        return self.model.kind == "hcl"

    @property
    def outputs(self) -> tuple[Resource, ...]:
        """The root module's outputs, which rules about outputs judge as if they were resources."""
        return self.model.output_blocks

    def fact(self, name: str, resource: Resource) -> Value:
        """What FACTS says of `resource`; absent where the fact is not about its type."""
        key = (name, resource.address)
        if key not in self._facts:
            fact = FACTS[name]
            value = fact.function(resource, self) if resource.type in fact.types else NOT_WRITTEN
            self._facts[key] = _as_secret_as(resource.get(fact.attribute), value) if fact.attribute else value
        return self._facts[key]

    def targets(self, resource: Resource, link: str) -> tuple[Target, ...]:
        """Where a link leads from `resource`: nowhere, to one target, or (an authorizer's user pools) to many."""
        key = (resource.address, link)
        if key not in self._targets:
            self._targets[key] = tuple(self.declared.targets(resource, LINKS[link]))
        return self._targets[key]

    def sources(self, resource: Resource, types: Iterable[str], link: str) -> Sources:
        """The resources of `types` whose `link` leads to `resource`."""
        key = (resource.address, frozenset(types), link)
        if key not in self._sources:
            self._sources[key] = self._found(resource, key[1], link)
        return self._sources[key]

    def _found(self, resource: Resource, wanted: frozenset[str], link: str) -> Sources:
        arrivals = self._arriving(link)
        certain: list[Resource] = []
        possible: list[tuple[Resource, Unknown]] = []
        for source in arrivals.certain.get(resource.address, ()):
            if source.type not in wanted:
                continue
            if source.possible is None or stand_together(source, resource):
                certain.append(source)
            else:
                possible.append((source, source.possible))
        for source, value in arrivals.loose:
            reason = may_lead_to(value, resource, LINKS[link]) if source.type in wanted else None
            if reason is not None and source not in certain:
                possible.append((source, reason))
        return Sources(tuple(certain), tuple(possible), self.gap(wanted))

    def siblings(self, resource: Resource, types: Iterable[str], link: str) -> Sources:
        """The resources of `types` whose `link` leads to where that of `resource` leads, declared here or not."""
        wanted = tuple(types)
        for target in self.targets(resource, link):
            if target.resource is not None:
                return self.sources(target.resource, wanted, link)
            return self._outside(resource, target.value, wanted, link)
        path = LINKS[link].attribute_of(resource.type)
        return Sources(gap=Gap(f"{path} is not written", f"write {path}"))

    def _outside(self, resource: Resource, value: Value, types: tuple[str, ...], link: str) -> Sources:
        certain: list[Resource] = []
        possible: list[tuple[Resource, Unknown]] = []
        reason = _outside_reason(value, LINKS[link].attribute_of(resource.type))
        for source, other in self._arriving(link).loose:
            if source.type in types:
                same = lead_to_the_same(resource, value, source, other, LINKS[link])
                if same and source.possible is None:
                    certain.append(source)
                elif same is not False:
                    possible.append((source, reason if source.possible is None else source.possible))
        for target in self.declared.of_type(LINKS[link].targets):
            if may_lead_to(value, target, LINKS[link]) is not None:
                found = self.sources(target, types, link)
                possible += [(source, reason) for source in found.certain]
        return Sources(tuple(certain), tuple(possible), Gap(reason.because, reason.decides))

    def _arriving(self, link: str) -> _Arrivals:
        if link not in self._arrivals:
            arrivals = _Arrivals({}, [])
            for resource in self.declared.of_type(LINKS[link].attributes):
                for target in self.targets(resource, link):
                    if target.resource is None:
                        arrivals.loose.append((resource, target.value))
                    else:
                        known = arrivals.certain.setdefault(target.resource.address, [])
                        if not known or known[-1] is not resource:  # which may lead there more than once
                            known.append(resource)
            self._arrivals[link] = arrivals
        return self._arrivals[link]

    def gap(self, types: Iterable[str]) -> Gap | None:
        """What of the configuration could not be read, and may hold resources of `types`."""
        return next((gap for gap in self.model.gaps if not gap.types or not gap.types.isdisjoint(types)), None)


def _as_secret_as(attribute: Value, value: Value) -> Value:
    """What follows from a secret is one, as a whole, or where an element of a list came out of one."""
    if is_sensitive(attribute):
        return _secret_throughout(value)
    match value:
        case Known(value=tuple() as items) if any(map(_holds_a_secret, items)):
            marked = (replace(item, sensitive=True) if _holds_a_secret(item) else item for item in items)
            return replace(value, value=tuple(marked))
    return value


def _secret_throughout(value: Value) -> Value:
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(map(_secret_throughout, items)), sensitive=True)
        case Unknown(parts=parts):
            return replace(value, parts=tuple(map(_secret_throughout, parts)), sensitive=True)
        case Known(value=Mapping() as mapping):
            secret = {key: item if key == "@attribute" else _secret_throughout(item) for key, item in mapping.items()}
            return replace(value, value=secret, sensitive=True)
        case Known():
            return replace(value, sensitive=True)
    return value


def _holds_a_secret(element: Value) -> bool:
    match element:
        case Known(value=Mapping() as mapping) if "@value" in mapping:
            return is_sensitive(mapping["@value"])
    return False


def stand_together(one: Resource, other: Resource) -> bool:
    """Whether two resources that may not be there are there together, or not at all: under the same condition."""
    first, second = one.possible, other.possible
    if first is None or second is None:
        return False
    if first == second:
        return True
    if one.address.module != other.address.module or first.range is None or second.range is None:
        return False
    return first.range.text == second.range.text


def _outside_reason(value: Value, path: str) -> Unknown:
    match value:
        case Known():
            because = f"{path} is {notation(value)}, and what else belongs to that is not declared here"
            return Unknown(because, decides="lint the configuration that declares it as well")
        case Unknown():
            return value
    return Unknown(f"{path} is not written", decides=f"write {path}")
