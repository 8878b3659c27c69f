"""Users and groups that a configuration declares."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, fact, plain, pool, resource
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.values import Known

POOL = attribute_of("aws_cognito_user_pool.customers")


def passwords(kind: str = "hcl", **attributes: Any) -> Any:
    user = resource("aws_cognito_user.ann", user_pool_id=POOL, **attributes)
    return plain(architecture(user, kind=kind).fact("passwords", user))


@pytest.mark.parametrize(
    ("password", "in_code"),
    [
        ("correct-Horse-1", True),
        (Known("correct-Horse-1", trail=(Step("var.password", "variable file", None),)), True),
        (Known("correct-Horse-1", trail=(Step("var.password", "command line", None),)), False),
        (Known("correct-Horse-1", trail=(Step("var.password", "environment", None),)), False),
        (Known("correct-Horse-1", trail=(Step("var.password", "plan", None),)), False),
        (attribute_of("random_password.ann", "result"), False),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_password_is_in_the_code_if_a_file_of_it_holds_it(password: Any, in_code: object) -> None:
    assert [one["in_code"] for one in passwords(password=password)] == [in_code]


def test_both_passwords_are_looked_at_and_each_has_its_path() -> None:
    found = passwords(temporary_password="correct-Horse-1")
    assert [one["@attribute"] for one in found] == ["temporary_password"]
    assert passwords() == []


@pytest.mark.parametrize("kind", ["plan", "state"])
def test_a_plan_and_a_state_do_not_tell_where_a_password_came_from(kind: str) -> None:
    assert [one["in_code"] for one in passwords(kind, password="correct-Horse-1")] == ["?"]


def test_a_plan_tells_that_a_password_is_a_constant() -> None:
    constant = Known("correct-Horse-1", trail=(Step("password", "constant", None),))
    assert [one["in_code"] for one in passwords("plan", password=constant)] == [True]


def test_a_password_stays_a_secret() -> None:
    user = resource("aws_cognito_user.ann", password="correct-Horse-1")
    found = fact("passwords", user)
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    assert all(one.sensitive for one in found.value)


def group(name: str, pool: Any = POOL, **attributes: Any) -> Resource:
    return resource(f"aws_cognito_user_group.{name}", user_pool_id=pool, name=name, **attributes)


ADMINS = group("admins", precedence=1, role_arn="arn:aws:iam::123456789012:role/admins")


@pytest.mark.parametrize(
    ("attributes", "tie"),
    [
        ({"precedence": 1, "role_arn": "arn:aws:iam::123456789012:role/editors"}, "aws_cognito_user_group.admins"),
        ({"precedence": 2, "role_arn": "arn:aws:iam::123456789012:role/editors"}, None),
        ({"precedence": 1, "role_arn": "arn:aws:iam::123456789012:role/admins"}, None),
        ({"precedence": 1}, None),
        ({"role_arn": "arn:aws:iam::123456789012:role/editors"}, None),
        ({"precedence": NOBODY_KNOWS, "role_arn": "arn:aws:iam::123456789012:role/editors"}, "?"),
        ({"precedence": 1, "role_arn": NOBODY_KNOWS}, "?"),
        ({"precedence": 2, "role_arn": NOBODY_KNOWS}, None),
    ],
)
def test_two_groups_tie_with_one_precedence_and_two_roles(attributes: dict[str, Any], tie: str | None) -> None:
    assert plain(fact("precedence_tie", group("editors", **attributes), pool(), ADMINS)) == tie


def test_of_two_groups_one_is_said_to_tie() -> None:
    editors = group("editors", precedence=1, role_arn="arn:aws:iam::123456789012:role/editors")
    assert plain(fact("precedence_tie", ADMINS, pool(), editors)) is None


def test_groups_of_two_user_pools_do_not_tie() -> None:
    staff = attribute_of("aws_cognito_user_pool.staff")
    editors = group("editors", staff, precedence=1, role_arn="arn:aws:iam::123456789012:role/editors")
    assert plain(fact("precedence_tie", editors, pool(), pool("staff"), ADMINS)) is None


def test_two_roles_that_are_made_here_are_told_apart() -> None:
    one, other = (attribute_of(f"aws_iam_role.{name}", "arn") for name in ("admins", "editors"))
    admins = group("admins", precedence=1, role_arn=one)
    assert plain(fact("precedence_tie", group("editors", precedence=1, role_arn=other), pool(), admins))
    assert plain(fact("precedence_tie", group("editors", precedence=1, role_arn=one), pool(), admins)) is None


def declared(name: Any, *others: Resource, gaps: tuple[Gap, ...] = ()) -> Any:
    member = resource("aws_cognito_user_in_group.ann", user_pool_id=POOL, group_name=name)
    return plain(architecture(member, pool(), *others, gaps=gaps).fact("group_declared", member))


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("admins", "here"),
        ("admin", "missing"),
        (attribute_of("aws_cognito_user_group.admins", "name"), "here"),
        ("eu-west-1_Abcdefghi_Google", "own"),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_a_group_is_known_by_its_name(name: Any, answer: str) -> None:
    assert declared(name, ADMINS) == answer


def test_a_gap_or_a_group_without_a_known_name_may_be_it() -> None:
    assert declared("admins", gaps=(Gap("module.groups is not downloaded"),)) == "?"
    nameless = resource("aws_cognito_user_group.other", user_pool_id=POOL, name=NOBODY_KNOWS)
    assert declared("admins", nameless) == "?"
    elsewhere = resource("aws_cognito_user_group.other", user_pool_id=NOBODY_KNOWS, name="admins")
    assert declared("admins", elsewhere) == "?"
