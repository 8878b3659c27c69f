"""Facts about roles that tokens of identity pools can take: whose tokens, and of which identity pool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.following import Target, may_lead_to
from tflint_cognito.cognito.iam_conditions import Demand, demands_on
from tflint_cognito.cognito.iam_documents import Statement, covers, statements_of
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import ROLE, ROLES_ATTACHMENT
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "assume_role_policy"
ISSUER: Final = "cognito-identity.amazonaws.com"
_TAKE: Final = "sts:AssumeRoleWithWebIdentity"
_TAG: Final = "sts:TagSession"

#: What the token of a guest says of how they signed in, and what that of a user says besides their providers.
GUEST: Final = "unauthenticated"
SIGNED_IN: Final = "authenticated"


def identity_trust(role: Resource, architecture: Architecture) -> Value:
    """The statements of a role's trust policy that let tokens of identity pools take it, each a mapping of

    * audience: "pinned" where cognito-identity.amazonaws.com:aud has to be a particular identity pool, else "open":
      then every identity pool of every AWS account will do;
    * attached: whether the identity pool that it is pinned to is one to which the role is attached; absent where it is
      not pinned or the role is attached to none that is declared here;
    * amr: "asked" where cognito-identity.amazonaws.com:amr is, else "open"; guests and users: whether a guest's token
      ("unauthenticated") passes, and whether that of a user who has signed in does ("authenticated" and the providers).

    A statement of which it is not known whether it lets them is unknown; so is everything where the text is. Source:
    Cognito developer guide, "Role trust and permissions"; IAM user guide, condition operators.
    """
    value = role.get(ATTRIBUTE)
    found = tuple(_trusts(value, role, architecture))
    return Known(found, range=value.range, trail=value.trail, sensitive=value.sensitive)


def lets_tag_sessions(role: Resource, architecture: Architecture) -> Value:
    """Whether a role's trust policy allows sts:TagSession to identity pools, without which Cognito cannot give the tags
    that it makes of claims. Source: Cognito developer guide, "Using attributes for access control".
    """
    value, unknown = role.get(ATTRIBUTE), None
    for statement in statements_of(value, ATTRIBUTE):
        allowed = _allows(statement, _TAG)
        if allowed is True:
            return Known(True, BOOL, value.range, value.trail)
        unknown = allowed if isinstance(allowed, Unknown) else unknown
    return Known(False, BOOL, value.range, value.trail) if unknown is None else doubt(unknown, BOOL)


FACTS: Final = (
    Fact(
        "identity_trust",
        (ROLE,),
        ATTRIBUTE,
        "what lets identity pools' tokens take the role is {value}",
        identity_trust,
    ),
    Fact(
        "lets_tag_sessions",
        (ROLE,),
        ATTRIBUTE,
        "that identity pools may tag sessions of the role is {value}",
        lets_tag_sessions,
    ),
)


def _trusts(value: Value, role: Resource, architecture: Architecture) -> Iterator[Value]:
    for statement in statements_of(value, ATTRIBUTE):
        match _allows(statement, _TAKE):
            case Unknown() as unknown:
                yield doubt(unknown)
            case True if isinstance(statement, Statement):
                members = _members(statement, role, architecture)
                yield Known(
                    {"@value": string(ISSUER), "@attribute": string(ATTRIBUTE), **members},
                    range=value.range,
                    trail=value.trail,
                    sensitive=value.sensitive,
                )


def _allows(statement: Statement | Unknown, action: str) -> bool | Unknown:
    """Whether a statement allows `action` to who has a token of an identity pool."""
    if isinstance(statement, Unknown):
        return statement
    answers = (statement.effect_is("Allow"), _federates(statement), statement.acts(action))
    if False in answers:
        return False
    return _why(statement) if None in answers else True


def _federates(statement: Statement) -> bool | None:
    match statement.get("Principal"):
        case Known(value=str()) | Absent():
            return False
        case Known(value=Mapping() as principals):
            named = Statement(principals).texts("Federated")
            if any(isinstance(item, Known) and item.value == ISSUER for item in named.items):
                return True
            doubtful = any(isinstance(item, Unknown) and _may_be_issuer(item) for item in named.items)
            return None if doubtful or named.more is not None else False
        case Known():
            return False
    return None


def _may_be_issuer(principal: Unknown) -> bool:
    """An attribute of another resource (the ARN of an OpenID Connect provider) is not Cognito's name."""
    return principal.refers_to is None and ISSUER.startswith(principal.prefix)


def _why(statement: Statement) -> Unknown:
    """The reason why it is not known whether a statement allows something."""
    for name in ("Effect", "Principal", "Action", "NotAction"):
        unknown = first_unknown(statement.get(name))
        if unknown is not None:
            return unknown
    raise AssertionError("nothing in the statement is unknown")


def _members(statement: Statement, role: Resource, architecture: Architecture) -> Mapping[str, Value]:
    condition = statement.get("Condition")
    audience = demands_on(condition, f"{ISSUER}:aud")
    pinning = [demand for demand in audience.certain if _pins(demand) is True]
    how = demands_on(condition, f"{ISSUER}:amr")
    open_amr = doubt(how.more) if how.more is not None else string("open")
    return {
        "audience": string("pinned") if pinning else _not_pinned(audience.certain, audience.more),
        "attached": _attached(pinning, role, architecture) if pinning else NOT_WRITTEN,
        "amr": string("asked") if how.certain else open_amr,
        "guests": _passes(how.certain, how.more, _lets_guests),
        "users": _passes(how.certain, how.more, _lets_users),
    }


def _pins(demand: Demand) -> bool | None:
    """Whether a demand on the audience leaves only particular identity pools. That the key may be missing (IfExists) or
    empty (ForAllValues) changes nothing: every token of an identity pool has one audience."""
    if demand.is_literal:
        return True
    if not demand.is_like:
        return False
    answers = [_is_particular(item) for item in demand.values.items]
    if False in answers:
        return False
    return None if None in answers or demand.values.more is not None else True


def _is_particular(pattern: Known | Unknown) -> bool | None:
    match pattern:
        case Known(value=payload):
            return not any(wild in str(payload) for wild in "*?")
        case Unknown(refers_to=reference):
            return None if reference is None else True


def _not_pinned(certain: Iterable[Demand], more: Unknown | None) -> Value:
    for demand in certain:
        if _pins(demand) is None:
            reasons = (*demand.values.items, demand.values.more)
            return doubt(next(reason for reason in reasons if isinstance(reason, Unknown)))
    return string("open") if more is None else doubt(more)


def _passes(certain: Iterable[Demand], more: Unknown | None, lets: Callable[[Demand], bool | Unknown]) -> Value:
    """Whether a token passes everything that is asked."""
    answers = [lets(demand) for demand in certain]
    if any(answer is False for answer in answers):
        return boolean(False)
    unknown = next((answer for answer in (*answers, more) if isinstance(answer, Unknown)), None)
    return boolean(True) if unknown is None else doubt(unknown, BOOL)


def _lets_guests(demand: Demand) -> bool | Unknown:
    """A guest's token says nothing but that it is one's."""
    if not (demand.is_literal or demand.is_like):
        return _not_judged(demand)
    return _any(demand, lambda value: _agrees(demand, value, GUEST))


def _lets_users(demand: Demand) -> bool | Unknown:
    """A user's token says that they have signed in, and where: what names neither that nor a guest names a provider."""
    if demand.set == "forallvalues" or not (demand.is_literal or demand.is_like):
        return _not_judged(demand)
    return _any(demand, lambda value: _agrees(demand, value, SIGNED_IN) or not _agrees(demand, value, GUEST))


def _agrees(demand: Demand, value: str, claim: str) -> bool:
    return covers(value, claim) if demand.is_like else value == claim


def _any(demand: Demand, holds: Callable[[str], bool]) -> bool | Unknown:
    known = [item.value for item in demand.values.items if isinstance(item, Known)]
    if any(isinstance(value, str) and holds(value) for value in known):
        return True
    return next((item for item in (*demand.values.items, demand.values.more) if isinstance(item, Unknown)), False)


def _not_judged(demand: Demand) -> Unknown:
    name = f"{demand.set}:{demand.operator}" if demand.set else demand.operator
    return Unknown(f"{ATTRIBUTE} asks with {name} how someone signed in, which is not judged", BOOL)


def _attached(pinning: Iterable[Demand], role: Resource, architecture: Architecture) -> Value:
    """Whether one of the audiences is an identity pool to which the role is attached."""
    sources = architecture.sources(role, (ROLES_ATTACHMENT,), "role")
    attached = [target for source in sources.certain for target in architecture.targets(source, "identity_pool")]
    if not attached and not sources.possible:
        return NOT_WRITTEN
    audiences = [item for demand in pinning for item in demand.values.items]
    answers = [_same(audience, target, architecture) for audience in audiences for target in attached]
    if any(answer is True for answer in answers):
        return boolean(True)
    reasons = (*answers, *(demand.values.more for demand in pinning), *(reason for _, reason in sources.possible))
    unknown = next((reason for reason in reasons if isinstance(reason, Unknown)), None)
    if unknown is None and sources.gap is not None:
        unknown = Unknown(sources.gap.because, BOOL, sources.gap.decides)
    return boolean(False) if unknown is None else doubt(unknown, BOOL)


def _or_not(reason: Unknown | None) -> bool | Unknown:
    return False if reason is None else reason


def _same(audience: Known | Unknown, attached: Target, architecture: Architecture) -> bool | Unknown:
    """Whether an audience is the identity pool that an attachment leads to."""
    link = LINKS["identity_pool"]
    meant = architecture.declared.target(audience, link)
    if meant is None:
        return False
    match meant.resource, attached.resource:
        case Resource() as one, Resource() as other:
            return one.address == other.address
        case Resource() as one, None:
            return _or_not(may_lead_to(attached.value, one, link))
        case None, Resource() as other:
            return _or_not(may_lead_to(audience, other, link))
    match audience, attached.value:
        case Known(value=one_text), Known(value=other_text):
            return one_text == other_text
        case _, Unknown() as unknown:
            return unknown
    return audience if isinstance(audience, Unknown) else False
