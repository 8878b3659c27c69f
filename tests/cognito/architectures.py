"""Resources and architectures made by hand, for tests that need no source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.terraform.address import Reference, parse_address
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

NOBODY_KNOWS = Unknown("var.site has no value here", decides="give it with --var")


def value(data: Any) -> Value:
    """Plain data as a value; what is a value already stays one."""
    match data:
        case Known() | Unknown() | Absent():
            return data
        case None:
            return Absent()
        case list() | tuple():
            return Known(tuple(value(item) for item in data))
        case dict():
            return Known({key: value(item) for key, item in data.items()})
    return Known(data)


def resource(address: str, more: Mapping[str, Any] | None = None, **attributes: Any) -> Resource:
    """A resource by its address; `more` are fields of Resource."""
    return Resource(parse_address(address), {name: value(data) for name, data in attributes.items()}, **(more or {}))


def client(name: str = "web", more: Mapping[str, Any] | None = None, **attributes: Any) -> Resource:
    return resource(f"aws_cognito_user_pool_client.{name}", more, **attributes)


def server(name: str, identifier: Any, *scopes: Any, **attributes: Any) -> Resource:
    blocks = [{"scope_name": scope} for scope in scopes]
    return resource(f"aws_cognito_resource_server.{name}", identifier=identifier, scope=blocks, **attributes)


def pool(name: str = "customers", more: Mapping[str, Any] | None = None, **attributes: Any) -> Resource:
    return resource(f"aws_cognito_user_pool.{name}", more, **attributes)


def attribute_of(address: str, attribute: str = "id") -> Unknown:
    """What a reference to an attribute evaluates to that is known only after apply."""
    reference = Reference(parse_address(address), attribute)
    return Unknown(f"{reference} is known only after apply", STRING, refers_to=reference, not_null=True)


def architecture(*resources: Resource, gaps: Iterable[Gap] = (), kind: str = "hcl") -> Architecture:
    return Architecture(Model("infra", kind, resources=resources, gaps=tuple(gaps)))


def fact(name: str, of: Resource, *others: Resource) -> Value:
    return architecture(of, *others).fact(name, of)


def addresses(resources: Iterable[Resource]) -> list[str]:
    return [str(resource.address) for resource in resources]


def plain(value: Value) -> Any:
    """A value as plain data; "?" where it is unknown."""
    match value:
        case Unknown():
            return "?"
        case Absent():
            return None
        case Known(value=tuple() as items):
            return [plain(item) for item in items]
        case Known(value=Mapping() as mapping):
            return {key: plain(item) for key, item in mapping.items()}
    return value.value
