"""Which source belongs to which plan: as the command line says, or where the plan lies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.file_names import ENDINGS
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.module import Module, read_module
from tflint_cognito.terraform.options import PlanSource

#: The options that give plans a source, by what they give.
OPTION = {"folder": "--source", "binary plan": "--plan-file"}
_HOW = "`terraform show -json {0} > plan.json`, then `cognito-lint plan.json --plan-file {0}`"


def choose(plans: Sequence[str], given: Sequence[PlanSource]) -> list[PlanSource | None]:
    """The source that is given for each of `plans` (paths as users know them), None where it is to be guessed.

    `--source PLAN=DIR` names its plan; the others are paired in order, and there must be one for each plan that is
    left. CognitoLintError where they cannot be paired.
    """
    if given and not plans:
        raise CognitoLintError(_without_plan(given[0]))
    chosen: dict[int, PlanSource] = {}
    unnamed: list[PlanSource] = []
    for source in given:
        name, equals, path = source.path.partition("=")
        if not (equals and name in plans):
            unnamed.append(source)
        elif plans.index(name) in chosen:
            raise CognitoLintError(f"{name} is given two sources: give one of --source and --plan-file")
        else:
            chosen[plans.index(name)] = PlanSource(source.kind, path)
    left = [index for index in range(len(plans)) if index not in chosen]
    if unnamed and len(unnamed) != len(left):
        raise CognitoLintError(_ambiguous([plans[index] for index in left], unnamed))
    chosen.update(zip(left, unnamed, strict=False))
    return [chosen.get(index) for index in range(len(plans))]


def _without_plan(source: PlanSource) -> str:
    if source.kind == "folder":
        return f"--source {source.path} is the source of a plan or state, and none is given: to lint it, give it alone"
    return f"--plan-file {source.path} shows where a plan is written, and the plan itself is not given: run " + (
        _HOW.format(source.path)
    )


def _ambiguous(plans: Sequence[str], sources: Sequence[PlanSource]) -> str:
    options = " and ".join(dict.fromkeys(OPTION[source.kind] for source in sources))
    if len(plans) <= 1:
        return f"{plans[0] if plans else 'no plan'} is given too many sources: give one of --source and --plan-file"
    example = f"{OPTION[sources[0].kind]} {plans[0]}={sources[0].path}"
    times = "once" if len(sources) == 1 else f"{len(sources)} times"
    return (
        f"{options} is given {times} for {len(plans)} plans ({', '.join(plans[:3])}): give one for each, "
        f"in their order, or name the plan, as in {example}"
    )


def folders_around(folder: str, top: str) -> Iterator[str]:
    """The folders with Terraform that may be the source of a plan in `folder`: that one, and those around it up to
    `top` (both absolute)."""
    while True:
        if _holds_terraform(folder):
            yield folder
        parent = os.path.dirname(folder)
        if folder in (top, parent):
            return
        folder = parent


def guess(model: Model, candidates: Iterator[str], folders: Folders) -> str | None:
    """The first of `candidates` that declares at least half of what the root module of `model` does."""
    return next((path for path in candidates if _fits(read_module(folders.repository, folders[path]), model)), None)


def _fits(module: Module, model: Model) -> bool:
    there = {(type, *labels) for type, declared in module.declared.items() for labels in declared}
    return bool(model.declared) and 2 * len(model.declared & there) >= len(model.declared)


def _holds_terraform(folder: str) -> bool:
    try:
        return any(name.endswith(ENDINGS) for name in os.listdir(folder))
    except OSError:
        return False
