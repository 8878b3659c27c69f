"""The table."""

from __future__ import annotations

from tests.report.samples import clean, in_environments, secret, two_findings, unreadable
from tflint_cognito.report.table import render
from tflint_cognito.report.view import View


def test_a_row_for_each_finding_then_one_for_each_undetermined() -> None:
    lines = render(two_findings(), View()).splitlines()
    assert lines[0].split() == ["severity", "rule", "what", "address", "where"]
    assert [line.split()[:2] for line in lines[2:5]] == [
        ["high", "COG151"],
        ["high", "COG101"],
        ["undetermined", "COG111"],
    ]
    assert 'module.auth["acme"].aws_cognito_user_pool_client.web and 1 more' in lines[2]


def test_a_clean_run_is_its_last_line() -> None:
    assert (
        render(clean(), View())
        == "no findings in 1 root module, 1 resource; 0 undetermined, 0 ignored; all files read\n"
    )


def test_what_holds_is_listed_on_request() -> None:
    assert "passed" in render(clean(), View(show_passed=True))


def test_what_could_not_be_read_is_below() -> None:
    assert "infra/main.tf:1:1: error: the block is never closed\n" in render(unreadable(), View())


def test_a_secret_is_never_printed() -> None:
    assert "hunter2" not in render(secret(), View(verbose=True))


def test_where_there_are_environments_a_column_tells_them() -> None:
    heads, _, first, second, *_ = render(in_environments(), View()).splitlines()
    assert heads.endswith("  in") and first.endswith("  dev, prod") and second.endswith("  dev")
    assert not render(two_findings(), View()).splitlines()[0].endswith("in")


def test_in_a_terminal_words_and_addresses_are_wrapped_and_nowhere_else() -> None:
    assert max(len(line) for line in render(two_findings(), View(terminal=120)).splitlines()[:5]) <= 120
    assert max(len(line) for line in render(two_findings(), View(width=80)).splitlines()[:5]) > 120
    assert render(two_findings(), View(terminal=400)) == render(two_findings(), View())
    assert "infra/auth/client.tf:2:35" in render(two_findings(), View(terminal=20))
