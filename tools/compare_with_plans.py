"""Compares what the HCL reader says of root modules with what Terraform plans for them.

    python tools/compare_with_plans.py --plan 'PLANNER plan {folder} -o {plan}' FOLDER...

Every folder is read as HCL and planned with the given command. Each attribute of each resource of interest that both
know must be equal, and the sets of instances too. Differences are listed; the exit code is 1 where there are any.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.read import Options, read
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

Json = Any
#: Kinds of agreement and difference, each with what it is about.
Outcome = list[tuple[str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", required=True, help="the command that plans {folder} into the JSON file {plan}")
    parser.add_argument("--unknown", action="store_true", help="also list what only the plan knows")
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    listed = {"differs", "instances", "no plan", "no model", *(["only the plan knows"] if arguments.unknown else [])}
    for folder in arguments.folders:
        for kind, line in _compare_folder(folder, arguments.plan):
            counts[kind] += 1
            if kind in listed:
                print(f"{folder}: {kind}: {line}")
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items())) or "nothing to compare")
    return 1 if counts["differs"] or counts["instances"] else 0


def _compare_folder(folder: Path, command: str) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as temporary:
        plan = Path(temporary, "plan.json")
        words = [word.format(folder=folder, plan=plan) for word in shlex.split(command)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not plan.exists():
            yield "no plan", " / ".join((done.stderr or done.stdout).strip().splitlines()[-3:])
            return
        planned = json.loads(plan.read_text(encoding="utf-8"))
    model = _model(folder)
    if model is None:
        yield "no model", "the folder is no root module with resources of interest"
        return
    yield from _compare(model, planned)


def _model(folder: Path) -> Model | None:
    options = Options(working_directory=folder, cache=False)
    models = read(["."], options, PROVIDER).models
    return next((model for model in models if model.path == "."), None)


def _compare(model: Model, planned: Json) -> Iterator[tuple[str, str]]:
    changes = {
        change["address"]: change["change"]
        for change in planned.get("resource_changes", [])
        if PROVIDER.wants(change["type"]) and change["mode"] == "managed" and change["change"]["after"] is not None
    }
    certain = {str(resource.address): resource for resource in model.resources if resource.possible is None}
    if any(resource.possible is not None for resource in model.resources):
        yield "possible", "some resources are there only possibly"
    elif set(certain) != set(changes):
        only_here, only_planned = sorted(set(certain) - set(changes)), sorted(set(changes) - set(certain))
        yield "instances", f"only in HCL {only_here}, only planned {only_planned}"
    for address in sorted(set(certain) & set(changes)):
        yield from _compare_resource(certain[address], changes[address])


def _compare_resource(resource: Resource, change: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    after, unknown = change["after"], change["after_unknown"]
    for name, value in resource.attributes.items():
        if name != "timeouts":
            yield from _compare_value(f"{resource.address}.{name}", value, after.get(name), unknown.get(name))


def _compare_value(path: str, value: Value, after: Json, unknown: Json) -> Iterator[tuple[str, str]]:
    match value:
        case Unknown():
            yield ("both unknown" if unknown else "only the plan knows"), f"{path} is {after!r}; {value.because}"
        case Absent():
            yield "not written", path
        case _ if unknown is True:
            yield "only HCL knows", path
        case Known(value=tuple() as items):
            yield from _compare_list(path, items, after, unknown)
        case Known(value=Mapping() as mapping):
            inner = unknown if isinstance(unknown, dict) else {}
            for key, item in mapping.items():
                below = after.get(key) if isinstance(after, dict) else None
                yield from _compare_value(f"{path}.{key}", item, below, inner.get(key))
        case Known(value=scalar):
            same = _text(scalar) == _text(after)
            yield ("same" if same else "differs"), f"{path}: HCL {scalar!r}, plan {after!r}"


def _compare_list(path: str, items: Sequence[Value], after: Json, unknown: Json) -> Iterator[tuple[str, str]]:
    if not items and after is None:
        yield "same", path  # older providers plan null for an empty collection
        return
    if not isinstance(after, list):
        yield "differs", f"{path}: HCL has {len(items)} elements, the plan {after!r}"
        return
    unknowns = unknown if isinstance(unknown, list) else [None] * len(after)
    left = list(zip(after, unknowns + [None] * len(after), strict=False))
    for index, item in enumerate(items):
        # Sets are sorted in a plan, and hold each element once: the best partner is taken, whatever its index.
        outcomes = [list(_compare_value(f"{path}[{index}]", item, *pair)) for pair in left]
        best = min(outcomes, key=_badness, default=None)
        yield from best if best is not None else [("differs", f"{path}[{index}]: nothing like it is planned")]
    if len({_text_of(item) for item in items}) < len(after):
        yield "differs", f"{path}: HCL has {len(items)} elements, the plan {len(after)}"


def _badness(outcome: Outcome) -> tuple[int, int]:
    kinds = [kind for kind, _ in outcome]
    return kinds.count("differs"), kinds.count("only the plan knows")


def _text_of(value: Value) -> object:
    return _text(value.value) if isinstance(value, Known) and isinstance(value.value, str | int | bool) else id(value)


def _text(scalar: object) -> str:
    """A scalar as the provider's conversion makes it comparable: `true` and "true" are one, 60 and "60" too."""
    return str(scalar).lower() if isinstance(scalar, bool) else str(scalar)


if __name__ == "__main__":
    sys.exit(main())
