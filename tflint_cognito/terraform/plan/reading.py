"""A plan or a state, read as a model; and what is wrong with a file that is neither, in words a user can act on."""

from __future__ import annotations

from typing import BinaryIO

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.progress import Progress
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan.changes import read_changes
from tflint_cognito.terraform.plan.document import Json, Malformed, Members
from tflint_cognito.terraform.plan.mistaken import EMPTY, GIVE, LOG, mistaken_names
from tflint_cognito.terraform.plan.recognition import as_file, in_utf8, no_text, skip_wrapper, truncated
from tflint_cognito.terraform.plan.sieve import Later, sift
from tflint_cognito.terraform.plan.state import read_state
from tflint_cognito.terraform.provider import Provider

#: The major versions of the format that this reads: 0 up to Terraform 1.0, 1 since; OpenTofu has kept 1.
_FORMATS = ("0", "1")
_OF_AN_EMPTY_STATE = frozenset(("format_version", "terraform_version", "checks", "timestamp"))


def read_plan(given: bytes | BinaryIO, path: str, provider: Provider, progress: Progress | None = None) -> Model:
    """The model of a plan (kind "plan") or a state ("state"), from what `terraform show -json` prints: its bytes, or a
    file with them. A file is read a part at a time: all of a large plan is never in memory.

    CognitoLintError, one sentence that names `path`, for what is neither, or not whole.
    """
    name = "standard input" if path == "-" else path
    file = in_utf8(as_file(given), name)
    try:
        document, diagnostics = _document(file, provider, name, path)
        _check_format(document, name)
        if "values" in document or _is_empty_state(document):
            return read_state(document, Later(file), path, provider, diagnostics)
        return read_changes(document, Later(file), path, provider, diagnostics, progress or Progress())
    except Malformed as error:
        raise CognitoLintError(f"{name} is not what Terraform writes: {error}; {GIVE}") from None
    except RecursionError:
        raise CognitoLintError(f"{name} is nested too deeply to be a plan: {GIVE}") from None


def _document(file: BinaryIO, provider: Provider, name: str, path: str) -> tuple[Members, tuple[Diagnostic, ...]]:
    from tflint_cognito.terraform.plan.window import BrokenOff, NotJson, Window

    try:
        window = Window(file)
        window.at = skip_wrapper(window.text)
        if window.at == len(window.text):
            raise CognitoLintError(f"{name} {EMPTY}")
        before = window.text[: window.at]
        document = sift(window, provider)
        after = window.rest(2000).strip()
    except BrokenOff:
        raise CognitoLintError(truncated(name)) from None
    except NotJson as error:
        where = f"line {error.line}, column {error.column}"
        raise CognitoLintError(f"{name} is not JSON ({where}): {GIVE}") from None
    except UnicodeDecodeError as error:
        raise no_text(error, name) from None
    except ValueError:
        raise CognitoLintError(f"{name} holds a number that is none of Terraform's: {GIVE}") from None
    if not isinstance(document, dict) or mistaken_names(document) == LOG:
        raise CognitoLintError(_no_plan(document, name))
    return document, _around(before, after, name, path)


def _around(before: str, after: str, name: str, path: str) -> tuple[Diagnostic, ...]:
    """Warnings about text before and after the document, which a plan does not have."""
    if "[command]" in before:
        return (
            Diagnostic(
                "warning",
                f"{name} begins with a [command] line of a CI wrapper, which was skipped: "
                "set terraform_wrapper: false in hashicorp/setup-terraform",
                path=path,
            ),
        )
    if after:
        return (Diagnostic("warning", f"{name} goes on after its JSON; that text was not read", path=path),)
    return ()


def _check_format(document: Members, name: str) -> None:
    version = document.get("format_version")
    if not isinstance(version, str):
        raise CognitoLintError(_no_plan(document, name))
    if version.split(".")[0] not in _FORMATS:
        raise CognitoLintError(
            f"{name} has format_version {version[:20]!r}, and 0.x and 1.x are what can be read: "
            "write it with Terraform 1.x or OpenTofu, or update cognito-lint"
        )
    if not set(document) & {"resource_changes", "planned_values", "values"} and not _is_empty_state(document):
        raise CognitoLintError(_no_plan(document, name))


def _is_empty_state(document: Members) -> bool:
    return _OF_AN_EMPTY_STATE.issuperset(document)


def _no_plan(document: Json, name: str) -> str:
    what = mistaken_names(document) if isinstance(document, dict) else None
    return f"{name} {what}" if what is not None else f"{name} is JSON, but neither a plan nor a state: {GIVE}"
