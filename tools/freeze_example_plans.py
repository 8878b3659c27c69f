"""Freezes a real plan of every example of every rule, so that a test can judge the rules on plans, too.

    terraform providers schema -json > schema.json
    python -m tools.freeze_example_plans --planner COMMAND --schema schema.json [--at-once 2] [RULE]...

An example need not be whole; it is completed first (tools/complete_example.py). The planner (see tools/freeze_plans.py)
is given `--lenient`: it makes up values for variables that have none. fixtures/rule_plans/FAMILY.jsonl has one line an
example: its rule and name, a digest of its text, the files that were completed, and the plans of its root modules, or
why there are none. What has not changed is not planned again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.rulebook import load_with_examples
from tflint_cognito.records import dataclass
from tools.complete_example import Schemas, complete, schemas_of
from tools.freeze_plans import PROJECT, make, root_modules, steady

FOLDER = PROJECT / "fixtures" / "rule_plans"
#: The parts of a plan that are kept: what a reader of plans looks at.
KEPT = ("format_version", "terraform_version", "variables", "prior_state", "errored", "complete")
KEPT_OF_A_RESOURCE = ("address", "mode", "type", "name", "index", "change", "action_reason")
#: Changes whenever the same example gives another plan: how it is completed, or what is kept of it.
_VERSION = "2"

Line = Mapping[str, Any]
#: Names of a rule and of one of its examples.
Key = tuple[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Freeze plans of the rules' examples.")
    parser.add_argument("--planner", required=True, help="the command that makes plans")
    parser.add_argument("--schema", required=True, type=Path, help="what `terraform providers schema -json` prints")
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="how many planners run at a time (1)")
    parser.add_argument("rules", nargs="*", help="names; default: all")
    options = parser.parse_args(arguments)
    schemas = schemas_of(json.loads(options.schema.read_text(encoding="utf-8")))
    families: dict[str, list[Rule]] = {}
    for rule in load_with_examples().rules:
        families.setdefault(rule.family, []).append(rule)
    FOLDER.mkdir(parents=True, exist_ok=True)
    planning = Planning(shlex.split(options.planner), schemas, options.at_once)
    for family, rules in sorted(families.items()):
        freeze_family(FOLDER / f"{family}.jsonl", rules, options.rules, planning)
    return 0


@dataclass(frozen=True, slots=True)
class Planning:
    """How plans are made: the command, what examples are completed by, and how many are made at a time."""

    planner: Sequence[str]
    schemas: Schemas
    at_once: int

    def plan(self, examples: Mapping[Key, Example]) -> Iterator[Line]:
        """A line for each, in their order."""
        with ThreadPoolExecutor(self.at_once) as pool:
            made = pool.map(lambda example: plan_example(example, self.planner, self.schemas), examples.values())
            for ((rule, name), example), plans in zip(examples.items(), made, strict=True):
                yield {"rule": rule, "example": name, "digest": digest(example)} | plans


def freeze_family(path: Path, rules: Sequence[Rule], only: Sequence[str], planning: Planning) -> None:
    """Writes the plans of one family's examples, again only those that changed (and are of the rules in `only`)."""
    frozen = {(line["rule"], line["example"]): line for line in read_lines(path)}
    examples = [(rule, example) for rule in sorted(rules, key=lambda rule: rule.name) for example in rule.examples]
    wanted = {(rule.name, example.name): example for rule, example in examples if not example.is_plan}
    frozen = {key: line for key, line in frozen.items() if key in wanted}
    stale = {
        key: example
        for key, example in wanted.items()
        if (not only or key[0] in only) and (key not in frozen or frozen[key]["digest"] != digest(example))
    }
    for line in planning.plan(stale):
        frozen[line["rule"], line["example"]] = line
        print(f"{line['rule']}: {line['example']}: {line.get('failed', 'planned')}", flush=True)
        # After each one, so that what is interrupted can go on.
        write_lines(path, [frozen[key] for key in wanted if key in frozen])
    write_lines(path, [frozen[key] for key in wanted if key in frozen])


def plan_example(example: Example, planner: Sequence[str], schemas: Schemas) -> dict[str, Any]:
    """{"completed": …, "plans": […]}, one of each root module, or {"failed": why there are none}. An example with
    environments has the plans of each, {"environments": {NAME: […]}}."""
    files = complete(example.files, schemas)
    completed = {name: text for name, text in files.items() if example.files.get(name) != text}
    try:
        if not example.environments:
            return {"completed": completed, "plans": _planned(files, {}, planner)}
        each = {name: _planned(files, own, planner) for name, own in example.environments.items()}
        return {"completed": completed, "environments": each}
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr.strip().splitlines() or ["no reason given"])[-1]}


def _planned(files: Mapping[str, str], own: Mapping[str, Any], planner: Sequence[str]) -> list[dict[str, Any]]:
    """The plans of an example as it is in one of its environments, if it has any."""
    with laid_out(files) as folder:
        roots = [root for top in own.get("paths", ["."]) for root in root_modules(folder / top)]
        for root in roots if "vars" in own else ():
            lines = (f"{name} = {_in_hcl(value)}\n" for name, value in own["vars"].items())
            (root / "environment.auto.tfvars").write_text("".join(lines), encoding="utf-8")
        return [trimmed(make(planner, "plan", root, "--lenient")) for root in roots]


def _in_hcl(value: Any) -> str:
    """A value of a variable. A list is given as on Terraform's command line, which is HCL already."""
    return value if isinstance(value, str) and value.startswith("[") else json.dumps(value)


@contextmanager
def laid_out(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with these files, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        yield folder


def trimmed(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What of a plan is read, without what Terraform adds for others."""
    plan = steady(plan)
    kept = {key: plan[key] for key in KEPT if key in plan}
    kept["planned_values"] = {"outputs": plan["planned_values"].get("outputs", {}), "root_module": {}}
    kept["resource_changes"] = [
        {key: change[key] for key in KEPT_OF_A_RESOURCE if key in change} for change in plan.get("resource_changes", ())
    ]
    kept["output_changes"] = plan.get("output_changes", {})
    source = plan["configuration"]
    kept["configuration"] = {key: source[key] for key in ("provider_config", "root_module") if key in source}
    return kept


def write_lines(path: Path, lines: Sequence[Line]) -> None:
    if lines:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")


def digest(example: Example) -> str:
    own = [example.environments] if example.environments else []
    return hashlib.sha256(json.dumps([_VERSION, *sorted(example.files.items()), *own]).encode()).hexdigest()[:16]


def read_lines(path: Path) -> Iterator[Line]:
    """The frozen examples of one family; none where there is no file yet."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
