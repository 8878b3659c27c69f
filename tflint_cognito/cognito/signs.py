"""What tells that a file, or a module from elsewhere, may have something to do with Cognito."""

from __future__ import annotations

from typing import Final

from tflint_cognito.terraform.lookout import Signs

#: What says of a module from elsewhere that it may hold Cognito's resources, or what uses them: its name or source.
#: Not "identity", "oidc" or "sso", which are about roles for pipelines, pods and staff, nor Kubernetes' "aws-auth".
_MODULE_HINTS: Final = (
    "cognito",
    "user[-_]?pool",
    "identity[-_]?pool",
    r"(?<![a-z])(?<!aws[-_])(auth|authn|authz|authentication|authorization)(?![a-z0-9])",
    r"(?<![a-z])(oauth2?|login|log[-_]in|sign[-_]?in|sign[-_]?up|idp)(?![a-z0-9])",
)
#: And of an output of one, what says so beyond those.
_OUTPUT_HINTS: Final = (r"(?<![a-z])(client|pool)_(id|ids|arn|arns|name|secret)(?![a-z])", "scope_identifiers")

SIGNS: Final = Signs((b"ognito", b"COGNITO"), _MODULE_HINTS, _OUTPUT_HINTS)
