"""A state: what AWS has. Nothing is unknown there, and nothing tells what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.plan.attributes import AttributeReader, Planned
from tflint_cognito.terraform.plan.document import Members, members, text
from tflint_cognito.terraform.plan.instances import resources_of
from tflint_cognito.terraform.plan.interest import read_wanted
from tflint_cognito.terraform.plan.sieve import Later
from tflint_cognito.terraform.plan.writing import Untold
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Value


def read_state(
    state: Members, later: Later, path: str, provider: Provider, diagnostics: tuple[Diagnostic, ...]
) -> Model:
    """The model of a state. Malformed where it is not one.

    SDKs write "" and [] for what is not set: these are absent here, while 0 and false may be either and are kept.
    """
    values = members(state, "values")
    managed = [
        (address, item, pointer)
        for address, item, pointer in resources_of(values, "/values")
        if address.mode == "managed" and not text(item, "deposed_key")
    ]
    found = [(address, (address, item, pointer)) for address, item, pointer in managed]
    read = read_wanted(found, lambda one: _resource(one[0], later.resource(one[1]), one[2], provider), provider)
    return Model(
        path,
        "state",
        resources=read.resources,
        data_sources=tuple(data_sources(values, later, "/values", provider)),
        outputs=dict(_outputs(values)),
        gaps=(*unreadable([address for address, _, _ in managed], provider), *read.gaps()),
        diagnostics=(*diagnostics, *read.diagnostics(path)),
        resource_count=len(managed),
        declared=frozenset(_declared([address for address, _, _ in managed])),
    )


def _declared(addresses: Sequence[Address]) -> Iterator[tuple[str, ...]]:
    """What the root module declares, as far as its resources tell."""
    for address in addresses:
        yield ("module", address.module[0].name) if address.module else ("resource", address.type, address.name)


def data_sources(values: Members, later: Later, pointer: str, provider: Provider) -> Iterator[Resource]:
    """The data sources of interest that were read, from a state (also from the one that a plan was made from)."""
    for address, item, place in resources_of(values, pointer):
        if address.mode == "data" and provider.wants(address.type):
            yield _resource(address, later.resource(item), place, provider)


def with_derived(attributes: Mapping[str, Value], type: ResourceType) -> Mapping[str, Value]:
    """`attributes` with those worked out that follow from others: on create they are unknown in a plan, on update the
    provider keeps the old value (hashicorp/terraform-provider-aws issue 36253)."""
    found = dict(attributes)
    for name, derive in type.derived.items():
        match derive(attributes):
            case Known() as value:
                found[name] = replace(value, written=False)
            case Absent():
                pass
            case unknown:
                found[name] = unknown
    return found


def unreadable(addresses: Sequence[Address], provider: Provider) -> Iterator[Gap]:
    """A gap for every type that is of interest, but that is another provider's, or newer than what we know."""
    for type in dict.fromkeys(address.type for address in addresses if address.mode == "managed"):
        unheard = provider.unheard(type)
        if type in provider.unreadable:
            yield Gap(provider.unreadable[type])
        elif unheard is not None:
            yield Gap(unheard.because, types=frozenset((type,)))


def _resource(address: Address, item: Members, pointer: str, provider: Provider) -> Resource:
    type = provider.resource_types[address.type]
    planned = Planned("", item.get("values"), None, item.get("sensitive_values"))
    attributes = AttributeReader(type).attributes(planned, Untold())
    region = attributes.get("region", NOT_WRITTEN) if type.is_regional else NOT_WRITTEN
    return Resource(address, attributes, pointer=pointer, region=region, order_is_shown=False)


def _outputs(values: Members) -> Iterator[tuple[str, Value]]:
    reader = AttributeReader(ResourceType())
    for name, output in members(values, "outputs").items():
        holder: Members = output if isinstance(output, dict) else {}
        sensitive = holder.get("sensitive") is True
        yield name, reader.value(Planned(f"output.{name}", holder.get("value"), None, sensitive), Untold())
