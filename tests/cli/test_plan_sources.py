"""Plans with their source, from the command line: places, comments that ignore, fixes, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program import run
from tests.terraform.placing.tenants import TENANTS, copied

WEB = 'module.tenant["acme"].module.web.aws_cognito_user_pool_client.web'
BINARY = ("--plan-file", "tf.plan")
FOLDER = ("--source", "infra")


def report(*arguments: str, folder: Path = TENANTS) -> Any:
    return run("plan.json", "--format", "json", "--no-cache", *arguments, folder=folder).json


def of_web(report: Any, rule: str) -> Any:
    (found,) = [one for one in report["findings"] if one["rule"] == rule and one["address"] == WEB]
    return found


def test_the_screen_shows_the_source_and_the_pointer() -> None:
    screen = run("plan.json", *BINARY, "--select", "COG151", folder=TENANTS).out
    assert screen.startswith(
        'high[COG151]: prevent_user_existence_errors is "LEGACY"; '
        "anyone can find out which accounts exist\n"
        "  --> tf.plan/tfconfig/m-tenant.web/main.tf:13:42\n"
        "   |\n"
        "13 |   prevent_user_existence_errors        = var.errors\n"
        '   |                                          ^^^^^^^^^^ is "LEGACY" in the plan\n'
        "  ::: tf.plan/tfconfig/m-tenant/main.tf:19:13\n"
        "   |\n"
        "19 |   errors  = var.errors\n"
        '   |             ---------- var.errors is "LEGACY" here\n'
        "  ::: tf.plan/tfconfig/m-/main.tf:33:14\n"
        "   |\n"
        "33 |   errors   = var.errors\n"
        '   |              ---------- var.errors is "LEGACY" here\n'
        '18 |   default = "LEGACY"\n'
        '   |             -------- var.errors is "LEGACY" by default\n'
    )
    assert f"   = at: {WEB} (create)\n" in screen
    assert "   = plan: /resource_changes/6/change/after/prevent_user_existence_errors\n" in screen
    assert "see file and line" not in screen
    assert "a caller may set otherwise" not in screen


def test_the_screen_without_source_shows_the_value_and_says_what_to_give() -> None:
    screen = run("plan.json", "--select", "COG151,COG101", folder=TENANTS).out
    assert (f' --> plan.json  {WEB} (create)\n  |\n  | after.prevent_user_existence_errors = "LEGACY"\n  |\n') in screen
    assert screen.count("  = note: give --source DIR or --plan-file tf.plan to see file and line\n") == 1
    assert (
        "warning: the source of this plan is not at hand, so no comment there can ignore a finding: "
        "give --source DIR or --plan-file tf.plan\n"
    ) in screen


@pytest.mark.parametrize("source", [BINARY, FOLDER])
def test_a_comment_in_the_source_ignores_the_finding_of_the_plan(source: tuple[str, str]) -> None:
    found = of_web(report(*source), "COG111")
    assert found["ignored"]["reason"] == "the gateway checks every token"
    assert found["ignored"]["range"]["start"]["line"] == 14
    assert of_web(report(), "COG111")["ignored"] is None


def test_a_plan_that_gives_nothing_needs_no_comment() -> None:
    assert report("--select", "COG133")["diagnostics"] == []


def test_the_report_has_range_and_pointer() -> None:
    found = of_web(report(*FOLDER), "COG221")
    assert found["range"] == {
        "path": "infra/pools/client/main.tf",
        "start": {"line": 11, "column": 73},
        "end": {"line": 11, "column": 100},
    }
    assert found["pointer"] == "/resource_changes/6/change/after/callback_urls"
    assert report(*FOLDER)["inputs"] == [{"path": "plan.json", "kind": "plan", "source": "infra"}]
    assert report(*BINARY)["inputs"] == [{"path": "plan.json", "kind": "plan", "source": "tf.plan"}]


def test_a_plan_and_its_text_have_the_same_fingerprints() -> None:
    variables = ("--var", "stage=prod", "--var", "google_secret=x")
    text = run("infra", "--format", "json", "--no-cache", *variables, folder=TENANTS).json
    fingerprints = {(one["rule"], one["address"]): one["fingerprint"] for one in text["findings"]}
    planned = {(one["rule"], one["address"]): one["fingerprint"] for one in report(*FOLDER)["findings"]}
    both = fingerprints.keys() & planned.keys()
    assert len(both) > 15
    assert {key: planned[key] for key in both} == {key: fingerprints[key] for key in both}


def test_what_rests_on_a_default_is_proven_in_a_plan() -> None:
    assert of_web(report(*FOLDER), "COG151")["certainty"] == "proven"


@pytest.mark.parametrize("source", [BINARY, FOLDER, ()])
@pytest.mark.parametrize("words", [("--format", "json"), ("--verbose",), ("--show-passed", "-v", "--profile", "all")])
def test_a_secret_of_a_plan_is_never_printed(source: tuple[str, ...], words: tuple[str, ...]) -> None:
    for command in (("plan.json", *words), ("show", "plan.json"), ("show", "--format", "json", "plan.json")):
        assert "not-a-real-secret" in (TENANTS / "plan.json").read_text()
        assert "not-a-real-secret" not in run(*command, *source, folder=TENANTS).said


def test_show_says_where_the_resources_of_a_plan_are_written() -> None:
    assert f"  {WEB}  infra/pools/client/main.tf:5\n" in run("show", "plan.json", *FOLDER, folder=TENANTS).out


def test_a_fix_goes_to_the_source(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    done = run("plan.json", *FOLDER, "--fix", "--unsafe-fixes", "--select", "COG151", folder=folder)
    assert 'default = "ENABLED"' in (folder / "infra" / "main.tf").read_text()
    assert "fixed 2 findings in 1 file; plan again to see what is left" in done.err


def test_a_diff_shows_the_change_to_the_source() -> None:
    shown = run("plan.json", *FOLDER, "--diff", "--unsafe-fixes", "--select", "COG151", folder=TENANTS)
    assert "--- a/infra/main.tf\n" in shown.out
    assert '-  default = "LEGACY"\n+  default = "ENABLED"\n' in shown.out


@pytest.mark.parametrize("option", ["--fix", "--diff"])
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ((), "plan.json cannot be fixed: the source of this plan is not at hand; give --source DIR"),
        (
            BINARY,
            "plan.json cannot be fixed: the source in tf.plan is the plan's own copy, and never written to; "
            "give --source DIR",
        ),
    ],
)
def test_what_is_not_on_disk_is_not_fixed(option: str, source: tuple[str, ...], said: str) -> None:
    before = (TENANTS / "tf.plan").read_bytes()
    done = run("plan.json", *source, option, "--unsafe-fixes", folder=TENANTS)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (TENANTS / "tf.plan").read_bytes() == before


def test_the_report_has_no_edits_of_a_binary_plan() -> None:
    assert of_web(report(*FOLDER), "COG151")["fix"]["edits"]
    assert not of_web(report(*BINARY), "COG151")["fix"]["edits"]


def test_a_binary_plan_alone_is_refused_with_what_to_run() -> None:
    alone = run("tf.plan", folder=TENANTS)
    assert alone.code == 2
    assert (
        "tf.plan is a plan in Terraform's own binary form: run `terraform show -json tf.plan > plan.json`, "
        "then `cognito-lint plan.json --plan-file tf.plan`"
    ) in alone.err
    with_option = run(*BINARY, folder=TENANTS)
    assert with_option.code == 2
    assert "then `cognito-lint plan.json --plan-file tf.plan`" in with_option.err


def test_a_source_that_does_not_match_is_a_warning_and_no_reason_to_stop(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    web = folder / "infra" / "pools" / "client" / "main.tf"
    web.write_text(web.read_text().replace("= var.errors", '= "ENABLED"'))
    found = report(*FOLDER, folder=folder)
    assert [one["severity"] for one in found["diagnostics"]] == ["warning"]
    assert found["summary"]["complete"] is True
    assert of_web(found, "COG151")["trail"][0] == {
        "range": None,
        "says": 'prevent_user_existence_errors is "LEGACY" in the plan',
    }
    assert json.dumps(found).count("does not match the plan") == 1
