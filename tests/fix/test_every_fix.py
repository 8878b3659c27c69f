"""For every rule that offers an edit: once it is made, the rule has nothing left to say about that example."""

from pathlib import Path

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.finding.finding import Edit
from tflint_cognito.fix.apply import rewritten
from tflint_cognito.fix.edits import fix_for
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.rulebook import load_with_examples
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.terraform.source import Source

FIXABLE = [
    (rule, example)
    for rule in load_with_examples()
    if rule.fix.keys() & {"set", "remove"}
    for example in rule.examples
    if any("# fail" in text for text in example.files.values())
]


@pytest.mark.parametrize(
    ("rule", "example"), FIXABLE, ids=[f"{rule.name}: {example.name}" for rule, example in FIXABLE]
)
def test_the_edit_settles_the_finding_or_there_is_none(rule: Rule, example: Example) -> None:
    edits: dict[Source, list[Edit]] = {}
    offered = 0
    for verdict in faults(rule, example):
        fix = fix_for(rule, verdict.resource)
        assert fix is not None
        assert fix.words
        offered += bool(fix.edits)
        for edit in fix.edits:
            edits.setdefault(edit.range.source, []).append(edit)
    files = {**example.files, **{Path(source.path).as_posix(): rewritten(source, edits[source]) for source in edits}}
    left = faults(rule, Example(example.name, files))
    assert len(left) == len(faults(rule, example)) - offered


def test_some_rule_offers_a_safe_edit() -> None:
    assert any(rule.fix.get("safe") for rule, _ in FIXABLE)


def faults(rule: Rule, example: Example) -> list[Verdict]:
    models, _ = read_example(example)
    verdicts = [verdict for model in models for verdict in judge([rule], Architecture(model))]
    return [verdict for verdict in verdicts if verdict.outcome is Outcome.FAIL]
