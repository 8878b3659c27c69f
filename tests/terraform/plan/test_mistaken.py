"""What people give in the place of a plan is named, with what to give instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import run
from tflint_cognito.terraform.plan import mistaken_for


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"[command]/usr/bin/terraform show -json\n", "is empty"),
        (b'{"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "x"}', "is a raw state file"),
        (b'{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}', "is the log that"),
        (b'{"plan_format_version": "1.1"}', "is the redacted plan"),
        (b'Warning: Value for undeclared variable\n{"format_version":"1.2"}', "has other text before its JSON"),
    ],
)
def test_what_is_given_by_mistake_is_named(data: bytes, says: str) -> None:
    assert (mistaken_for(data) or "").startswith(says)


@pytest.mark.parametrize("data", [b'{"name": "shop"}', b"[]", b"\x89PNG\r\n\x93\xfa", b"terraform plan"])
def test_what_nobody_knows_is_not_guessed(data: bytes) -> None:
    assert mistaken_for(data) is None


def test_a_user_sees_it(tmp_path: Path) -> None:
    (tmp_path / "terraform.tfstate").write_text('{"version": 4, "serial": 3, "lineage": "x", "resources": []}')
    done = run("check", "terraform.tfstate", folder=tmp_path)
    assert done.code == 2
    assert done.said.startswith("error: terraform.tfstate is a raw state file: run `terraform show -json > state.json`")
