"""One line for each."""

from __future__ import annotations

import re

from tests.report.samples import ignored, in_environments, of_a_plan, secret, two_findings, unreadable
from tflint_cognito.report.concise import render
from tflint_cognito.report.view import View


def test_findings_then_undetermined_then_one_last_line() -> None:
    web = 'module.auth["acme"].aws_cognito_user_pool_client.web'
    errors = 'prevent_user_existence_errors is "LEGACY"; sign-in tells an attacker which accounts exist'
    assert render(two_findings(), View()).splitlines() == [
        f"infra/auth/client.tf:2:35: high COG151 {errors} [{web}]",
        f"infra/auth/client.tf:2:35: high COG151 {errors} [{web.replace('acme', 'umbrella')}]",
        f'infra/auth/client.tf:3:44: high COG101 allowed_oauth_flows[1] is "implicit"; harm is done [{web}]',
        f"infra/auth/client.tf:1:1: undetermined COG111 var.revoke has no value here [{web}]",
        "2 findings (2 high; 3 instances) in 1 root module, 2 resources; 1 undetermined, 0 ignored; all files read",
    ]


def test_diagnostics_have_lines_of_their_own() -> None:
    lines = render(unreadable(), View()).splitlines()
    assert "infra/main.tf:1:1: error: the block is never closed" in lines
    assert any(re.fullmatch(r"infra/main\.tf:2:14: warning: module\.api .*", line) for line in lines)


def test_quiet_has_no_last_line() -> None:
    assert all(re.match(r"\S+:\d+:\d+: high ", line) for line in render(two_findings(), View(quiet=True)).splitlines())


def test_ignored_ones_are_left_out_unless_asked_for() -> None:
    assert "COG151" not in render(ignored(), View())
    assert ": ignored COG151 " in render(ignored(), View(verbose=True))


def test_without_a_source_the_plan_is_the_place() -> None:
    assert render(of_a_plan(), View()).startswith("plan.json: high COG151 ")


def test_a_secret_is_never_printed() -> None:
    assert "hunter2" not in render(secret(), View(verbose=True))


def test_where_there_are_environments_a_line_ends_with_those_that_it_holds_in() -> None:
    lines = render(in_environments(), View()).splitlines()
    assert [line.rpartition("]")[2] for line in lines[:3]] == [" in dev, prod", " in dev, prod", " in dev"]
