"""Which resources of two environments stand for each other, and which are never taken for one another."""

from __future__ import annotations

from tests.cognito.test_posture import environment
from tflint_cognito.cognito.posture import posture

POOL = 'resource "aws_cognito_user_pool" "{}" {{\n  name = "{}"\n}}\n'
CLIENT = 'resource "aws_cognito_user_pool_client" "{}" {{\n  name = "{}"\n  user_pool_id = "eu-west-1_a"\n{}}}\n'
MACHINE = '  allowed_oauth_flows_user_pool_client = true\n  allowed_oauth_flows = ["client_credentials"]\n'


def paired(dev: str, prod: str) -> dict[str, str | None]:
    """What of dev is taken for what of prod, and what is in dev only; by address."""
    found = [row for row in posture([[environment(dev)], [environment(prod)]], ("dev", "prod")) if not row.attribute]
    both = {row.address: row.addresses or (row.address, row.address) for row in found if row.cells[0] == "present"}
    return {address: there[1] if row_is_in_both(found, address) else None for address, there in both.items()}


def row_is_in_both(found: list, address: str) -> bool:  # type: ignore[type-arg]
    return any(row.address == address and row.cells == ("present", "present") for row in found)


def test_the_same_address_is_the_same_resource_whatever_its_name() -> None:
    there = paired(POOL.format("this", "customers"), POOL.format("this", "people"))
    assert there == {"aws_cognito_user_pool.this": "aws_cognito_user_pool.this"}


def test_the_words_of_an_environment_make_no_difference_to_an_address() -> None:
    keyed = 'resource "aws_cognito_user_pool" "this" {{\n  for_each = toset(["{}"])\n  name = each.key\n}}\n'
    assert paired(keyed.format("dev"), keyed.format("prod")) == {
        'aws_cognito_user_pool.this["dev"]': 'aws_cognito_user_pool.this["prod"]'
    }
    assert paired(POOL.format("auth_dev", "a") + POOL.format("staff_dev", "s"), POOL.format("auth_prod", "a")) == {
        "aws_cognito_user_pool.auth_dev": "aws_cognito_user_pool.auth_prod",
        "aws_cognito_user_pool.staff_dev": None,
    }


def test_the_given_name_tells_who_it_is() -> None:
    dev = POOL.format("a", "shop-dev-customers") + POOL.format("b", "shop-dev-staff")
    prod = POOL.format("c", "prod-shop-staff") + POOL.format("d", "prod-shop-customers")
    assert paired(dev, prod) == {"aws_cognito_user_pool.a": "aws_cognito_user_pool.d"} | {
        "aws_cognito_user_pool.b": "aws_cognito_user_pool.c"
    }


def test_the_only_user_pool_is_paired_with_the_only_one() -> None:
    module = 'variable "name" {}\n' + POOL.format("this", "x").replace('"x"', "var.name")
    assert paired(POOL.format("users", "customers"), module) == {
        "aws_cognito_user_pool.users": "aws_cognito_user_pool.this"
    }


def test_two_names_that_differ_are_never_paired() -> None:
    assert paired(POOL.format("a", "customers"), POOL.format("b", "staff")) == {"aws_cognito_user_pool.a": None}


def test_app_clients_of_two_kinds_are_never_paired() -> None:
    unnamed = 'variable "name" {{}}\n' + CLIENT
    dev = unnamed.format("web", "x", "").replace('"x"', "var.name")
    prod = unnamed.format("worker", "x", MACHINE).replace('"x"', "var.name")
    assert paired(dev, prod) == {"aws_cognito_user_pool_client.web": None}
    assert paired(dev, prod.replace(MACHINE, "")) == {
        "aws_cognito_user_pool_client.web": "aws_cognito_user_pool_client.worker"
    }


def test_where_there_are_two_that_could_be_meant_neither_is() -> None:
    dev = POOL.format("a", "customers") + POOL.format("b", "customers")
    assert paired(dev, POOL.format("c", "customers")) == dict.fromkeys(
        ("aws_cognito_user_pool.a", "aws_cognito_user_pool.b")
    )


def test_keys_that_are_no_environments_tell_instances_apart() -> None:
    client = (
        'variable "name" {{}}\n'
        'resource "aws_cognito_user_pool_client" "apps" {{\n  for_each = toset(["{}"])\n  name = var.name\n'
        '  user_pool_id = "eu-west-1_a"\n}}\n'
    )
    assert paired(client.format("web"), client.format("till")) == {'aws_cognito_user_pool_client.apps["web"]': None}


def test_what_belongs_to_another_user_pool_is_not_meant() -> None:
    domain = (
        'resource "aws_cognito_user_pool_domain" "{0}" {{\n  domain = "x"\n'
        "  user_pool_id = aws_cognito_user_pool.{0}.id\n}}\n"
    )
    dev = POOL.format("a", "customers") + domain.format("a")
    prod = POOL.format("b", "staff") + domain.format("b")
    assert paired(dev, prod) == {"aws_cognito_user_pool.a": None, "aws_cognito_user_pool_domain.a": None}
    assert paired(dev, prod.replace("staff", "customers"))["aws_cognito_user_pool_domain.a"] is not None
