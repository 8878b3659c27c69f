"""Whether an IAM statement reaches every resource of a service in an account."""

from __future__ import annotations

import re
from typing import Final

from tflint_cognito.cognito.iam_documents import Statement
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: What stands for an unknown piece while an ARN is taken apart: no character of one.
_PIECE: Final = "\x00"
#: What names begin with in the ARNs of a service (a bucket's with nothing). Source: service authorization reference.
_TYPES: Final = pattern(r"(?:table/|function:|role/|user/|policy/|parameter/|secret:|key/|userpool/)")
#: Names that leave nothing out, behind that: `*`, `*/*`.
_EVERY_NAME: Final = pattern(r"\*[*/?:]*")


def reaches_every(statement: Statement, action: str) -> bool | Unknown:
    """Whether `action` is meant for every resource: by Resource. A NotResource leaves out only what it names.

    An ARN of another resource, and a template that begins with one, is a particular resource. Source: IAM user guide,
    "IAM JSON policy elements: Resource".
    """
    if not isinstance(statement.get("NotResource"), Absent):
        return Unknown("the policy says with NotResource what it is not about, which is not judged")
    texts = statement.texts("Resource")
    answers = [_is_every(item, action) for item in texts.items]
    if any(answer is True for answer in answers):
        return True
    for answer in (*answers, texts.more):
        if isinstance(answer, Unknown):
            return answer
    return False


def _is_every(resource: Value, action: str) -> bool | Unknown:
    match resource:
        case Known(value=payload):
            return _is_every_name(str(payload), action)
        case Unknown(refers_to=reference) if reference is not None:
            return False
        case Unknown(parts=(Unknown(refers_to=reference), *_)) if reference is not None:
            return False
        case Unknown(parts=(_, *_) as parts) if any(isinstance(part, Unknown) for part in parts):
            arn = "".join(str(part.value) if isinstance(part, Known) else _PIECE for part in parts)
            return _judged(resource, arn, action)
        case Unknown():
            return resource
    return False


def _judged(resource: Unknown, arn: str, action: str) -> bool | Unknown:
    """A template: unknown pieces in the region and the account do not matter, those in the name do."""
    fields = arn.split(":", 5)
    if len(fields) < 6 or _PIECE in "".join(fields[:3]):
        return resource
    name = _name(fields)
    if _PIECE not in name:
        return _is_every_name(arn, action)
    return False if re.search(r"\w", name) else resource


def _is_every_name(arn: str, action: str) -> bool:
    if arn.strip("*") == "":
        return arn != ""
    fields = arn.split(":", 5)
    service = action.partition(":")[0]
    if len(fields) < 6 or fields[2] not in (service, "iam" if service == "sts" else service, "*"):
        return False
    return _EVERY_NAME.fullmatch(_name(fields)) is not None


def _name(fields: list[str]) -> str:
    """The last field of an ARN, without what says the type."""
    match = _TYPES.match(fields[5]) if fields[2] != "s3" else None
    return fields[5][match.end() :] if match else fields[5]
