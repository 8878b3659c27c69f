"""Compares what the rules say of root modules as HCL, as a plan and as the state after apply.

    python -m tools.compare_verdicts --planner COMMAND [--lenient] FOLDER...

The planner (see tools/freeze_plans.py) plans and applies a copy of each folder. The three verdicts of every rule on a
resource are put side by side: they may differ in what they know, never in what they say. Contradictions (pass and fail)
are listed, and make the exit code 1; with --list also all others that are not the same, with the reasons of each. What
the planner makes up for variables that have no value is given to the HCL reader too. Paths are read as from the working
directory, which therefore must hold all that the folders call.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan import read_plan
from tools.compare_with_plans import written_model
from tools.freeze_plans import make

#: The ways to read a configuration, and the planner's verb for each.
WAYS: Mapping[str, str] = {"hcl": "", "plan": "plan", "state": "apply-state"}

#: Rule and address -> verdict.
Verdicts = Mapping[tuple[str, str], Verdict]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--planner", required=True, help="the command that makes plans and states")
    parser.add_argument("--lenient", action="store_true", help="let it make up what is missing")
    parser.add_argument("--list", action="store_true", help="also list what one of them leaves open")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    for folder in options.folders:
        found = {way: verdicts for way, verdicts in _read(folder.resolve(), options) if verdicts is not None}
        counts[f"roots: {', '.join(found) or 'none'}"] += 1
        for kind, line in compared(found) if len(found) > 1 else ():
            counts[kind] += 1
            if kind == "contradiction" or (options.list and kind != "same"):
                print(f"{folder}: {kind}: {line}", flush=True)
    for kind, count in sorted(counts.items()):
        print(f"{kind}: {count}")
    return 1 if counts["contradiction"] else 0


def compared(found: Mapping[str, Verdicts]) -> Iterator[tuple[str, str]]:
    """The kind of agreement of each rule on each resource, with a line that says which."""
    keys = dict.fromkeys(key for verdicts in found.values() for key in verdicts)
    for key in keys:
        outcomes = {way: verdicts[key].outcome for way, verdicts in found.items() if key in verdicts}
        decided = {way: outcome for way, outcome in outcomes.items() if outcome is not Outcome.UNDETERMINED}
        said = ", ".join(f"{way} {outcome.value}" for way, outcome in outcomes.items())
        yield _kind(found, outcomes, decided), f"{key[0]} {key[1]}: {said}{_reasons(found, key)}"


def _kind(found: Mapping[str, Verdicts], outcomes: Mapping[str, Outcome], decided: Mapping[str, Outcome]) -> str:
    if len(set(decided.values())) > 1:
        return "contradiction"
    if len(decided) == len(found):
        return "same"
    if not decided:
        return "nobody decides"
    if len(outcomes) < len(found):
        return f"only {' and '.join(outcomes)} apply"
    return f"only {' and '.join(decided)} decide{'s' if len(decided) == 1 else ''}"


def _reasons(found: Mapping[str, Verdicts], key: tuple[str, str]) -> str:
    verdicts = [(way, verdicts[key]) for way, verdicts in found.items() if key in verdicts]
    return "".join(f"\n    {way}: {verdict.because}" for way, verdict in verdicts)


def _read(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Verdicts | None]]:
    """What each way says; HCL is read with the values that the plan was made with, so nothing without one."""
    rules = [rule for rule in load() if rule.about != "change"]
    documents = {way: _made(folder, verb, options) for way, verb in WAYS.items() if verb}
    plan = documents["plan"]
    yield "hcl", None if plan is None else _judged(rules, written_model(folder, plan))
    for way, document in documents.items():
        read = None if document is None else read_plan(json.dumps(document).encode(), f"{way}.json", PROVIDER)
        yield way, _judged(rules, read)


def _judged(rules: Sequence[Rule], model: Model | None) -> Verdicts | None:
    if model is None:
        return None
    return {(one.rule.name, str(one.resource.address)): one for one in judge(rules, Architecture(model))}


def _made(folder: Path, verb: str, options: argparse.Namespace) -> Any:
    lenient = ["--lenient"] if options.lenient else []
    try:
        return make(shlex.split(options.planner), verb, folder, *lenient)
    except subprocess.CalledProcessError as error:
        print(f"{folder}: {verb}: {(error.stderr.strip().splitlines() or ['failed'])[-1]}", file=sys.stderr)
        return None


if __name__ == "__main__":
    sys.exit(main())
