"""What a condition is asked about: a resource, or an element inside one, and how to look at its values."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.answer import Place
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, inside, is_sensitive


@dataclass(frozen=True, slots=True)
class Seen:
    """A value and where it stands: its attribute path, and the header of the innermost block that is written.

    `part_of` is the element of a list fact that it was taken from: what is worked out stands where the element does.
    """

    value: Value
    attribute: str | None
    header: Range | None
    trail: tuple[Step, ...] = ()
    part_of: Seen | None = None

    @property
    def range(self) -> Range | None:
        return self.value.range or self.header


@dataclass(frozen=True, slots=True)
class Subject:
    """A resource of an architecture; inside `each`, `some` and `count` also the element at hand."""

    resource: Resource
    architecture: Architecture
    element: Seen | None = None

    def at(self, resource: Resource) -> Subject:
        return Subject(resource, self.architecture)

    def within(self, element: Seen) -> Subject:
        return replace(self, element=element)

    def look(self, path: str) -> Seen:
        """The value at a dotted path, below the element at hand or else the resource."""
        names = path.split(".")
        if self.element is None:
            start = Seen(Known(self.resource.attributes, range=self.resource.range), None, self.resource.range)
            return self._descend(start, names)
        seen = self._descend(self.element, names)
        return (
            replace(seen, attribute=self.element.attribute, part_of=self.element)
            if _is_worked_out(self.element)
            else seen
        )

    def _descend(self, seen: Seen, names: list[str]) -> Seen:
        for index, name in enumerate(names):
            match seen.value:
                case Known(value=Mapping() as mapping):
                    below = mapping.get(name, NOT_WRITTEN)
                    header = seen.value.range or seen.header
                    seen = Seen(below, f"{seen.attribute}.{name}" if seen.attribute else name, header)
                case Known(value=tuple() as blocks) if blocks:
                    return self._descend(
                        replace(seen, value=blocks[0], header=blocks[0].range or seen.header), names[index:]
                    )
                case Unknown() as whole:
                    return replace(seen, value=inside(whole))
                case Known() | Absent():
                    rest = ".".join(names[index:])
                    return Seen(NOT_WRITTEN, f"{seen.attribute}.{rest}" if seen.attribute else rest, seen.header)
        return seen

    def elements(self, seen: Seen) -> list[Seen]:
        """The elements of a collection or repeated block, each with its path; of an unknown one those it surely has."""
        match seen.value:
            case Known(value=tuple() as items) | Unknown(parts=items) if items:
                return [self._element(seen, index, item) for index, item in enumerate(items)]
            case Known(value=Mapping() as mapping):
                return [
                    Seen(item, f'{seen.attribute}["{key}"]', seen.range, seen.value.trail)
                    for key, item in mapping.items()
                ]
        return []

    def _element(self, seen: Seen, index: int, item: Value) -> Seen:
        path = seen.attribute
        match item:
            case Known(value=Mapping() as mapping) if "@attribute" in mapping:
                stands = mapping["@attribute"]
                path = str(stands.value) or None if isinstance(stands, Known) else path
            case _ if path is not None and not self._is_set(path):
                path = f"{path}[{index}]"
        return Seen(item, path, seen.range, seen.value.trail)

    def _is_set(self, path: str) -> bool:
        known = PROVIDER.resource_types.get(self.resource.type)
        return known is not None and path in known.sets

    def place(self, seen: Seen | None = None) -> Place:
        """The place of `seen`; without it, that of the resource as a whole."""
        if seen is not None and seen.part_of is not None:
            return self.place(seen.part_of)
        if seen is None:
            return Place(
                self.resource.address, None, self.resource.range, self.resource.trail, False, self.resource.pointer
            )
        return Place(
            address=self.resource.address,
            attribute=seen.attribute,
            range=seen.range,
            trail=_joined(seen.value.trail, seen.trail),
            sensitive=is_sensitive(seen.value),
            pointer=self.resource.pointer,
        )


def _joined(own: tuple[Step, ...], of_the_whole: tuple[Step, ...]) -> tuple[Step, ...]:
    """The way of an element, and what decided that the collection it is in is this one."""
    if not own:
        return of_the_whole
    said = {(step.subject, step.how) for step in own}
    deciding = (step for step in of_the_whole if step.how in ("condition", "default", "planned default"))
    return (*own, *(step for step in deciding if (step.subject, step.how) not in said))


def _is_worked_out(element: Seen) -> bool:
    """Whether an element is one of a list fact: what is written (@value), and what follows from it."""
    match element.value:
        case Known(value=Mapping() as mapping):
            return "@value" in mapping
    return False
