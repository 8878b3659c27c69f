"""Every resource instance that a plan knows, of any type: what is going to be there, found by its address."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.address import Address, Key, ModuleStep, parse_address
from tflint_cognito.terraform.plan.document import (
    Json,
    Malformed,
    Members,
    inside,
    marks_anything,
    members,
    objects,
    text,
)
from tflint_cognito.terraform.plan.sieve import LEFT_OUT, Later


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance with its planned values and the masks over them. Masks have the shape of the values, `true` where
    they hold; what they say of a whole object or list holds for all in it."""

    address: Address
    pointer: str
    #: What of the resource was kept, and the file that the rest is in.
    item: Members
    later: Later

    @property
    def whole(self) -> Instance:
        """The same, with all of the resource at hand: for who asks it much."""
        return replace(self, item=self.later.resource(self.item))

    @property
    def change(self) -> Members:
        """What the plan does to it. Of a resource that is not of interest it is read from the file each time."""
        item = self.later.resource(self.item)
        return members(item, "change") if "change" in item else _untouched(item)

    @property
    def actions(self) -> tuple[str, ...]:
        actions = self.change.get("actions")
        return tuple(item for item in actions if isinstance(item, str)) if isinstance(actions, list) else ()

    @property
    def reason(self) -> str:
        """Why the plan does it, in Terraform's words; often empty."""
        return text(self.later.resource(self.item), "action_reason")

    @property
    def is_new(self) -> bool:
        """Whether AWS makes a new one: what is not written then has the service's default, not its former value."""
        return "create" in self.actions

    @property
    def after(self) -> Members:
        return members(self.change, "after")

    def is_unknown(self, path: tuple[str | int, ...]) -> bool:
        """Whether anything at or below the attribute `path` is known only after apply."""
        mask: Json = self.change.get("after_unknown")
        for name in path:
            mask = inside(mask, name)
        return marks_anything(mask)

    def has(self, name: str | int) -> bool:
        """Whether there is an attribute of this name, known or not."""
        return name in self.after or name in members(self.change, "after_unknown")

    def hides_blocks(self, block: Members | None) -> bool:
        """Whether there are nested blocks that the configuration does not show: made by `dynamic`, from who knows what.
        Those that are kept as they were are AWS's."""
        written, before = members(block or {}, "expressions"), self.change.get("before")
        kept = before if isinstance(before, dict) and not self.is_new else {}
        return any(
            isinstance(value, list) and any(isinstance(item, dict) for item in value) and value != kept.get(name)
            for name, value in self.after.items()
            if name not in written
        )

    def known_text(self, path: tuple[str | int, ...]) -> str | None:
        """The string at the attribute `path`, where it is one and known."""
        value: Json = self.after
        for key in path:
            match value, key:
                case dict() as mapping, str():
                    value = mapping.get(key)
                case list() as items, int() if key < len(items):
                    value = items[key]
                case _:
                    return None
        return value if isinstance(value, str) else None


@dataclass(slots=True)
class Instances:
    """All of them, by address, by the block they are instances of, and by module instance."""

    by_address: dict[Address, Instance] = field(default_factory=dict)
    #: Those that are there no more.
    gone: list[Instance] = field(default_factory=list)
    _keys: dict[Address, dict[Key, None]] = field(default_factory=dict)
    _modules: dict[tuple[ModuleStep, ...], dict[str, dict[Key, None]]] = field(default_factory=dict)

    def add(self, instance: Instance) -> None:
        address = instance.address
        self.by_address[address] = instance
        bare = Address(address.module, address.type, address.name, None, address.mode)
        self._keys.setdefault(bare, {})[address.key] = None
        for depth, step in enumerate(address.module):
            calls = self._modules.setdefault(address.module[:depth], {})
            calls.setdefault(step.name, {})[step.key] = None

    def keys(self, bare: Address) -> Collection[Key]:
        """The keys of the instances of the block that `bare` (an address without its last key) stands for."""
        return self._keys.get(bare, {}).keys()

    def module_keys(self, module: tuple[ModuleStep, ...], name: str) -> Collection[Key]:
        """The keys of the instances of a module call in one module, as far as they hold any resource."""
        return self._modules.get(module, {}).get(name, {}).keys()


def read_instances(plan: Members, later: Later) -> Instances:
    """The instances that are there after apply, data sources included."""
    instances = Instances()
    listed: set[Address] = set()
    for index, item in enumerate(objects(plan, "resource_changes")):
        if text(item, "deposed"):  # what is left of a replacement that failed: only ever deleted
            continue
        address = address_of(item)
        listed.add(address)
        if members(item, "change").get("after") is not None:
            instances.add(Instance(address, f"/resource_changes/{index}/change/after", item, later))
        else:
            instances.gone.append(Instance(address, f"/resource_changes/{index}/change/before", item, later))
    # What a plan leaves alone need not be listed as a change: all the rest under -target or -refresh-only.
    for address, item, pointer in resources_of(members(plan, "planned_values"), "/planned_values"):
        if address not in listed and not text(item, "deposed_key"):
            instances.add(Instance(address, pointer, item, later))
    if only_refreshes(plan):
        for address, item, pointer in resources_of(
            members(members(plan, "prior_state"), "values"), "/prior_state/values"
        ):
            if address.mode == "managed" and not text(item, "deposed_key"):
                instances.add(Instance(address, pointer, item, later))
    return instances


def only_refreshes(plan: Members) -> bool:
    """Whether a plan is to change nothing but the state (-refresh-only): what is there stands in that alone."""
    there = any(item is not LEFT_OUT for _, item, _ in resources_of(members(plan, "planned_values"), ""))
    return not there and not objects(plan, "resource_changes") and bool(members(plan, "prior_state"))


def _untouched(item: Members) -> Members:
    """A resource of the planned values, or of the state, as a change that does nothing."""
    values, sensitive = item.get("values"), item.get("sensitive_values")
    before = {"before": values, "before_sensitive": sensitive}
    return {"actions": ["no-op"], **before, "after": values, "after_sensitive": sensitive}


def resources_of(values: Members, pointer: str) -> Iterator[tuple[Address, Members, str]]:
    """All resources in a tree of modules (`planned_values`, `values`), with the pointers to their values."""
    modules = [(members(values, "root_module"), f"{pointer}/root_module")]
    while modules:
        module, place = modules.pop(0)
        for index, item in enumerate(objects(module, "resources")):
            if item is not LEFT_OUT:
                yield address_of(item), item, f"{place}/resources/{index}/values"
        children = objects(module, "child_modules")
        modules.extend((child, f"{place}/child_modules/{index}") for index, child in enumerate(children))


def address_of(item: Members) -> Address:
    """The address of a resource; its own key from `index`, which needs no unquoting."""
    written = text(item, "address")
    try:
        address = parse_address(written)
    except ValueError as error:
        raise Malformed(str(error)) from None
    key = item.get("index")
    if isinstance(key, (str, int)):
        return Address(address.module, address.type, address.name, key, address.mode)
    return address
