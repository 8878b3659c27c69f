"""What makes a finding the same finding after the files around it have changed."""

from __future__ import annotations

import hashlib

from tflint_cognito.policy.answer import Place


def fingerprint(rule: str, path: str, place: Place) -> str:
    """SHA-256, 32 hex digits: the rule, the file, the block without instance keys, the attribute.

    No line numbers, so that it survives edits; all instances of one block share it.
    """
    block = place.address.block
    inside = str(block) if place.range is None else block.local  # in a plan, the module stands for the file
    text = "\0".join((rule, path, inside, place.attribute or ""))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]
