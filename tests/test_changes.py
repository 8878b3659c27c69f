"""The rules about changes on real plans, frozen by `python -m tools.freeze_changes`; and where they say nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.finding.secrets import without_secrets
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.read import Options, read

FOLDER = Path(__file__).parent.parent / "fixtures" / "changes"
RULES = [rule for rule in load() if rule.about == "change"]
OTHERS = [rule for rule in load() if rule.about != "change"]

POOL, CLIENT = "aws_cognito_user_pool.customers", "aws_cognito_user_pool_client.web"
GUESTS, DOMAIN = "aws_cognito_identity_pool.guests", "aws_cognito_user_pool_domain.login"
SERVER = "aws_cognito_resource_server.orders"

FAULTS: dict[str, set[tuple[str, str]]] = {
    "destroyed": {("pool-kept", GUESTS), ("pool-destroy-not-refused", POOL)},
    "forgotten": set(),
    "moved": set(),
    "renamed": {("pool-kept", POOL)},
    "replaced": {
        ("pool-kept", GUESTS),
        ("client-id-kept", CLIENT),
        ("sign-in-domain-kept", DOMAIN),
        ("resource-server-kept", SERVER),
    },
    "schema_changed": {("schema-attributes-kept", POOL)},
    "user_pool_replaced": {("pool-destroy-not-refused", POOL)},
    "weakened": {
        ("user-pool-not-weakened", POOL),
        ("client-not-weakened", CLIENT),
        ("guest-access-not-widened", GUESTS),
    },
}


def verdicts(name: str) -> list[Verdict]:
    model = read_plan((FOLDER / name / "plan.json").read_bytes(), "plan.json", PROVIDER)
    return judge(RULES, Architecture(without_secrets(model)))


@pytest.mark.parametrize("name", FAULTS)
def test_a_real_plan_has_the_faults_that_it_is_named_after_and_no_other(name: str) -> None:
    found = [verdict for verdict in verdicts(name) if verdict.outcome is not Outcome.PASS]
    assert {(verdict.rule.name, str(verdict.resource.address)) for verdict in found} == FAULTS[name]
    assert all(verdict.outcome is Outcome.FAIL for verdict in found)


def test_every_frozen_plan_is_looked_at() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(FAULTS)


def test_a_finding_says_what_was_and_what_will_be() -> None:
    (weakened,) = (one for one in verdicts("weakened") if one.rule.name == "user-pool-not-weakened")
    assert 'deletion_protection goes from "ACTIVE" to "INACTIVE"' in weakened.because
    assert weakened.because.endswith("and 6 more")
    assert weakened.place.attribute == "deletion_protection"
    assert "password_policy.require_symbols" in {place.attribute for place in weakened.related}


def test_a_finding_says_which_attribute_forces_a_replacement() -> None:
    (replaced,) = (one for one in verdicts("replaced") if one.rule.name == "client-id-kept")
    assert replaced.because == "the plan replaces it, because generate_secret goes from true to false"
    assert replaced.place.attribute == "generate_secret"


@pytest.mark.parametrize("name", ["destroyed", "renamed"])
def test_what_is_destroyed_is_judged_by_no_other_rule(name: str) -> None:
    model = read_plan((FOLDER / name / "plan.json").read_bytes(), "plan.json", PROVIDER)
    assert model.removed
    judged = {verdict.resource.address for verdict in judge(OTHERS, Architecture(model))}
    assert judged.isdisjoint(resource.address for resource in model.removed)


@pytest.mark.parametrize("name", FAULTS)
def test_a_configuration_has_no_changes(name: str) -> None:
    options = Options(working_directory=FOLDER / name / "before", variables=(), environment={}, cache=False)
    for model in read(["."], options, PROVIDER).models:
        assert judge(RULES, Architecture(model)) == []


def test_what_is_left_of_a_failed_replacement_is_no_loss() -> None:
    plan = json.loads((FOLDER / "destroyed" / "plan.json").read_text(encoding="utf-8"))
    for change in plan["resource_changes"]:
        change["deposed"] = "00000000"
    assert read_plan(json.dumps(plan).encode(), "plan.json", PROVIDER).removed == ()
