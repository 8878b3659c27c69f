"""Plans and states to read: small ones put together here, and trimmed real ones from data/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tflint_cognito.terraform.model import Model, Resource, descend
from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Value, string, to_json

DATA = Path(__file__).parent / "data"


def scope_identifiers(attributes: Mapping[str, Value]) -> Value:
    match attributes.get("identifier"), attributes.get("scope"):
        case Known(value=str() as identifier), Known(value=tuple() as scopes):
            names = [descend(scope, ["scope_name"]) for scope in scopes]
            if all(isinstance(name, Known) for name in names):
                return Known(tuple(string(f"{identifier}/{to_json(name)}") for name in names))
    return NOT_WRITTEN


PROVIDER = Provider(
    {
        "aws_cognito_user_pool": ResourceType(
            sets=frozenset({"schema", "account_recovery_setting.recovery_mechanism", "auto_verified_attributes"}),
            defaults={
                "mfa_configuration": "OFF",
                "deletion_protection": "INACTIVE",
                "email_configuration.email_sending_account": "COGNITO_DEFAULT",
            },
            plain=frozenset({"user_attribute_update_settings", "tags"}),
        ),
        "aws_cognito_user_pool_client": ResourceType(
            sets=frozenset({"allowed_oauth_scopes", "callback_urls"}),
            secrets=frozenset({"client_secret"}),
            defaults={
                "token_validity_units.access_token": "hours",
                "token_validity_units.id_token": "hours",
                "token_validity_units.refresh_token": "days",
            },
        ),
        "aws_cognito_resource_server": ResourceType(
            sets=frozenset({"scope"}), derived={"scope_identifiers": scope_identifiers}
        ),
        "aws_cognito_user_pool_domain": ResourceType(),
        "aws_cognito_identity_provider": ResourceType(secrets=frozenset({"provider_details.client_secret"})),
        "aws_cognito_user_pools": ResourceType(),
        "aws_api_gateway_authorizer": ResourceType(sets=frozenset({"provider_arns"})),
        "aws_apigatewayv2_authorizer": ResourceType(),
    },
    mentions=(b"aws_cognito_",),
    unreadable={"awscc_cognito_user_pool": "awscc_cognito_user_pool is of the awscc provider, which is not read"},
)


def read(document: object) -> Model:
    return read_plan(json.dumps(document).encode(), "plan.json", PROVIDER)


def data(name: str) -> Model:
    return read_plan((DATA / f"{name}.json").read_bytes(), f"{name}.json", PROVIDER)


def resource(model: Model, address: str) -> Resource:
    (found,) = (found for found in model.resources if str(found.address) == address)
    return found


def value(model: Model, address: str, path: str) -> Value:
    return resource(model, address).get(path)


def plan(*changes: dict[str, Any], configured: Any = None, **more: Any) -> dict[str, Any]:
    """A plan of `changes`, and the configuration of its root module: resources, or the whole module."""
    module = configured if isinstance(configured, dict) else {"resources": configured or []}
    document = {"format_version": "1.2", "planned_values": {"root_module": {}}, "resource_changes": list(changes)}
    return {**document, "configuration": {"root_module": module}, **more}


def change(
    address: str,
    after: dict[str, Any] | None = None,
    unknown: dict[str, Any] | None = None,
    actions: str = "create",
    **more: Any,
) -> dict[str, Any]:
    planned = {"actions": actions.split(), "before": None, "after": after or {}, "after_unknown": unknown or {}}
    if "update" in actions or "no-op" in actions:
        planned["before"] = after or {}
    bare = address.split(".")[-2:]
    return {
        "address": address,
        "mode": "managed",
        "type": bare[0],
        "name": bare[1].split("[")[0],
        "change": {**planned, **more},
    }


def block(address: str, expressions: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """One resource of a configuration."""
    type, name = address.split(".")
    return {"address": address, "mode": "managed", "type": type, "name": name, "expressions": expressions or {}, **more}


def constant(value: object) -> dict[str, object]:
    return {"constant_value": value}


def refers(*references: str) -> dict[str, list[str]]:
    return {"references": list(references)}
