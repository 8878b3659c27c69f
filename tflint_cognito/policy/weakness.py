"""Weaknesses of the Common Weakness Enumeration that rules name: a taxonomy, to be found under and never to be met."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tflint_cognito.policy.strict_yaml import read_yaml

#: The key under which rules list them, among their controls.
TAXONOMY = "cwe"

_FILE = Path(__file__).parent / "weaknesses.yaml"


@cache
def weakness_titles() -> Mapping[str, str]:
    """What each weakness is called, by its id (`CWE-308`)."""
    data, _ = read_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name)
    return {str(id): str(title) for id, title in data.items()}
