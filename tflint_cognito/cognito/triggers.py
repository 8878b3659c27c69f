"""Facts about triggers: the Lambda functions that a user pool calls, and whether it may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.invocation import permission_of
from tflint_cognito.cognito.links import LINKS, TRIGGERS, VERSIONED_TRIGGERS
from tflint_cognito.cognito.resource_types import KEY, KEY_ALIAS, USER_POOL
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

CONFIG: Final = "lambda_config"
_LEGACY: Final = f"{CONFIG}.pre_token_generation"
_VERSIONED: Final = f"{CONFIG}.pre_token_generation_config"
_KEY: Final = f"{CONFIG}.kms_key_id"


def triggers(pool: Resource, architecture: Architecture) -> Value:
    """The functions that a user pool calls, each a mapping of

    * permission: whether an aws_lambda_permission lets Cognito call it: "given"; "unqualified": what is called is a
      version or an alias, and the permission is for the function as such only; "missing". Unknown where the function
      is not declared here, and with it its permissions, or where one that is not known may be the one.

    The legacy pre_token_generation is left out where pre_token_generation_config says the same again. Where the
    lambda_config block may not be there, all of it is unknown.
    Source: Lambda developer guide, "Using resource-based policies for Lambda"; Cognito developer guide, "Customizing
    user pool workflows with Lambda triggers".
    """
    config = pool.get(CONFIG)
    if isinstance(config, Unknown):
        return doubt(config)
    found = tuple(_trigger(path, value, architecture) for path, value in _written(pool))
    return Known(found, range=config.range, trail=config.trail)


def pre_token_functions(pool: Resource, architecture: Architecture) -> Value:
    """Whether the two places that name the function before tokens are made, pre_token_generation and the lambda_arn of
    pre_token_generation_config, name "one" or "two"; absent where only one of them is written. Unknown where either is
    not known and they are not the same words.
    Source: LambdaConfigType, PreTokenGeneration ("its value must be identical to PreTokenGenerationConfig").
    """
    legacy, versioned = pool.get(_LEGACY), pool.get(f"{_VERSIONED}.lambda_arn")
    match legacy, versioned:
        case (Absent(), _) | (_, Absent()):
            return NOT_WRITTEN
        case Known(value=one), Known(value=other):
            return Known("one" if one == other else "two", STRING, legacy.range, legacy.trail)
        case Unknown(refers_to=Reference() as one), Unknown(refers_to=Reference() as other):
            return Known("one" if one == other else "two", STRING, legacy.range, legacy.trail)
        case Unknown(), _:
            return doubt(legacy)
        case _, Unknown():
            return Unknown(versioned.because, STRING, versioned.decides, range=legacy.range)
    return NOT_WRITTEN


def kms_key_named_by(pool: Resource, architecture: Architecture) -> Value:
    """How lambda_config names the key for codes: by its "arn", or by an "id" (a key id, an alias); absent where it
    names none. Unknown where nothing tells. Source: LambdaConfigType, KMSKeyID (ArnType).
    """
    value = pool.get(_KEY)
    match value:
        case Known(value=str() as text) if text:
            return Known("arn" if text.startswith("arn:") else "id", STRING, value.range, value.trail)
        case Unknown(refers_to=Reference(attribute=attribute, address=address)):
            if attribute.endswith("arn"):
                return Known("arn", STRING, value.range, value.trail)
            if address.mode == "managed" and attribute in _NO_ARNS.get(address.type, ()):
                return Known("id", STRING, value.range, value.trail)
            return doubt(value)
        case Unknown(prefix=prefix) if prefix:
            return Known("arn" if prefix.startswith("arn:") else "id", STRING, value.range, value.trail)
        case Unknown():
            return doubt(value)
    return NOT_WRITTEN


FACTS: Final = (
    Fact("triggers", (USER_POOL,), CONFIG, "the functions that are called are {value}", triggers),
    Fact(
        "pre_token_functions",
        (USER_POOL,),
        _LEGACY,
        f"{_LEGACY} and {_VERSIONED.removeprefix('lambda_config.')} name {{value}}",
        pre_token_functions,
    ),
    Fact("kms_key_named_by", (USER_POOL,), _KEY, f"{_KEY} names the key by {{value}}", kms_key_named_by),
)

#: The attributes of keys and aliases that look like what is wanted, and are no ARN.
_NO_ARNS: Final[Mapping[str, tuple[str, ...]]] = {
    KEY: ("id", "key_id"),
    KEY_ALIAS: ("id", "name", "target_key_id"),
}


def _written(pool: Resource) -> Iterator[tuple[str, Value]]:
    """Every trigger that is, or may be, written, with its path."""
    paths = (
        *(f"{CONFIG}.{name}" for name in TRIGGERS),
        *(f"{CONFIG}.{name}.lambda_arn" for name in VERSIONED_TRIGGERS),
    )
    for path in paths:
        value = pool.get(path)
        match value:
            case Absent() | Known(value=""):
                continue
        if path != _LEGACY or isinstance(pool.get(f"{_VERSIONED}.lambda_arn"), Absent):
            yield path, value


def _trigger(path: str, value: Value, architecture: Architecture) -> Value:
    target = architecture.declared.target(value, LINKS["function"])
    function = None if target is None else target.resource
    shown = value if function is None else string(str(function.address))
    permission = _undeclared(value) if function is None else permission_of(value, function, architecture)
    members = {"@value": shown, "@attribute": string(path), "permission": permission}
    return Known(members, range=value.range, trail=value.trail)


def _undeclared(value: Value) -> Unknown:
    if isinstance(value, Unknown):
        return doubt(value)
    because = "the function is not declared here, and neither are its permissions"
    return Unknown(because, STRING, "lint the configuration that declares it as well")
