"""Who may call a Lambda function: whether its permissions let Cognito."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.following import reference_in
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import FUNCTION_ALIAS, FUNCTION_PERMISSION
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: Whom a permission must name for user pools to call a function, and what it must allow.
PRINCIPAL: Final = "cognito-idp.amazonaws.com"
_ACTIONS: Final = frozenset(("lambda:InvokeFunction", "lambda:*", "*"))


def permission_of(called: Value, function: Resource, architecture: Architecture) -> Value:
    """Whether Cognito may call what `called` stands for, which leads to `function` (or an alias of one): "given",
    "unqualified" (only the function as such, and a version or an alias is called), or "missing"."""
    answers = list(_answers(called, function, architecture))
    if "given" in answers:
        return string("given")
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    if unknown is not None:
        return unknown
    return string("unqualified" if "unqualified" in answers else "missing")


def _answers(called: Value, function: Resource, architecture: Architecture) -> Iterator[str | Unknown]:
    for permission in _permissions(function, architecture):
        if isinstance(permission, Unknown):
            yield permission
            continue
        for value, allowed in ((permission.get("principal"), (PRINCIPAL,)), (permission.get("action"), _ACTIONS)):
            answer = _is_one_of(value, allowed)
            if answer is not True:
                if isinstance(answer, Unknown):
                    yield answer
                break
        else:
            yield _qualified(called, function, permission, architecture)


def _permissions(function: Resource, architecture: Architecture) -> Iterator[Resource | Unknown]:
    """The permissions of a function, or of an alias and its function; unknown where there may be more."""
    holders = [function]
    if function.type == FUNCTION_ALIAS:
        for target in architecture.targets(function, "function"):
            if target.resource is not None:
                holders.append(target.resource)
            elif isinstance(target.value, Unknown):
                yield Unknown(target.value.because, STRING, target.value.decides)
    for holder in holders:
        sources = architecture.sources(holder, (FUNCTION_PERMISSION,), "function")
        yield from sources.certain
        for permission, reason in sources.possible:
            because = f"{permission.address} may be for it: {reason.because}"
            yield Unknown(because, STRING, reason.decides)
        if sources.gap is not None:
            yield Unknown(sources.gap.because, STRING, sources.gap.decides)


def _is_one_of(value: Value, wanted: Iterable[str]) -> bool | Unknown:
    match value:
        case Unknown():
            return Unknown(value.because, STRING, value.decides)
        case Known(value=str(payload)):
            return payload in wanted
    return False


def _qualified(called: Value, function: Resource, permission: Resource, architecture: Architecture) -> str | Unknown:
    """Whether a permission of the right kind is for what is called, and not for another version of it."""
    own = permission.get("qualifier")
    if function.type == FUNCTION_ALIAS:
        to_alias = any(target.resource is function for target in architecture.targets(permission, "function"))
        return "given" if to_alias else _of_alias(own, function)
    if not _calls_a_version(called):
        match own:
            case Absent() | Known(value="" | "$LATEST"):
                return "given"
            case Unknown(not_null=False):
                return Unknown(own.because, STRING, own.decides)
        return "other"
    match own:
        case Absent():
            return "unqualified"
        case Unknown(refers_to=None):
            return Unknown(own.because, STRING, own.decides)
    return "given"


def _of_alias(own: Value, alias: Resource) -> str | Unknown:
    name = alias.get("name")
    match own:
        case Absent() | Known(value=""):
            return "unqualified"
        case Unknown(refers_to=Reference(address=address, attribute="name")) if address == alias.address:
            return "given"
        case Unknown():
            return Unknown(own.because, STRING, own.decides)
    match name:
        case Unknown():
            return Unknown(name.because, STRING, name.decides)
        case Known(value=text):
            return "given" if own.value == text else "other"
    return "other"


def _calls_a_version(called: Value) -> bool:
    """Whether what is called is a version of a function: by its qualified ARN, or with a version behind its ARN."""
    reference = reference_in(called, LINKS["function"])
    return reference is not None and reference.attribute == "qualified_arn"
