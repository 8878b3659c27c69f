"""Freezes what real Terraform makes of whole modules: the features of the language that no single expression shows.

    python -m tools.module_vectors [TERRAFORM]
    python -m tools.module_vectors inputs [TERRAFORM]        random modules of tools/input_scenarios.py

Reads tests/terraform/evaluation/data/modules/*.txt, plans each module without any provider but the built-in one, and
writes the outputs to answers.json beside them. Such a file holds one module after another:

    === what it is about
    $ TF_VAR_size=3 -var name=web      (how it is planned: environment, arguments, -workspace=NAME)
    --- main.tf
    output "name" { … }
    --- modules/auth/main.tf
    …

An answer is the plan's `outputs` by name as tools/terraform_answers.py writes them, or the `error` of the plan.
The tests need no Terraform.
"""

from __future__ import annotations

import gzip
import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.input_scenarios import scenarios
from tools.terraform_answers import Json, plan, version

MODULES = Path(__file__).parent.parent / "tests/terraform/evaluation/data/modules"
INPUTS = MODULES / "inputs.json.gz"
SEED = 1
COUNT = 200


@dataclass(frozen=True, slots=True)
class Scenario:
    """One module, and how it is planned."""

    name: str
    files: dict[str, str]
    arguments: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    workspace: str = "default"


def read_scenarios(folder: Path = MODULES) -> Iterator[Scenario]:
    for path in sorted(folder.glob("*.txt")):
        for text in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            yield _scenario(text)


def _scenario(text: str) -> Scenario:
    head, *pieces = re.split(r"(?m)^--- ", text)
    name, _, rest = head.partition("\n")
    files = dict(piece.split("\n", 1) for piece in pieces)
    words = shlex.split(rest.removeprefix("$ ")) if rest.startswith("$ ") else []
    arguments = [word for word in words if not re.match(r"TF_VAR_|-workspace=", word)]
    environment = dict(word.split("=", 1) for word in words if word.startswith("TF_VAR_"))
    workspace = next((word.partition("=")[2] for word in words if word.startswith("-workspace=")), "default")
    return Scenario(name.strip(), files, arguments, environment, workspace)


def ask(scenario: Scenario, terraform: str) -> Json:
    """What Terraform plans for the module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in scenario.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        environment = {**scenario.environment, "TF_WORKSPACE": scenario.workspace}
        outputs, faults = plan(terraform, folder, scenario.arguments, environment)
        return {"error": faults[0]} if faults else {"outputs": outputs}


def main(terraform: str = "terraform") -> None:
    answers = {scenario.name: ask(scenario, terraform) for scenario in read_scenarios()}
    lines = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(answers[name], ensure_ascii=False)}" for name in answers)
    text = f'{{"terraform": "{version(terraform)}", "modules": {{\n  {lines}\n}}}}\n'
    (MODULES / "answers.json").write_text(text, encoding="utf-8")
    print(f"{len(answers)} modules, {sum('error' in answer for answer in answers.values())} of them refused")


def freeze_inputs(terraform: str = "terraform") -> None:
    frozen = []
    for files, arguments, environment in scenarios(SEED, COUNT):
        answer = ask(Scenario("", files, arguments, environment), terraform)
        frozen.append({"files": files, "arguments": arguments, "environment": environment, **answer})
    text = json.dumps({"terraform": version(terraform), "modules": frozen}, ensure_ascii=False, indent=0)
    INPUTS.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(frozen)} modules, {sum('error' in answer for answer in frozen)} of them refused")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["inputs", *rest]:
            freeze_inputs(*rest)
        case rest:
            main(*rest)
