"""One `resource` or `data` block: its instances, their attributes one by one, and what a reference to it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Address, Key, Reference
from tflint_cognito.terraform.evaluation.blocks import Shape, written_values
from tflint_cognito.terraform.evaluation.instances import Expansion, Repeated, Repetition, expand, unsure
from tflint_cognito.terraform.evaluation.meta import (
    META_ARGUMENTS,
    META_BLOCKS,
    depends_on,
    depends_on_modules,
    ignored_changes,
)
from tflint_cognito.terraform.evaluation.places import arrived
from tflint_cognito.terraform.evaluation.regions import REGION, region_of
from tflint_cognito.terraform.evaluation.run import Circle
from tflint_cognito.terraform.evaluation.structures import SchemaObject, object_of, tuple_of
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.module import Declaration
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ObjectOf, Type
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance

NOTHING_KNOWN = ResourceType()
#: Computed by every provider, and never null once the resource is there.
NEVER_NULL = ("id", "arn")


class ResourceBlock:
    """One `resource`, `data` or `ephemeral` block in one module instance."""

    def __init__(self, module: ModuleInstance, mode: str, type: str, name: str, declaration: Declaration) -> None:
        self.module = module
        self.declaration = declaration
        self.address = Address(module.path, type, name, mode=mode)
        self.known = _known(module.run.provider, f"data.{type}" if mode == "data" else type)
        self._memory: dict[str, tuple[Expansion, dict[Key, ResourceInstance]]] = {}

    @property
    def expansion(self) -> Expansion:
        return self._expanded[0]

    @property
    def instances(self) -> Mapping[Key, ResourceInstance]:
        return self._expanded[1]

    @property
    def _expanded(self) -> tuple[Expansion, dict[Key, ResourceInstance]]:
        if "" in self._memory:
            return self._memory[""]
        run = self.module.run
        try:
            return run.once(self._memory, "", str(self.address), self._expand)
        except Circle as circle:
            expansion = unsure("count", run.circular(circle, self.declaration.header))
            return expansion, {None: ResourceInstance(self, expansion.instances[0], True)}

    def _expand(self) -> tuple[Expansion, dict[Key, ResourceInstance]]:
        run = self.module.run
        expansion = expand(run, self.declaration.body, self.module.scope)
        instances = dict[Key, ResourceInstance]()
        for repeated in expansion.instances:
            instances[repeated.key] = ResourceInstance(self, repeated, expansion.possible is not None)
        return expansion, instances

    def left_out(self) -> Resource | None:
        """What the block would make, had a variable another value than a default with nothing in it."""
        why = self.expansion.left_out
        if why is None:
            return None
        return replace(
            ResourceInstance(self, unsure(self.expansion.repeats, why).instances[0], True).resource(), possible=why
        )

    def value(self) -> Value:
        """What the block's name alone stands for: the object of its one instance, or all of them by key."""
        expansion, instances = self._expanded
        if expansion.possible is not None:
            return replace(expansion.possible, type=DYNAMIC, refers_to=Reference(self.address), not_null=True)
        match expansion.repeats:
            case "enabled" if not instances:
                return Absent(range=self.declaration.header)
            case "count":
                return tuple_of([_object(instance, self.known) for instance in instances.values()])
            case "for_each":
                return object_of({str(key): _object(instance, self.known) for key, instance in instances.items()})
        return _object(instances[None], self.known)


class ResourceInstance:
    """One instance of a block. Attributes are worked out when asked for, each once."""

    def __init__(self, block: ResourceBlock, repeated: Repeated, in_doubt: bool) -> None:
        self._block = block
        self._repeated = repeated
        self.address = replace(block.address, key=repeated.key)
        self._memory: dict[str, Value] = {}
        scope = Repetition(block.module.scope, repeated.names, in_doubt)
        body = block.declaration.body
        self._written = written_values(block.module.run, body, scope, Shape(block.known), META_ARGUMENTS, META_BLOCKS)

    def names(self) -> Iterator[str]:
        """The attributes and blocks that are written, in order."""
        return iter(self._written)

    def written(self, name: str) -> Value | None:
        """The value of an attribute or block that is written; None for another."""
        work_out = self._written.get(name)
        if work_out is None or name in self._memory:
            return self._memory.get(name)
        run = self._block.module.run
        return run.value_once(self._memory, name, f"{self.address}.{name}", self._block.declaration.header, work_out)

    def attribute(self, name: str) -> Value:
        """What a reference to an attribute stands for: written, derived, the provider's default, or not known yet."""
        value = self._settled(name)
        reference = Reference(self.address, name)
        if isinstance(value, Unknown) and value.refers_to is None:
            return replace(value, refers_to=reference)  # what it holds is not known, where it leads is
        if isinstance(value, Unknown) and value.refers_to is not None and value.refers_to.address == self.address:
            return value
        subject = f"{self.address.local}.{name}"
        return arrived(value, value.range, Step(subject, "resource", value.range, value, reference))

    def _settled(self, name: str) -> Value:
        known = self._block.known
        value = self.written(name)
        if value is not None and not isinstance(value, Absent):
            return value
        if name in known.derived:
            every = {written: self.written(written) for written in self._written}
            derived = known.derived[name]({key: item for key, item in every.items() if item is not None})
            if isinstance(derived, Unknown) and derived.refers_to is None:
                derived = replace(derived, refers_to=Reference(self.address, name))
            return derived
        if name in known.defaults:
            return _filled_in(known.defaults[name], self._block.declaration.header)
        if name in known.plain:
            return Absent() if value is None else value
        return self._computed(name)

    def _computed(self, name: str) -> Unknown:
        mode = self.address.mode
        said = f"{self.address}.{name}"
        never_null = name in NEVER_NULL
        return Unknown(
            f"{said} is read by Terraform at plan time" if mode == "data" else f"{said} is known only after apply",
            STRING if never_null else DYNAMIC,
            decides="lint the plan or the state" if mode == "managed" else "lint the plan",
            refers_to=Reference(self.address, name),
            not_null=never_null,
            sensitive=name in self._block.known.secrets,
        )

    def resource(self) -> Resource:
        """The instance with everything that is written in it."""
        block, module = self._block, self._block.module
        body = block.declaration.body
        values = {name: self.written(name) for name in self._written}
        resources, modules = module.waits_for
        return Resource(
            self.address,
            {name: value for name, value in values.items() if value is not None},
            range=block.declaration.header,
            body=block.declaration.range,
            calls=module.calls,
            possible=self._possible(),
            ignore_changes=ignored_changes(body),
            depends_on=(*depends_on(body, module.path), *resources),
            trail=(*self._repeated.trail, *module.trail),
            depends_on_modules=(*depends_on_modules(body, module.path), *modules),
            region=region_of(module, block.address.type, body, self.written(REGION))
            if block.known.is_regional
            else NOT_WRITTEN,
        )

    def _possible(self) -> Unknown | None:
        """Why the instance may not be there, or not as it is read here."""
        block, module = self._block, self._block.module
        if module.possible is not None or block.expansion.possible is not None:
            return module.possible if module.possible is not None else block.expansion.possible
        header = block.declaration.header
        if module.run.faults_hide_part_of(block.declaration.body, block.declaration.range):
            return Unknown(f"{block.address} could not be read as a whole", decides="correct it", range=header)
        return None


class Attributes(Mapping[str, Value]):
    """The object that a resource is, where all attributes of its type are known by name."""

    def __init__(self, instance: ResourceInstance, names: frozenset[str]) -> None:
        self._instance = instance
        self._names = names

    def __getitem__(self, name: str) -> Value:
        if name not in self._names:
            raise KeyError(name)
        return self._instance.attribute(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)


class AnyAttributes(SchemaObject):
    """The object that another resource is. To go through it shows what is certainly there."""

    def __init__(self, instance: ResourceInstance) -> None:
        self._instance = instance

    def as_unknown(self) -> Unknown:
        address = self._instance.address
        because = f"all attributes of {address} together are known to its provider only"
        return Unknown(because, decides="lint the plan", refers_to=Reference(address), not_null=True)

    def __getitem__(self, name: str) -> Value:
        return self._instance.attribute(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._instance.names(), *NEVER_NULL}))

    def __len__(self) -> int:
        return len({*self._instance.names(), *NEVER_NULL})

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)


class AnyAttribute(Mapping[str, Type]):
    """The attributes of an object type that has whatever is asked for: what the provider's schema would tell."""

    def __getitem__(self, name: str) -> Type:
        return DYNAMIC

    def __iter__(self) -> Iterator[str]:
        return iter(NEVER_NULL)

    def __len__(self) -> int:
        return len(NEVER_NULL)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)


#: One object for all resources: their types are then equal, and no conversion takes the object apart.
ANY_RESOURCE = ObjectOf(AnyAttribute())

#: The resource types that are Terraform's own.
#: https://developer.hashicorp.com/terraform/language/resources/terraform-data
BUILT_IN = {
    "terraform_data": ResourceType(
        plain=frozenset({"input", "triggers_replace"}),
        attributes=frozenset({"id", "input", "output", "triggers_replace"}),
    )
}


def _known(provider: Provider, type: str) -> ResourceType:
    tables = (BUILT_IN, provider.resource_types, provider.helpers)
    return next((table[type] for table in tables if type in table), NOTHING_KNOWN)


def _object(instance: ResourceInstance, known: ResourceType) -> Known:
    if known.attributes:
        return Known(Attributes(instance, known.attributes), ObjectOf(dict.fromkeys(sorted(known.attributes), DYNAMIC)))
    return Known(AnyAttributes(instance), ANY_RESOURCE)


def _filled_in(default: str | int | bool, header: Range) -> Known:
    type = BOOL if isinstance(default, bool) else STRING if isinstance(default, str) else NUMBER
    return Known(default, type, range=header, written=False)
