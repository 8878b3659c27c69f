"""Plans as Terraform 0.12 wrote them: the same verdicts as of today's, as far as they tell as much.

What they have not: marks of sensitive values, attributes in references (`aws_kms_key.mail` for `aws_kms_key.mail.arn`),
reasons, drift. Seen in plans of 0.12 to 0.15 in public repositories; references have attributes since Terraform 1.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.program import PROJECT
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.plan import read_plan

FIXTURES = PROJECT / "fixtures"
PLANS = sorted([*(FIXTURES / "published").rglob("plan.json"), *(FIXTURES / "hardened").rglob("plan.json")])
Verdicts = Mapping[tuple[str, str], Outcome]


def as_of_old(plan: dict[str, Any]) -> dict[str, Any]:
    lately = {"relevant_attributes", "checks", "timestamp", "applyable", "complete", "errored", "resource_drift"}
    kept = {key: value for key, value in plan.items() if key not in lately}
    old: dict[str, Any] = _without_what_is_new({**kept, "format_version": "0.1", "terraform_version": "0.12.31"})
    return old


def _without_what_is_new(part: Any) -> Any:
    match part:
        case dict():
            found = {key: _without_what_is_new(value) for key, value in part.items() if key not in NEW}
            if isinstance(found.get("references"), list):
                found["references"] = list(dict.fromkeys(_without_attribute(one) for one in found["references"]))
            return found
        case list():
            return [_without_what_is_new(item) for item in part]
    return part


NEW = {"before_sensitive", "after_sensitive", "sensitive_values", "action_reason", "previous_address", "replace_paths"}


def _without_attribute(reference: str) -> str:
    """`aws_lb.web.arn` -> `aws_lb.web`; outputs of modules were named as today."""
    if reference.startswith(("module.", "each.", "count.")):
        return reference
    found = re.match(r"(data\.)?\w+\.[\w-]+(\[[^]]*\])?", reference)
    return found[0] if found is not None else reference


def verdicts(plan: object) -> Verdicts:
    model = read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER)
    rules = [rule for rule in load() if rule.about != "change"]
    return {(one.rule.name, str(one.resource.address)): one.outcome for one in judge(rules, Architecture(model))}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: str(path.parent.relative_to(FIXTURES)))
def test_an_old_plan_gets_the_verdicts_of_a_new_one(path: Path) -> None:
    plan = json.loads(path.read_text(encoding="utf-8"))
    new, old = verdicts(plan), verdicts(as_of_old(plan))
    assert new.keys() <= old.keys()
    assert Outcome.FAIL not in {old[key] for key in old.keys() - new.keys()}, "whether a rule applies may be unknown"
    others = {key: (new[key], old[key]) for key in new if new[key] is not old[key]}
    assert {outcome for _, outcome in others.values()} <= {Outcome.UNDETERMINED}
    assert len(others) < len(new) / 10
