"""Input that cannot be read is refused politely: said, counted in the exit code, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import FIXTURES, Run, run

BROKEN = Path("fixtures", "broken")


def polite(done: Run) -> Run:
    assert "Traceback" not in done.said
    assert "Error: " not in done.out
    return done


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("syntax_error", 2, "customers.tf:1"),
        ("syntax_error_in_json", 2, "main.tf.json"),
        ("not_utf8", 2, "UTF-8"),
        ("missing_module", 2, "modules/sign_in"),
        ("truncated_plan/plan.json", 2, "truncated_plan/plan.json"),
        ("empty_plan/plan.json", 2, "empty"),
        ("binary_plan/tf.plan", 2, "terraform show -json"),
        ("raw_state/terraform.tfstate", 2, "terraform show -json"),
        ("other_json/package.json", 2, "package.json"),
        ("not_there", 2, "not_there"),
        ("empty_folder", 3, "no Terraform"),
        ("registry_module", 0, "larkspur/access/aws"),
        ("no_cognito", 0, "Cognito"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, code: int, says: str) -> None:
    done = polite(run("check", "--no-cache", BROKEN / path))
    assert says in done.said
    assert done.code == code


@pytest.mark.parametrize("path", ["syntax_error", "missing_module"])
def test_findings_of_the_readable_rest_are_still_shown(path: str) -> None:
    done = polite(run("check", "--no-cache", "--format", "json", BROKEN / path))
    assert [finding["rule"] for finding in done.json["findings"]] == ["COG801"]
    assert [diagnostic["severity"] for diagnostic in done.json["diagnostics"]].count("error") == 1
    assert done.json["summary"]["complete"] is False
    assert done.code == 2


def test_a_module_that_is_not_downloaded_leaves_its_absences_undetermined() -> None:
    report = polite(run("check", "--no-cache", "--format", "json", BROKEN / "registry_module")).json
    assert report["findings"] == []
    assert {"COG132", "COG701"} <= {entry["rule"] for entry in report["undetermined"]}
    assert [diagnostic["severity"] for diagnostic in report["diagnostics"]] == ["warning"]
    assert report["summary"]["complete"] is False


@pytest.mark.parametrize("path", ["truncated_plan/plan.json", "empty_plan/plan.json", "binary_plan/tf.plan"])
def test_a_broken_plan_on_standard_input_is_refused_too(path: str) -> None:
    done = polite(run("check", "-", stdin=(FIXTURES / "broken" / path).read_bytes()))
    assert done.code == 2


def test_broken_input_among_good_input_hides_nothing() -> None:
    done = polite(run("check", "--no-cache", "--format", "json", BROKEN / "not_there", "fixtures/published/flat"))
    assert done.code == 2
    assert {finding["rule"] for finding in done.json["findings"]} >= {"COG101", "COG111"}


def test_a_hook_passes_where_there_is_no_terraform() -> None:
    assert polite(run("check", "--hook", BROKEN / "empty_folder")).code == 0
