"""Facts about what roles of identity pools and groups allow too widely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.iam_documents import Statement, statements_of
from tflint_cognito.cognito.iam_resources import reaches_every
from tflint_cognito.cognito.managed_policies import managed_policy
from tflint_cognito.cognito.resource_types import (
    ROLE_POLICY,
    ROLE_POLICY_ATTACHMENT,
)
from tflint_cognito.cognito.role_takers import HOLDERS, roles_of
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource, descend
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string, to_json

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What may be granted too widely, by the name of the part of the fact, with actions that stand for the others. "iam":
#: those that make one a more powerful principal; "data": those that read, change or run what an application keeps.
#: Source: service authorization reference; for "iam" also IAM user guide, "Security best practices in IAM".
_REACHES: Final[Mapping[str, tuple[str, ...]]] = {
    "iam": (
        "iam:PassRole",
        "iam:CreateAccessKey",
        "iam:CreateLoginProfile",
        "iam:CreatePolicyVersion",
        "iam:AttachRolePolicy",
        "iam:AttachUserPolicy",
        "iam:PutRolePolicy",
        "iam:PutUserPolicy",
        "iam:UpdateAssumeRolePolicy",
    ),
    "roles": ("sts:AssumeRole",),
    "data": (
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "lambda:InvokeFunction",
        "lambda:UpdateFunctionCode",
        "secretsmanager:GetSecretValue",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "kms:Decrypt",
        "cognito-idp:AdminCreateUser",
        "cognito-idp:AdminSetUserPassword",
        "cognito-idp:ListUsers",
    ),
}
#: Two of services that have nothing to do with each other: who may do both, may do everything.
_EVERYTHING: Final = ("iam:CreateUser", "s3:DeleteBucket", "ec2:TerminateInstances")


def permissions(holder: Resource, architecture: Architecture) -> Value:
    """What a role, a policy of a role or an attachment of one allows too widely: for each statement (or policy that AWS
    manages) a mapping of everything, iam, roles and data. Each is the text of the action that reaches all resources of
    an account: any action at all; actions on IAM by which one becomes more powerful; sts:AssumeRole; actions on what
    applications keep (S3, DynamoDB, Lambda, secrets, keys, users). Absent where the statement allows nothing of it.

    A Deny in the same document is taken into account. Unknown where a Condition, a Deny for some, or a permissions
    boundary of the role may take it away again. Source: IAM user guide, "Policy evaluation logic".
    """
    found = (part for grant in _grants(holder, architecture) for part in _parts(grant))
    limited = _limited(holder, architecture)
    return Known(tuple(part if limited is None else _only_perhaps(part, limited) for part in found))


FACTS: Final = (Fact("permissions", HOLDERS, "policy", "what is allowed too widely is {value}", permissions),)


@dataclass(frozen=True, slots=True)
class _Grant:
    """One policy that `holder` grants: the text of a document, or the ARN of a policy that is not declared here."""

    path: str
    value: Value
    document: Value | None = None


def _grants(holder: Resource, architecture: Architecture) -> Iterator[_Grant]:
    if holder.type == ROLE_POLICY:
        yield _Grant("policy", holder.get("policy"), holder.get("policy"))
    elif holder.type == ROLE_POLICY_ATTACHMENT:
        yield from _attached(holder, architecture)
    else:
        yield from _inline(holder.get("inline_policy"))
        yield from _managed(holder.get("managed_policy_arns"))


def _attached(holder: Resource, architecture: Architecture) -> Iterator[_Grant]:
    value = holder.get("policy_arn")
    for target in architecture.targets(holder, "policy"):
        document = None if target.resource is None else target.resource.get("policy")
        yield _Grant("policy_arn", value, document)


def _inline(blocks: Value) -> Iterator[_Grant]:
    match blocks:
        case Known(value=tuple() as items) | Unknown(parts=items):
            for item in items:
                text = descend(item, ["policy"])
                yield _Grant("inline_policy.policy", text, text)
    if isinstance(blocks, Unknown):
        yield _Grant("inline_policy", blocks)


def _managed(arns: Value) -> Iterator[_Grant]:
    match arns:
        case Known(value=tuple() as items) | Unknown(parts=items):
            for item in items:
                yield _Grant("managed_policy_arns", item if item.range is not None else replace(item, range=arns.range))
    if isinstance(arns, Unknown):
        yield _Grant("managed_policy_arns", arns)


def _parts(grant: _Grant) -> Iterator[Value]:
    if grant.document is not None:
        yield from _of_document(grant)
        return
    match grant.value:
        case Absent():
            return
        case value:
            known = managed_policy(value)
            yield known if isinstance(known, Unknown) else _part(grant, known)


def _of_document(grant: _Grant) -> Iterator[Value]:
    assert grant.document is not None
    statements = list(statements_of(grant.document, grant.path))
    denying = [each for each in statements if isinstance(each, Statement) and each.effect_is("Deny") is not False]
    for statement in statements:
        if isinstance(statement, Unknown):
            yield doubt(statement, DYNAMIC)
        elif statement.effect_is("Allow") is not False:
            yield _part(grant, dict(_reached(statement, denying)))


def _part(grant: _Grant, members: Mapping[str, Value]) -> Known:
    value = grant.value
    whole = {"@value": string(""), "@attribute": string(grant.path), **members}
    return Known(whole, range=value.range, trail=value.trail, sensitive=value.sensitive)


def _reached(statement: Statement, denying: Sequence[Statement]) -> Iterator[tuple[str, Value]]:
    yield "everything", _everything(statement, denying)
    for name, actions in _REACHES.items():
        yield name, _first(_reach(statement, action, denying) for action in actions)


def _everything(statement: Statement, denying: Sequence[Statement]) -> Value:
    reached = [_reach(statement, action, denying) for action in _EVERYTHING]
    for answer in reached:
        if isinstance(answer, Absent):
            return answer
    return next((answer for answer in reached if isinstance(answer, Unknown)), reached[0])


def _first(answers: Iterator[Value]) -> Value:
    """The action that certainly is allowed, or why one may be."""
    unknown: Value = NOT_WRITTEN
    for answer in answers:
        if isinstance(answer, Known):
            return answer
        if isinstance(answer, Unknown):
            unknown = answer
    return unknown


def _reach(statement: Statement, action: str, denying: Sequence[Statement]) -> Value:
    """The text by which a statement allows `action` on every resource; absent where it does not."""
    acts, every = statement.acts(action), reaches_every(statement, action)
    if acts is False or every is False:
        return NOT_WRITTEN
    for deny in denying:
        if deny.acts(action) is True and reaches_every(deny, action) is True and _is_plain(deny):
            return NOT_WRITTEN
    patterns = statement.texts("Action").matching(action) or ("NotAction",)
    for unknown in _doubts(statement, action, acts, every, denying):
        return doubt(unknown)
    return string(patterns[0])


def _doubts(
    statement: Statement, action: str, acts: bool | None, every: bool | Unknown, denying: Sequence[Statement]
) -> Iterator[Unknown]:
    if acts is None:
        name = "Action" if isinstance(statement.get("NotAction"), Absent) else "NotAction"
        unknown = statement.texts(name).unknown_for(action)
        yield Unknown(f"{name} is not known") if unknown is None else unknown
    if isinstance(every, Unknown):
        yield every
    effect = statement.get("Effect")
    if isinstance(effect, Unknown):
        yield effect
    if not _is_plain(statement):
        yield Unknown(f"the policy allows {action} under a Condition, which is not judged")
    if any(deny.acts(action) is not False and not _is_about_plain_http(deny) for deny in denying):
        yield Unknown(f"the policy denies {action} for some, which is not judged")


def _is_plain(statement: Statement) -> bool:
    match statement.get("Condition"):
        case Absent():
            return True
        case Known(value=Mapping() as members):
            return not members
    return False


def _is_about_plain_http(deny: Statement) -> bool:
    """Whether a statement only denies what is asked over plain http, which takes nothing from anyone who uses TLS."""
    condition = deny.get("Condition")
    asked = to_json(condition) if isinstance(condition, Known) else None
    return asked in ({"Bool": {"aws:SecureTransport": "false"}}, {"Bool": {"aws:SecureTransport": False}})


def _limited(holder: Resource, architecture: Architecture) -> Unknown | None:
    """Why what is granted may not be allowed after all."""
    for role in roles_of(holder, architecture):
        if isinstance(role, Resource) and not isinstance(role.get("permissions_boundary"), Absent):
            return Unknown(f"{role.address} has a permissions boundary, which is not judged")
    return None


def _only_perhaps(part: Value, reason: Unknown) -> Value:
    match part:
        case Known(value=Mapping() as members):
            perhaps = {
                name: member if isinstance(member, Absent) or name.startswith("@") else doubt(reason)
                for name, member in members.items()
            }
            return Known(perhaps, range=part.range, trail=part.trail, sensitive=part.sensitive)
    return part
