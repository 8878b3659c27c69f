"""The model of a plan or state with the places that its source gives, and how the two differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.model import Backing, Model, Resource
from tflint_cognito.terraform.placing.values import Placer, settled


def placed(model: Model, source: Model, backing: Backing, companions: Collection[str] = ()) -> Model:
    """`model` (a plan or state) with the places that `source`, its configuration, gives to its resources; `companions`
    are the types that are of no interest by themselves.

    Instances are paired by address; one that the source cannot tell apart gets what its block has.
    """
    placing = _Placing(model, source, companions)
    resources = tuple(placing.resource(resource) for resource in model.resources)
    data_sources = tuple(placing.resource(resource) for resource in model.data_sources)
    warnings = [*placing.differences(backing), *_unread(source, backing)]
    return replace(
        model,
        resources=resources,
        data_sources=data_sources,
        diagnostics=(*model.diagnostics, *(Diagnostic("warning", said, path=model.path) for said in warnings)),
        backing=backing,
        written=(*source.resources, *source.data_sources),
    )


@dataclass(slots=True)
class _Placing:
    model: Model
    source: Model
    companions: Collection[str]
    _exact: dict[Address, Resource] = field(init=False)
    _blocks: dict[Address, list[Resource]] = field(default_factory=dict)
    _values: list[str] = field(default_factory=list)
    _unwritten: list[str] = field(default_factory=list)
    #: What only one of both looked at, because only there something makes it matter.
    _idle: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        here, there = ({resource.type for resource in one.resources} for one in (self.model, self.source))
        self._idle = frozenset(self.companions) - (here & there)
        written = (*self.source.resources, *self.source.data_sources)
        self._exact = {resource.address: resource for resource in written}
        for resource in written:
            self._blocks.setdefault(resource.address.block, []).append(resource)

    def resource(self, planned: Resource) -> Resource:
        written = self._exact.get(planned.address)
        same = self._blocks.get(planned.address.block, [])
        if written is None:
            written = next((one for one in same if one.possible is not None), None)
        if written is not None:
            is_made = planned.change is not None and planned.change.kind in ("create", "replace")
            placer = Placer(self.model.kind, written.ignore_changes, written.body, is_made)
            placed = _placed(planned, written, placer)
            self._values += [f"{planned.address}.{path}" for path in placer.differing]
            return placed
        self._lacks(planned)
        if same:  # the block is there, and this instance of it is not
            return replace(_placed(planned, same[0], Placer(self.model.kind, body=same[0].body)), trail=())
        return planned

    def _lacks(self, planned: Resource) -> None:
        """Notes an instance that the source does not have. What could not be looked into may have it."""
        whole = not self.source.gaps and not any(one.severity == "error" for one in self.source.diagnostics)
        if whole and planned.address.mode == "managed" and planned.type not in self._idle:
            self._unwritten.append(str(planned.address))

    def differences(self, backing: Backing) -> list[str]:
        """One sentence about all that differs; none where nothing does."""
        kind = self.model.kind
        said = [
            *_counted(self._values, "value differs", "values differ"),
            *_counted(self._unwritten, f"resource is in the {kind} only", f"resources are in the {kind} only"),
            *_counted(self._unplanned(), "resource is in the source only", "resources are in the source only"),
        ]
        if not said:
            return []
        judged = f"the {kind} is what was judged, and the places may be out of date"
        return [f"the source in {backing.path} does not match the {kind}: {'; '.join(said)}; {judged}"]

    def _unplanned(self) -> list[str]:
        """The instances that only the source has; a plan of a part of it, or to destroy it, has none to tell."""
        if self.model.gaps or not self.model.resources:
            return []
        there = {resource.address for resource in self.model.resources}
        certain = (one for one in self.source.resources if one.possible is None)
        missing = (one for one in certain if one.address not in there)
        return [str(one.address) for one in missing if one.type not in self._idle]


def _placed(planned: Resource, written: Resource, placer: Placer) -> Resource:
    return replace(
        planned,
        attributes=placer.attributes(planned.attributes, written.attributes),
        range=written.range,
        body=written.body,
        calls=written.calls,
        ignore_changes=written.ignore_changes,
        depends_on=tuple(dict.fromkeys((*planned.depends_on, *written.depends_on))),
        depends_on_modules=written.depends_on_modules,
        trail=settled(written.trail),
    )


def _counted(found: Sequence[str], one: str, many: str) -> list[str]:
    if not found:
        return []
    first = f" ({found[0]})" if len(found) == 1 else f" (first: {found[0]})"
    return [f"{len(found):,} {one if len(found) == 1 else many}{first}"]


def _unread(source: Model, backing: Backing) -> list[str]:
    """A sentence about what of the source could not be read or looked into; the plan has it all the same.

    What Terraform is said to refuse can be read, and made the plan: it is a difference, or our mistake.
    """
    from tflint_cognito.terraform.evaluation.run import REFUSES

    errors = (one for one in source.diagnostics if one.severity == "error" and not one.message.startswith(REFUSES))
    faults = [one.message if one.range is None else f"{one.message} ({one.range.path})" for one in errors]
    reasons = list(dict.fromkeys((*faults, *(gap.because for gap in source.gaps))))
    if not reasons:
        return []
    more = f", and {len(reasons) - 1} more" if len(reasons) > 1 else ""
    return [f"the source in {backing.path} was not read as a whole, so some places are not shown: {reasons[0]}{more}"]
