"""Which source is whose: as the command line says, or where the plan lies; never a guess between several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.placing.tenants import TENANTS, WEB, at, copied, model, reading, resource, warnings
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.placing.choosing import choose
from tflint_cognito.terraform.read import PlanSource


def folder(path: str) -> PlanSource:
    return PlanSource("folder", path)


def binary(path: str) -> PlanSource:
    return PlanSource("binary plan", path)


@pytest.mark.parametrize(
    ("plans", "given", "chosen"),
    [
        (["plan.json"], [], [None]),
        (["plan.json"], [folder("infra")], [folder("infra")]),
        (["dev.json", "prod.json"], [], [None, None]),
        (["dev.json", "prod.json"], [folder("dev"), binary("tf.plan")], [folder("dev"), binary("tf.plan")]),
        (["dev.json", "prod.json"], [folder("prod.json=prod")], [None, folder("prod")]),
        (["dev.json", "prod.json"], [folder("prod.json=prod"), folder("dev")], [folder("dev"), folder("prod")]),
        (["plan.json"], [folder("a=b")], [folder("a=b")]),
    ],
)
def test_sources_are_paired_by_name_or_in_order(
    plans: list[str], given: list[PlanSource], chosen: list[PlanSource | None]
) -> None:
    assert choose(plans, given) == chosen


@pytest.mark.parametrize(
    ("plans", "given", "said"),
    [
        (
            ["dev.json", "prod.json"],
            [folder("infra")],
            "--source is given once for 2 plans (dev.json, prod.json): give one for each, in their order, or name the "
            "plan, as in --source dev.json=infra",
        ),
        (
            ["plan.json"],
            [folder("infra"), binary("tf.plan")],
            "plan.json is given too many sources: give one of --source and --plan-file",
        ),
        (
            ["plan.json"],
            [folder("plan.json=a"), folder("plan.json=b")],
            "plan.json is given two sources: give one of --source and --plan-file",
        ),
        (
            [],
            [folder("infra")],
            "--source infra is the source of a plan or state, and none is given: to lint it, give it alone",
        ),
        (
            [],
            [binary("tf.plan")],
            "--plan-file tf.plan shows where a plan is written, and the plan itself is not given: run `terraform show "
            "-json tf.plan > plan.json`, then `cognito-lint plan.json --plan-file tf.plan`",
        ),
    ],
)
def test_what_cannot_be_paired_is_said(plans: list[str], given: list[PlanSource], said: str) -> None:
    with pytest.raises(CognitoLintError) as caught:
        choose(plans, given)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "--source nowhere does not exist"),
        ("tf.plan", "--source tf.plan is a file: give the folder of the root module"),
        ("shared", "--source shared: there is no Terraform in it; give the folder of the root module"),
    ],
)
def test_a_source_that_is_given_must_be_one(path: str, said: str) -> None:
    with pytest.raises(CognitoLintError) as caught:
        model(TENANTS, folder(path))
    assert str(caught.value) == said


@pytest.mark.parametrize("place", ["infra", "infra/plans", "infra/.plans/prod"])
@pytest.mark.parametrize("name", ["plan.json", "state.json"])
def test_a_plan_inside_of_its_configuration_guesses_it(tmp_path: Path, place: str, name: str) -> None:
    copied(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    (tmp_path / name).rename(tmp_path / place / name)
    placed = model(tmp_path, path=f"{place}/{name}")
    assert placed.backing is not None
    assert placed.backing.path == "infra"
    assert at(resource(placed, WEB).range) == "infra/pools/client/main.tf:5:1"


def test_a_plan_from_standard_input_guesses_the_folder_that_one_is_in(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / ".git").mkdir()
    data = (tmp_path / "plan.json").read_bytes()
    placed = model(tmp_path / "infra", path="-", stdin=lambda: data)
    assert at(resource(placed, WEB).range) == "pools/client/main.tf:5:1"


def test_nothing_above_the_working_directory_is_guessed_without_a_repository(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / "infra" / "plans").mkdir()
    moved = (tmp_path / "plan.json").rename(tmp_path / "infra" / "plans" / "plan.json")
    (tmp_path / "elsewhere").mkdir()
    assert model(tmp_path / "elsewhere", path=str(moved)).backing is None
    assert model(tmp_path, path=str(moved)).backing is not None


def test_a_plan_beside_its_configuration_is_left_as_it_is() -> None:
    placed = model(TENANTS)
    assert placed.backing is None
    assert {one.range for one in placed.resources} == {None}


def test_a_configuration_that_declares_other_things_is_not_taken_for_the_source(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / "main.tf").write_text('module "network" {\n  source = "./network"\n}\nvariable "stage" {}\n')
    assert model(tmp_path).backing is None


def test_a_source_from_elsewhere_is_taken_when_it_is_given(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "main.tf").write_text('resource "aws_cognito_user_pool" "staff" {\n  name = "x"\n}\n')
    (said,) = warnings(model(tmp_path, folder("other")))
    assert "resources are in the plan only" in said


def test_each_of_several_plans_has_its_own_source(tmp_path: Path) -> None:
    for stage in ("dev", "prod"):
        copied(tmp_path / stage)
    (tmp_path / "dev" / "infra" / "pools" / "client" / "main.tf").write_text(
        "\n" + (TENANTS / "infra" / "pools" / "client" / "main.tf").read_text()
    )
    from tflint_cognito.cognito.provider import PROVIDER
    from tflint_cognito.terraform.read import Options, read

    sources = (folder("dev/infra"), folder("prod/infra"))
    options = Options(working_directory=tmp_path, plan_sources=sources, cache=False)
    dev, prod = read(["dev/plan.json", "prod/plan.json"], options, PROVIDER).models
    assert at(resource(dev, WEB).range) == "dev/infra/pools/client/main.tf:6:1"
    assert at(resource(prod, WEB).range) == "prod/infra/pools/client/main.tf:5:1"


def test_a_hook_that_is_given_a_source_for_plans_has_no_need_of_any() -> None:
    assert reading(TENANTS, folder("infra"), path="shared/guests/main.tf.json", hook=True).models
