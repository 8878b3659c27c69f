"""A real plan and its real source: every value of the plan stands where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.placing.tenants import (
    BINARY,
    FOLDER,
    STAFF,
    TENANTS,
    WEB,
    at,
    copied,
    model,
    resource,
    warnings,
    way,
)
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.read import PlanSource
from tflint_cognito.terraform.values import Absent, Known

INSIDE = "tf.plan/tfconfig/m-"


@pytest.fixture(scope="module")
def placed() -> Model:
    return model(TENANTS, FOLDER)


@pytest.fixture(scope="module")
def unpacked() -> Model:
    return model(TENANTS, BINARY)


def test_a_source_that_matches_gives_no_word(placed: Model, unpacked: Model) -> None:
    assert warnings(placed) == []
    assert warnings(unpacked) == []


def test_every_resource_has_its_block(placed: Model) -> None:
    assert {at(one.range) for one in placed.resources} == {
        "infra/main.tf:42:1",
        "infra/main.tf:59:1",
        "infra/pools/main.tf:6:1",
        "infra/pools/client/main.tf:5:1",
        "shared/guests/main.tf.json:5:7",
    }


def test_a_binary_plan_gives_the_same_places_by_the_names_in_it(placed: Model, unpacked: Model) -> None:
    names = {
        "infra/main.tf": f"{INSIDE}/main.tf",
        "infra/pools/main.tf": f"{INSIDE}tenant/main.tf",
        "infra/pools/client/main.tf": f"{INSIDE}tenant.web/main.tf",
        "infra/pools/client/web_override.tf": f"{INSIDE}tenant.web/web_override.tf",
        "shared/guests/main.tf.json": f"{INSIDE}guests/main.tf.json",
    }
    for one, other in zip(placed.resources, unpacked.resources, strict=True):
        for path, value in one.attributes.items():
            where, there = at(value.range), at(other.get(path).range)
            name, _, position = where.partition(":")
            assert there == (where if where == "-" else f"{names[name]}:{position}")


def test_an_argument_is_followed_through_nested_modules(placed: Model) -> None:
    value = resource(placed, WEB).get("prevent_user_existence_errors")
    assert at(value.range) == "infra/pools/client/main.tf:13:42"
    assert way(value) == [
        ("var.errors", "argument", "infra/pools/main.tf:19:13"),
        ("var.errors", "argument", "infra/main.tf:33:14"),
        ("var.errors", "planned default", "infra/main.tf:18:13"),
    ]


def test_a_variable_file_that_says_what_the_plan_says_is_on_the_trail(placed: Model) -> None:
    value = resource(placed, 'module.tenant["acme"].aws_cognito_user_pool.this').get("mfa_configuration")
    assert way(value)[-1] == ("var.tenants", "variable file", "infra/terraform.tfvars:2:19")


def test_the_calls_around_a_resource_are_those_of_the_source(placed: Model) -> None:
    assert [at(call) for call in resource(placed, WEB).calls] == ["infra/main.tf:27:1", "infra/pools/main.tf:15:1"]


def test_an_override_file_is_where_its_arguments_stand(placed: Model) -> None:
    web = resource(placed, WEB)
    assert at(web.get("access_token_validity").range) == "infra/pools/client/web_override.tf:2:27"
    assert at(web.get("token_validity_units.access_token").range) == "infra/pools/client/web_override.tf:4:20"


def test_each_instance_of_a_counted_module_has_the_place_in_json(placed: Model) -> None:
    for index, open in enumerate([False, True]):
        value = resource(placed, f"module.guests[{index}].aws_cognito_identity_pool.guests").get(
            "allow_unauthenticated_identities"
        )
        assert isinstance(value, Known)
        assert value.value is open
        assert at(value.range) == "shared/guests/main.tf.json:7:45"
        assert way(value)[0] == ("var.open", "argument", "infra/main.tf:39:12")


def test_what_only_the_plan_knows_is_known_where_it_is_written(placed: Model) -> None:
    """The account is read by Terraform, so the source alone cannot tell how many instances there are."""
    staff = resource(placed, STAFF)
    length = staff.get("password_policy.minimum_length")
    assert isinstance(length, Known)
    assert length.value == 6
    assert at(length.range) == "infra/main.tf:49:27"
    assert way(length)[0] == ("password_policy.minimum_length", "plan", "-")
    assert at(staff.get("password_policy").range) != "-"


def test_what_the_source_does_not_write_stands_at_the_innermost_block(placed: Model) -> None:
    staff = resource(placed, STAFF)
    region = staff.attributes["region"]
    assert region.range is None
    assert at(staff.range) == "infra/main.tf:42:1"


def test_a_name_whose_changes_are_ignored_is_no_difference(placed: Model) -> None:
    assert resource(placed, STAFF).ignore_changes == ("name",)


def test_what_a_plan_tells_of_a_resource_stays(placed: Model) -> None:
    web = resource(placed, WEB)
    assert web.change is not None
    assert web.change.actions == ("create",)
    assert web.pointer == "/resource_changes/6/change/after"


def test_a_secret_is_one_also_where_it_is_written(placed: Model) -> None:
    details = resource(placed, 'aws_cognito_identity_provider.google["123456789012"]').get("provider_details")
    assert isinstance(details, Known)
    assert isinstance(details.value, dict)
    secret = details.value["client_secret"]
    assert secret.sensitive
    assert at(secret.range) == "infra/main.tf:66:24"


def test_a_state_has_places_as_well() -> None:
    state = model(TENANTS, FOLDER, path="state.json")
    value = resource(state, WEB).get("prevent_user_existence_errors")
    assert at(value.range) == "infra/pools/client/main.tf:13:42"
    assert way(value)[-1] == ("var.errors", "planned default", "infra/main.tf:18:13")


def edited(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    path = copied(folder) / name
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return folder


def test_where_they_differ_the_plan_wins_and_the_place_is_shown(tmp_path: Path) -> None:
    edited(tmp_path, "infra/pools/client/main.tf", ("= var.errors", '= "ENABLED"'))
    placed = model(tmp_path, FOLDER)
    value = resource(placed, WEB).get("prevent_user_existence_errors")
    assert isinstance(value, Known)
    assert value.value == "LEGACY"
    assert at(value.range) == "infra/pools/client/main.tf:13:42"
    assert way(value) == [("prevent_user_existence_errors", "plan", "-")]
    assert warnings(placed) == [
        "the source in infra does not match the plan: 2 values differ "
        f"(first: {WEB}.prevent_user_existence_errors); the plan is what was judged, and the places may be out of date"
    ]


def test_a_default_that_the_plan_did_not_use_is_not_on_the_trail(tmp_path: Path) -> None:
    edited(tmp_path, "infra/main.tf", ('default = "LEGACY"', 'default = "ENABLED"'))
    placed = model(tmp_path, FOLDER)
    value = resource(placed, WEB).get("prevent_user_existence_errors")
    assert way(value)[-1] == ("var.errors", "plan", "-")
    assert warnings(placed) == []


def test_an_instance_that_the_source_lacks_stands_at_its_block(tmp_path: Path) -> None:
    edited(tmp_path, "infra/main.tf", ("count  = 2", "count  = 1"))
    placed = model(tmp_path, FOLDER)
    guests = resource(placed, "module.guests[1].aws_cognito_identity_pool.guests")
    assert at(guests.range) == "shared/guests/main.tf.json:5:7"
    (said,) = warnings(placed)
    assert f"1 resource is in the plan only ({guests.address})" in said


def test_an_instance_that_the_plan_lacks_is_said(tmp_path: Path) -> None:
    edited(tmp_path, "infra/main.tf", ("count  = 2", "count  = 3"))
    (said,) = warnings(model(tmp_path, FOLDER))
    assert "1 resource is in the source only (module.guests[2].aws_cognito_identity_pool.guests)" in said


def test_an_argument_that_is_gone_from_the_source_stands_at_the_header(tmp_path: Path) -> None:
    edited(tmp_path, "infra/pools/client/main.tf", ('  name                                 = "web"\n', ""))
    placed = model(tmp_path, FOLDER)
    assert resource(placed, WEB).get("name").range is None
    assert f"{WEB}.name" in warnings(placed)[0]


def test_an_argument_that_is_new_in_the_source_is_absent_at_its_place(tmp_path: Path) -> None:
    edited(tmp_path, "infra/pools/client/main.tf", ("{\n  name ", "{\n  generate_secret = true\n  name "))
    placed = model(tmp_path, FOLDER)
    value = resource(placed, WEB).get("generate_secret")
    assert isinstance(value, Absent)
    assert at(value.range) == "infra/pools/client/main.tf:6:21"
    assert f"{WEB}.generate_secret" in warnings(placed)[0]


def test_a_source_that_is_broken_in_part_gives_the_places_that_it_has(tmp_path: Path) -> None:
    edited(tmp_path, "infra/pools/client/web_override.tf", ("= 1", "= = 1"))
    placed = model(tmp_path, FOLDER)
    assert at(resource(placed, WEB).range) == "infra/pools/client/main.tf:5:1"
    assert any("was not read as a whole, so some places are not shown" in said for said in warnings(placed))


def test_the_workspace_is_not_guessed(tmp_path: Path) -> None:
    """Which one a plan was made in is not in it; `default` would be a difference that there may not be."""
    folder = edited(tmp_path, "infra/main.tf", ("ignore_changes = [name]", "ignore_changes = []"))
    assert warnings(model(folder, FOLDER)) == []
    assert "2 values" not in "".join(warnings(model(folder, FOLDER, workspace="prod")))
    assert "1 value differs" in "".join(warnings(model(folder, FOLDER, workspace="prod")))


def test_another_plan_file_than_that_of_the_plan_is_said(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    text = (folder / "plan.json").read_text()
    (folder / "plan.json").write_text(text.replace('"LEGACY"', '"ENABLED"'))
    placed = model(folder, PlanSource("binary plan", "tf.plan"))
    value = resource(placed, WEB).get("prevent_user_existence_errors")
    assert isinstance(value, Known)
    assert value.value == "ENABLED"
    assert way(value)[-1] == ("var.errors", "plan", "-")
