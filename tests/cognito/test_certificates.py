from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, plain, resource
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value, string

ADDRESS = "aws_acm_certificate.login"
ARN = "arn:aws:acm:{}:123456789012:certificate/x"


def certificate(region: Value | None = None, address: str = ADDRESS, **attributes: Any) -> Resource:
    more = {} if region is None else {"region": region}
    return resource(address, more, **attributes)


def domain(arn: object, name: object = "login.larkspur-books.com") -> Resource:
    return resource("aws_cognito_user_pool_domain.login", domain=name, certificate_arn=arn)


def region(arn: object, *others: Resource) -> object:
    login = domain(arn)
    return plain(architecture(login, *others).fact("certificate_region", login))


def covers(name: object, **attributes: Any) -> object:
    login = domain(attribute_of(ADDRESS, "arn"), name)
    return plain(architecture(login, certificate(**attributes)).fact("certificate_covers", login))


def test_an_arn_has_its_region() -> None:
    assert region(ARN.format("eu-west-1")) == "eu-west-1"
    known = Unknown("var.account has no value here", STRING, prefix="arn:aws:acm:eu-west-1:")
    assert region(known) == "eu-west-1"
    assert region(NOBODY_KNOWS) == "?"
    assert region("no-arn") == "?"


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_certificate_there_is_no_region(nothing: object) -> None:
    assert region(nothing) is None


def test_a_certificate_is_where_its_resource_is_also_behind_its_validation() -> None:
    made = certificate(string("us-east-1"))
    assert region(attribute_of(ADDRESS, "arn"), made) == "us-east-1"
    waited = "aws_acm_certificate_validation.login"
    validation = resource(waited, certificate_arn=attribute_of(ADDRESS, "arn"))
    assert region(attribute_of(waited, "certificate_arn"), made, validation) == "us-east-1"


def test_where_nothing_tells_the_region_it_is_unknown() -> None:
    assert region(attribute_of(ADDRESS, "arn"), certificate()) == "?"


def test_a_certificate_that_is_looked_up_has_the_region_of_its_data_source() -> None:
    looked_up = certificate(string("us-east-1"), f"data.{ADDRESS}", domain="login.larkspur-books.com")
    login = domain(attribute_of(f"data.{ADDRESS}", "arn"))
    found = Architecture(Model("infra", "hcl", resources=(login,), data_sources=(looked_up,)))
    assert plain(found.fact("certificate_region", login)) == "us-east-1"
    assert plain(found.fact("certificate_covers", login)) is True


@pytest.mark.parametrize(
    ("name", "names", "answer"),
    [
        ("login.larkspur-books.com", ["login.larkspur-books.com"], True),
        ("login.larkspur-books.com", ["larkspur-books.com", "*.larkspur-books.com"], True),
        ("login.eu.larkspur-books.com", ["*.larkspur-books.com"], False),
        ("login.larkspur-books.com", ["larkspur-books.com"], False),
        ("login.larkspur-books.com", ["larkspur-books.com", NOBODY_KNOWS], "?"),
        (NOBODY_KNOWS, ["larkspur-books.com"], "?"),
    ],
)
def test_a_certificate_is_for_its_names_and_a_wildcard_for_one_level(
    name: object, names: list[object], answer: object
) -> None:
    assert covers(name, domain_name=names[0], subject_alternative_names=names[1:]) == answer


def test_all_names_of_an_imported_certificate_are_not_written() -> None:
    assert covers("login.larkspur-books.com", certificate_body="PEM") == "?"


def test_a_certificate_from_elsewhere_is_not_asked_for_its_names() -> None:
    login = domain(ARN.format("us-east-1"))
    assert plain(architecture(login, certificate()).fact("certificate_covers", login)) is None
    unknown = domain(NOBODY_KNOWS)
    assert plain(architecture(unknown).fact("certificate_covers", unknown)) is None
    assert plain(architecture(unknown, certificate(domain_name="a.example")).fact("certificate_covers", unknown)) == "?"


def test_the_place_is_that_of_the_certificate() -> None:
    login = domain(Known(ARN.format("eu-west-1"), STRING))
    assert architecture(login).fact("certificate_region", login).range == login.get("certificate_arn").range
