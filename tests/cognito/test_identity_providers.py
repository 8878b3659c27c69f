from typing import Any

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    architecture,
    attribute_of,
    client,
    plain,
    pool,
    resource,
)
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Change, Resource
from tflint_cognito.terraform.values import Unknown

POOL = attribute_of("aws_cognito_user_pool.customers")


def provider(name: Any = "Google", label: str = "google", **attributes: Any) -> Resource:
    given = {"user_pool_id": POOL, "provider_name": name, **attributes}
    return resource(f"aws_cognito_identity_provider.{label}", **given)


def offered(*names: Any, others: Any = (), gaps: Any = (), **attributes: Any) -> Any:
    web = client(**{"user_pool_id": POOL, "supported_identity_providers": list(names), **attributes})
    return plain(architecture(web, pool(), *others, gaps=gaps).fact("supported_identity_providers", web))


def declared(*names: Any, **more: Any) -> Any:
    return [one.get("declared") for one in offered(*names, **more)]


def test_the_user_pool_itself_is_no_provider_to_declare() -> None:
    assert [(one["kind"], one.get("declared")) for one in offered("COGNITO")] == [("cognito", None)]


def test_a_social_provider_has_a_fixed_name_and_others_have_the_one_they_were_given() -> None:
    assert [one["kind"] for one in offered("Google", "SignInWithApple", "Okta")] == ["social", "social", "own"]


def test_a_provider_of_the_same_user_pool_declares_the_name() -> None:
    assert declared("Google", "Okta", others=[provider()]) == ["here", "missing"]


def test_a_provider_of_another_user_pool_does_not() -> None:
    staff = attribute_of("aws_cognito_user_pool.staff")
    assert declared("Google", others=[pool("staff"), provider(user_pool_id=staff)]) == ["missing"]


def test_a_reference_to_the_name_of_a_provider_is_its_name_also_where_that_is_unknown() -> None:
    name = attribute_of("aws_cognito_identity_provider.google", "provider_name")
    assert declared(name, others=[provider(NOBODY_KNOWS)]) == ["here"]
    id = attribute_of("aws_cognito_identity_provider.google", "id")
    assert declared(id, others=[provider(NOBODY_KNOWS)]) == ["?"]


def test_a_provider_without_a_known_name_may_be_any() -> None:
    assert declared("Okta", others=[provider(NOBODY_KNOWS)]) == ["?"]


def test_a_provider_that_may_not_be_there_may_be_the_one() -> None:
    maybe = resource(
        "aws_cognito_identity_provider.okta", {"possible": NOBODY_KNOWS}, user_pool_id=POOL, provider_name="Okta"
    )
    assert declared("Okta", others=[maybe]) == ["?"]
    assert declared("Google", others=[maybe]) == ["missing"]


def test_what_could_not_be_read_may_declare_any() -> None:
    gap = Gap("module.auth is not downloaded", "run terraform init")
    assert declared("Okta", gaps=[gap]) == ["?"]


def test_the_providers_of_a_user_pool_elsewhere_are_not_known() -> None:
    assert declared("Okta", user_pool_id="eu-west-1_Staff") == ["?"]


def test_with_nothing_written_there_is_none() -> None:
    assert offered(supported_identity_providers=None) == []
    some = Unknown("var.providers has no value here")
    assert offered(supported_identity_providers=some) == "?"


def test_a_social_provider_has_the_name_of_its_type() -> None:
    def named(name: Any, type: Any) -> Any:
        google = provider(name, provider_type=type)
        return plain(architecture(google).fact("named_after_type", google))

    assert named("Google", "Google") is True
    assert named("larkspur", "Google") is False
    assert named("larkspur", "OIDC") is None
    assert named(NOBODY_KNOWS, "OIDC") is None
    assert named(NOBODY_KNOWS, "Google") == "?"
    assert named("Google", NOBODY_KNOWS) == "?"


def test_a_state_and_a_plan_that_does_not_make_it_show_that_aws_has_it() -> None:
    def there(kind: str, *actions: str) -> Any:
        change = {"change": Change(actions)} if actions else {}
        google = resource("aws_cognito_identity_provider.google", change, provider_name="Google")
        return plain(architecture(google, kind=kind).fact("deployed", google))

    assert there("state") is True
    assert there("plan", "update") is True
    assert there("plan", "create") is False
    assert there("plan", "delete", "create") is False
    assert there("hcl") is False
