"""Pointers into a plan lead to the attribute, or as near to it as the plan goes."""

from __future__ import annotations

import pytest

from tflint_cognito.finding.pointer import planned, point
from tflint_cognito.policy.answer import Place
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Absent, Known, number, string

AFTER = "/resource_changes/8/change/after"
WEB = Resource(
    parse_address("aws_cognito_user_pool_client.web"),
    {
        "callback_urls": Known((string("https://a"), string("http://b"))),
        "token_validity_units": Known((Known({"access_token": string("hours")}),)),
        "roles": Known({"a/b~c": number(1)}),
        "schema": Known((Known({"name": string("tenant")}), Known({"name": string("branch")}))),
        "generate_secret": Absent(),
    },
    pointer=AFTER,
)


@pytest.mark.parametrize(
    ("attribute", "pointer"),
    [
        ("callback_urls", "/callback_urls"),
        ("callback_urls[1]", "/callback_urls/1"),
        ("callback_urls[7]", "/callback_urls"),
        ("token_validity_units.access_token", "/token_validity_units/0/access_token"),
        ("token_validity_units[0].access_token", "/token_validity_units/0/access_token"),
        ("token_validity_units.id_token", "/token_validity_units"),
        ('roles["a/b~c"]', "/roles/a~1b~0c"),
        ("schema[1].name", "/schema/1/name"),
        ("schema.name", "/schema"),  # of a set of blocks the path does not tell which one
        ("generate_secret", ""),  # written in the source, and not in the plan
        ("name", ""),
        (None, ""),
    ],
)
def test_a_pointer_leads_to_the_attribute(attribute: str | None, pointer: str) -> None:
    assert point(Place(WEB.address, attribute, pointer=AFTER), WEB).pointer == f"{AFTER}{pointer}"


def test_where_there_is_a_source_there_is_no_pointer() -> None:
    place = Place(WEB.address, "callback_urls")
    assert point(place, WEB) == place


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("callback_urls", 'after.callback_urls = ["https://a", "http://b"]'),
        ("callback_urls[1]", 'after.callback_urls[1] = "http://b"'),
        ("token_validity_units.access_token", 'after.token_validity_units.access_token = "hours"'),
        ("schema.name", ""),
        ("generate_secret", ""),
        ("name", ""),
        (None, ""),
    ],
)
def test_what_stands_there_is_said(attribute: str | None, said: str) -> None:
    assert planned(Place(WEB.address, attribute, pointer=AFTER), WEB) == said


def test_a_secret_that_stands_there_is_not_said() -> None:
    place = Place(WEB.address, "callback_urls[0]", sensitive=True, pointer=AFTER)
    assert planned(place, WEB) == "after.callback_urls[0] = (sensitive)"
