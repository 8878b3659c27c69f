"""GitHub shows ten annotations of each level: they are the worst, and nothing in the log is a command by accident."""

from __future__ import annotations

from dataclasses import replace

from tests.report import samples
from tests.report.samples import many
from tflint_cognito.report.github import render
from tflint_cognito.report.view import View


def test_no_more_are_annotations_than_are_shown() -> None:
    lines = render(many(30), View()).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert "::group::20 more" in lines
    assert lines[-1].startswith("::notice title=cognito-lint::") and "20 of them" in lines[-1]


def test_what_stands_in_the_log_is_no_command() -> None:
    report = many(30)
    findings = tuple(replace(each, message="x ##[error]y\n::stop-commands::z") for each in report.findings)
    lines = render(replace(report, findings=findings), View()).splitlines()
    folded = lines[lines.index("::group::20 more") + 1 : lines.index("::endgroup::")]
    assert len(folded) == 20
    assert not [line for line in folded if "##[" in line or line.lstrip().startswith("::")]


def test_properties_and_data_are_escaped() -> None:
    report = samples.two_findings()
    findings = tuple(replace(each, message="50%\nof, it: all") for each in report.findings)
    first = render(replace(report, findings=findings), View()).splitlines()[0]
    assert "50%25%0Aof, it: all" in first
