"""Folders of data files, one for each name: frameworks, and other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.strict_yaml import read_yaml


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of all files in `folder`, in order."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def read_named(folder: Path, name: str, refusal: str) -> Any:
    """What the file of that name holds. CognitoLintError with `refusal` and the nearest name where there is none."""
    known = names_in(folder)
    if name not in known:
        raise CognitoLintError(f"{refusal}{did_you_mean(name, known) or '; there are ' + ', '.join(known)}")
    path = folder / f"{name}.yaml"
    return read_yaml(path.read_text(encoding="utf-8"), path.name)[0]
