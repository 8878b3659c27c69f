"""Every rule says the same of a plan as of the configuration that it is of.

The plans are real ones of the rules' examples, frozen by `python -m tools.freeze_example_plans`. Each is compared with
its example, where both know, and with the very configuration that was planned, with the values that it was planned
with. There nothing may differ but what fixtures/rule_plans/differences.yaml lists, and says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
import yaml

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import architectures, environments_of, read_example
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import load_with_examples
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.evaluation.modules import evaluate_root
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.repository import Repository
from tools.freeze_example_plans import FOLDER, Line, digest, laid_out, read_lines
from tools.freeze_plans import root_modules

#: A rule about changes has nothing to say of a configuration.
RULES = {rule.name: rule for rule in load_with_examples() if not rule.about}
LINES = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in read_lines(path) if line["rule"] in RULES]
PLANNED = [line for line in LINES if "plans" in line]
#: Those about environments have a plan for each.
BESIDE = {rule.name: rule for rule in load_with_examples() if rule.about == "environments"}
PLANNED_BESIDE = [
    line
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in read_lines(path)
    if line["rule"] in BESIDE and "environments" in line
]

#: Outcomes by address; what a rule does not apply to has none.
Outcomes = Mapping[str, Outcome]
#: What is not known where it differs, by rule and example: ("plan", "undetermined"), ("configuration", "silent"), ….
Difference = tuple[str, str]
DIFFERENCES: Mapping[tuple[str, str], Difference] = {
    (rule, example): next((side, group[side]) for side in ("plan", "configuration") if side in group)
    for group in yaml.safe_load((FOLDER / "differences.yaml").read_text(encoding="utf-8"))
    for rule, examples in group["examples"].items()
    for example in examples
}


def named(line: Line) -> str:
    return f"{line['rule']}: {line['example']}"


@pytest.mark.parametrize("line", PLANNED, ids=named)
def test_a_plan_gets_the_verdict_of_its_configuration(line: Line) -> None:
    rule = RULES[line["rule"]]
    example = next((example for example in rule.examples if example.name == line["example"]), None)
    if example is None or digest(example) != line["digest"]:
        pytest.skip("the example has changed since it was planned")
    models = [read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER) for plan in line["plans"]]
    planned = outcomes(rule, models)
    assert contradictions(outcomes(rule, read_example(example)[0]), planned) == {}
    configured = outcomes(rule, configurations({**example.files, **line["completed"]}, models))
    expected = DIFFERENCES.get((rule.name, example.name))
    assert differences(configured, planned) == ({expected} if expected else set())


@pytest.mark.parametrize("line", PLANNED_BESIDE, ids=named)
def test_plans_of_environments_get_the_verdicts_of_their_configurations(line: Line) -> None:
    rule = BESIDE[line["rule"]]
    example = next((example for example in rule.examples if example.name == line["example"]), None)
    if example is None or digest(example) != line["digest"]:
        pytest.skip("the example has changed since it was planned")
    models = {
        name: [read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER) for plan in plans]
        for name, plans in line["environments"].items()
    }
    written = {name: read_example(example, name)[0] for name in environments_of(example)}
    assert contradictions(outcomes_beside(rule, written), outcomes_beside(rule, models)) == {}


def test_nearly_every_example_can_be_planned() -> None:
    assert len(PLANNED) > 0.98 * len(LINES), [named(line) + ": " + line["failed"] for line in LINES if "failed" in line]


def test_every_difference_is_one_of_an_example() -> None:
    assert DIFFERENCES.keys() <= {(line["rule"], line["example"]) for line in PLANNED}


def outcomes(rule: Rule, models: Sequence[Model]) -> Outcomes:
    verdicts = [verdict for model in models for verdict in judge([rule], Architecture(model))]
    return {str(verdict.resource.address): verdict.outcome for verdict in verdicts}


def outcomes_beside(rule: Rule, models: Mapping[str, Sequence[Model]]) -> Outcomes:
    """The same of several environments, each by its name."""
    return {
        f"{one.standing.here.name}: {verdict.resource.address}": verdict.outcome
        for one in architectures(models)
        for verdict in judge([rule], one)
        if one.standing is not None
    }


def configurations(files: Mapping[str, str], plans: Sequence[Model]) -> list[Model]:
    """The root modules that were planned, with the values of their variables in the plans."""
    with laid_out(files) as folder:
        folders = Folders(Repository(str(folder), str(folder), None, {}), PROVIDER, None)
        return [
            evaluate_root(str(root), folders, PROVIDER, environment={}, planned=plan.variables)
            for root, plan in zip(root_modules(folder), plans, strict=True)
        ]


def contradictions(one: Outcomes, other: Outcomes) -> dict[str, tuple[Outcome, Outcome]]:
    """What both decided, and not alike."""
    both = {address: (one[address], other[address]) for address in one.keys() & other.keys()}
    return {address: decided for address, decided in both.items() if len({*decided} - {Outcome.UNDETERMINED}) > 1}


def differences(configuration: Outcomes, plan: Outcomes) -> set[Difference]:
    """Which of the two sides does not know where they differ. AssertionError where both do."""
    found = set()
    for address in configuration.keys() | plan.keys():
        written, planned = configuration.get(address), plan.get(address)
        if written is planned or (written, planned) == (None, Outcome.PASS):
            continue  # of what it cannot tell to be out of scope, but is fine, a plan says so
        assert {written, planned} != {Outcome.PASS, Outcome.FAIL}, address
        if Outcome.UNDETERMINED in (written, planned):
            found.add(("configuration" if written is Outcome.UNDETERMINED else "plan", "undetermined"))
        else:
            found.add(("configuration" if written is None else "plan", "silent"))
    return found
