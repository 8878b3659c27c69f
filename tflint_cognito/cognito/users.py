"""Facts about users and groups that a configuration declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import USER, USER_GROUP, USER_IN_GROUP
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

PASSWORDS: Final = ("password", "temporary_password")
GROUP: Final = "group_name"
PRECEDENCE: Final = "precedence"

#: How a value came here that no file of the configuration holds.
_FROM_OUTSIDE: Final = frozenset(("command line", "environment", "plan", "state"))
#: The group that Cognito makes for the users of an identity provider: the id of the user pool and the provider's name.
_OF_PROVIDER: Final = pattern(r"[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]+_.+")


def passwords(user: Resource, architecture: Architecture) -> Value:
    """The passwords that a configuration gives a user, each a mapping of

    * in_code: whether it is written in the configuration: as a literal, a variable's default or in a variable file.
      Not what another resource makes (random_password), nor what is given with --var or the environment. Unknown
      where it has no value here, and in a plan or a state that does not tell where a password came from.
    """
    written = ((path, user.get(path)) for path in PASSWORDS)
    found = tuple(_password(path, value, architecture) for path, value in written if not isinstance(value, Absent))
    return Known(found)


def precedence_tie(group: Resource, architecture: Architecture) -> Value:
    """The group of the same user pool that has the same precedence and another role; absent where none has.

    Of two such groups, one is said to tie with the other: the one whose address comes later. Unknown where a precedence
    or a role of either is, or where other groups may be declared elsewhere.
    Source: CreateGroup, Precedence ("If the two groups have different role ARNs, the cognito:preferred_role claim isn't
    set").
    """
    own, role = group.get(PRECEDENCE), group.get("role_arn")
    if isinstance(own, Absent) or isinstance(role, Absent):
        return NOT_WRITTEN
    others = architecture.siblings(group, (USER_GROUP,), "user_pool")
    ties = {other.address: _ties(group, other) for other in others.certain if str(other.address) < str(group.address)}
    for address, tie in ties.items():
        if tie is True:
            return Known(str(address), STRING, own.range, own.trail)
    doubts = [tie for tie in ties.values() if isinstance(tie, Unknown)]
    doubts += [reason for other, reason in others.possible if _ties(group, other) is not False]
    if not doubts and others.gap is not None:
        doubts.append(Unknown(others.gap.because, STRING, others.gap.decides))
    return Unknown(doubts[0].because, STRING, doubts[0].decides, range=own.range) if doubts else NOT_WRITTEN


def group_declared(member: Resource, architecture: Architecture) -> Value:
    """Whether the group that a user is put into is declared for the same user pool: "here", "own" (one that Cognito
    makes for an identity provider), or "missing". Unknown where the name is, or where not all groups are known.
    Source: AdminAddUserToGroup (ResourceNotFoundException).
    """
    value = member.get(GROUP)
    others = architecture.siblings(member, (USER_GROUP,), "user_pool")
    answers = [_is_named(value, group) for group in others.certain]
    if True in answers:
        return Known("here", STRING, value.range, value.trail)
    match value:
        case Unknown():
            return doubt(value)
        case Known(value=str() as text) if _OF_PROVIDER.fullmatch(text):
            return Known("own", STRING, value.range, value.trail)
    reasons = [answer for answer in answers if isinstance(answer, Unknown)]
    reasons += [reason for group, reason in others.possible if _is_named(value, group) is not False]
    if not reasons and others.gap is not None:
        reasons.append(Unknown(others.gap.because, STRING, others.gap.decides))
    if reasons:
        return Unknown(reasons[0].because, STRING, reasons[0].decides, range=value.range)
    return Known("missing", STRING, value.range, value.trail)


FACTS: Final = (
    Fact("passwords", (USER,), "password", "the passwords that are given are {value}", passwords),
    Fact("precedence_tie", (USER_GROUP,), PRECEDENCE, "{value} has the same precedence", precedence_tie),
    Fact("group_declared", (USER_IN_GROUP,), GROUP, "the group is declared: {value}", group_declared),
)


def _password(path: str, value: Value, architecture: Architecture) -> Value:
    members = {"@value": value, "@attribute": string(path), "in_code": _in_code(path, value, architecture)}
    return Known(members, range=value.range, trail=value.trail, sensitive=True)


def _in_code(path: str, value: Value, architecture: Architecture) -> Value:
    match value:
        case Unknown(refers_to=Reference()):
            return boolean(False)
        case Unknown():
            return doubt(value, BOOL)
    if any(step.reference is not None or step.how in _FROM_OUTSIDE for step in value.trail):
        return boolean(False)
    spelled_out = any(step.how == "constant" for step in value.trail)
    if architecture.model.kind != "hcl" and value.range is None and not spelled_out:
        because = f"a {architecture.model.kind} does not tell where {path} was written"
        return Unknown(because, BOOL, "lint the configuration")
    return boolean(True)


def _ties(one: Resource, other: Resource) -> bool | Unknown:
    precedence = _same(one.get(PRECEDENCE), other.get(PRECEDENCE))
    if precedence is False:
        return False
    roles = _same(one.get("role_arn"), other.get("role_arn"))
    if roles is True:
        return False
    for answer in (precedence, roles):
        if isinstance(answer, Unknown):
            return answer
    return True


def _same(one: Value, other: Value) -> bool | Unknown:
    """Whether two values are the same; of two that another resource makes, whether that is one attribute of one."""
    match one, other:
        case (Absent(), _) | (_, Absent()):
            return isinstance(one, Absent) and isinstance(other, Absent)
        case Known(value=first), Known(value=second):
            return first == second
        case Unknown(refers_to=Reference() as first), Unknown(refers_to=Reference() as second):
            return first == second
        case Unknown(), _:
            return Unknown(one.because, STRING, one.decides)
    assert isinstance(other, Unknown)
    return Unknown(other.because, STRING, other.decides)


def _is_named(name: Value, group: Resource) -> bool | Unknown:
    own = group.get("name")
    match name, own:
        case Unknown(refers_to=Reference(address=address)), _ if address == group.address:
            return True
        case Known(value=one), Known(value=other):
            return one == other
        case Unknown(), _:
            return Unknown(name.because, STRING, name.decides)
        case _, Unknown():
            return Unknown(own.because, STRING, own.decides)
    return False
