"""What a root module, a plan or a state holds: resources with their values. Both readers build it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, inside

if TYPE_CHECKING:
    from tflint_cognito.terraform.pins import Pin

#: The type that an output has where it is judged beside resources; its address is `output.NAME`.
OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a resource outside of Terraform since its last run: its values then, and now."""

    before: Mapping[str, Value]
    after: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan is about to do to a resource: `actions` as Terraform names them, the values before, and what forces
    a replacement (attribute paths)."""

    actions: tuple[str, ...]
    before: Mapping[str, Value] = field(default_factory=dict)
    replaced_because: tuple[str, ...] = ()
    #: Terraform's reason, where it gives one: "replace_because_tainted", "delete_because_no_resource_config".
    reason: str = ""
    drift: Drift | None = None

    @property
    def kind(self) -> str:
        """ "create", "update", "replace" (in either order), "destroy", "forget" (left alone from now on) or "keep"."""
        actions = set(self.actions)
        if actions >= {"create", "delete"}:
            return "replace"
        for action, kind in (("create", "create"), ("update", "update"), ("delete", "destroy"), ("forget", "forget")):
            if action in actions:
                return kind
        return "keep"


@dataclass(frozen=True, slots=True)
class Resource:
    """One instance of a resource or data source, evaluated.

    `attributes` has what is written (HCL) or present (plan, state). A nested block is a list value: a Known tuple with
    one Known mapping a block, whose range is the header line of that block; where a dynamic block's `for_each` is
    unknown, an Unknown whose `parts` are the blocks that are certainly there.
    """

    address: Address
    attributes: Mapping[str, Value]
    #: The header line of the block: `resource "aws_cognito_user_pool" "this" {` without the brace.
    range: Range | None = None
    #: The whole block, for comments that ignore findings and for edits.
    body: Range | None = None
    #: The `module` headers on the way here, the root module's first.
    calls: tuple[Range, ...] = ()
    #: Set where `count` or `for_each` is unknown: the resource may not exist at all.
    possible: Unknown | None = None
    #: Top-level attributes under lifecycle.ignore_changes; ("all",) for all of them.
    ignore_changes: tuple[str, ...] = ()
    #: The resources (without keys) that depends_on names, here or on a module call around it;
    depends_on: tuple[Address, ...] = ()
    change: Change | None = None
    #: The JSON pointer into a plan or state, e.g. /resource_changes/8/change/after.
    pointer: str | None = None
    #: The steps that led to this instance: its count or for_each, and those of the module calls around it.
    trail: tuple[Step, ...] = ()
    #: The modules (as paths of call names) that depends_on names, here or on a module call around it.
    depends_on_modules: tuple[tuple[str, ...], ...] = ()
    #: In a plan, whose values do not always show it: what the expressions here and around it refer to,
    refers_to: tuple[Address, ...] = ()
    #: and whether that is all that decides when it is made. Never of a state, nor where locals are in between.
    order_is_shown: bool = True
    #: The region that it is in, of types that ResourceType.is_regional; absent where nothing here tells.
    region: Value = NOT_WRITTEN

    @property
    def type(self) -> str:
        return self.address.type

    @property
    def name(self) -> str:
        return self.address.name

    def get(self, path: str) -> Value:
        """The value at a dotted path; a block list of one is stepped into (`token_validity_units.access_token`).

        Absent where nothing is written there; Unknown where something on the way is.
        """
        return descend(Known(self.attributes, range=self.range), path.split("."))


def descend(value: Value, names: list[str]) -> Value:
    """What stands below `value` at `names`, stepping into lists of one block on the way."""
    for index, name in enumerate(names):
        match value:
            case Known(value=tuple() as items):
                if name.isdigit():
                    value = items[int(name)] if int(name) < len(items) else NOT_WRITTEN
                    continue
                if not items:
                    return NOT_WRITTEN
                return descend(items[0], names[index:])
            case Known(value=Mapping() as mapping):
                value = mapping.get(name, NOT_WRITTEN)
            case Unknown():
                return inside(value)
            case Known() | Absent():
                return NOT_WRITTEN
    return value


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """One module call that was met, and where its source leads."""

    address: str  # "module.auth" or "module.a.module.b", without keys
    source: str
    range: Range | None
    path: str | None  # the folder, relative to the working directory; None where it could not be looked into


@dataclass(frozen=True, slots=True)
class Backing:
    """The source behind a plan or state, as users know it: a folder, or (not `on_disk`) a binary plan's own copy."""

    path: str
    on_disk: bool


@dataclass(frozen=True, slots=True)
class Model:
    """One root module, plan or state. `path` is the folder or file as users know it."""

    path: str
    kind: str  # "hcl" | "plan" | "state"
    resources: tuple[Resource, ...] = ()
    #: Resources that a plan destroys or forgets: their values are those before (in `change`), they have no attributes.
    removed: tuple[Resource, ...] = ()
    data_sources: tuple[Resource, ...] = ()
    #: Resources that are not there, where only a default with nothing in it says so: see `Expansion`.
    left_out: tuple[Resource, ...] = ()
    module_calls: tuple[ModuleCall, ...] = ()
    outputs: Mapping[str, Value] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    #: How many resources of any type there are, of interest or not.
    resource_count: int = 0
    #: Of a plan: what the root module's variables are, before their type constraints;
    variables: Mapping[str, Value] = field(default_factory=dict)
    #: and what its root module declares, by block type and labels: ("resource", "aws_lb", "this").
    declared: frozenset[tuple[str, ...]] = frozenset()
    #: Of a plan or state: the source that gave its resources their places, if one did;
    backing: Backing | None = None
    #: and the resources as that source alone has them. A secret in it is one, whatever the plan says.
    written: tuple[Resource, ...] = ()
    #: Of a configuration: the outputs of its root module, as blocks with arguments,
    output_blocks: tuple[Resource, ...] = ()
    #: and which releases of a provider ("hashicorp/aws") may be used.
    pins: Mapping[str, Pin] = field(default_factory=dict)

    @property
    def is_editable(self) -> bool:
        """Whether ranges lead into files that may be changed: a binary plan's own copy is none."""
        return self.backing is None or self.backing.on_disk
