from decimal import Decimal
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, client, fact, plain, resource, value
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.values import Known, Unknown

DAY = 86400


def lifetime(token: str, validity: Any, unit: Any = None) -> object:
    units: dict[str, Any] = {} if unit is None else {"token_validity_units": [{token: unit}]}
    written: dict[str, Any] = {} if validity is None else {f"{token}_validity": validity}
    return plain(fact(f"{token}_lifetime", client(**written, **units)))


@pytest.mark.parametrize(
    ("token", "validity", "unit", "seconds"),
    [
        ("access_token", None, None, 3600),
        ("id_token", None, None, 3600),
        ("refresh_token", None, None, 30 * DAY),
        ("access_token", None, "minutes", 3600),
        ("refresh_token", None, "hours", 30 * DAY),
        ("access_token", 2, None, 7200),
        ("id_token", 90, "minutes", 5400),
        ("access_token", 300, "seconds", 300),
        ("refresh_token", 7, None, 7 * DAY),
        ("refresh_token", 0, None, 30 * DAY),
        ("refresh_token", 0, "hours", 30 * DAY),
        ("access_token", "60", "minutes", 3600),
        ("access_token", Decimal("0.5"), "hours", 1800),
        ("access_token", NOBODY_KNOWS, "minutes", "?"),
        ("access_token", 60, NOBODY_KNOWS, "?"),
        ("access_token", 60, "fortnights", "?"),
        ("access_token", None, NOBODY_KNOWS, 3600),
    ],
)
def test_a_validity_in_its_unit_is_seconds(token: str, validity: Any, unit: Any, seconds: object) -> None:
    assert lifetime(token, validity, unit) == seconds


def test_zero_in_a_state_is_not_set_but_zero_that_is_written_is() -> None:
    assert lifetime("access_token", Known(0, written=None)) == 3600
    assert lifetime("access_token", 0, "hours") == 0


def test_a_block_of_units_without_this_token_leaves_its_default() -> None:
    web = client(access_token_validity=2, token_validity_units=[{"refresh_token": "days"}])
    assert plain(fact("access_token_lifetime", web)) == 7200


def test_unknown_units_make_a_written_validity_unknown() -> None:
    web = client(access_token_validity=2, token_validity_units=Unknown("var.units has no value here"))
    assert plain(fact("access_token_lifetime", web)) == "?"


def test_what_aws_chose_for_its_own_client_is_unknown() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search")
    assert plain(fact("access_token_lifetime", adopted)) == "?"


def test_a_lifetime_stands_where_its_validity_does() -> None:
    here = Range(Source("main.tf", "15"), 0, 2)
    web = client(access_token_validity=Known(15, range=here))
    assert fact("access_token_lifetime", web).range == here


@pytest.mark.parametrize(
    ("access", "identity", "refresh", "seconds"),
    [
        (1, 1, 24, 0),
        (2, 1, 1, 3600),
        (1, 3, 1, 7200),
        (NOBODY_KNOWS, 3, 1, 7200),
        (NOBODY_KNOWS, 1, 24, "?"),
        (1, 1, NOBODY_KNOWS, "?"),
    ],
)
def test_a_refresh_token_falls_short_of_the_longest_token(
    access: Any, identity: Any, refresh: Any, seconds: object
) -> None:
    web = client(
        access_token_validity=value(access),
        id_token_validity=value(identity),
        refresh_token_validity=value(refresh),
        token_validity_units=[{"refresh_token": "hours"}],
    )
    assert plain(fact("refresh_token_shortfall", web)) == seconds
