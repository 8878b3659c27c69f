"""A planned value takes its place from the source, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.terraform.placing.tenants import FOLDER, at, model, resource, warnings, way
from tests.terraform.plan.plans import block, change, plan
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.values import Absent, Known, Unknown

CLIENT = "aws_cognito_user_pool_client.web"


def placed(folder: Path, text: str, document: dict[str, object]) -> Model:
    (folder / "infra").mkdir(exist_ok=True)
    (folder / "infra" / "main.tf").write_text(text)
    (folder / "plan.json").write_text(json.dumps(document))
    return model(folder, FOLDER)


def client(folder: Path, body: str, after: dict[str, Any], unknown: dict[str, Any] | None = None) -> Resource:
    """An app client of this body in the source, and of these values in the plan."""
    document = plan(change(CLIENT, after, unknown), configured=[block(CLIENT, {name: {} for name in after})])
    found = placed(folder, f'resource "aws_cognito_user_pool_client" "web" {{\n{body}\n}}\n', document)
    assert warnings(found) == []
    return resource(found, CLIENT)


def test_an_element_of_a_set_stands_where_it_is_spelt_out(tmp_path: Path) -> None:
    """A plan sorts sets; the source's order is that of the places."""
    after = {"callback_urls": ["https://a.example.com", "https://b.example.com"]}
    web = client(tmp_path, '  callback_urls = ["https://b.example.com", "https://a.example.com"]', after)
    urls = web.get("callback_urls")
    assert isinstance(urls, Known)
    assert isinstance(urls.value, tuple)
    assert [(value.value, at(value.range)) for value in urls.value if isinstance(value, Known)] == [
        ("https://b.example.com", "infra/main.tf:2:20"),
        ("https://a.example.com", "infra/main.tf:2:45"),
    ]


def test_what_the_source_cannot_tell_stands_at_its_expression(tmp_path: Path) -> None:
    body = '  name = data.aws_region.here.name\n}\ndata "aws_region" "here" {'
    name = client(tmp_path, body, {"name": "eu-west-1"}).get("name")
    assert isinstance(name, Known)
    assert name.value == "eu-west-1"
    assert at(name.range) == "infra/main.tf:2:10"
    assert way(name)[0] == ("name", "plan", "-")


def test_what_the_plan_does_not_know_keeps_its_reason(tmp_path: Path) -> None:
    body = "  user_pool_id = aws_cognito_user_pool.staff.id\n}\n" + 'resource "aws_cognito_user_pool" "staff" {'
    document = plan(
        change(CLIENT, {}, {"user_pool_id": True}),
        change("aws_cognito_user_pool.staff", {}, {"id": True}),
        configured=[
            block(CLIENT, {"user_pool_id": {"references": ["aws_cognito_user_pool.staff.id"]}}),
            block("aws_cognito_user_pool.staff"),
        ],
    )
    found = placed(tmp_path, f'resource "aws_cognito_user_pool_client" "web" {{\n{body}\n}}\n', document)
    value = resource(found, CLIENT).get("user_pool_id")
    assert isinstance(value, Unknown)
    assert value.because == "aws_cognito_user_pool.staff.id is known only after apply"
    assert str(value.refers_to) == "aws_cognito_user_pool.staff.id"
    assert at(value.range) == "infra/main.tf:2:18"


def test_a_null_stands_at_its_expression(tmp_path: Path) -> None:
    value = client(tmp_path, "  name = null", {"name": None}).get("name")
    assert isinstance(value, Absent)
    assert at(value.range) == "infra/main.tf:2:10"


def test_what_aws_fills_in_for_a_null_is_no_difference(tmp_path: Path) -> None:
    value = client(tmp_path, "  enable_token_revocation = null", {"enable_token_revocation": True})
    assert isinstance(value.get("enable_token_revocation"), Known)


def test_a_provider_may_write_a_value_in_its_own_way(tmp_path: Path) -> None:
    body = '  refresh_token_validity = "30"\n  logout_urls = []\n  generate_secret = "false"'
    client(tmp_path, body, {"refresh_token_validity": 30, "logout_urls": None, "generate_secret": False})


def test_a_static_block_has_its_header_and_arguments(tmp_path: Path) -> None:
    body = '  token_validity_units {\n    access_token = "hours"\n  }'
    document = plan(
        change(CLIENT, {"token_validity_units": [{"access_token": "hours", "id_token": None}]}),
        configured=[block(CLIENT, {"token_validity_units": [{"access_token": {"constant_value": "hours"}}]})],
    )
    found = placed(tmp_path, f'resource "aws_cognito_user_pool_client" "web" {{\n{body}\n}}\n', document)
    units = resource(found, CLIENT).get("token_validity_units")
    assert isinstance(units, Known)
    assert isinstance(units.value, tuple)
    assert at(units.value[0].range) == "infra/main.tf:2:3"
    assert at(resource(found, CLIENT).get("token_validity_units.access_token").range) == "infra/main.tf:3:20"


def test_the_contents_of_a_dynamic_block_stand_in_it(tmp_path: Path) -> None:
    """Only the plan knows how many there are, also of one inside of another."""
    pool = "aws_cognito_user_pool.staff"
    text = """
data "aws_caller_identity" "here" {}
resource "aws_cognito_user_pool" "staff" {
  dynamic "account_recovery_setting" {
    for_each = [data.aws_caller_identity.here.account_id]
    content {
      dynamic "recovery_mechanism" {
        for_each = toset([data.aws_caller_identity.here.account_id])
        content {
          name     = "admin_only"
          priority = 1
        }
      }
    }
  }
}
"""
    after = {"account_recovery_setting": [{"recovery_mechanism": [{"name": "admin_only", "priority": 1}]}]}
    document = plan(change(pool, after), configured=[block(pool)])
    staff = resource(placed(tmp_path, text, document), pool)
    assert at(staff.get("account_recovery_setting.recovery_mechanism.name").range) == "infra/main.tf:10:22"
    assert at(staff.get("account_recovery_setting.0").range) == "infra/main.tf:4:3"


def test_an_entry_that_a_map_lacks_stands_at_the_map(tmp_path: Path) -> None:
    provider = "aws_cognito_identity_provider.google"
    text = """
data "aws_region" "here" {}
resource "aws_cognito_identity_provider" "google" {
  attribute_mapping = merge({ email = "email" }, data.aws_region.here.tags)
}
"""
    document = plan(
        change(provider, {"attribute_mapping": {"email": "email", "name": "name"}}),
        configured=[block(provider, {"attribute_mapping": {}})],
    )
    mapping = resource(placed(tmp_path, text, document), provider).get("attribute_mapping")
    assert isinstance(mapping, Known)
    assert isinstance(mapping.value, dict)
    assert {at(value.range) for value in mapping.value.values()} == {"infra/main.tf:4:23"}


def test_what_either_side_marks_is_sensitive(tmp_path: Path) -> None:
    text = """
variable "name" {
  sensitive = true
}
resource "aws_cognito_user_pool_client" "web" {
  name = var.name
}
"""
    document = plan(
        change(CLIENT, {"name": "web"}),
        configured={"resources": [block(CLIENT, {"name": {"references": ["var.name"]}})], "variables": {"name": {}}},
        variables={"name": {"value": "web"}},
    )
    assert resource(placed(tmp_path, text, document), CLIENT).get("name").sensitive


def test_an_entry_that_only_the_plan_has_stands_at_the_map(tmp_path: Path) -> None:
    provider = "aws_cognito_identity_provider.google"
    text = 'resource "aws_cognito_identity_provider" "google" {\n  attribute_mapping = { email = "email" }\n}\n'
    document = plan(
        change(provider, {"attribute_mapping": {"email": "email", "name": "name"}}),
        configured=[block(provider, {"attribute_mapping": {}})],
    )
    found = placed(tmp_path, text, document)
    mapping = resource(found, provider).get("attribute_mapping")
    assert isinstance(mapping, Known)
    assert isinstance(mapping.value, dict)
    assert {key: at(value.range) for key, value in mapping.value.items()} == {
        "email": "infra/main.tf:2:33",
        "name": "infra/main.tf:2:23",
    }
    assert f"1 value differs ({provider}.attribute_mapping)" in warnings(found)[0]


def test_a_change_that_is_ignored_is_no_difference(tmp_path: Path) -> None:
    body = '  name = "new"\n  lifecycle {\n    ignore_changes = [name]\n  }'
    name = client(tmp_path, body, {"name": "old"}).get("name")
    assert isinstance(name, Known)
    assert name.value == "old"
    assert at(name.range) == "infra/main.tf:2:10"


def test_the_name_of_another_workspace_is_no_difference(tmp_path: Path) -> None:
    name = client(tmp_path, '  name = "${terraform.workspace}-web"', {"name": "prod-web"}).get("name")
    assert at(name.range) == "infra/main.tf:2:10"


def test_what_is_on_the_way_is_not_said_to_be_unknown(tmp_path: Path) -> None:
    """The source alone does not know the local; the plan does, without showing it."""
    body = "  name = local.name\n}\nlocals {\n  name = data.aws_region.here.name\n}\n" + 'data "aws_region" "here" {'
    name = client(tmp_path, body, {"name": "eu-west-1"}).get("name")
    assert [(step.subject, step.value) for step in name.trail[1:]] == [("local.name", None)]


SERVER = "aws_cognito_resource_server.api"
SERVER_TEXT = """
resource "aws_cognito_resource_server" "api" {
  identifier = "api"
  scope {
    scope_name = "read"
  }
}
"""


def test_what_the_source_works_out_counts_where_the_plan_leaves_it_open(tmp_path: Path) -> None:
    """scope_identifiers are known only after apply, and yet follow from what is written."""
    text = (
        f'resource "aws_cognito_user_pool_client" "web" {{\n  allowed_oauth_scopes = {SERVER}.scope_identifiers\n}}\n'
    )
    reference = {"references": [f"{SERVER}.scope_identifiers", SERVER]}
    document = plan(
        change(CLIENT, {}, {"allowed_oauth_scopes": True}),
        change(SERVER, {"identifier": "api", "scope": [{"scope_name": "read"}]}, {"scope_identifiers": True}),
        configured=[
            block(CLIENT, {"allowed_oauth_scopes": reference}),
            block(SERVER, {"identifier": {}, "scope": [{"scope_name": {"constant_value": "read"}}]}),
        ],
    )
    scopes = resource(placed(tmp_path, text + SERVER_TEXT, document), CLIENT).get("allowed_oauth_scopes")
    assert isinstance(scopes, Known)
    assert at(scopes.range) == "infra/main.tf:2:26"
    assert isinstance(scopes.value, tuple)
    assert [part.value for part in scopes.value if isinstance(part, Known)] == ["api/read"]


def test_the_keys_of_a_map_that_the_plan_does_not_show_are_those_of_the_source(tmp_path: Path) -> None:
    """Of a map with anything unknown in it, a plan shows nothing at all."""
    attachment, role = "aws_cognito_identity_pool_roles_attachment.shop", "aws_iam_role.users"
    text = f'resource "aws_cognito_identity_pool_roles_attachment" "shop" {{\n  roles = {{ user = {role}.arn }}\n}}\n'
    document = plan(
        change(attachment, {}, {"roles": True}),
        change(role, {}, {"arn": True}),
        configured=[block(attachment, {"roles": {"references": [f"{role}.arn", role]}}), block(role)],
    )
    text += 'resource "aws_iam_role" "users" {}\n'
    roles = resource(placed(tmp_path, text, document), attachment).get("roles")
    assert isinstance(roles, Known)
    assert isinstance(roles.value, dict)
    (item,) = roles.value.values()
    assert (list(roles.value), at(item.range)) == (["user"], "infra/main.tf:2:20")
    assert isinstance(item, Unknown)
    assert str(item.refers_to) == f"{role}.arn"


def test_how_a_text_is_made_the_source_tells(tmp_path: Path) -> None:
    """A plan lists what an expression is made from, and not how."""
    body = '  user_pool_id = "x-${aws_cognito_user_pool.staff.id}"\n}\nresource "aws_cognito_user_pool" "staff" {'
    document = plan(
        change(CLIENT, {}, {"user_pool_id": True}),
        change("aws_cognito_user_pool.staff", {}, {"id": True}),
        configured=[
            block(CLIENT, {"user_pool_id": {"references": ["aws_cognito_user_pool.staff.id"]}}),
            block("aws_cognito_user_pool.staff"),
        ],
    )
    text = f'resource "aws_cognito_user_pool_client" "web" {{\n{body}\n}}\n'
    pool = resource(placed(tmp_path, text, document), CLIENT).get("user_pool_id")
    assert isinstance(pool, Unknown)
    assert (pool.prefix, len(pool.parts), pool.refers_to) == ("x-", 2, None)
    assert pool.because.endswith("known only after apply")


def test_null_leaves_to_the_provider_what_the_plan_does_not_know(tmp_path: Path) -> None:
    body = '  prevent_user_existence_errors = lookup({}, "errors", null)'
    errors = client(tmp_path, body, {}, {"prevent_user_existence_errors": True}).get("prevent_user_existence_errors")
    assert isinstance(errors, Absent)
    assert at(errors.range) == "infra/main.tf:2:35"


def test_a_reference_that_only_the_plan_shows_stays_on_the_trail(tmp_path: Path) -> None:
    """On an update the plan knows the other resource's value, which the text alone does not."""
    pool = "aws_cognito_user_pool.staff"
    text = f'resource "aws_cognito_user_pool_client" "web" {{\n  user_pool_id = "${{{pool}.id}}"\n}}\n'
    document = plan(
        change(CLIENT, {"user_pool_id": "eu-west-1_a"}, actions="update"),
        change(pool, {"id": "eu-west-1_a"}, actions="no-op"),
        configured=[block(CLIENT, {"user_pool_id": {"references": [f"{pool}.id", pool]}}), block(pool)],
    )
    text += 'resource "aws_cognito_user_pool" "staff" {}\n'
    value = resource(placed(tmp_path, text, document), CLIENT).get("user_pool_id")
    assert at(value.range) == "infra/main.tf:2:18"
    assert f"{pool}.id" in [str(step.reference) for step in value.trail]


def test_null_leaves_what_was_there_before(tmp_path: Path) -> None:
    text = 'resource "aws_cognito_user_pool_client" "web" {\n  read_attributes = lookup({}, "read", null)\n}\n'
    given = {"read_attributes": {"references": ["var.read"]}}
    document = plan(change(CLIENT, {}, {"read_attributes": True}, actions="update"), configured=[block(CLIENT, given)])
    assert isinstance(resource(placed(tmp_path, text, document), CLIENT).get("read_attributes"), Unknown)


def test_what_the_provider_works_out_in_part_is_no_difference(tmp_path: Path) -> None:
    certificate = "aws_acm_certificate.shop"
    after = {"domain_name": "example.com", "domain_validation_options": [{"domain_name": "example.com"}]}
    later = {"domain_validation_options": [{"resource_record_name": True}]}
    shown = block(certificate, {"domain_name": {"constant_value": "example.com"}})
    text = 'resource "aws_acm_certificate" "shop" {\n  domain_name = "example.com"\n}\n'
    user = 'resource "aws_cognito_user_pool_domain" "shop" {\n  certificate_arn = aws_acm_certificate.shop.arn\n}\n'
    domain = "aws_cognito_user_pool_domain.shop"
    document = plan(
        change(certificate, after, later),
        change(domain, {}, {"certificate_arn": True}),
        configured=[
            shown,
            block(domain, {"certificate_arn": {"references": [f"{certificate}.arn", certificate]}}),
        ],
    )
    assert warnings(placed(tmp_path, text + user, document)) == []


def test_a_plan_of_a_part_tells_nothing_of_the_rest(tmp_path: Path) -> None:
    text = 'resource "aws_cognito_user_pool_client" "web" {}\nresource "aws_cognito_user_pool_client" "app" {}\n'
    part = plan(change(CLIENT), configured=[block(CLIENT)], complete=False)
    assert warnings(placed(tmp_path, text, part)) == []
    whole = plan(change(CLIENT), configured=[block(CLIENT)])
    assert (
        "1 resource is in the source only (aws_cognito_user_pool_client.app)"
        in warnings(placed(tmp_path, text, whole))[0]
    )


def test_a_plan_that_destroys_everything_is_no_difference(tmp_path: Path) -> None:
    destroyed = plan(change(CLIENT, actions="delete"), configured=[block(CLIENT)])
    destroyed["resource_changes"][0]["change"]["after"] = None
    assert warnings(placed(tmp_path, 'resource "aws_cognito_user_pool_client" "web" {}\n', destroyed)) == []


def test_what_led_to_an_instance_is_not_said_to_be_unknown(tmp_path: Path) -> None:
    text = """
data "aws_regions" "all" {}
locals {
  names = data.aws_regions.all.names
}
resource "aws_cognito_user_pool_client" "web" {
  for_each = toset(local.names)
}
"""
    address = f'{CLIENT}["eu-west-1"]'
    found = placed(tmp_path, text, plan(change(address), configured=[block(CLIENT)]))
    assert [(step.subject, step.value) for step in resource(found, address).trail] == [("local.names", None)]


def test_what_only_the_plan_makes_matter_is_no_difference(tmp_path: Path) -> None:
    """AWS keeps the sms_configuration that nobody writes any more, and roles matter beside one."""
    pool, role = "aws_cognito_user_pool.customers", "aws_iam_role.sms"
    kept = {"name": "customers", "sms_configuration": [{"external_id": "shop"}]}
    text = (
        'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n}\nresource "aws_iam_role" "sms" {\n}\n'
    )
    configured = [block(pool, {"name": {}}), block(role)]
    document = plan(change(pool, kept, actions="no-op"), change(role, {"name": "sms"}), configured=configured)
    found = placed(tmp_path, text, document)
    assert [str(one.address) for one in found.resources] == [pool, role]
    assert warnings(found) == []
