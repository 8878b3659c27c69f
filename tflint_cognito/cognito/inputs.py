"""The fact of what is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def input_kind(resource: Resource, architecture: Architecture) -> Value:
    """What the resource is read from: "hcl" (a configuration), "plan" or "state". Always known."""
    return string(architecture.model.kind)


FACTS: Final = (Fact("input_kind", tuple(PROVIDER.resource_types), "", "it is read from {value}", input_kind),)
