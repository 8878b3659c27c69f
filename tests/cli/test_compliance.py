"""`cognito-lint check --compliance`: how a configuration stands to the controls of a framework."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.program import FIXTURES, PROJECT, run
from tflint_cognito.policy.framework import framework, frameworks

SCHEMA = json.loads((PROJECT / "tflint_cognito/schemas/report.schema.json").read_text(encoding="utf-8"))
HARDENED = FIXTURES / "hardened" / "flat"
PUBLISHED = FIXTURES / "published" / "flat"


@cache
def assessments(folder: Path) -> list[dict[str, Any]]:
    """How each control of every framework stands; the report as a whole fits its schema."""
    report = run(folder, "--compliance", ",".join(frameworks()), "--format", "json").json
    jsonschema.validate(report, SCHEMA)
    found: list[dict[str, Any]] = report["compliance"]
    return found


def statuses(folder: Path, name: str) -> dict[str, str]:
    return {one["control"]: one["status"] for one in assessments(folder) if one["framework"] == name}


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", frameworks())
def test_every_control_of_a_framework_is_accounted_for(name: str) -> None:
    found = statuses(PUBLISHED, name)
    assert list(found) == list(framework(name).controls)
    assert "no rule" not in found.values() and "not met" in found.values()


@pytest.mark.parametrize("name", frameworks())
def test_nothing_speaks_against_the_hardened_configuration(name: str) -> None:
    assert set(statuses(HARDENED, name).values()) <= {"met", "supported", "not applicable"}


def test_security_hub_is_answered_as_security_hub_does() -> None:
    assert statuses(HARDENED, "fsbp") == {
        "Cognito.1": "met",
        "Cognito.2": "not applicable",
        "Cognito.3": "met",
        "Cognito.4": "met",
        "Cognito.5": "not applicable",
        "Cognito.6": "met",
    }
    assert set(statuses(PUBLISHED, "fsbp").values()) == {"not met"}


USERS_ELSEWHERE = """
resource "aws_cognito_user_pool" "staff" {
  deletion_protection = "ACTIVE"

  password_policy {
    minimum_length                   = 8
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 7
  }
}

resource "aws_cognito_identity_provider" "okta" {
  user_pool_id  = aws_cognito_user_pool.staff.id
  provider_name = "okta"
  provider_type = "SAML"

  provider_details = {
    MetadataURL = "https://larkspur.okta.com/app/metadata"
  }
}

resource "aws_cognito_user_pool_client" "intranet" {
  name                                 = "intranet"
  user_pool_id                         = aws_cognito_user_pool.staff.id
  supported_identity_providers         = [aws_cognito_identity_provider.okta.provider_name]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://intranet.larkspur-books.com/"]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]
}
"""


def test_a_user_pool_that_our_own_rules_are_not_about_fails_security_hub_all_the_same(tmp_path: Path) -> None:
    """Nobody has a password there, so no rule on passwords complains; Security Hub looks at every user pool."""
    found = statuses(folder_with(tmp_path, USERS_ELSEWHERE), "fsbp")
    assert [control for control, status in found.items() if status == "not met"] == [
        "Cognito.1",
        "Cognito.3",
        "Cognito.4",
        "Cognito.5",
    ]


@pytest.mark.parametrize("name", [name for name in frameworks() if framework(name).proof == "part"])
def test_what_asks_for_people_and_procedures_is_supported_and_never_met(name: str) -> None:
    found = set(statuses(HARDENED, name).values())
    assert "met" not in found and "supported" in found


def test_nothing_is_met_where_a_module_could_not_be_read(tmp_path: Path) -> None:
    infra = Path(shutil.copytree(HARDENED, tmp_path / "infra"))
    (infra / "more.tf").write_text('module "more" {\n  source = "larkspur/cognito/aws"\n}\n', encoding="utf-8")
    assert {one["status"] for one in assessments(HARDENED)} >= {"met", "supported"}
    assert not {one["status"] for one in assessments(infra)} & {"met", "supported"}


def test_what_a_variable_decides_is_undetermined(tmp_path: Path) -> None:
    text = (
        'variable "protection" {\n  type = string\n}\n'
        'resource "aws_cognito_user_pool" "customers" {\n  deletion_protection = var.protection\n}\n'
    )
    assert statuses(folder_with(tmp_path, text), "fsbp")["Cognito.6"] == "undetermined"


def test_an_ignored_fault_stays_a_fault(tmp_path: Path) -> None:
    text = (
        'resource "aws_cognito_user_pool" "customers" {\n'
        '  deletion_protection = "INACTIVE" # cognito-lint: ignore[COG341] -- a sandbox\n}\n'
    )
    [control] = [one for one in assessments(folder_with(tmp_path, text)) if one["control"] == "Cognito.6"]
    assert control["status"] == "not met"
    assert [one["ignored"] for one in control["evidence"]] == [True]


def test_several_frameworks_are_told_apart() -> None:
    report: Any = run(PUBLISHED, "--compliance", "fsbp,hipaa", "--format", "json").json
    assert list(dict.fromkeys(one["framework"] for one in report["compliance"])) == ["fsbp", "hipaa"]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_word_supported_is_explained_where_it_stands(format: str) -> None:
    said = "the control asks for more than a configuration shows"
    assert said in run(HARDENED, "--compliance", "soc-2", "--format", format).out
    assert said not in run(HARDENED, "--compliance", "fsbp", "--format", format).out


def test_a_weakness_is_no_framework() -> None:
    refused = run(PUBLISHED, "--compliance", "cwe")
    assert refused.code == 2 and "there is no framework 'cwe'" in refused.err
