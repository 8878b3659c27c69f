"""Compares what is read of root modules as HCL with what Terraform plans for them, and with what we read of its plans.

    python -m tools.compare_with_plans --plan 'PLANNER plan {folder} -o {plan}' FOLDER...
    python -m tools.compare_with_plans --plan '…' --state 'PLANNER apply-state {folder} -o {plan}' FOLDER...

Every folder is read as HCL and planned with the given command; {name} in it is the folder's path with _ for what is no
letter or digit, for plans that are made already. Each attribute of each resource of interest that both know must be
equal, and the sets of instances too. The same holds for what our own reader says of the plan ("read plan"), and of the
state that --state gives. A planner may make up values for variables that have none: the HCL reader is given the same.
Paths are read as from the working directory, which therefore must hold all that the folders call.

Differences are listed; the exit code is 1 where there are any.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.evaluation.root_inputs import automatic_files
from tflint_cognito.terraform.hcl.decoding import decode
from tflint_cognito.terraform.hcl.variable_file import read_variable_file
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.read import Options, read
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

Json = Any
#: Kinds of agreement and difference, each with what it is about.
Outcome = list[tuple[str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", required=True, help="the command that plans {folder} into the JSON file {plan}")
    parser.add_argument("--state", help="the command that writes the state after that plan as JSON to {plan}")
    parser.add_argument("--unknown", action="store_true", help="also list what only one of them knows")
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    listed = {"differs", "instances", "no plan", "no model", "no state"}
    if arguments.unknown:
        listed |= {"only the plan knows", "only HCL knows", "planned without being written", "possible"}
    for folder in arguments.folders:
        for kind, line in _compare_folder(folder.resolve(), arguments.plan, arguments.state):
            counts[kind] += 1
            if kind.removeprefix(READ_PLAN).removeprefix(READ_STATE) in listed:
                print(f"{folder}: {kind}: {line}")
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items())) or "nothing to compare")
    return 1 if any(kind.endswith(("differs", "instances")) for kind in counts) else 0


READ_PLAN = "read plan: "
READ_STATE = "read state: "


def _compare_folder(folder: Path, plan: str, state: str | None) -> Iterator[tuple[str, str]]:
    planned, complaint = _made(folder, plan)
    if planned is None:
        yield "no plan", complaint
        return
    model = written_model(folder, planned)
    if model is None:
        yield "no model", "the folder is no root module with resources of interest"
        return
    yield "roots", ""
    yield from _compare(model, {change["address"]: change["change"] for change in _changes(planned)})
    yield from ((READ_PLAN + kind, line) for kind, line in _compare(model, _read_json(planned)))
    if state is not None:
        applied, complaint = _made(folder, state)
        if applied is None:
            yield "no state", complaint
        else:
            yield from ((READ_STATE + kind, line) for kind, line in _compare(model, _read_json(applied)))


def _made(folder: Path, command: str) -> tuple[Json, str]:
    """The JSON that a command makes for a folder; None and its last words where it fails."""
    with tempfile.TemporaryDirectory() as temporary:
        plan = Path(temporary, "plan.json")
        name = re.sub(r"[^\w.+-]+", "_", str(folder).strip("/"))
        words = [word.format(folder=folder, plan=plan, name=name) for word in shlex.split(command)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not plan.exists():
            return None, " / ".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        return json.loads(plan.read_text(encoding="utf-8")), ""


def written_model(folder: Path, planned: Json) -> Model | None:
    """What the root module in `folder` says, with the values that the planner made up. None where there is none."""
    with tempfile.TemporaryDirectory() as temporary:
        made_up = Path(temporary, "made-up.tfvars.json")
        made_up.write_text(json.dumps(_made_up(folder, planned)))
        options = Options(working_directory=Path.cwd(), variables=(("file", str(made_up)),), cache=False)
        models = read([str(folder)], options, PROVIDER).models
    return next((model for model in models if Path(model.path).resolve() == folder), None)


def _made_up(folder: Path, planned: Json) -> dict[str, Json]:
    """The values that the plan has for variables to which neither a default nor a file beside the module gives one."""
    declared = planned["configuration"]["root_module"].get("variables", {})
    given = {name for name, declaration in declared.items() if "default" in declaration}
    for name in automatic_files(str(folder)):
        path = folder / name
        given |= set(read_variable_file(Source(str(path), decode(path.read_bytes()))).body.attributes)
    values = planned.get("variables", {})
    return {name: values[name].get("value") for name in sorted(declared) if name in values and name not in given}


def _changes(planned: Json) -> Iterator[Json]:
    for change in planned.get("resource_changes", []):
        if PROVIDER.wants(change["type"]) and change["mode"] == "managed" and change["change"]["after"] is not None:
            yield change


def _read_json(document: Json) -> dict[str, Json]:
    """What our own reader says of a plan or state, in the form of a plan's changes."""
    model = read_plan(json.dumps(document).encode(), "plan.json", PROVIDER)
    changes = {}
    for resource in model.resources:
        pairs = {name: _as_json(value) for name, value in resource.attributes.items()}
        after = {name: pair[0] for name, pair in pairs.items()}
        changes[str(resource.address)] = {"after": after, "after_unknown": {name: pairs[name][1] for name in pairs}}
    return changes


def _as_json(value: Value) -> tuple[Json, Json]:
    """A value as a plan has it: what is known of it, and the tree of what is not."""
    match value:
        case Known(value=tuple() as items):
            pairs = [_as_json(item) for item in items]
            return [known for known, _ in pairs], [unknown for _, unknown in pairs]
        case Known(value=Mapping() as mapping):
            both = {key: _as_json(item) for key, item in mapping.items()}
            return {key: pair[0] for key, pair in both.items()}, {key: pair[1] for key, pair in both.items()}
        case Known(value=scalar):
            return scalar, False
        case Absent():
            return None, False
    return None, True


def _compare(model: Model, changes: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    certain = {str(resource.address): resource for resource in model.resources if resource.possible is None}
    for resource in model.resources:
        if resource.possible is not None:
            yield "possible", f"{resource.address}: {resource.possible.because}"
    # A type that nothing here makes matter is not worked out from HCL.
    idle = set(PROVIDER.companions) - {resource.address.type for resource in model.resources}
    changes = {address: change for address, change in changes.items() if parse_address(address).type not in idle}
    if all(resource.possible is None for resource in model.resources) and set(certain) != set(changes):
        only_here, only_planned = sorted(set(certain) - set(changes)), sorted(set(changes) - set(certain))
        yield "instances", f"only in HCL {only_here}, only planned {only_planned}"
    for address in sorted(set(certain) & set(changes)):
        yield "resources", address
        yield from _compare_resource(certain[address], changes[address])


def _compare_resource(resource: Resource, change: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    after, unknown = change["after"], change["after_unknown"]
    for name, value in resource.attributes.items():
        if name != "timeouts":
            yield from _compare_value(f"{resource.address}.{name}", value, after.get(name), unknown.get(name))
    defaults = PROVIDER.resource_types[resource.type].defaults
    for name, planned in after.items():
        if name not in {*resource.attributes, *COMPUTED} and planned not in EMPTY and defaults.get(name) != planned:
            yield "planned without being written", f"{resource.address}.{name} is {planned!r}"


#: What plans and states have where nothing is written.
EMPTY: tuple[Json, ...] = (None, "", 0, False, [], {})
#: What the provider fills in everywhere.
COMPUTED = ("region", "tags_all")


def _compare_value(path: str, value: Value, after: Json, unknown: Json) -> Iterator[tuple[str, str]]:
    match value:
        case Unknown():
            yield ("both unknown" if unknown else "only the plan knows"), f"{path} is {after!r}; {value.because}"
        case Absent():
            yield "not written", path
        case _ if unknown is True:
            yield ("only HCL knows" if _is_whole(value) else "HCL knows a part"), path
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


def _is_whole(value: Value) -> bool:
    match value:
        case Known(value=tuple() as items):
            return all(map(_is_whole, items))
        case Known(value=Mapping() as mapping):
            return all(map(_is_whole, mapping.values()))
    return isinstance(value, Known)


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
