from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.provider_schema import ARGUMENTS, newest_release, schema_of
from tflint_cognito.cognito.releases import Release
from tflint_cognito.cognito.resource_types import CONSUMERS, TABLE

POOL = schema_of("aws_cognito_user_pool")
CLIENT = schema_of("aws_cognito_user_pool_client")


def test_the_table_is_small() -> None:
    assert ARGUMENTS.stat().st_size < 100_000


def test_every_cognito_type_of_the_readers_table_and_every_consumer_is_in_it() -> None:
    text = TABLE.read_text(encoding="utf-8")
    wanted = [type for type in PROVIDER.resource_types if type.startswith("aws_cognito_") or type in CONSUMERS]
    assert [type for type in wanted if f'"{type}":' in text and schema_of(type) is None] == []
    assert schema_of("aws_s3_bucket") is None


def test_the_table_is_of_the_release_that_the_readers_table_is_of() -> None:
    assert f'"provider_version": "{newest_release()}.' in TABLE.read_text(encoding="utf-8")


def test_it_knows_since_when_an_argument_is_there() -> None:
    assert POOL is not None and CLIENT is not None
    tier, rotation = POOL.body.arguments["user_pool_tier"].since, CLIENT.body.blocks["refresh_token_rotation"].since
    assert tier is not None and tier.is_exact and tier.after == Release(5, 83)
    assert rotation is not None and rotation.is_exact and rotation.after == Release(5, 98)
    session = CLIENT.body.arguments["auth_session_validity"].since
    assert session is not None and not session.is_exact
    assert CLIENT.body.arguments["name"].since is None


def test_what_any_release_took_otherwise_is_not_required() -> None:
    assert POOL is not None
    assert POOL.body.arguments["name"].required
    assert not POOL.body.blocks["username_configuration"].body.arguments["case_sensitive"].required


def test_values_come_from_the_models_of_the_api() -> None:
    assert POOL is not None
    assert set(POOL.body.arguments["mfa_configuration"].values) == {"OFF", "ON", "OPTIONAL"}
    assert not POOL.body.arguments["mfa_configuration"].grows
    assert POOL.body.arguments["user_pool_tier"].grows


def test_blocks_that_are_single_are_counted_where_only_a_validator_says_so() -> None:
    assert CLIENT is not None
    assert CLIENT.body.blocks["token_validity_units"].at_most == 1
