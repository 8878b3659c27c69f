"""The fact of what protects less than in an environment on which less depends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.beside import DIFFERENT, Beside, beside, comparable, in_words, placed, unsure
from tflint_cognito.cognito.clients import FLOWS
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.protections import LIFETIMES, PROTECTIONS, Protection
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_POOL, USER_POOL
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: Left to other facts, or for each environment to say: real people sign up in production, and nowhere else.
_LEFT_OUT: Final = (FLOWS, "admin_create_user_config.allow_admin_create_user_only")


def weaker_than_lower(resource: Resource, architecture: Architecture) -> Value:
    """What protects less here than the same resource does in an environment of a lower rank. Each is a mapping of

    * kind: "lifetime" (tokens that live longer), or "protection" (deletion protection, MFA, threat protection, the
      password policy and which attributes are verified before they change; token revocation, user-existence errors,
      rotation and passwords that are sent as they are; guests and the classic flow of an identity pool);
    * harmless: false, or unknown where one of the two values is.

    Absent where no lower environment has the resource; unknown where it may have. What is not written is what AWS makes
    of it. Whether people may sign up by themselves is for each environment to say. Source: the API model on each.
    """
    standing = architecture.standing
    if standing is None:
        return NOT_WRITTEN
    them = beside(resource, architecture, standing.lower)
    if not them.others:
        return doubt(them.doubts[0]) if them.doubts else NOT_WRITTEN
    # Words are of all environments, so that two of them in which the same is weaker say the same.
    wide = beside(resource, architecture, (*standing.before, *standing.after))
    found = [one for each in PROTECTIONS.get(resource.type, ()) for one in _weaker(each, them, wide)]
    return Known((*found, *(unsure(resource, "", each) for each in them.doubts)), range=resource.range)


FACTS: Final = (
    Fact(
        "weaker_than_lower",
        (USER_POOL, *CLIENTS, IDENTITY_POOL),
        "",
        "what protects less than in a lower environment is {value}",
        weaker_than_lower,
    ),
)


def _weaker(protection: Protection, them: Beside, wide: Beside) -> Iterator[Known]:
    """What is to be said of one setting: nothing where it cannot be weaker."""
    if protection.attribute in _LEFT_OUT:
        return
    resource = them.mine.resource
    mine = _in_force(protection, them.mine)
    if _is(mine, protection.strongest, protection):
        return
    reasons = []
    for other in them.others:
        theirs = _in_force(protection, other)
        answer = _is_weaker(protection, mine, theirs, _both_chosen(protection, them.mine, other))
        if answer is True:
            yield _of_kind(protection, placed(resource, protection.attribute, _words(protection, wide), DIFFERENT))
            return
        if isinstance(answer, Unknown):
            reasons.append(answer)
    if reasons:
        yield _of_kind(protection, unsure(resource, protection.attribute, reasons[0]))


def _is_weaker(protection: Protection, mine: Value, theirs: Value, both_chosen: bool) -> bool | Unknown:
    if _is(theirs, protection.weakest, protection):
        return False
    for one in (mine, theirs):
        if isinstance(one, Unknown):
            return False if both_chosen else one
    if not isinstance(mine, Known) or not isinstance(theirs, Known):
        return False
    weak, strong = protection.strength(mine), protection.strength(theirs)
    return weak is not None and strong is not None and weak < strong


def _is(value: Value, extreme: Known | None, protection: Protection) -> bool:
    """Whether a value is as weak, or as strong, as it can be."""
    if extreme is None or not isinstance(value, Known):
        return False
    return protection.strength(value) == protection.strength(extreme)


def _in_force(protection: Protection, one: Counterpart) -> Value:
    return comparable(protection.value(one.resource, one.architecture), protection.subject, one.environment)


def _both_chosen(protection: Protection, one: Counterpart, other: Counterpart) -> bool:
    """Whether neither writes it: AWS chooses for both as it does."""
    return all(isinstance(each.resource.get(protection.attribute), Absent) for each in (one, other))


def _words(protection: Protection, them: Beside) -> str:
    values = ((_in_force(protection, one), one.environment) for one in them.everyone)
    said = [(protection.words(value), where) for value, where in values if isinstance(value, Known)]
    return in_words(protection.subject.rpartition(".")[2], said)


def _of_kind(protection: Protection, one: Known) -> Known:
    assert isinstance(one.value, dict)
    kind = "lifetime" if protection.attribute in LIFETIMES else "protection"
    return replace(one, value={**one.value, "kind": string(kind)})
