"""GitHub shows ten annotations of each level: they are the worst, and nothing in the log is a command by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report import samples
from tests.report.samples import many
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.github import MOST, render
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


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Level, properties and message of a command, taken apart as the runner does it (ActionCommand.TryParseV2)."""
    head, _, data = line.removeprefix("::").partition("::")
    level, _, given = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in given.split(","))
    return level, {name: _plain(value, "\r\n:,%") for name, value in pairs}, _plain(data, "\r\n%")


def _plain(text: str, escaped: str) -> str:
    for character in escaped:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@pytest.mark.parametrize("report", samples.EVERY.values(), ids=samples.EVERY)
def test_the_runner_reads_what_is_meant_whatever_is_in_it(report: Report) -> None:
    for line in render(report, View()).splitlines():
        if line.startswith("::") and not line.startswith(("::group::", "::endgroup::")):
            level, properties, message = read(line)
            assert level in MOST and message
            assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}


def test_a_file_is_named_as_it_is() -> None:
    report = samples.in_a_hostile_path()
    named = {read(line)[1].get("file") for line in render(report, View()).splitlines()}
    assert named == {samples.HOSTILE_PATH, None}


def test_words_arrive_with_their_lines() -> None:
    first = render(samples.hostile(), View(quiet=True)).splitlines()[1]
    message = read(first)[2]
    assert "50% ##[set-output name=x;]y ##vso[task.x]\n::error::fail\nz" in message
    assert r"\x00\x1b \ud800 \u202e" in message
