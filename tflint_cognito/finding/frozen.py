"""A report as plain data, and back: what may be written down of it, which is no more than a format may show.

Rules are told by their ids, sources by their paths, values by their words; a secret is masked before it comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tflint_cognito.finding.finding import Edit, Finding, Fix, Ignored, Input, Passed, Report
from tflint_cognito.finding.trail import worded
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Address, ModuleStep, Reference
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Range, Source, Step

#: The records that a report is made of. One is written as the number of its class and its fields.
_RECORDS: tuple[type[Any], ...] = (
    Report,
    Input,
    Finding,
    Passed,
    Ignored,
    Edit,
    Fix,
    Place,
    Diagnostic,
    Address,
    ModuleStep,
    Reference,
    Range,
    Step,
)
_NUMBERS = {record: number for number, record in enumerate(_RECORDS)}
_RULE, _SOURCE, _SEVERITY, _OUTCOME = -1, -2, -3, -4
_PLAIN = (str, int, float, bool, type(None))


class NotFrozen(Exception):
    """The report holds something that is not written down."""


def freeze(report: Report) -> tuple[tuple[Source, ...], Any]:
    """The sources that a report shows parts of, and the report as data that marshal takes. NotFrozen where it holds
    more than that."""
    frozen = _Freezer()
    data = frozen.of(replace(report, rules={}, seconds=None))
    return tuple(frozen.sources), data


class _Freezer:
    def __init__(self) -> None:
        self.sources: dict[Source, int] = {}

    def of(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [self.of(item) for item in value]
        if kind is Rule:
            return _RULE, value.id
        if kind is Source:
            return _SOURCE, self.sources.setdefault(value, len(self.sources))
        if kind is Severity:
            return _SEVERITY, value.name
        if kind is Outcome:
            return _OUTCOME, value.name
        if kind not in _NUMBERS:
            if value == {}:
                return ()
            raise NotFrozen(f"{kind.__name__} is not written down")
        if kind is Place:
            value = replace(value, trail=tuple(worded(step, value.sensitive) for step in value.trail))
        return _NUMBERS[kind], *(self.of(getattr(value, field.name)) for field in kind.__record__)


def thaw(data: Any, sources: Sequence[Source], rule: Callable[[str], Rule], rules: Mapping[str, Rule]) -> Report:
    """The report again. `rule` finds one by its id, `sources` are in the order of the paths."""

    def of(value: Any) -> Any:
        kind = type(value)
        if kind is list:
            return tuple([of(item) if type(item) in _NESTED else item for item in value])
        if kind is not tuple:
            return value
        if not value:
            return {}
        number, *fields = value
        if number >= 0:
            return _RECORDS[number](*[of(field) if type(field) in _NESTED else field for field in fields])
        if number == _RULE:
            return rule(fields[0])
        if number == _SOURCE:
            return sources[fields[0]]
        return (Severity if number == _SEVERITY else Outcome)[fields[0]]

    report: Report = of(data)
    return replace(report, rules=rules)


_NESTED = (list, tuple)
