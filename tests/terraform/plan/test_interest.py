"""What is of no interest by itself is read only where something makes it matter, and never too much of anything."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest

from tests.terraform.plan.plans import PROVIDER as BARE
from tests.terraform.plan.plans import block, change, plan, refers
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan import interest, read_plan
from tflint_cognito.terraform.plan.sieve import LATER, sift
from tflint_cognito.terraform.plan.window import Window
from tflint_cognito.terraform.provider import ResourceType
from tflint_cognito.terraform.values import Known, to_json

MACHINE = "aws_instance"
CLIENT = "aws_cognito_user_pool_client"
#: Machines matter beside a client that has a secret to put on them.
PROVIDER = replace(
    BARE,
    resource_types={**BARE.resource_types, MACHINE: ResourceType()},
    companions={MACHINE: frozenset({(CLIENT, "generate_secret")})},
)
WITH_SECRET = change(f"{CLIENT}.web", {"generate_secret": True})
WITHOUT = change(f"{CLIENT}.web", {"generate_secret": None})


def machine(number: int = 0, actions: str = "no-op", **attributes: Any) -> dict[str, Any]:
    return change(f"{MACHINE}.shop[{number}]", {"user_data": f"start {number}", **attributes}, actions=actions)


def read(document: object) -> Model:
    return read_plan(json.dumps(document).encode(), "plan.json", PROVIDER)


def read_state(*items: dict[str, Any]) -> Model:
    resources = [{**item, "values": item["change"]["after"]} for item in items]
    return read({"format_version": "1.0", "values": {"root_module": {"resources": resources}}})


def addresses(model: Model) -> list[str]:
    return [str(resource.address) for resource in model.resources]


@pytest.mark.parametrize("reads", [lambda *items: read(plan(*items)), read_state], ids=["a plan", "a state"])
def test_what_matters_beside_others_is_read_where_they_are(reads: Any) -> None:
    beside = reads(machine(), WITH_SECRET, machine(1))
    assert addresses(beside) == [f"{MACHINE}.shop[0]", f"{CLIENT}.web", f"{MACHINE}.shop[1]"], "in the file's order"
    assert to_json(beside.resources[2].attributes["user_data"]) == "start 1"
    alone = reads(machine(), WITHOUT, machine(1))
    assert addresses(alone) == [f"{CLIENT}.web"]
    assert alone.resource_count == 3


def test_what_is_destroyed_makes_nothing_matter() -> None:
    gone = {**WITH_SECRET, "change": {**WITH_SECRET["change"], "actions": ["delete"], "after": None}}
    model = read(plan(machine(), gone))
    assert (addresses(model), [str(one.address) for one in model.removed]) == ([], [f"{CLIENT}.web"])


def test_a_machine_that_is_destroyed_matters_beside_what_stays() -> None:
    gone = machine(actions="delete")
    gone["change"]["after"] = None
    assert [str(one.address) for one in read(plan(WITH_SECRET, gone)).removed] == [f"{MACHINE}.shop[0]"]
    assert read(plan(WITHOUT, gone)).removed == ()


def test_the_values_before_are_those_of_what_changes() -> None:
    changed = machine(1, actions="update")
    changed["change"]["before"] = {"user_data": "earlier"}
    kept, updated = read(plan(machine(), changed, WITH_SECRET)).resources[:2]
    assert kept.change is not None and updated.change is not None
    assert (kept.change.kind, kept.change.before) == ("keep", {})
    assert to_json(updated.change.before["user_data"]) == "earlier"


def test_what_the_plan_leaves_alone_is_read_from_its_planned_values() -> None:
    planned = {**WITH_SECRET, "values": {"name": "web", "generate_secret": True}}
    del planned["change"]
    model = read(plan(machine(), planned_values={"root_module": {"resources": [planned]}}))
    assert addresses(model) == [f"{MACHINE}.shop[0]", f"{CLIENT}.web"]
    assert to_json(model.resources[1].attributes["name"]) == "web"


def test_a_data_source_of_such_a_type_is_always_read() -> None:
    data = {**machine(), "address": f"data.{MACHINE}.shop", "mode": "data", "values": {"user_data": "start"}}
    prior = {"values": {"root_module": {"resources": [{**data, "mode": "managed", "address": f"{MACHINE}.old"}, data]}}}
    model = read(plan(WITHOUT, prior_state=prior))
    assert [str(one.address) for one in model.data_sources] == [f"data.{MACHINE}.shop"]


@pytest.mark.parametrize("removed", [False, True])
def test_beyond_the_bound_nothing_is_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch, removed: bool) -> None:
    monkeypatch.setattr(interest, "MOST_RESOURCES", 3)
    clients = [change(f"{CLIENT}.web[{number}]", {"name": "web"}) for number in range(5)]
    for one in clients if removed else ():
        one["change"].update(actions=["delete"], after=None)
    model = read(plan(*clients))
    assert len(model.removed if removed else model.resources) == 3
    (diagnostic,), (gap,) = model.diagnostics, model.gaps
    assert (diagnostic.severity, diagnostic.path) == ("error", "plan.json")
    assert gap.types == {CLIENT}


def test_what_matters_by_itself_is_read_before_what_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interest, "MOST_RESOURCES", 2)
    model = read(plan(machine(), machine(1), WITH_SECRET))
    assert addresses(model) == [f"{MACHINE}.shop[0]", f"{CLIENT}.web"]
    assert [gap.types for gap in model.gaps] == [{MACHINE}]


def test_a_plan_of_few_has_no_word_about_it() -> None:
    model = read(plan(machine(), WITH_SECRET))
    assert (model.diagnostics, model.gaps) == ((), ())


def test_machines_are_not_held_while_a_plan_is_read() -> None:
    heavy = [machine(number, notes="x" * 10_000) for number in range(500)]
    planned = [{**one, "values": one["change"]["after"]} for one in heavy]
    prior = {"values": {"root_module": {"resources": planned}}}
    document = plan(*heavy, WITH_SECRET, resource_drift=heavy, prior_state=prior)
    document["planned_values"] = {"root_module": {"resources": planned}}
    data = json.dumps(document).encode()
    file = io.BytesIO(data)
    tracemalloc.start()
    sift(Window(file, 1 << 16), PROVIDER)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(data) > 20_000_000
    assert peak < 2_000_000


def test_no_more_is_held_whole_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tflint_cognito.terraform.plan.sieve.MOST_RESOURCES", 1)
    text = json.dumps(plan(WITHOUT, {**WITHOUT, "address": f"{CLIENT}.mobile"}))
    document: Any = sift(Window(io.BytesIO(text.encode())), PROVIDER)
    assert [LATER in item for item in document["resource_changes"]] == [False, True]


def test_a_reference_to_any_of_very_many_leads_nowhere() -> None:
    buckets = [change(f"aws_s3_bucket.logs[{number}]", {}, {"arn": True}) for number in range(1_001)]
    web = change(f"{CLIENT}.web", {}, {"name": True})
    written = block(f"{CLIENT}.web", {"name": refers("aws_s3_bucket.logs")})
    (client,) = read(plan(*buckets, web, configured=[written])).resources
    assert client.attributes["name"].because == "name comes from aws_s3_bucket.logs, which a plan does not show"  # type: ignore[union-attr]
    assert not client.order_is_shown


def test_the_mark_on_a_machines_secret_stays() -> None:
    hidden = machine()
    hidden["change"]["after_sensitive"] = {"user_data": True}
    match read(plan(hidden, WITH_SECRET)).resources[0].attributes["user_data"]:
        case Known(sensitive=sensitive):
            assert sensitive
        case other:
            raise AssertionError(other)
