"""Every rule says the same of a plan as of the configuration, wherever both know.

The plans are real ones of the rules' examples, frozen by `python -m tools.freeze_example_plans`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import load_with_examples
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan import read_plan
from tools.freeze_example_plans import FOLDER, Line, digest, read_lines

RULES = {rule.name: rule for rule in load_with_examples()}
LINES = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in read_lines(path) if line["rule"] in RULES]
PLANNED = [line for line in LINES if "plans" in line]


def named(line: Line) -> str:
    return f"{line['rule']}: {line['example']}"


def outcomes(rule: Rule, models: Sequence[Model]) -> dict[str, Outcome]:
    verdicts = [verdict for model in models for verdict in judge([rule], Architecture(model))]
    return {str(verdict.resource.address): verdict.outcome for verdict in verdicts}


@pytest.mark.parametrize("line", PLANNED, ids=named)
def test_a_plan_gets_the_verdict_of_its_configuration(line: Line) -> None:
    rule = RULES[line["rule"]]
    example = next((example for example in rule.examples if example.name == line["example"]), None)
    if example is None or digest(example) != line["digest"]:
        pytest.skip("the example has changed since it was planned")
    models = [read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER) for plan in line["plans"]]
    written, planned = outcomes(rule, read_example(example)[0]), outcomes(rule, models)
    both = written.keys() & planned.keys()
    decided = {address for address in both if Outcome.UNDETERMINED not in (written[address], planned[address])}
    assert {address: planned[address] for address in decided} == {address: written[address] for address in decided}


def test_nearly_every_example_can_be_planned() -> None:
    assert len(PLANNED) > 0.9 * len(LINES), [named(line) + ": " + line["failed"] for line in LINES if "failed" in line]
