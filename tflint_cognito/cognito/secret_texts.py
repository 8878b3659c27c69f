"""Secrets that are found by their text: in a state, and where a plan does not show what an expression refers to."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_PROVIDER, USER
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.values import Known, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: A shorter text ("code") may well stand elsewhere for another reason.
_SHORTEST: Final = 8
#: Until its version 6 the provider kept the SHA-1 of user_data in place of it.
#: Source: internal/service/ec2/ec2_instance.go (userDataHashSum).
_HASH = pattern(r"[0-9a-f]{40}")
_HASHED: Final = "user_data"

#: The text of a secret, and the attribute that it is.
Texts = tuple[tuple[str, Reference], ...]


def secret_texts(architecture: Architecture) -> Texts:
    """The secrets of all app clients, identity providers and users whose text is known, the longest first."""
    found: dict[str, Reference] = {}
    for resource in architecture.declared.of_type((*CLIENTS, IDENTITY_PROVIDER, USER)):
        for path in sorted(PROVIDER.resource_types[resource.type].secrets):
            match resource.get(path):
                case Known(value=str() as text) if len(text) >= _SHORTEST:
                    found.setdefault(text, Reference(resource.address, path))
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def told_by_text(value: Value, path: str, texts: Texts) -> Iterator[tuple[str, Value, Reference | None]]:
    """Where the text of a secret stands in a value: the path, what stands there, and which secret it is; None where a
    hash stands in the place of the text, so that nobody can tell."""
    match value:
        case Known(value=tuple() as items):
            for index, item in enumerate(items):
                yield from told_by_text(item, f"{path}[{index}]", texts)
        case Known(value=Mapping() as mapping):
            for key, item in mapping.items():
                yield from told_by_text(item, f'{path}["{key}"]', texts)
        case Known(value=str() as text) if path == _HASHED and _HASH.fullmatch(text):
            yield path, value, None
        case Known(value=str() as text):
            readings = (text, _decoded(text))
            for secret, reference in texts:
                if any(secret in reading for reading in readings):
                    yield path, value, reference
                    return


def _decoded(text: str) -> str:
    """What base64 hides, as in user data; nothing where it is none."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return ""
