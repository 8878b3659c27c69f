"""The policies that AWS manages, as far as they allow too much: by their ARNs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, string

#: What they allow on every resource, by the parts of the fact `permissions`.
#: Source: AWS managed policy reference, https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
_ALLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "AdministratorAccess": {"everything": "*", "iam": "*", "roles": "*", "data": "*"},
    "PowerUserAccess": {"roles": "NotAction", "data": "NotAction"},
    "IAMFullAccess": {"iam": "iam:*"},
    "ReadOnlyAccess": {"data": "s3:Get*"},
    "AmazonS3FullAccess": {"data": "s3:*"},
    "AmazonS3ReadOnlyAccess": {"data": "s3:Get*"},
    "AmazonDynamoDBFullAccess": {"data": "dynamodb:*"},
    "AmazonDynamoDBReadOnlyAccess": {"data": "dynamodb:GetItem"},
    "AWSLambda_FullAccess": {"data": "lambda:*"},
    "AWSLambdaRole": {"data": "lambda:InvokeFunction"},
    "SecretsManagerReadWrite": {"data": "secretsmanager:*"},
    "AmazonSSMReadOnlyAccess": {"data": "ssm:Get*"},
    "AmazonCognitoPowerUser": {"data": "cognito-idp:*"},
}
_ARN: Final = pattern(r":iam::aws:policy/(?:[\w+=,.@-]+/)*([\w+=,.@-]+)$")


def managed_policy(arn: Value) -> Mapping[str, Value] | Unknown:
    """What the policy with this ARN allows on every resource; unknown where it is not in the table."""
    match arn:
        case Known(value=str() as text):
            end = text
        case Unknown(parts=(*_, Known(value=str() as last))):
            end = last
        case Unknown():
            return Unknown(arn.because, DYNAMIC, arn.decides, range=arn.range, trail=arn.trail)
        case _:
            end = ""
    name = _ARN.search(end)
    if name is None or name[1] not in _ALLOWED:
        return Unknown(f"what {notation(arn)} allows is not known here", DYNAMIC, range=arn.range, trail=arn.trail)
    allowed = _ALLOWED[name[1]]
    return {part: string(allowed[part]) if part in allowed else NOT_WRITTEN for part in _ALLOWED["AdministratorAccess"]}
