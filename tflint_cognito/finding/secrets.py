"""Where secrets stand in the sources of a model, and how they are kept out of what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Known, Value, elements


def secret_ranges(models: Iterable[Model]) -> tuple[Range, ...]:
    """The ranges of all sensitive values, and of the places that they came through on the way from being written."""
    found: dict[tuple[str, int, int], Range] = {}
    for model in models:
        for resource in (*model.resources, *model.data_sources, *model.written):
            for value in resource.attributes.values():
                for range in _secrets(value):
                    found[range.path, range.begin, range.stop] = range
    return tuple(found.values())


#: A shorter text under the mark ("code") may well stand elsewhere for another reason.
SHORTEST_SECRET = 8


def without_secrets(model: Model) -> Model:
    """`model` with the mark on every value that holds the text of a secret, also where Terraform does not put it: an
    output, or an argument, that takes the variable which a client secret comes from."""
    everything = (*model.resources, *model.removed)
    texts = _Texts()
    for resource in everything:
        for values in _all_values(resource):
            for value in values.values():
                for text in _texts(value):
                    texts.add(text)
    if not texts.by_beginning:
        return model
    return replace(
        model,
        resources=tuple(_without_texts(one, texts) for one in model.resources),
        removed=tuple(_without_texts(one, texts) for one in model.removed),
        left_out=tuple(_without_texts(one, texts) for one in model.left_out),
        outputs=_masked(model.outputs, texts),
    )


@dataclass(slots=True)
class _Texts:
    """The texts of secrets, by how they begin and how long they are: a plan may have thousands, and many more strings
    that may hold one of them."""

    by_beginning: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        self.by_beginning.setdefault(text[:SHORTEST_SECRET], {}).setdefault(len(text), set()).add(text)

    def stands_in(self, text: str) -> bool:
        """Whether one of them is in `text`, or all of it."""
        for at in range(len(text) - SHORTEST_SECRET + 1):
            lengths = self.by_beginning.get(text[at : at + SHORTEST_SECRET])
            if lengths is not None and any(text[at : at + length] in ones for length, ones in lengths.items()):
                return True
        return False


def _all_values(resource: Resource) -> Iterator[Mapping[str, Value]]:
    """The values that a resource has, and those that it had."""
    yield resource.attributes
    if resource.change is not None:
        yield resource.change.before
        if resource.change.drift is not None:
            yield from (resource.change.drift.before, resource.change.drift.after)


def _without_texts(resource: Resource, texts: _Texts) -> Resource:
    masked = replace(resource, attributes=_masked(resource.attributes, texts))
    change = resource.change
    if change is None:
        return masked
    drift = change.drift
    if drift is not None:
        drift = replace(drift, before=_masked(drift.before, texts), after=_masked(drift.after, texts))
    return replace(masked, change=replace(change, before=_masked(change.before, texts), drift=drift))


def _texts(value: Value) -> Iterator[str]:
    """The texts under the mark in `value`."""
    if not isinstance(value, Known):
        return
    if value.sensitive and isinstance(value.value, str) and len(value.value) >= SHORTEST_SECRET:
        yield value.value
    for element in elements(value.value):
        yield from _texts(replace(element, sensitive=element.sensitive or value.sensitive))


def _masked(values: Mapping[str, Value], texts: _Texts) -> dict[str, Value]:
    return {name: _mask(value, texts) for name, value in values.items()}


def _mask(value: Value, texts: _Texts) -> Value:
    match value:
        case Known(value=str() as text) if texts.stands_in(text):
            return replace(value, sensitive=True)
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_mask(item, texts) for item in items))
        case Known(value=Mapping() as mapping):
            return replace(value, value=_masked(mapping, texts))
    return value


def _secrets(value: Value) -> Iterator[Range]:
    if value.sensitive:
        yield from (range for range in (value.range, *(step.range for step in value.trail)) if range is not None)
    if isinstance(value, Known):
        for element in elements(value.value):
            yield from _secrets(element)
