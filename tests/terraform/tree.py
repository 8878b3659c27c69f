"""Folders of Terraform for tests, and the table of a provider with few types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from tflint_cognito.terraform.model import Model, Resource, descend
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.read import Options, Reading, read
from tflint_cognito.terraform.types import BOOL, NUMBER
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, string

USER_POOL = "aws_cognito_user_pool"
CLIENT = "aws_cognito_user_pool_client"
AUTHORIZER = "aws_api_gateway_authorizer"
SERVER = "aws_cognito_resource_server"


def _scope_identifiers(attributes: Mapping[str, Value]) -> Value:
    match attributes.get("identifier"), attributes.get("scope"):
        case Known(value=str() as identifier), Known(value=tuple() as blocks):
            names = [descend(block, ["scope_name"]) for block in blocks]
            return Known(tuple(string(f"{identifier}/{plain(name)}") for name in names))
    return Unknown("a scope is not known")


PROVIDER = Provider(
    {
        USER_POOL: ResourceType(
            defaults={"deletion_protection": "INACTIVE"},
            plain=frozenset({"mfa_configuration"}),
            blocks=frozenset({"password_policy", "schema"}),
        ),
        CLIENT: ResourceType(
            sets=frozenset({"allowed_oauth_flows"}),
            types={"access_token_validity": NUMBER, "generate_secret": BOOL},
        ),
        SERVER: ResourceType(
            sets=frozenset({"scope"}), blocks=frozenset({"scope"}), derived={"scope_identifiers": _scope_identifiers}
        ),
        AUTHORIZER: ResourceType(),
        "aws_cognito_identity_provider": ResourceType(secrets=frozenset({"provider_details.client_secret"})),
    },
    mentions=(b"aws_cognito_", b"awscc_cognito_"),
    unreadable={"awscc_cognito_user_pool": "awscc_cognito_user_pool is of a provider that is not read"},
    module_hints=("cognito", "auth"),
    output_hints=("client",),
)


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes `files`, dedented, below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")


def reading(folder: Path, files: Mapping[str, str], *paths: str, **options: object) -> Reading:
    """What is read of `paths` (default: all) after writing `files`."""
    write(folder, files)
    settings = Options(working_directory=folder, cache=False, **options)  # type: ignore[arg-type]
    return read(paths or (".",), settings, PROVIDER)


def model(folder: Path, text: str, **options: object) -> Model:
    """The model of one root module of one file, which must be read without an error."""
    found = reading(folder, {"main.tf": text}, **options)
    assert not [diagnostic.message for diagnostic in found.diagnostics if diagnostic.severity == "error"]
    (only,) = found.models
    return only


def resource(model: Model, address: str) -> Resource:
    """The one resource with this address."""
    (only,) = [resource for resource in model.resources if str(resource.address) == address]
    return only


def addresses(model: Model) -> list[str]:
    return [str(resource.address) for resource in model.resources]


def errors(reading: Reading) -> list[str]:
    return [diagnostic.message for diagnostic in reading.diagnostics if diagnostic.severity == "error"]


def plain(value: Value) -> object:
    """The value without types, places and marks: as Python has it; `...` for unknown, None for absent."""
    match value:
        case Known(value=tuple() as items):
            return [plain(item) for item in items]
        case Known(value=Mapping() as mapping):
            return {key: plain(item) for key, item in mapping.items()}
        case Known(value=scalar):
            return scalar
        case Unknown():
            return ...
    assert value == NOT_WRITTEN or value.range is not None
    return None
