"""A finding in a downloaded module stands where its user can do something about it: at the call, or its argument."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tflint_cognito.cli.main import cli

CLIENT = """\
variable "revocation" {
  default = false
}
resource "aws_cognito_user_pool_client" "web" {
  name                    = "web"
  enable_token_revocation = var.revocation
}
"""
CALL = 'module "auth" {\n  source = "git::https://example.com/larkspur.git//client"\n%s}\n'
FOLDER = ".terraform/modules/auth/client"


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def run(call: str, client: str = CLIENT) -> list[Any]:
        entry = {"Key": "auth", "Source": "git::https://example.com/larkspur.git//client", "Dir": FOLDER}
        files: Mapping[str, str] = {
            "main.tf": call,
            f"{FOLDER}/main.tf": client,
            ".terraform/modules/modules.json": json.dumps({"Modules": [entry]}),
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        ran = CliRunner().invoke(cli, ["check", "--format", "json", "-q", "--select", "token-revocation-enabled"])
        return json.loads(ran.stdout)["findings"]  # type: ignore[no-any-return]

    return run


def place(finding: Any) -> tuple[str, int]:
    return finding["range"]["path"], finding["range"]["start"]["line"]


def test_at_the_call_where_the_module_decides(findings: Any) -> None:
    (finding,) = findings(CALL % "")
    assert place(finding) == ("main.tf", 1)
    first = finding["trail"][0]
    assert (first["range"]["path"], first["range"]["start"]["line"]) == (f"{FOLDER}/main.tf", 6)


def test_at_the_argument_that_decides(findings: Any) -> None:
    (finding,) = findings(CALL % "  revocation = false\n")
    assert place(finding) == ("main.tf", 3)


def test_nothing_in_a_downloaded_module_is_to_be_edited(findings: Any) -> None:
    (finding,) = findings(CALL % "", CLIENT.replace("var.revocation", "false"))
    assert not finding["fix"]["edits"]


def test_a_comment_at_the_call_ignores_it(findings: Any) -> None:
    (finding,) = findings("# cognito-lint: ignore[token-revocation-enabled] -- theirs\n" + CALL % "")
    assert finding["ignored"]["reason"] == "theirs"
