"""Resources that need each other in a circle, be it through different attributes: Terraform orders whole blocks.

Followed are the names in the expressions of resources of interest, through locals, variables of called modules and
outputs of modules. Circles of single values are found where they are worked out; these here have a value all the same.
https://developer.hashicorp.com/terraform/internals/graph
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.evaluation.calls import META_ARGUMENTS
from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance
from tflint_cognito.terraform.evaluation.references import Names, references
from tflint_cognito.terraform.hcl.body import Attribute, Body
from tflint_cognito.terraform.module import Declaration


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that is declared: its module as a path of call names, and `("resource", type, name)` or the like."""

    path: tuple[str, ...]
    name: Names


class Circles:
    """Looks for circles in the modules that are shown to it, one instance of each being enough."""

    def __init__(self) -> None:
        self._modules: dict[tuple[str, ...], ModuleInstance] = {}
        self._needs: dict[Place, frozenset[Place]] = {}
        #: By module, the words one of which stands in every name that is followed.
        self._words: dict[tuple[str, ...], frozenset[str]] = {}

    def show(self, module: ModuleInstance) -> None:
        self._modules.setdefault(tuple(step.name for step in module.path), module)

    def report(self) -> None:
        """Reports each circle once, at one of its resources."""
        reported: set[Place] = set()
        for path, module in self._modules.items():
            wants = module.run.provider.wants
            for labels, declaration in module.module.declared["resource"].items():
                place = Place(path, ("resource", *labels))
                if wants(labels[0]) and place not in reported and (way := self._way_back(place)):
                    reported.update(way)
                    self._say(module, way, declaration)

    def _say(self, module: ModuleInstance, way: list[Place], declaration: Declaration) -> None:
        names = sorted(_said(place) for place in way if place.name[0] == "resource")
        if any(
            name in fault.message for fault in module.run.diagnostics for name in names if "circle" in fault.message
        ):
            return  # the circle of their values is known already
        message = f"{' and '.join(names)} refer to each other in a circle" if len(names) > 1 else _to_itself(names[0])
        module.run.report(message, declaration.header)

    def _way_back(self, start: Place) -> list[Place]:
        """The places on a way from `start` to itself; none where there is no such way."""
        came: dict[Place, Place] = {}
        waiting = [start]
        for place in waiting:  # grows while it is walked
            for need in self._need(place):
                if need == start:
                    return _back(came, start, place)
                if need not in came:
                    came[need] = place
                    waiting.append(need)
        return []

    def _need(self, place: Place) -> frozenset[Place]:
        if place not in self._needs:
            self._needs[place] = frozenset(self._looked_up(place))
        return self._needs[place]

    def _looked_up(self, place: Place) -> Iterator[Place]:
        module = self._modules.get(place.path)
        if module is None:
            return
        match place.name:
            case ["local", name]:
                attribute = module.module.locals.get(name)
                if attribute is not None:
                    yield from self._named(place.path, references(attribute.expression.node))
            case ["var", name]:
                yield from self._argument(place, name)
            case ["output", name]:
                yield from self._declared(place, module.module.find("output", name))
            case ["resource", type, name] if module.run.provider.wants(type):
                yield from self._declared(place, module.module.find("resource", type, name))

    def _declared(self, place: Place, declaration: Declaration | None) -> Iterator[Place]:
        for attribute in _attributes_of(declaration.body) if declaration is not None else ():
            if self._may_lead_on(attribute, place.path):
                yield from self._named(place.path, references(attribute.expression.node))

    def _may_lead_on(self, attribute: Attribute, path: tuple[str, ...]) -> bool:
        """Whether an expression may name anything that is followed, told by its text, which is not parsed for that."""
        if attribute.value_range.path.endswith(".json"):
            return True  # where letters may be written as their codes
        if path not in self._words:
            types = (type for type, _ in self._modules[path].module.declared["resource"])
            self._words[path] = frozenset((*types, "local", "module", *(["var"] if path else ())))
        text = attribute.value_range.text
        return any(word in text for word in self._words[path])

    def _argument(self, place: Place, name: str) -> Iterator[Place]:
        """What the argument of the call needs that gives a variable its value."""
        outer = self._modules.get(place.path[:-1]) if place.path else None
        call = outer.module.find("module", place.path[-1]) if outer is not None else None
        attribute = call.body.attributes.get(name) if call is not None and name not in META_ARGUMENTS else None
        if attribute is not None:
            yield from self._named(place.path[:-1], references(attribute.expression.node))

    def _named(self, path: tuple[str, ...], found: Iterable[Names]) -> Iterator[Place]:
        for names in found:
            match names:
                case ["var" | "local" as kind, name, *_]:
                    yield Place(path, (kind, name))
                case ["module", call, output, *_]:
                    yield Place((*path, call), ("output", output))
                case [type, name, *_] if self._modules[path].module.find("resource", type, name) is not None:
                    yield Place(path, ("resource", type, name))


def _attributes_of(body: Body) -> Iterator[Attribute]:
    """All attributes in a body, at any depth, but for those that Terraform's graph does not go by."""
    yield from body.attributes.values()
    for block in body.blocks:
        if block.type not in ("lifecycle", "provisioner", "connection"):
            yield from _attributes_of(block.body)


def _back(came: dict[Place, Place], start: Place, place: Place) -> list[Place]:
    way = [place]
    while place != start:
        place = came[place]
        way.append(place)
    return way


def _said(place: Place) -> str:
    return "".join(f"module.{name}." for name in place.path) + ".".join(place.name[1:])


def _to_itself(name: str) -> str:
    return f"{name} refers to itself"
