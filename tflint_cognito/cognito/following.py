"""Following a link: from the value of an attribute to the resource that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tflint_cognito.cognito.links import Link
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. `resource` is set where it is declared here; else `value` is what stands there: known (a
    literal, another state's), or unknown (it cannot be told)."""

    resource: Resource | None
    value: Value


class Declared:
    """The resources of one model, found by what refers to them."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_address: dict[Address, Resource] = {}
        self._by_block: dict[Address, list[Resource]] = {}
        self._by_type: dict[str, list[Resource]] = {}
        for resource in resources:
            self._by_address[resource.address] = resource
            self._by_block.setdefault(resource.address.block, []).append(resource)
            self._by_type.setdefault(resource.type, []).append(resource)

    def of_type(self, types: Iterable[str]) -> list[Resource]:
        return [resource for type in types for resource in self._by_type.get(type, ())]

    def of_block(self, block: Address) -> Sequence[Resource]:
        """Every instance of one block, in every instance of its module."""
        return self._by_block.get(block, ())

    def meant_by(self, address: Address) -> list[Resource]:
        """The resources that `address` may mean: exactly one, or, where a key is not known on either side, several."""
        exact = self._by_address.get(address)
        if exact is not None:
            return [exact]
        return [resource for resource in self.of_block(address.block) if may_be_same(resource.address, address)]

    def targets(self, resource: Resource, link: Link) -> Iterator[Target]:
        """Where `link` leads from `resource`."""
        for path in link.attributes.get(resource.type, ()):
            whole = resource.get(path.partition(".")[0])
            if link.exact and isinstance(whole, Unknown):
                yield Target(None, replace(whole, refers_to=None, parts=()))
                continue
            for value in values_at(Known(resource.attributes), path.split(".")):
                target = self.target(self._passed_on(value, link), link, resource.type in link.mixed)
                if target is not None:
                    yield target

    def _passed_on(self, value: Value, link: Link) -> Value:
        """What the same link of another resource is, where a value is that: a domain's user_pool_id is a user pool's.
        A plan does not look through it; one step is enough, and goes in no circle."""
        match value:
            case Unknown(refers_to=Reference(address=address, attribute=attribute), range=range):
                found = self.meant_by(address) if attribute in link.attributes.get(address.type, ()) else []
                if len(found) == 1 and not isinstance(passed := found[0].get(attribute), Absent):
                    return replace(passed, range=range)
        return value

    def target(self, value: Value, link: Link, mixed: bool = False) -> Target | None:
        """Where a single value leads; None where a mixed attribute holds something else."""
        reference = reference_in(value, link)
        if reference is not None:
            found = [resource for resource in self.meant_by(reference.address) if resource.type in link.targets]
            if len(found) == 1:
                return Target(found[0], value)
            if found:
                because = f"{reference} may be that of any instance"
                return Target(
                    None, Unknown(because, STRING, "write which one, with its key", reference, range=value.range)
                )
        match value:
            case Known(value=str() as text):
                named = self._named(text, link)
                if named is not None:
                    return Target(named, value)
                return None if mixed and not link.may_be(text) else Target(None, value)
            case Unknown(refers_to=Reference() as other) if (
                mixed and reference is None and other.address.mode == "managed"
            ):
                return None
            case _:
                return Target(None, value)

    def _named(self, text: str, link: Link) -> Resource | None:
        """The resource whose own id, ARN or the like is `text`: known in a state, or in a plan of what is there."""
        wanted = link.identity(text)
        for resource in self.of_type(link.targets):
            if wanted in known_identities(resource, link):
                return resource
        return None


def values_at(value: Value, names: Sequence[str]) -> Iterator[Value]:
    """Every value at a path, in every block and every element on the way. What is unknown on the way stands for itself,
    beside the parts that are certain."""
    match value:
        case Known(value=tuple() as items):
            for item in items:
                yield from values_at(item, names)
        case Known(value=Mapping() as mapping) if names:
            yield from values_at(mapping.get(names[0], Absent()), names[1:])
        case Unknown(parts=parts) if names or value.type != STRING:
            for part in parts:
                yield from values_at(part, names)
            yield value
        case Unknown() | Known():
            yield value


def reference_in(value: Value, link: Link) -> Reference | None:
    """The attribute of a target that `value` is, ends in (an ARN or an issuer made by a template), or came out of."""
    match value:
        case Unknown(refers_to=Reference() as reference):
            return reference if _leads(reference, link) else None
        case Unknown(parts=(*_, Unknown() as last)) if value.type == STRING:
            return reference_in(last, link)
        case Known(value=str(), trail=trail):
            found = (step.reference for step in trail if step.reference is not None and _leads(step.reference, link))
            return next(found, None)
    return None


def _leads(reference: Reference, link: Link) -> bool:
    # A plan loses the attribute behind an index that is computed: of `pool.this[each.key].id` it lists `pool.this`.
    address = reference.address
    identifies = not reference.attribute or reference.attribute in link.identities
    return address.mode == "managed" and address.type in link.targets and identifies


def known_identities(resource: Resource, link: Link) -> set[str]:
    """What is known of the values that stand for `resource`."""
    values = (resource.get(name) for name in link.identities)
    return {link.identity(value.value) for value in values if isinstance(value, Known) and isinstance(value.value, str)}


def may_be_same(one: Address, other: Address) -> bool:
    """Whether two addresses may mean the same instance: their keys agree, or one of each two is not known."""
    if one.block != other.block:
        return False
    keys = [(one.key, other.key), *zip((s.key for s in one.module), (s.key for s in other.module), strict=True)]
    return all(first == second or first is None or second is None for first, second in keys)


def may_lead_to(value: Value, resource: Resource, link: Link) -> Unknown | None:
    """Why a target that is not declared here may be `resource` all the same; None where it certainly is not."""
    match value:
        case Known(value=str() as text):
            known = known_identities(resource, link)
            is_new = resource.change is not None and "create" in resource.change.actions
            if is_new or (known and link.identity(text) not in known):
                return None
            because = f"{notation(value)} may be the {link.identities[0]} of {resource.address}"
            return Unknown(because, STRING, f"refer to {resource.address} there, or lint the state")
        case Unknown():
            reference = reference_in(value, link)
            if reference is not None and not may_be_same(reference.address, resource.address):
                return None
            return value
    return None


_SAME_EVERYWHERE = pattern(r"(var|local|data|module)(\.[\w-]+|\[(\d+|\"[^\"$]*\")\])+")


def lead_to_the_same(one: Resource, value: Value, other: Resource, other_value: Value, link: Link) -> bool | None:
    """Whether two targets that are not declared here are the same: equal text, or the same words in the same module
    (`var.user_pool_id` on both). None where it cannot be told."""
    match value, other_value:
        case Known(value=str() as text), Known(value=str() as other_text):
            return link.identity(text) == link.identity(other_text)
    if one.address.module == other.address.module and value.range is not None and other_value.range is not None:
        words = value.range.text
        if words == other_value.range.text and _SAME_EVERYWHERE.fullmatch(words):
            return True
    return None
