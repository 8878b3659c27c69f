"""Where secrets stand in the sources of a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Known, Value, elements


def secret_ranges(models: Iterable[Model]) -> tuple[Range, ...]:
    """The ranges of all sensitive values, and of the places that they came through on the way from being written."""
    found: dict[tuple[str, int, int], Range] = {}
    for model in models:
        for resource in (*model.resources, *model.data_sources):
            for value in resource.attributes.values():
                for range in _secrets(value):
                    found[range.path, range.begin, range.stop] = range
    return tuple(found.values())


def _secrets(value: Value) -> Iterator[Range]:
    if value.sensitive:
        yield from (range for range in (value.range, *(step.range for step in value.trail)) if range is not None)
    if isinstance(value, Known):
        for element in elements(value.value):
            yield from _secrets(element)
