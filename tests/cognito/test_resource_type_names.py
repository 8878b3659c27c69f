"""A type that has Cognito in its name and is none: a slip is refused, and any other may be newer than what we know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import Run, run
from tests.terraform.tree import write
from tflint_cognito.cognito.provider import unheard_of

POOL = 'resource "{}" "customers" {{\n  name = "customers"\n}}\n'


def lint(folder: Path, text: str, *arguments: str) -> Run:
    write(folder, {"main.tf": text})
    return run(folder, "--no-cache", "-f", "json", *arguments)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aws_cognito_user_pol", "aws_cognito_user_pool"),
        ("aws_cognito_userpool", "aws_cognito_user_pool"),
        ("aws_cognito_user_pool_clients", "aws_cognito_user_pool_client"),
        ("aws_cognito_resouce_server", "aws_cognito_resource_server"),
        ("aws_cognitouser_pool", "aws_cognito_user_pool"),
    ],
)
def test_a_misspelt_type_is_an_error_that_names_the_right_one(tmp_path: Path, written: str, meant: str) -> None:
    done = lint(tmp_path, POOL.format(written))
    assert done.code == 2
    [said] = done.json["diagnostics"]
    assert said["severity"] == "error"
    assert (
        said["message"]
        == f"Terraform refuses this: the provider has no resource type {written} (did you mean {meant}?)"
    )
    assert said["range"]["start"]["line"] == 1


def test_a_misspelt_type_in_a_module_is_seen_too(tmp_path: Path) -> None:
    write(tmp_path, {"auth/main.tf": POOL.format("aws_cognito_user_pol")})
    assert lint(tmp_path, 'module "auth" {\n  source = "./auth"\n}\n').code == 2


def test_what_a_misspelt_type_was_meant_as_may_be_there(tmp_path: Path) -> None:
    client = '\nresource "aws_cognito_user_pool_clint" "web" {\n  name = "web"\n}\n'
    done = lint(tmp_path, POOL.format("aws_cognito_user_pool") + client, "--select", "pool-without-client")
    assert done.json["findings"] == []
    assert [one["rule"] for one in done.json["undetermined"]] == ["COG951"]


def test_a_type_that_is_like_none_may_be_newer(tmp_path: Path) -> None:
    text = POOL.format("aws_cognito_user_pool") + '\nresource "aws_cognito_terms" "web" {\n  name = "web"\n}\n'
    done = lint(tmp_path, text, "--select", "user-pool-name-valid")
    assert done.code == 0
    assert not done.json["summary"]["complete"]
    [said] = done.json["diagnostics"]
    assert (said["severity"], said["range"]["start"]["line"]) == ("warning", 5)
    assert "aws_cognito_terms is misspelt, or newer than provider 6." in said["message"]


def test_a_data_source_is_held_against_data_sources(tmp_path: Path) -> None:
    text = 'data "aws_cognito_user_pol" "customers" {\n  user_pool_id = "eu-west-1_Customers"\n}\n'
    assert "(did you mean aws_cognito_user_pool?)" in lint(tmp_path, text).json["diagnostics"][0]["message"]
    assert unheard_of("data.aws_cognito_user_pools") is None


@pytest.mark.parametrize("name", ["aws_cognito_identity_pools", "aws_cognito_openid_token"])
def test_a_data_source_that_is_like_none_is_no_matter(name: str) -> None:
    assert unheard_of(f"data.{name}") is None


@pytest.mark.parametrize(
    "other", ["aws_s3_bucket", "aws_s3_buket", "awscc_cognito_user_pol", "google_cognito", "aws_iam_rol"]
)
def test_other_types_are_none_of_our_business(other: str) -> None:
    assert unheard_of(other) is None
