"""One run over fixtures/reports, in every format, is as it is kept in golden/."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.report.valid import valid
from tflint_cognito.report.formats import FORMATS
from tools.golden_reports import COMMAND, golden, golden_reports, steadied

pytestmark = pytest.mark.xdist_group("golden")


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    return golden_reports()


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_as_it_is_kept(format: str, made: Mapping[str, str]) -> None:
    kept = golden(format).read_text(encoding="utf-8")
    assert made[format] == kept, f"look at the difference; if it is meant, `{COMMAND}` keeps the new reports"


def test_nothing_is_kept_that_is_not_made() -> None:
    assert {path.name for path in golden("text").parent.iterdir()} == {golden(format).name for format in FORMATS}


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "checkstyle", "gitlab", "gitlab-sast", "rdjson"])
def test_what_is_kept_is_valid(format: str) -> None:
    valid(format, golden(format).read_text(encoding="utf-8"))


def test_there_is_something_of_everything_in_it() -> None:
    report = valid("json", golden("json").read_text(encoding="utf-8"))
    findings = report["findings"]
    assert all(report["summary"]["by_severity"].values()) and report["undetermined"]
    assert {(each["ignored"] or {}).get("by") for each in findings} == {None, "comment", "configuration"}
    assert {each["severity"] for each in report["diagnostics"]} == {"error", "warning"}
    assert any(each["fix"] and each["fix"]["edits"] for each in findings)
    assert any(len(each["trail"]) > 1 and each["calls"] for each in findings)
    assert ["dev"] in [each["environments"] for each in findings]


def test_what_changes_from_run_to_run_is_steadied() -> None:
    from tflint_cognito import __version__

    once = f'{{"version": "{__version__}"}} cognito-lint {__version__} 2027-03-04T05:06:07'
    assert steadied(once) == '{"version": "VERSION"} cognito-lint VERSION 2026-01-01T00:00:00'
