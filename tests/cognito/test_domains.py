import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, fact, plain, resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value

CERTIFICATE = "aws_acm_certificate_validation.login"


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        (Known("larkspur-books", STRING), "prefix"),
        (Known("login.larkspur-books.com", STRING), "custom"),
        (
            Unknown("var.zone has no value here", STRING, prefix="login.", parts=(Known("login."), NOBODY_KNOWS)),
            "custom",
        ),
        (Unknown("var.stage has no value here", STRING, prefix="login-", parts=(Known("login-"), NOBODY_KNOWS)), "?"),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_dot_makes_a_domain_of_ones_own(domain: Value, kind: str) -> None:
    assert plain(fact("domain_kind", resource("aws_cognito_user_pool_domain.login", domain=domain))) == kind


@pytest.mark.parametrize(
    ("certificate", "there"),
    [
        (None, False),
        ("", False),
        ("arn:aws:acm:us-east-1:123456789012:certificate/x", True),
        (attribute_of(CERTIFICATE, "certificate_arn"), True),
        (attribute_of("aws_ssm_parameter.certificate", "value"), True),
        (Unknown("var.certificate has no value here"), "?"),
    ],
)
def test_an_arn_that_is_known_only_after_apply_is_a_certificate(certificate: object, there: object) -> None:
    login = resource("aws_cognito_user_pool_domain.login", domain="login.example.com", certificate_arn=certificate)
    assert plain(fact("has_certificate", login)) == there


@pytest.mark.parametrize(
    ("domain", "word"),
    [
        ("larkspur-cognito-auth", "cognito"),
        ("aws", "aws"),
        ("amazon-books", "amazon"),
        ("my-laws-and-books", None),
        ("awsome", None),
        (Unknown("?", STRING, prefix="cognito-", parts=(Known("cognito-"), NOBODY_KNOWS)), "cognito"),
        (Unknown("?", STRING, prefix="books-", parts=(Known("books-"), NOBODY_KNOWS, Known("-aws"))), "aws"),
        (Unknown("?", STRING, prefix="laws", parts=(Known("laws"), NOBODY_KNOWS)), "?"),
        (Unknown("?", STRING, parts=(NOBODY_KNOWS, Known("aws-books"))), "?"),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_reserved_word_stands_between_hyphens(domain: Value | str, word: object) -> None:
    assert plain(fact("reserved_word", resource("aws_cognito_user_pool_domain.login", domain=domain))) == word
