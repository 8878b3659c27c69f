"""Frameworks whose controls rules answer for: what each control is called, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tflint_cognito.policy.named_data import names_in, read_named
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
    return names_in(_FOLDER)


@cache
def framework(name: str) -> Framework:
    """The framework of that name. CognitoLintError with the nearest one otherwise."""
    data = read_named(_FOLDER, name, f"there is no framework {name!r}")
    controls = {str(id): str(title) for id, title in data["controls"].items()}
    return Framework(name, data["title"], data["source"], data["scope"], controls, data["proof"])


def control_title(name: str, control: str) -> str:
    """What a control, or a weakness, that a rule names under `name` is called. Empty where nothing here says it: a rule
    of one's own may answer for a framework of one's own."""
    if name == TAXONOMY:
        return weakness_titles().get(control, "")
    return framework(name).title_of(control) if name in frameworks() else ""
