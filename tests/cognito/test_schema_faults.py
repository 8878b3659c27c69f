"""What the provider refuses, does not have yet and has no longer. The rules' examples have the places."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cognito.architectures import pool
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.read import Options, read
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, string

Found = list[tuple[str, bool]]


def model_of(text: str, lock: str = "", file: str = "main.tf") -> Model:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, file).write_text(dedent(text), encoding="utf-8")
        if lock:
            locked = f'provider "registry.terraform.io/hashicorp/aws" {{\n  version = "{lock}"\n}}\n'
            Path(folder, ".terraform.lock.hcl").write_text(locked, encoding="utf-8")
        options = Options(working_directory=Path(folder), variables=(), environment={}, cache=False)
        (model,) = read(["."], options, PROVIDER).models
        return model


def faults(body: str, kind: str = "refused", lock: str = "", type: str = "aws_cognito_user_pool") -> Found:
    """The faults of one kind in a resource with `body` (and a name), and whether they are certain."""
    name = 'name = "customers"\n' if type == "aws_cognito_user_pool" else ""
    model = model_of(f'variable "unknown" {{}}\nresource "{type}" "customers" {{\n{name}{body}\n}}\n', lock)
    return said(Architecture(model).fact("schema_faults", model.resources[0]), kind)


def said(value: Value, kind: str = "") -> Found:
    assert isinstance(value, Known) and isinstance(value.value, tuple)
    found: Found = []
    for element in value.value:
        assert isinstance(element, Known) and isinstance(element.value, dict)
        words, certain = element.value["@words"], element.value["certain"]
        assert isinstance(words, Known)
        if kind and element.value["kind"] != string(kind):
            continue
        found.append((str(words.value), not isinstance(certain, Unknown)))
    return found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('user_pool_teir = "LITE"', "the provider has no user_pool_teir (did you mean user_pool_tier?)"),
        ('mfa_configuration = "on"', 'mfa_configuration is "on" (did you mean "ON"?)'),
        ('mfa_configuration = "REQUIRED"', 'mfa_configuration is "REQUIRED", and takes "OFF", "ON" or "OPTIONAL"'),
        ("password_policy {\nminimum_length = 128\n}", "password_policy.minimum_length is 128, and takes 0 to 99"),
        ('auto_verified_attributes = "email"', "auto_verified_attributes is one value, and takes a list"),
        ('deletion_protection = ["ACTIVE"]', "deletion_protection is a list, and takes a text"),
        ('tags = "accounts"', "tags is one value, and takes a map"),
        ('tags {\nteam = "accounts"\n}', "tags is an argument, not a block: it takes a ="),
        ("lambda_config = {}", "lambda_config is a block, not an argument: it takes no ="),
        ("lambda_config {}\nlambda_config {}", "2 blocks lambda_config are written, and the provider takes 1"),
        ("user_pool_add_ons {}", "advanced_security_mode is required and not written"),
        ('creation_date = "today"', "creation_date is worked out by the provider, not written"),
        (
            'email_verification_message = "{####}"\nverification_message_template {\nemail_message = "{####}"\n}',
            "email_verification_message and verification_message_template.email_message are both written",
        ),
    ],
)
def test_what_the_provider_refuses_is_said(body: str, words: str) -> None:
    assert faults(body) == [(words, True)]


@pytest.mark.parametrize(
    "body",
    [
        "name_of_tomorrow = true",
        'user_pool_tier = "PLATINUM"',
        "mfa_configuration = var.unknown",
        "password_policy {\nminimum_length = var.unknown\n}",
        'dynamic "lambda_config" {\nfor_each = var.unknown\ncontent {}\n}',
    ],
)
def test_what_may_be_right_is_not_certain(body: str) -> None:
    assert [certain for _, certain in faults(body)] == [False]


@pytest.mark.parametrize(
    "body",
    [
        "mfa_configuration = null",
        "email_verification_message = var.unknown",
        "tags = var.unknown",
        'deletion_protection = ""',
        'dynamic "lambda_config" {\nfor_each = []\ncontent {}\n}',
        "lifecycle {\nignore_changes = all\n}",
        'region = "eu-west-1"',
        "admin_create_user_config {\nunused_account_validity_days = 7\n}",
    ],
)
def test_what_is_right_is_not_mentioned(body: str) -> None:
    assert faults(body) == []


def test_a_release_that_is_known_has_nothing_newer_than_the_table() -> None:
    assert faults("name_of_tomorrow = true", lock="5.31.0") == [
        ("the provider has no name_of_tomorrow, and .terraform.lock.hcl has 5.31.0", True)
    ]
    assert faults('user_pool_tier = "PLATINUM"', lock="6.20.0")[0][1]
    assert not faults("name_of_tomorrow = true", lock="7.1.0")[0][1]


def test_an_argument_needs_the_release_that_brought_it() -> None:
    body = 'user_pool_tier = "PLUS"'
    assert faults(body, "newer", "5.82.2") == [
        ("user_pool_tier needs provider 5.83, and .terraform.lock.hcl has 5.82.2", True)
    ]
    assert faults(body, "newer", "5.83.0") == []
    assert faults(body, "newer") == []


def test_what_was_removed_is_said_whatever_release_is_used() -> None:
    body = "admin_create_user_config {\nunused_account_validity_days = 7\n}"
    words = "unused_account_validity_days was removed from the provider after 2.70"
    assert faults(body, "removed") == faults(body, "removed", "2.60.0") == [(words, True)]


def test_between_two_releases_that_were_looked_at_nobody_knows() -> None:
    body = 'deletion_protection = "ACTIVE"'
    assert [certain for _, certain in faults(body, "newer", "4.20.0")] == [False]
    assert [certain for _, certain in faults(body, "newer", "3.70.0")] == [True]


def test_a_type_may_be_newer_too_also_than_the_table() -> None:
    replica = faults("", "newer", "6.40.0", type="aws_cognito_user_pool_replica")
    assert [certain for _, certain in replica] == [True]
    assert faults("", "newer", type="aws_cognito_user_pool_replica") == []


def test_json_writes_blocks_and_arguments_alike() -> None:
    text = '{"resource": {"aws_cognito_user_pool": {"c": {"name": "c", "password_policy": {"minimum_lenght": 9}}}}}'
    model = model_of(text, file="main.tf.json")
    (only,) = said(Architecture(model).fact("schema_faults", model.resources[0]))
    assert only[0].startswith("the provider has no password_policy.minimum_lenght")


def test_a_plan_has_passed_the_provider_already() -> None:
    customers = pool(mfa_configuration="REQUIRED")
    value = Architecture(Model("tf.json", "plan", resources=(customers,))).fact("schema_faults", customers)
    assert isinstance(value, Absent)
