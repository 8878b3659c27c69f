"""Facts about where secrets go: into outputs, into places that keep them in clear text, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.resource_types import CLIENT, COGNITO_PREFIX, FUNCTION, IDENTITY_PROVIDER, USER
from tflint_cognito.cognito.secret_texts import secret_texts, told_by_text
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.evaluation.sensitivity import marked
from tflint_cognito.terraform.model import OUTPUT, Resource
from tflint_cognito.terraform.notation import shorten
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: The arguments, by type, whose value anyone reads who may look at the resource, its task, its machine or its file.
CLEAR_TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    FUNCTION: ("environment.variables",),
    "aws_amplify_app": ("environment_variables", "build_spec"),
    "aws_amplify_branch": ("environment_variables",),
    "aws_ecs_task_definition": ("container_definitions",),
    "aws_instance": ("user_data", "user_data_base64"),
    "aws_launch_template": ("user_data",),
    "aws_s3_object": ("content", "content_base64"),
    "aws_ssm_parameter": ("value", "insecure_value"),
    "kubernetes_config_map": ("data",),
    "kubernetes_config_map_v1": ("data",),
    "local_file": ("content", "content_base64"),
}
#: The longest path of an argument, and of a file, that a message has room for.
_ROOM: Final = 48
_FILE_ROOM: Final = 30
#: What a message calls what has secrets.
_KINDS: Final = {CLIENT: "app client", IDENTITY_PROVIDER: "identity provider", USER: "user"}
#: A parameter of this type is encrypted.
_ENCRYPTED: Final = "SecureString"


def shown_secrets(output: Resource, architecture: Architecture) -> Value:
    """The secrets that an output of the root module shows: a client_secret or a user's password that went through
    nonsensitive(), an identity provider's provider_details (which Terraform does not take for sensitive) without
    `sensitive = true`. Each is a mapping whose `certain` is true, or unknown where `sensitive` is. A plan has no
    outputs to judge: it lists what an expression refers to, and not what becomes of it, so that a digest of a secret
    looks like the secret.

    Source: the provider's schema ("sensitive"); https://developer.hashicorp.com/terraform/language/values/outputs.
    """
    hidden = output.get("sensitive")
    match hidden:
        case Known(value=True):
            return Known(())
    value = output.get("value")
    unsure = doubt(hidden) if isinstance(hidden, Unknown) else None
    leaves = _that_exist(_secrets_in(value, "value"), architecture)
    found = [secret for secret in leaves if isinstance(secret, _Secret) and secret.is_shown]
    return Known(
        tuple(
            _element(one, f"the output shows {one.words}", one.unsure if unsure is None else unsure, output.body)
            for one in found
        ),
        range=value.range,
    )


def clear_text_secrets(resource: Resource, architecture: Architecture) -> Value:
    """The secrets of app clients, identity providers and users that come, through locals, modules and templates, into
    an argument which keeps them in clear text: an SSM parameter that is no SecureString, a function's environment, a
    task definition, user data, a file. Each is a mapping whose `certain` is true, or unknown: of an SSM parameter of
    unknown type, of a value that cannot be worked out and may be one. A variable without a value is none. A plan does
    not show all that an expression refers to, and a state nothing: there, what holds the text of a secret takes it.

    Source: AWS Systems Manager (SecureString), Lambda, ECS, EC2 (user data is not protected); each API shows them.
    """
    kind = resource.get("type") if resource.type == "aws_ssm_parameter" else NOT_WRITTEN
    match kind:
        case Known(value=text) if text == _ENCRYPTED:
            return Known(())
    unsure = doubt(kind) if isinstance(kind, Unknown) else None
    found: list[Value] = []
    for path in CLEAR_TEXT[resource.type]:
        value = resource.get(path)
        leaves = [*_that_exist(_secrets_in(value, path), architecture)]
        if not architecture.shows_expressions:
            leaves = _with_those_by_text(leaves, value, path, architecture)
        for one in leaves:
            if isinstance(one, _Secret):
                found.append(
                    _element(
                        one, f"{shorten(one.path, _ROOM)} takes {one.words}", one.unsure if unsure is None else unsure
                    )
                )
            elif _may_be_one(one.value, resource):
                assert isinstance(one.value, Unknown)
                found.append(_element(one, one.value.because, doubt(one.value)))
    return Known(tuple(found), range=resource.range)


def secrets_in_variable_files(resource: Resource, architecture: Architecture) -> Value:
    """The secrets of an identity provider or a user that a .tfvars file has in clear text. Each is a mapping whose
    `certain` is true, or unknown where the value cannot be worked out, and of a plan or state without its source, which
    does not show where a value comes from. A variable without a value is in none that was read. Source: https://developer.hashicorp.com/terraform/language/manage-sensitive-data.
    """
    found: list[Value] = []
    for path in sorted(PROVIDER.resource_types[resource.type].secrets):
        value = resource.get(path)
        match value:
            case Known(value=str() as text) if text:
                files = [step for step in value.trail if step.how == "variable file" and step.range is not None]
                if files and files[0].range is not None:
                    words = f"{path} is in clear text in {shorten(files[0].range.path, _FILE_ROOM)}"
                    found.append(_element(_Leaf(path, value), words, None))
                elif value.range is None and not value.trail and architecture.model.kind != "hcl":
                    found.append(_element(_Leaf(path, value), _UNSEEN.because, _UNSEEN))
            case Unknown(refers_to=None, trail=()) if value.type is DYNAMIC or not _is_from_outside(value, resource):
                found.append(_element(_Leaf(path, value), value.because, doubt(value)))
    return Known(tuple(found), range=resource.range)


_HASHED: Final = Unknown("the provider keeps a hash in place of user_data", decides="lint the configuration")
_UNSEEN: Final = Unknown(
    "a plan or state does not show which file a secret comes from",
    decides="give the source with --source, or lint the configuration",
)

FACTS: Final = (
    Fact("shown_secrets", (OUTPUT,), "value", "it shows {value}", shown_secrets),
    Fact("clear_text_secrets", tuple(CLEAR_TEXT), "", "secrets in clear text are {value}", clear_text_secrets),
    Fact(
        "secrets_in_variable_files",
        (IDENTITY_PROVIDER, USER),
        "",
        "secrets in variable files are {value}",
        secrets_in_variable_files,
    ),
)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value without others in it, and its path."""

    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class _Secret(_Leaf):
    """One that is a secret, or has one in it: which attribute of which resource; `unsure` where there may be none."""

    reference: Reference
    unsure: Unknown | None = None

    @property
    def words(self) -> str:
        address = self.reference.address
        return f"{self.reference.attribute} of {_KINDS.get(address.type, address.type)} {address.name}"

    @property
    def is_shown(self) -> bool:
        """Whether Terraform does not know that it is one (any more)."""
        if self.reference.address.type != IDENTITY_PROVIDER:
            return not self.value.sensitive
        text = self.value.range.text if self.value.range is not None else ""
        return re.search(r"(?<!non)sensitive\(", text) is None


def _that_exist(leaves: Iterable[_Leaf], architecture: Architecture) -> Iterator[_Leaf]:
    """Without the secrets of app clients that have none: client_secret is empty then.
    Source: CreateUserPoolClient, GenerateSecret."""
    for one in leaves:
        reference = one.reference if isinstance(one, _Secret) else None
        kind = (reference.address.type, reference.address.mode) if reference is not None else None
        if not isinstance(one, _Secret) or reference is None or kind != (CLIENT, "managed"):
            yield one
            continue
        wanted = [client.get("generate_secret") for client in architecture.declared.meant_by(reference.address)]
        unknown = next((each for each in wanted if isinstance(each, Unknown)), None)
        if not wanted or any(isinstance(each, Known) and each.value in (True, "true") for each in wanted):
            yield one
        elif unknown is not None:
            yield replace(one, unsure=doubt(unknown))


def _secrets_in(value: Value, path: str) -> Iterator[_Secret | _Leaf]:
    """The secrets in a value, each where it stands, and the leaves of which that cannot be told."""
    match value:
        case Known(value=tuple() as items):
            for index, item in enumerate(items):
                yield from _secrets_in(item, f"{path}[{index}]")
        case Known(value=Mapping() as mapping):
            inner = [one for key, item in mapping.items() for one in _secrets_in(item, f'{path}["{key}"]')]
            whole = _secret_of(value.trail)
            if whole is not None and not any(isinstance(one, _Secret) for one in inner) and _has_secret(mapping, whole):
                yield _Secret(path, value, whole)
            else:
                yield from inner
        case Unknown(refers_to=reference) if reference is not None:
            if _is_secret(reference):
                yield _Secret(path, value, reference)
        case Unknown(parts=parts) if parts:
            inner = [one for part in parts for one in _secrets_in(part, path)]
            secret = next((one for one in inner if isinstance(one, _Secret)), None)
            if secret is not None:
                yield _Secret(path, value, secret.reference)
            else:
                yield from inner
        case Unknown():
            written = _written(value)
            yield _Leaf(path, value) if written is None else _Secret(path, value, written)
        case Known():
            reference = _secret_of(value.trail)
            if reference is not None and (value.sensitive or _names_secret(value.trail, reference)):
                yield _Secret(path, value, reference)


def _with_those_by_text(leaves: list[_Leaf], value: Value, path: str, architecture: Architecture) -> list[_Leaf]:
    """`leaves`, and what is not among them and holds the text of a secret, or a hash that may be of one."""
    texts = architecture.once("secret texts", lambda: secret_texts(architecture))
    seen = {one.path for one in leaves if isinstance(one, _Secret)}
    for place, text, secret in told_by_text(value, path, texts):
        if place not in seen:
            leaves.append(_Leaf(place, _HASHED) if secret is None else _Secret(place, text, secret))
    return leaves


def _written(value: Unknown) -> Reference | None:
    """The secret of an identity provider that an expression names, where its value is not known."""
    if not value.sensitive or value.range is None:
        return None
    names = re.fullmatch(rf"{IDENTITY_PROVIDER}\.([\w-]+)(\[[^]]*\])?\.provider_details.*", value.range.text)
    return Reference(Address((), IDENTITY_PROVIDER, names[1]), "provider_details") if names else None


def _is_secret(reference: Reference) -> bool:
    return reference.attribute in _secret_paths(reference)


def _secret_paths(reference: Reference) -> frozenset[str]:
    """The secrets of the resource type that a reference leads to, if it is one of Cognito's."""
    address = reference.address
    if not address.type.startswith(COGNITO_PREFIX):
        return frozenset()
    known = PROVIDER.resource_types.get(f"data.{address.type}" if address.mode == "data" else address.type)
    return known.secrets if known is not None else frozenset()


def _secret_of(trail: tuple[Step, ...]) -> Reference | None:
    """The attribute that a value came out of, if secrets are in it."""
    for step in trail:
        reference = step.reference
        if step.how == "resource" and reference is not None:
            name = reference.attribute
            if any(path == name or path.startswith(f"{name}.") for path in _secret_paths(reference)):
                return reference
    return None


def _has_secret(mapping: Mapping[str, Value], reference: Reference) -> bool:
    """Whether the map that a reference leads to has one of its secrets, still under the mark."""
    names = {path.rpartition(".")[2] for path in _secret_paths(reference)}
    return any(name in mapping and mapping[name].sensitive for name in names)


def _names_secret(trail: tuple[Step, ...], reference: Reference) -> bool:
    """Whether the way of a value leads through the secret itself, and not only through the map that it is in."""
    names = {path.rpartition(".")[2] for path in _secret_paths(reference)}
    return any(step.reference == reference and step.subject.rpartition(".")[2] in names for step in trail)


def _may_be_one(value: Value, resource: Resource) -> bool:
    """Whether something unknown may be a secret of an app client: what is under the mark, which stays on whatever is
    made of it, and what nothing is known of. Not what a variable of the root module lacks: that comes from outside."""
    if not isinstance(value, Unknown) or _is_from_outside(value, resource):
        return False
    return value.sensitive or (value.type is DYNAMIC and not value.trail)


def _is_from_outside(value: Unknown, resource: Resource) -> bool:
    """Whether a value is that of a variable of the root module."""
    text = value.range.text if value.range is not None else ""
    return not resource.calls and re.fullmatch(r'("\$\{)?var\.[\w.-]+(\}")?', text) is not None


def _element(one: _Leaf, words: str, unsure: Unknown | None, within: Range | None = None) -> Known:
    """An element of a fact; `within` keeps its place out of another block, where the value may be written."""
    value = one.value if isinstance(one.value, Absent) else marked(one.value)
    parts: dict[str, Value] = {"@value": value, "@attribute": string(one.path), "@words": string(words)}
    parts["certain"] = boolean(True) if unsure is None else unsure
    stands = within is None or (value.range is not None and within.holds(value.range))
    return Known(parts, range=value.range if stands else None, trail=value.trail)
