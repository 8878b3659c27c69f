"""Frameworks whose controls rules answer for: what each control is called, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.strict_yaml import read_yaml
from tflint_cognito.policy.weakness import TAXONOMY, weakness_titles
from tflint_cognito.records import dataclass

_FOLDER = Path(__file__).parent / "frameworks"


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework, by the name under which rules list its controls (`fsbp`). `controls` are titles by id.

    `scope` is "all" where every control of the framework that is about Cognito stands here, and "part" where only those
    do that a rule answers for. `proof` is "whole" where rules ask for all that a control asks, and "part" where the
    control asks for more than a configuration shows: a rule can then contradict it, and never prove that it is met.
    """

    name: str
    title: str
    source: str
    scope: str
    controls: Mapping[str, str]
    proof: str = "part"

    def title_of(self, control: str) -> str:
        return self.controls.get(control, "")


def frameworks() -> tuple[str, ...]:
    """The names of all frameworks, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def framework(name: str) -> Framework:
    """The framework of that name. CognitoLintError with the nearest one otherwise."""
    known = frameworks()
    if name not in known:
        choices = f"; there are {', '.join(known)}"
        raise CognitoLintError(f"there is no framework {name!r}{did_you_mean(name, known) or choices}")
    path = _FOLDER / f"{name}.yaml"
    data, _ = read_yaml(path.read_text(encoding="utf-8"), path.name)
    controls = {str(id): str(title) for id, title in data["controls"].items()}
    return Framework(name, data["title"], data["source"], data["scope"], controls, data["proof"])


def control_title(name: str, control: str) -> str:
    """What a control, or a weakness, that a rule names under `name` is called. Empty where nothing here says it: a rule
    of one's own may answer for a framework of one's own."""
    if name == TAXONOMY:
        return weakness_titles().get(control, "")
    return framework(name).title_of(control) if name in frameworks() else ""
