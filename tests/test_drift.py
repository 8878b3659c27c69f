"""What was changed outside of Terraform, in real plans: one that puts it back, and one that only refreshes the state.

Terraform 1.11.4 made them of a user pool with two app clients, whose protection its provider found weaker than it left
it, and one client gone.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.program import Run, run
from tests.terraform.plan.plans import DATA, change, plan, read
from tflint_cognito.terraform.values import to_json

POOL, CLIENT = "aws_cognito_user_pool.customers", "aws_cognito_user_pool_client.web"
RULE = "not-weakened-outside-terraform"


def lint(name: str, *arguments: str) -> Run:
    return run("check", str(DATA / f"{name}.json"), "--select", RULE, *arguments)


def findings(name: str) -> dict[str, Any]:
    report = lint(name, "--format", "json").json
    return {finding["address"]: finding for finding in report["findings"]}


@pytest.mark.parametrize(("name", "severity"), [("drifted", "low"), ("refreshed", "high")])
def test_what_was_weakened_is_found_and_weighs_more_where_it_stays(name: str, severity: str) -> None:
    found = findings(name)
    assert set(found) == {POOL, CLIENT}
    assert {finding["severity"] for finding in found.values()} == {severity}
    assert (
        'deletion_protection went from "ACTIVE" to "INACTIVE" outside of Terraform and 1 more' in found[POOL]["message"]
    )


@pytest.mark.parametrize("format", ["text", "sarif", "github", "markdown", "concise"])
def test_every_format_says_it(format: str) -> None:
    assert "LEGACY" in lint("refreshed", "--format", format).out


def test_a_plan_that_only_refreshes_is_judged_by_what_is_there() -> None:
    report = run("check", str(DATA / "refreshed.json"), "--format", "json").json
    found = {finding["name"] for finding in report["findings"]}
    assert {"mfa-enabled", "deletion-protection", "user-existence-errors-prevented"} <= found
    assert any("only refreshes the state" in one["message"] for one in report["diagnostics"])
    assert report["summary"]["resources"] == 3


def test_what_is_there_stands_in_the_state_of_such_a_plan() -> None:
    item = {
        "address": POOL,
        "mode": "managed",
        "type": POOL.split(".")[0],
        "name": "customers",
        "values": {"name": "c"},
    }
    other = {"address": "aws_s3_bucket.logs", "mode": "managed", "type": "aws_s3_bucket", "values": {}}
    prior = {"values": {"root_module": {"resources": [other, item]}}}
    refreshing = plan(prior_state=prior)
    del refreshing["resource_changes"]
    (pool,) = read(refreshing).resources
    assert (pool.pointer, to_json(pool.get("name"))) == ("/prior_state/values/root_module/resources/1/values", "c")
    assert pool.change is not None and to_json(pool.change.before["name"]) == "c"


def test_of_another_plan_the_state_is_not_what_will_be_there() -> None:
    prior = {
        "values": {"root_module": {"resources": [{"address": POOL, "mode": "managed", "values": {"name": "old"}}]}}
    }
    model = read(plan(change("aws_s3_bucket.logs", {}), prior_state=prior))
    assert (model.resources, model.diagnostics) == ((), ())
