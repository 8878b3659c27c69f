"""What the linter sees: every resource with its evaluated attributes, its facts and links; and the outputs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from tflint_cognito.cognito.architecture import Architecture, Target
from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.report.harmless import in_json
from tflint_cognito.report.printable import printable
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, to_json

#: How much of a value is shown, in characters.
LONGEST = 100

Json = dict[str, object]


def as_json(architectures: Sequence[Architecture]) -> str:
    """{"roots": [{"path", "kind", "resources": [{"address", "type", "attributes", "facts", "links"}], "outputs"}]}.

    Unknown is {"__unknown__": reason}, sensitive {"__sensitive__": true}, absent left out; a link leads to addresses
    that are declared here, or to {"__external__": value}.
    """
    return in_json(json.dumps({"roots": [_root(architecture) for architecture in architectures]}, indent=2)) + "\n"


def as_text(architectures: Sequence[Architecture]) -> str:
    lines: list[str] = []
    for architecture in architectures:
        lines += [architecture.model.path, ""]
        for resource in architecture.resources:
            lines += [f"  {line}".rstrip() for line in _resource_lines(architecture, resource)]
        lines += [f"  output {name} = {_words(value)}" for name, value in architecture.model.outputs.items()]
        lines += [""] if architecture.model.outputs else []
    return "".join(f"{printable(line)}\n" for line in lines)


def _root(architecture: Architecture) -> Json:
    model = architecture.model
    return {
        "path": model.path,
        "kind": model.kind,
        "resources": [_resource(architecture, resource) for resource in architecture.resources],
        "outputs": _values(model.outputs),
    }


def _resource(architecture: Architecture, resource: Resource) -> Json:
    return {
        "address": str(resource.address),
        "type": resource.type,
        "attributes": _values(resource.attributes),
        "facts": _values(_facts(architecture, resource)),
        "links": {name: [_target(target) for target in targets] for name, targets in _links(architecture, resource)},
    }


def _values(values: Mapping[str, Value]) -> Json:
    return {name: _plain(to_json(value)) for name, value in values.items() if not isinstance(value, Absent)}


def _plain(data: object) -> object:
    """JSON without the notes that facts keep for placing findings (@attribute)."""
    if isinstance(data, dict):
        return {key: _plain(item) for key, item in data.items() if not key.startswith("@")}
    return [_plain(item) for item in data] if isinstance(data, list) else data


def _facts(architecture: Architecture, resource: Resource) -> dict[str, Value]:
    names = (name for name, fact in FACTS.items() if resource.type in fact.types)
    return {name: architecture.fact(name, resource) for name in names}


def _links(architecture: Architecture, resource: Resource) -> Iterator[tuple[str, Sequence[Target]]]:
    for name, link in LINKS.items():
        if resource.type in link.attributes and (targets := architecture.targets(resource, name)):
            yield name, targets


def _target(target: Target) -> object:
    if target.resource is not None:
        return str(target.resource.address)
    value = to_json(target.value)
    return {"__external__": value} if isinstance(target.value, Known) and not target.value.sensitive else value


def _resource_lines(architecture: Architecture, resource: Resource) -> Iterator[str]:
    where = f"  {resource.range.path}:{resource.range.start.line}" if resource.range is not None else ""
    yield f"{resource.address}{where}"
    if resource.possible is not None:
        yield f"  may not be there: {resource.possible.because}"
    for name, value in resource.attributes.items():
        yield from _attribute_lines(name, value, "  ")
    for name, value in _facts(architecture, resource).items():
        if not isinstance(value, Absent):
            yield f"  fact {name} = {_words(value)} {FACTS[name].unit}".rstrip()
    for name, targets in _links(architecture, resource):
        yield f"  link {name} -> {', '.join(map(_target_words, targets))}"
    yield ""


def _attribute_lines(name: str, value: Value, indent: str) -> Iterator[str]:
    match value:
        case Absent():
            return
        case Known(value=tuple() as blocks, sensitive=False) if blocks and all(_is_block(block) for block in blocks):
            for block in blocks:
                yield f"{indent}{name} {{"
                assert isinstance(block, Known) and isinstance(block.value, Mapping)
                for inner, item in block.value.items():
                    yield from _attribute_lines(inner, item, f"{indent}  ")
                yield f"{indent}}}"
        case _:
            yield f"{indent}{name} = {_words(value)}"


def _is_block(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, Mapping) and not value.sensitive


def _words(value: Value) -> str:
    match value:
        case Unknown(because=because, sensitive=False):
            return f"(unknown: {because})"
        case Known(value=tuple() as items, sensitive=False) if any(map(_is_block, items)):
            return json.dumps(_plain(to_json(value)))
        case _:
            return notation(value, LONGEST)


def _target_words(target: Target) -> str:
    return str(target.resource.address) if target.resource is not None else f"{_words(target.value)}, not declared here"
