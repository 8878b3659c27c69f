"""A baseline hides what was known, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.finding import samples
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.baseline import Baseline, baseline_of, read_baseline
from tflint_cognito.finding.finding import Finding, Ignored
from tflint_cognito.terraform.source import Source

SOURCE = Source(
    "infra/main.tf",
    'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n}\n'
    'resource "aws_cognito_user_pool_client" "job" {\n  name = "job"\n}\n',
)


def faults(*keys: str, name: str = "web", rule: object = samples.ERRORS) -> list[Finding]:
    """A finding for each instance of one client, made as a run makes them."""
    header = f'resource "aws_cognito_user_pool_client" "{name}"'
    resources = [samples.resource(f"{samples.CLIENT}.{name}{key}", SOURCE, header) for key in keys]
    place = [samples.place(each, "prevent_user_existence_errors", each.range) for each in resources]
    verdicts = [
        samples.failed(rule, each, "it is LEGACY", at)  # type: ignore[arg-type]
        for each, at in zip(resources, place, strict=True)
    ]
    return list(samples.report(samples.judged(samples.model(*resources), *verdicts)).findings)


def baseline(*findings: Finding) -> Baseline:
    return baseline_of(findings, "debts.json", None, str)


def open_ones(findings: list[Finding]) -> list[str]:
    return [str(finding.address) for finding in findings if finding.ignored is None]


def test_what_is_known_does_not_count() -> None:
    known = faults("")
    [finding] = baseline(*known).apply(known)
    assert finding.ignored is not None and finding.ignored.by == "baseline"


def test_one_more_instance_of_a_known_fault_is_new() -> None:
    found = faults('["a"]', '["b"]', '["c"]')
    assert open_ones(baseline(*found[:2]).apply(found)) == [f'{samples.CLIENT}.web["c"]']


def test_the_same_fault_elsewhere_is_new() -> None:
    found = [*faults(""), *faults("", name="job")]
    assert open_ones(baseline(found[0]).apply(found)) == [f"{samples.CLIENT}.job"]


def test_what_a_comment_ignores_uses_up_nothing_and_is_not_written() -> None:
    found = faults('["a"]', '["b"]')
    ignored = [replace(found[0], ignored=Ignored("invited only", "comment")), found[1]]
    assert open_ones(baseline(found[1]).apply(ignored)) == []
    assert [entry.count for entry in baseline(*ignored).entries] == [1]


def test_what_is_mended_is_said_and_pruned() -> None:
    found = faults('["a"]', '["b"]', '["c"]')
    known = baseline(*found)
    fixed = known.fixed(found[:1], {samples.ERRORS.id}, lambda path: True)
    assert [(entry.count, left) for entry, left in fixed] == [(3, 1)]
    assert [entry.count for entry in known.without(fixed).entries] == [1]
    gone = known.fixed([], {samples.ERRORS.id}, lambda path: True)
    assert known.without(gone).entries == ()


def test_nothing_is_said_to_be_mended_that_was_not_looked_at() -> None:
    known = baseline(*faults(""))
    assert known.fixed([], set(), lambda path: True) == []
    assert known.fixed([], {samples.ERRORS.id}, lambda path: False) == []


def test_notes_stay_when_it_is_written_anew() -> None:
    found = faults("")
    known = baseline(*found)
    noted = replace(known, entries=(replace(known.entries[0], note="SEC-118"),))
    assert baseline_of(found, "debts.json", noted, str).entries[0].note == "SEC-118"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    found = [*faults('["a"]', '["b"]'), *faults("", name="job")]
    path = tmp_path / "debts.json"
    path.write_text(baseline(*found).as_text())
    assert read_baseline(str(path)).entries == baseline(*found).entries
    assert len(path.read_text().splitlines()) == 2 + len(baseline(*found).entries)


def test_an_entry_has_no_line_number_and_no_key() -> None:
    [row] = json.loads(baseline(*faults('["a"]', '["b"]')).as_text())["findings"]
    assert row["address"] == f"{samples.CLIENT}.web"
    assert (row["path"], row["count"], "line" in str(row)) == ("infra/main.tf", 2, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ('{"version": 2, "findings": []}', "version"),
        ('{"version": 1, "findings": [], "entries": []}', "'entries' is not known"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "debts.json"
    path.write_text(text)
    with pytest.raises(CognitoLintError) as caught:
        read_baseline(str(path))
    assert said in str(caught.value) and "debts.json" in str(caught.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match=r"there is no baseline .*baseline create"):
        read_baseline(str(tmp_path / "debts.json"))


def in_environments(finding: Finding, *names: str) -> Finding:
    return replace(finding, environments=names)


def test_the_same_in_one_more_environment_is_new() -> None:
    [finding] = faults("")
    known = baseline(in_environments(finding, "dev"))
    assert known.entries[0].environments == ("dev",)
    applied = known.apply([in_environments(finding, "dev", "prod")])
    assert [(each.environments, each.ignored is None) for each in applied] == [(("dev",), False), (("prod",), True)]
    assert [each.ignored for each in known.apply([in_environments(finding, "prod")])] == [None]


def test_a_baseline_that_names_no_environment_is_about_all_of_them() -> None:
    [finding] = faults("")
    [applied] = baseline(finding).apply([in_environments(finding, "dev", "prod")])
    assert applied.ignored is not None
