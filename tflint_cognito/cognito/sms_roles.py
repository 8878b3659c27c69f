"""Facts about the roles that user pools send text messages with: who may have Cognito take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.iam_conditions import Demands, demands_on
from tflint_cognito.cognito.iam_documents import Statement, statements_of
from tflint_cognito.cognito.resource_types import ROLE, USER_POOL
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

TRUST: Final = "assume_role_policy"
EXTERNAL_ID: Final = "sms_configuration.external_id"
_SERVICE: Final = "cognito-idp.amazonaws.com"
_TAKE: Final = "sts:AssumeRole"
#: What tells one's own user pool from those of others.
_KEYS: Final = ("sts:ExternalId", "aws:SourceArn", "aws:SourceAccount")


def message_trust(role: Resource, architecture: Architecture) -> Value:
    """The statements of a role's trust policy that let user pools take it, each a mapping of

    * asks: "something" where it asks for sts:ExternalId, aws:SourceArn or aws:SourceAccount, else "nothing": then
      Cognito takes the role for whoever names it.

    A statement of which it is not known whether it lets them is unknown.
    Source: Cognito developer guide, "Cross-service confused deputy prevention" and "SMS message settings".
    """
    value = role.get(TRUST)
    found = tuple(_trust(statement, value) for statement in _letting(value))
    return Known(found, range=value.range, trail=value.trail, sensitive=value.sensitive)


def sms_external_id(pool: Resource, architecture: Architecture) -> Value:
    """Whether the external_id of sms_configuration is the one that its role asks for: "asked" or "other"; "any" where
    the role asks for none. Absent where there is no sms_configuration. Unknown where the role is not declared here, or
    either is not known.
    Source: SmsConfigurationType, ExternalId ("includes it in the request to assume your IAM role").
    """
    own = pool.get(EXTERNAL_ID)
    target = next(iter(architecture.targets(pool, "role")), None)
    if isinstance(own, Absent) or target is None:
        return NOT_WRITTEN
    if target.resource is None:
        if isinstance(target.value, Unknown):
            return doubt(target.value)
        decides = "lint the configuration that declares it as well"
        return Unknown("the role is not declared here", STRING, decides, range=own.range)
    answers = [_agrees(own, statement) for statement in _letting(target.resource.get(TRUST))]
    for answer in ("any", "asked"):
        if answer in answers:
            return Known(answer, STRING, own.range, own.trail)
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.because, STRING, unknown.decides, range=own.range)
    return Known("other", STRING, own.range, own.trail) if answers else NOT_WRITTEN


FACTS: Final = (
    Fact("message_trust", (ROLE,), TRUST, "what lets user pools take the role is {value}", message_trust),
    Fact("sms_external_id", (USER_POOL,), EXTERNAL_ID, f"{EXTERNAL_ID} is the {{value}} one", sms_external_id),
)


def _letting(value: Value) -> Iterator[Statement | Unknown]:
    """The statements that let user pools take a role, and why others may."""
    for statement in statements_of(value, TRUST):
        if isinstance(statement, Unknown):
            yield statement
            continue
        answers = (statement.effect_is("Allow"), _names_service(statement), statement.acts(_TAKE))
        if False in answers:
            continue
        yield _why(statement) if None in answers else statement


def _names_service(statement: Statement) -> bool | None:
    match statement.get("Principal"):
        case Known(value=Mapping() as principals):
            services = Statement(principals).texts("Service")
            if any(isinstance(item, Known) and item.value == _SERVICE for item in services.items):
                return True
            doubtful = any(isinstance(item, Unknown) for item in services.items) or services.more is not None
            return None if doubtful else False
        case Unknown():
            return None
    return False


def _why(statement: Statement) -> Unknown:
    """The reason why it is not known whether a statement lets user pools."""
    values = (statement.get(name) for name in ("Effect", "Principal", "Action", "NotAction"))
    return next(unknown for unknown in map(first_unknown, values) if unknown is not None)


def _trust(statement: Statement | Unknown, value: Value) -> Value:
    if isinstance(statement, Unknown):
        return doubt(statement)
    members = {"@value": string(_SERVICE), "@attribute": string(TRUST), "asks": _asks(statement)}
    return Known(members, range=value.range, trail=value.trail, sensitive=value.sensitive)


def _asks(statement: Statement) -> Value:
    demands = [demands_on(statement.get("Condition"), key) for key in _KEYS]
    if any(demand.certain for demand in demands):
        return string("something")
    unknown = next((demand.more for demand in demands if demand.more is not None), None)
    return string("nothing") if unknown is None else doubt(unknown)


def _agrees(own: Value, statement: Statement | Unknown) -> str | Unknown:
    if isinstance(statement, Unknown):
        return statement
    return _asked(own, demands_on(statement.get("Condition"), "sts:ExternalId"))


def _asked(own: Value, demands: Demands) -> str | Unknown:
    for demand in demands.certain:
        answers = [_same(own, item) for item in demand.values.items]
        if True in answers and demand.is_literal:
            continue
        unknown = next((answer for answer in (*answers, demand.values.more) if isinstance(answer, Unknown)), None)
        if not demand.is_literal:
            return Unknown(f"{TRUST} asks for sts:ExternalId with {demand.operator}, which is not judged", STRING)
        return "other" if unknown is None else unknown
    if demands.more is not None:
        return demands.more
    return "asked" if demands.certain else "any"


def _same(own: Value, asked: Known | Unknown) -> bool | Unknown:
    match own, asked:
        case Known(value=one), Known(value=other):
            return one == other
        case Unknown(refers_to=Reference() as one), Unknown(refers_to=Reference() as other) if one == other:
            return True
        case _, Unknown():
            return asked
        case Unknown(), _:
            return own
    return False
