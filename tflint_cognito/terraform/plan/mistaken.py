"""What is often given in the place of a plan or a state, and what to give instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from tflint_cognito.terraform.plan.recognition import as_file, decode, skip_wrapper, top_level_names

GIVE: Final = "give the output of `terraform show -json`, for a saved plan or for the state"
RAW_STATE: Final = "is a raw state file: run `terraform show -json > state.json` beside it and give state.json"
LOG: Final = (
    "is the log that `terraform plan -json` prints: run `terraform plan -out tf.plan` "
    "and give the output of `terraform show -json tf.plan`"
)
REDACTED: Final = f"is the redacted plan that HCP Terraform hands out: {GIVE}"
EMPTY: Final = f"is empty: {GIVE}"
_TEXT_BEFORE: Final = "has other text before its JSON: write only the standard output of `terraform show -json` to it"

#: How much of a file is looked at.
_HEAD: Final = 1 << 16


def mistaken_for(given: bytes | BinaryIO) -> str | None:
    """What a file is that is neither a plan nor a state, as a clause with what to do; None where nobody knows."""
    try:
        head = decode(as_file(given).read(_HEAD), cut=True)
    except ValueError:
        return None
    begin = skip_wrapper(head)
    if begin == len(head):
        return EMPTY
    if not head.startswith("{", begin):
        return _TEXT_BEFORE if '{"format_version"' in head else None
    return mistaken_names(top_level_names(head, begin).names)


def mistaken_names(names: Iterable[str]) -> str | None:
    """The same, of a document with these names right inside it."""
    seen = set(names)
    if seen & {"@level", "@message"}:
        return LOG
    if "plan_format_version" in seen:
        return REDACTED
    return RAW_STATE if {"serial", "version"} <= seen else None
