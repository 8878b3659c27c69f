"""A rule's examples as tests: each is read as Terraform, judged, and compared with its marks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.standing import Environment, stand
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.planned import planned_lines, read_planned
from tflint_cognito.policy.rule import PLAN, Example, Rule
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.read import Options, read
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

_MARK = pattern(r"(?:#|//)\s*(fail|undetermined)\s*$")

#: Where a verdict must land: file, line, outcome.
Mark = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What one example asked for and what came out; `problems` is empty where both agree."""

    example: Example
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...]


def run_example(rule: Rule, example: Example) -> Outcomes:
    """Judges one example. Problems are sentences that say line and verdict."""
    read = {name: read_example(example, name) for name in environments_of(example)}
    models = {name: models for name, (models, _) in read.items()}
    unreadable = dict.fromkeys(message for _, messages in read.values() for message in messages)
    verdicts = tuple(verdict for one in architectures(models) for verdict in judge([rule], one))
    return Outcomes(example, verdicts, (*unreadable, *_problems(example, verdicts)))


def environments_of(example: Example) -> tuple[str, ...]:
    """The names of an example's environments; one without a name where it has none."""
    return tuple(example.environments) or ("",)


def architectures(models: Mapping[str, Sequence[Model]]) -> tuple[Architecture, ...]:
    """The architectures of an example's models by environment, side by side where there are several."""
    made = {name: [Architecture(model) for model in each] for name, each in models.items()}
    stand([Environment(name, rank, [(".", one) for one in each]) for rank, (name, each) in enumerate(made.items())])
    return tuple(one for each in made.values() for one in each)


def read_example(example: Example, environment: str = "") -> tuple[tuple[Model, ...], tuple[str, ...]]:
    """The models of an example's files, as they are in one of its environments, and what could not be read."""
    if example.is_plan:
        return (read_planned(example.files[PLAN]),), ()
    own = example.environments.get(environment, {})
    with tempfile.TemporaryDirectory() as folder:
        for name, text in example.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        variables = tuple(("value", name, _as_given(value)) for name, value in own.get("vars", {}).items())
        options = Options(working_directory=Path(folder), variables=variables, environment={}, cache=False)
        reading = read(own.get("paths", ["."]), options, PROVIDER)
    diagnostics = [*reading.diagnostics, *(found for model in reading.models for found in model.diagnostics)]
    return reading.models, tuple(dict.fromkeys(found.message for found in diagnostics if found.severity == "error"))


def _as_given(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _problems(example: Example, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    wanted = set(_marks(example.files))
    lines = planned_lines(example.files[PLAN]) if example.is_plan else {}
    got = {_mark(verdict, lines): verdict for verdict in verdicts if verdict.outcome is not Outcome.PASS}
    for mark in sorted(wanted - set(got)):
        yield f"{mark[0]}:{mark[1]} is marked {mark[2]!r}, but no such verdict lands there"
    for mark in sorted(set(got) - wanted):
        yield f"{mark[0]}:{mark[1]} is {mark[2]!r} without a mark: {got[mark].because}"
    if not example.applies and verdicts:
        first = verdicts[0]
        yield f"the rule does not apply here, but it gives {first.outcome.value!r} on {first.resource.address}"
    if example.applies and not wanted and not any(verdict.outcome is Outcome.PASS for verdict in verdicts):
        yield "nothing is marked, but the rule does not pass on anything either (say `applies: false` if that is meant)"


def _marks(files: Mapping[str, str]) -> Iterator[Mark]:
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            match = _MARK.search(line)
            if match is not None:
                yield name, number, match.group(1)


def _mark(verdict: Verdict, lines: Mapping[str, int]) -> Mark:
    """Where a verdict landed. A plan has no places, but its examples have a line with the address of each resource."""
    where = verdict.place.range
    if where is not None:
        return where.path, where.start.line, verdict.outcome.value
    line = lines.get(str(verdict.resource.address))
    return (PLAN, line, verdict.outcome.value) if line is not None else ("", 0, verdict.outcome.value)


def with_less_known(model: Model) -> Iterator[tuple[str, Model]]:
    """Copies of `model`, each with one value hidden: an attribute, an element, an attribute inside a block; also of
    what a resource had before a change."""
    for index, resource in enumerate(model.resources):
        for path, changed in _poorer(resource):
            resources = (*model.resources[:index], changed, *model.resources[index + 1 :])
            yield f"{resource.address}{path}", replace(model, resources=resources)
    for index, resource in enumerate(model.removed):
        for path, changed in _poorer(resource):
            removed = (*model.removed[:index], changed, *model.removed[index + 1 :])
            yield f"{resource.address}{path}", replace(model, removed=removed)


def _poorer(resource: Resource) -> Iterator[tuple[str, Resource]]:
    for path, hidden in _hidden_in(resource.attributes):
        yield path, replace(resource, attributes=hidden)
    change = resource.change
    if change is None:
        return
    for path, hidden in _hidden_in(change.before):
        yield f" before{path}", replace(resource, change=replace(change, before=hidden))
    drift = change.drift
    if drift is None:
        return
    for path, hidden in _hidden_in(drift.before):
        yield f" drift before{path}", replace(resource, change=replace(change, drift=replace(drift, before=hidden)))
    for path, hidden in _hidden_in(drift.after):
        yield f" drift after{path}", replace(resource, change=replace(change, drift=replace(drift, after=hidden)))


def _hidden_in(values: Mapping[str, Value]) -> Iterator[tuple[str, Mapping[str, Value]]]:
    for path, hidden in _hidden(Known(values)):
        assert isinstance(hidden, Known) and isinstance(hidden.value, Mapping)
        yield path, hidden.value


def _hidden(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    """Every way to hide one value inside `value`."""
    match value:
        case Known(value=Mapping() as mapping):
            for key, item in mapping.items():
                for below, changed in _with(item, f"{path}.{key}"):
                    yield below, replace(value, value={**mapping, key: changed})
        case Known(value=tuple() as items):
            for index, item in enumerate(items):
                for below, changed in _with(item, f"{path}[{index}]"):
                    yield below, replace(value, value=(*items[:index], changed, *items[index + 1 :]))
        case Known() | Unknown() | Absent():
            return


def _with(item: Value, path: str) -> Iterator[tuple[str, Value]]:
    yield path, Unknown(f"{path} is hidden", range=item.range)
    yield from _hidden(item, path)
