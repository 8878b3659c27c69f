import pytest

from tests.cognito.architectures import client, plain, pool, resource
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.values import Known


def test_errors_about_users_are_as_they_ever_were_where_nobody_writes_it() -> None:
    assert plain(LEDGER.value(client(), "prevent_user_existence_errors")) == "LEGACY"


def test_what_nobody_wrote_is_marked_as_not_written() -> None:
    found = LEDGER.value(client(), "enable_token_revocation")
    assert isinstance(found, Known)
    assert (found.value, found.written) == (True, False)


def test_a_password_policy_that_is_written_in_part_is_weaker_than_none() -> None:
    assert plain(LEDGER.value(pool(), "password_policy.require_symbols")) is True
    assert (
        plain(LEDGER.value(pool(password_policy=[{"minimum_length": 12}]), "password_policy.require_symbols")) is False
    )


def test_of_a_client_that_aws_made_every_default_is_its_own() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search")
    assert plain(LEDGER.value(adopted, "enable_token_revocation")) == "?"


def test_units_in_a_block_are_filled_in_by_the_provider_whoever_made_the_client() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search", token_validity_units=[{"id_token": "minutes"}])
    assert plain(LEDGER.value(adopted, "token_validity_units.access_token")) == "hours"


def test_silence_is_an_error() -> None:
    with pytest.raises(KeyError):
        LEDGER.value(client(), "colour")


@pytest.mark.parametrize(
    ("path", "stated", "agrees"),
    [
        ("enable_token_revocation", True, True),
        ("enable_token_revocation", False, False),
        ("enable_token_revocation", 1, False),
        ("callback_urls", [], True),
        ("callback_urls", ["https://a"], False),
        ("colour", "red", True),
    ],
)
def test_a_stated_default_is_compared(path: str, stated: object, agrees: bool) -> None:
    assert LEDGER.agrees("aws_cognito_user_pool_client", path, stated) is agrees


def test_every_entry_is_of_an_attribute_that_the_provider_has() -> None:
    for type, path in LEDGER:
        known = PROVIDER.resource_types[type]
        named = {*known.plain, *known.sets, *known.blocks, *known.types, *known.defaults}
        first = path.partition(".")[0]
        assert type.endswith("_replica") or any(one.partition(".")[0] == first for one in named) or first in _STRINGS, (
            path
        )


#: Attributes that are computed strings, which no table of the readers needs.
_STRINGS = {"prevent_user_existence_errors", "user_pool_tier", "mfa_configuration", "deletion_protection"}


def test_every_default_of_the_providers_schema_is_in_the_ledger_where_it_has_the_attribute() -> None:
    for (type, path), default in LEDGER.items():
        schema = PROVIDER.resource_types[type].defaults.get(path)
        assert schema is None or schema in default.settings
