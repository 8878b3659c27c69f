"""A plan: the resources that will be there after apply, and what the plan does to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tflint_cognito.progress import Progress
from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.model import Change, Drift, Model, Resource
from tflint_cognito.terraform.plan.attributes import AttributeReader, Planned
from tflint_cognito.terraform.plan.configuration import Configuration, references
from tflint_cognito.terraform.plan.document import Json, Members, members, objects, text
from tflint_cognito.terraform.plan.instances import Instance, Instances, address_of, only_refreshes, read_instances
from tflint_cognito.terraform.plan.interest import is_companion, read_removed, read_wanted
from tflint_cognito.terraform.plan.order import order_of
from tflint_cognito.terraform.plan.origins import Origins
from tflint_cognito.terraform.plan.references import Part, Place, Resolver, place_of, written
from tflint_cognito.terraform.plan.settled import Variables
from tflint_cognito.terraform.plan.sieve import LEFT_OUT, Later
from tflint_cognito.terraform.plan.state import data_sources, unreadable, with_derived
from tflint_cognito.terraform.plan.told import declared, variables
from tflint_cognito.terraform.plan.writing import Given, Nested, Untold
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.values import NOT_WRITTEN, Value, string


def read_changes(
    plan: Members,
    later: Later,
    path: str,
    provider: Provider,
    diagnostics: tuple[Diagnostic, ...],
    progress: Progress,
) -> Model:
    """The model of a plan. Malformed where it is not one."""
    instances = read_instances(plan, later)
    source = members(plan, "configuration")
    configuration = Configuration(members(source, "root_module"), members(source, "provider_config"))
    reader = _PlanReader(plan, provider, instances, configuration)
    managed = [address for address in instances.by_address if address.mode == "managed"]
    wanted = sum(provider.wants(address.type) for address in instances.by_address)
    progress.begin("reading", "resources", wanted, path)
    read = read_wanted(list(instances.by_address.items()), progress.counted(reader.resource), provider)
    removed = read_removed([(item.address, item) for item in instances.gone], reader.removed, read)
    return Model(
        path,
        "plan",
        resources=tuple(resource for resource in read.resources if resource.address.mode == "managed"),
        removed=removed.resources,
        data_sources=(
            *(resource for resource in read.resources if resource.address.mode == "data"),
            *data_sources(members(members(plan, "prior_state"), "values"), later, "/prior_state/values", provider),
        ),
        outputs=reader.outputs(),
        gaps=(*_gaps(plan, provider), *unreadable(managed, provider), *removed.gaps()),
        diagnostics=(*diagnostics, *_refreshing(plan, path), *removed.diagnostics(path)),
        resource_count=len(managed),
        variables=variables(plan, configuration),
        declared=declared(configuration),
    )


@dataclass(slots=True)
class _PlanReader:
    """Converts what is asked for, once each: an attribute may follow from those of another resource."""

    plan: Members
    provider: Provider
    instances: Instances
    configuration: Configuration
    _resolver: Resolver = field(init=False)
    _variables: Variables = field(init=False)
    _attributes: dict[Address, Mapping[str, Value] | None] = field(default_factory=dict)
    _drifts: dict[Address, Drift] = field(init=False)

    def __post_init__(self) -> None:
        self._drifts = dict(_drifts(self.plan, self._type))
        self._resolver = Resolver(self.configuration, self.instances)
        self._variables = Variables(self.configuration, members(self.plan, "variables"))

    def resource(self, instance: Instance) -> Resource:
        instance, address = instance.whole, instance.address
        order = order_of(address, self.configuration, self._resolver)
        return Resource(
            address,
            self._attributes_of(instance),
            depends_on=order.depends_on,
            depends_on_modules=order.depends_on_modules,
            refers_to=order.refers_to,
            order_is_shown=order.is_shown and not instance.hides_blocks(self.configuration.resource(address)),
            change=self._change(instance) if address.mode == "managed" else None,
            pointer=instance.pointer,
            region=self._region(instance) if self._type(address).is_regional else NOT_WRITTEN,
        )

    def _region(self, instance: Instance) -> Value:
        """The planned region, which the provider fills in since its version 6.0; before, what its block spells out."""
        region = instance.known_text(("region",)) or self.configuration.region(instance.address)
        return NOT_WRITTEN if region is None else string(region)

    def removed(self, instance: Instance) -> Resource:
        return Resource(instance.address, {}, change=self._change(instance.whole), pointer=instance.pointer)

    def outputs(self) -> dict[str, Value]:
        """The root module's outputs. What is unknown refers to what it comes from."""
        root = self.configuration.module(())
        declared: Members = root.outputs if root is not None else {}
        changes = members(self.plan, "output_changes")
        found: dict[str, Value] = {}
        for name, planned in members(members(self.plan, "planned_values"), "outputs").items():
            holder: Members = planned if isinstance(planned, dict) else {}
            expression = members(members(declared, name), "expression")
            found[name] = self._output(name, holder, members(changes, name), expression)
        return found

    def _output(self, name: str, planned: Members, change: Members, expression: Members) -> Value:
        reader = AttributeReader(ResourceType(), origins=self._origins(Place((), None, ())))
        sensitive = True if planned.get("sensitive") is True else change.get("after_sensitive")
        if change:
            value = Planned(f"output.{name}", change.get("after"), change.get("after_unknown"), sensitive)
        else:
            value = Planned(f"output.{name}", planned.get("value"), "value" not in planned, sensitive)
        return reader.value(value, Given(expression, references(expression)))

    def _attributes_of(self, instance: Instance) -> Mapping[str, Value]:
        address = instance.address
        if address not in self._attributes:
            self._attributes[address] = None  # being read: a plan that refers in circles ends here
            type = self._type(address)
            read = self._read(instance, type)
            self._attributes[address] = with_derived(read, type)
        return self._attributes[address] or {}

    def _read(self, instance: Instance, type: ResourceType) -> Mapping[str, Value]:
        block = self.configuration.resource(instance.address)
        change = instance.change
        planned = Planned("", instance.after, change.get("after_unknown"), change.get("after_sensitive"))
        if block is None:
            return AttributeReader(type, instance.is_new, change.get("before")).attributes(planned, Untold())
        origins = self._origins(place_of(instance.address, block))
        reader = AttributeReader(type, instance.is_new, change.get("before"), origins)
        return reader.attributes(planned, Nested((members(block, "expressions"),)))

    def _origins(self, place: Place) -> Origins:
        return Origins(self._resolver, self._variables, self._derived, place)

    def _derived(self, reference: Reference) -> Value | None:
        instance = self.instances.by_address.get(reference.address)
        if instance is None or reference.attribute not in self._type(reference.address).derived:
            return None
        return self._attributes_of(instance).get(reference.attribute)

    def _change(self, instance: Instance) -> Change:
        change = instance.change
        before = Planned("", change.get("before"), None, change.get("before_sensitive"))
        if instance.actions == ("no-op",) and is_companion(instance.address, self.provider):
            before = _THE_SAME
        paths = change.get("replace_paths")
        return Change(
            instance.actions,
            AttributeReader(self._type(instance.address)).attributes(before, Untold()),
            tuple(_path(path) for path in paths) if isinstance(paths, list) else (),
            instance.reason,
            self._drifts.get(instance.address),
        )

    def _type(self, address: Address) -> ResourceType:
        return self.provider.resource_types.get(address.type, _NOT_OF_INTEREST)


_NOT_OF_INTEREST = ResourceType()
#: What stands for values before that are the values after, of what nobody asks them of: thousands of machines.
_THE_SAME = Planned("", None)


def _drifts(plan: Members, type_of: Callable[[Address], ResourceType]) -> Iterator[tuple[Address, Drift]]:
    """What changed outside of Terraform. Much of it is noise: null that was read back as empty."""
    for item in objects(plan, "resource_drift"):
        if item is LEFT_OUT or text(item, "deposed"):
            continue
        address, change = address_of(item), members(item, "change")
        before, after = (
            AttributeReader(type_of(address)).attributes(
                Planned("", change.get(name), None, change.get(f"{name}_sensitive")), Untold()
            )
            for name in ("before", "after")
        )
        yield address, Drift(before, after)


def _path(path: Json) -> str:
    keys = path if isinstance(path, list) else []
    return written(tuple(Part(key, isinstance(key, int)) for key in keys if isinstance(key, (str, int))))


def _refreshing(plan: Members, path: str) -> Iterator[Diagnostic]:
    if only_refreshes(plan):
        said = "the plan only refreshes the state: what is there was judged, not what the configuration would change"
        yield Diagnostic("warning", f"{said}; plan without -refresh-only to see that", path=path)


def _gaps(plan: Members, provider: Provider) -> Iterator[Gap]:
    if plan.get("errored") is True:
        yield Gap("the plan is not whole: Terraform met an error while planning", "plan again without errors")
    elif plan.get("complete") is False:
        yield Gap("the plan covers only a part of the configuration", "run terraform plan without -target")
    for deferred in objects(plan, "deferred_changes"):
        change = members(deferred, "resource_change")
        if provider.wants(text(change, "type")):
            yield Gap(
                f"{text(change, 'address')} is put off to a later plan",
                "apply this plan, then lint the next one",
                types=frozenset((text(change, "type"),)),
            )
