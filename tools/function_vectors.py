"""Freezes what real Terraform answers to the function calls that the tests compare ours with.

    python -m tools.function_vectors [TERRAFORM]
    python -m tools.function_vectors random SEED COUNT [TERRAFORM]      COUNT random calls of each function

Reads tests/terraform/evaluation/functions/data/calls.txt, plans all calls as outputs of one configuration without any
provider but the built-in one, and writes answers.json beside it, with the version of Terraform that gave them and its
account of all functions' signatures. A call that Terraform refuses is taken out with its error, and the rest is planned
again, until a plan succeeds. Commit the result; the tests need no Terraform.

An answer is an object with the call, and either `error` (Terraform's detail) or `value`, `type` (where Terraform tells
it) and `sensitive`. What is unknown when Terraform plans is {"__unknown__": true} inside `value`, a number that JSON
would round is "__number__" and its digits.

The random calls (tools/call_grammar.py) and their answers are written to random.json.gz, packed.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.call_grammar import random_calls

DATA = Path(__file__).parent.parent / "tests/terraform/evaluation/functions/data"
UNKNOWN = {"__unknown__": True}
BATCH = 400

#: What the calls may refer to. terraform_data is built in, and its id is unknown until it is created.
SURROUNDINGS = """
resource "terraform_data" "unknown" {}

locals {
  string        = terraform_data.unknown.id
  number        = tonumber(terraform_data.unknown.id)
  bool          = tobool(terraform_data.unknown.id)
  list          = split(",", terraform_data.unknown.id)
  set           = toset(split(",", terraform_data.unknown.id))
  map           = zipmap(split(",", terraform_data.unknown.id), split(",", terraform_data.unknown.id))
  any           = jsondecode(terraform_data.unknown.id)
  secret        = sensitive("s3cret")
  secret_number = sensitive(7)
}
"""

Json = Any


def main(terraform: str = "terraform") -> None:
    calls = list(read_calls(DATA / "calls.txt"))
    answers = [
        answer for start in range(0, len(calls), BATCH) for answer in ask(terraform, calls[start : start + BATCH])
    ]
    version = json.loads(run(terraform, ["version", "-json"], DATA))["terraform_version"]
    lines = ",\n  ".join(json.dumps(answer, ensure_ascii=False, default=_number) for answer in answers)
    signatures = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(given)}" for name, given in read_signatures(terraform))
    text = f'{{"terraform": "{version}", "signatures": {{\n  {signatures}\n}}, "answers": [\n  {lines}\n]}}\n'
    (DATA / "answers.json").write_text(text, encoding="utf-8")
    refused = sum("error" in answer for answer in answers)
    print(f"{len(answers)} answers of Terraform {version}, {refused} of them errors")


def freeze_random(seed: int, count: int, terraform: str = "terraform") -> None:
    calls = list(random_calls(seed, count, dict(read_signatures(terraform))))
    answers = [
        answer for start in range(0, len(calls), BATCH) for answer in ask(terraform, calls[start : start + BATCH])
    ]
    for answer in answers:
        if "error" in answer:
            answer["error"] = answer["error"].partition("\n")[0][:200]
    text = json.dumps(answers, ensure_ascii=False, indent=0, default=_number)
    (DATA / "random.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(answers)} answers, {sum('error' in answer for answer in answers)} of them errors")


def read_signatures(terraform: str) -> Iterator[tuple[str, Json]]:
    """What each function takes, by Terraform's own account: lists of name, type and whether null will do."""
    told = json.loads(run(terraform, ["metadata", "functions", "-json"], DATA))["function_signatures"]
    for name, signature in sorted(told.items()):
        if "::" not in name:
            variadic = signature.get("variadic_parameter")
            yield (
                name,
                {
                    "parameters": [_parameter(each) for each in signature.get("parameters", [])],
                    "variadic": variadic and _parameter(variadic),
                    "result": signature["return_type"],
                },
            )


def _parameter(told: Json) -> list[Json]:
    return [told["name"], told["type"], told.get("is_nullable", False)]


def read_calls(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def ask(terraform: str, calls: Sequence[str]) -> list[Json]:
    """The answers to `calls`, in their order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(DATA / "files", folder / "files")
        (folder / "surroundings.tf").write_text(SURROUNDINGS)
        run(terraform, ["init", "-input=false", "-backend=false"], folder)
        return list(_asked(terraform, calls, folder))


def _asked(terraform: str, calls: Sequence[str], folder: Path) -> Iterator[Json]:
    errors: dict[int, str] = {}
    sensitive: set[int] = set()
    outputs: dict[str, Json] | None = None
    while outputs is None:
        lines = _write(calls, errors, sensitive, folder)
        outputs = _plan(terraform, folder, lines, errors, sensitive)
    for index, call in enumerate(calls):
        if index in errors:
            yield {"call": call, "error": errors[index]}
        else:
            yield {"call": call, **outputs.get(f"call_{index}", {"value": None})}


def _write(calls: Sequence[str], errors: dict[int, str], sensitive: set[int], folder: Path) -> dict[int, int]:
    """Writes the calls that are not refused yet as outputs; gives which call each line belongs to."""
    text: list[str] = []
    lines: dict[int, int] = {}
    for index, call in enumerate(calls):
        if index in errors:
            continue
        mark = "\n  sensitive = true" if index in sensitive else ""
        for line in f'output "call_{index}" {{\n  value = {call}{mark}\n}}'.splitlines():
            text.append(line)
            lines[len(text)] = index
    (folder / "calls.tf").write_text("\n".join(text) + "\n", encoding="utf-8")
    return lines


def _plan(
    terraform: str, folder: Path, lines: dict[int, int], errors: dict[int, str], sensitive: set[int]
) -> dict[str, Json] | None:
    """The outputs of a plan; None, with something learnt from what went wrong, if there is none yet."""
    before = len(errors) + len(sensitive)
    output = run(terraform, ["plan", "-json", "-input=false", "-lock=false", "-out=plan.bin"], folder, check=False)
    for diagnostic in _errors(output):
        index = _call_of(diagnostic, lines)
        if index is None:
            raise SystemExit(f"Terraform failed for another reason: {diagnostic}")
        if "sensitive = true" in diagnostic["detail"]:
            sensitive.add(index)
        else:
            errors.setdefault(index, diagnostic["detail"] or diagnostic["summary"])
    if len(errors) + len(sensitive) > before:
        return None
    return dict(_outputs(json.loads(run(terraform, ["show", "-json", "plan.bin"], folder), parse_float=Decimal)))


def _errors(output: str) -> Iterator[Json]:
    for line in output.splitlines():
        diagnostic = json.loads(line).get("diagnostic") if line.startswith("{") else None
        if diagnostic and diagnostic["severity"] == "error":
            yield diagnostic


def _call_of(diagnostic: Json, lines: dict[int, int]) -> int | None:
    place = diagnostic.get("range")
    if place and place["filename"].endswith("calls.tf"):
        return lines[place["start"]["line"]]
    named = re.search(r'output value "call_(\d+)"', diagnostic["detail"])
    return int(named[1]) if named else None


def _outputs(plan: Json) -> Iterator[tuple[str, Json]]:
    for name, planned in plan["planned_values"]["outputs"].items():
        change = plan.get("output_changes", {}).get(name, {})
        value = _merged(change.get("after"), change.get("after_unknown", False))
        answer = {"value": value}
        if "type" in planned:
            answer["type"] = planned["type"]
        if planned.get("sensitive"):
            answer["sensitive"] = True
        yield name, answer


def _merged(value: Json, unknown: Json) -> Json:
    """A value of a plan with a mark wherever it is unknown."""
    if unknown is True:
        return UNKNOWN
    if isinstance(unknown, dict):
        value = value or {}
        return {key: _merged(value.get(key), unknown.get(key, False)) for key in sorted({*value, *unknown})}
    if isinstance(unknown, list) and unknown:
        value = [*(value or []), *[None] * len(unknown)][: max(len(value or []), len(unknown))]
        flags = [*unknown, *[False] * len(value)]
        return [_merged(item, flag) for item, flag in zip(value, flags, strict=False)]
    return value


def run(terraform: str, arguments: Sequence[str], folder: Path, check: bool = True) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TF_")}
    environment |= {"TF_CLI_CONFIG_FILE": os.devnull, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run([terraform, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    return done.stdout


def _number(value: object) -> str:
    """Numbers keep all their digits: as strings behind a mark that JSON has no number for."""
    return f"__number__{value}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["random", seed, count, *rest]:
            freeze_random(int(seed), int(count), *rest)
        case arguments:
            main(*arguments)
