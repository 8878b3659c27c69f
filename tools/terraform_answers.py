"""Asks real Terraform what it makes of pieces of configuration, many at a time.

A piece is text that declares an output named as it is told. Pieces stand together in one module without any provider
but the built-in one. One that Terraform refuses is taken out with its error, one whose output has to be sensitive is
marked so, and the rest is planned again, until a plan succeeds.

An answer has either `error` (Terraform's summary and detail) or `value`, `type` (Terraform's notation; missing where
the value is null or unknown) and `sensitive`. What is unknown when Terraform plans is {"__unknown__": true} inside
`value`, and a number that JSON's readers would round {"__number__": "…"}.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

UNKNOWN = {"__unknown__": True}
BATCH = 400
#: Where Terraform finds providers: this much of the environment it may see.
PROVIDERS = ("TF_CLI_CONFIG_FILE", "TF_REATTACH_PROVIDERS")

Json = Any
#: Gives the text of a piece, for the name of its output and the lines that go into it.
Piece = Callable[[str, str], str]


def answers(terraform: str, pieces: Sequence[Piece], surroundings: str = "") -> Iterator[Json]:
    """The answers to the pieces, in their order."""
    for start in range(0, len(pieces), BATCH):
        yield from Module(terraform, pieces[start : start + BATCH], surroundings).answers()


def version(terraform: str) -> str:
    return str(json.loads(_run([terraform, "version", "-json"], Path()).stdout)["terraform_version"])


def plan(
    terraform: str, folder: Path, arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[dict[str, Json], list[str]]:
    """The outputs of a whole module, or the errors of Terraform."""
    _run([terraform, "init", "-input=false", "-backend=false"], folder)
    command = [terraform, "plan", "-json", "-input=false", "-lock=false", "-refresh=false", "-out=plan.bin"]
    done = _run([*command, *arguments], folder, environment)
    faults = [f"{fault['summary']}: {fault['detail']}" for fault in _diagnostics(done.stdout)]
    if faults or done.returncode:
        return {}, faults or [done.stderr or done.stdout]
    shown = _run([terraform, "show", "-json", "plan.bin"], folder, environment)
    shown.check_returncode()
    return dict(_outputs(json.loads(shown.stdout, parse_float=Decimal))), []


def initialise(terraform: str, folder: Path) -> list[Json]:
    """Makes a folder ready for plans, once more where its modules have changed; gives the errors, if there are any."""
    done = _run([terraform, "init", "-json", "-input=false", "-backend=false"], folder)
    return list(_diagnostics(done.stdout))


class Module:
    """One module of pieces."""

    def __init__(self, terraform: str, pieces: Sequence[Piece], surroundings: str) -> None:
        self.terraform = terraform
        self.pieces = pieces
        self.surroundings = surroundings
        self.errors: dict[int, str] = {}
        self.sensitive: set[int] = set()

    def answers(self) -> Iterator[Json]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "surroundings.tf").write_text(self.surroundings, encoding="utf-8")
            _run([self.terraform, "init", "-input=false", "-backend=false"], folder).check_returncode()
            outputs = None
            while outputs is None:
                outputs = self._plan(folder)
        for index in range(len(self.pieces)):
            if index in self.errors:
                yield {"error": self.errors[index]}
            else:
                yield outputs.get(f"piece_{index}") or self._nothing(index)

    def _plan(self, folder: Path) -> dict[str, Json] | None:
        """The outputs of a plan; None, with something learnt from what went wrong, if there is none yet."""
        before = len(self.errors) + len(self.sensitive)
        lines = self._write(folder / "pieces.tf")
        plan = [self.terraform, "plan", "-json", "-input=false", "-lock=false", "-refresh=false", "-out=plan.bin"]
        for diagnostic in _diagnostics(_run(plan, folder).stdout):
            self._learn(diagnostic, lines)
        if len(self.errors) + len(self.sensitive) > before:
            return None
        shown = _run([self.terraform, "show", "-json", "plan.bin"], folder)
        shown.check_returncode()
        return self._read(json.loads(shown.stdout, parse_float=Decimal))

    def _read(self, plan: Json) -> dict[str, Json]:
        """The answers that a plan holds, by the names of the pieces."""
        return dict(_outputs(plan))

    def _nothing(self, index: int) -> Json:
        """The answer to a piece of which the plan says nothing: an output that is null."""
        return {"value": None, "sensitive": index in self.sensitive}

    def _write(self, path: Path) -> list[int]:
        """Writes the pieces that are not refused yet; gives which piece each line belongs to."""
        texts: list[str] = []
        lines: list[int] = []
        for index, piece in enumerate(self.pieces):
            if index not in self.errors:
                mark = "  sensitive = true\n" if index in self.sensitive else ""
                texts.append(piece(f"piece_{index}", mark))
                lines += [index] * texts[-1].count("\n")
        path.write_text("".join(texts), encoding="utf-8")
        return lines

    def _learn(self, diagnostic: Json, lines: list[int]) -> None:
        index = _piece_of(diagnostic, lines)
        if index is None:
            raise SystemExit(f"Terraform failed for another reason: {diagnostic}")
        said = f"{diagnostic['summary']}: {diagnostic['detail']}"
        if "sensitive = true" in said and index not in self.sensitive:
            self.sensitive.add(index)
        else:
            self.errors.setdefault(index, said)


def _piece_of(diagnostic: Json, lines: list[int]) -> int | None:
    place = diagnostic.get("range")
    if place and place["filename"].endswith("pieces.tf"):
        line: int = place["start"]["line"]
        return lines[line - 1]
    told = f"{place['filename'] if place else ''} {diagnostic.get('address', '')} {diagnostic['detail']}"
    named = re.search(r"piece_(\d+)", told)
    return int(named[1]) if named else None


def _diagnostics(output: str) -> Iterator[Json]:
    for line in output.splitlines():
        diagnostic = json.loads(line).get("diagnostic") if line.startswith("{") else None
        if diagnostic and diagnostic["severity"] == "error":
            yield diagnostic


def _outputs(plan: Json) -> Iterator[tuple[str, Json]]:
    for name, planned in plan["planned_values"].get("outputs", {}).items():
        change = plan.get("output_changes", {}).get(name, {})
        answer = {"value": _merged(change.get("after"), change.get("after_unknown", False))}
        if "type" in planned:
            answer["type"] = planned["type"]
        yield name, {**answer, "sensitive": bool(planned.get("sensitive"))}


def _merged(value: Json, unknown: Json) -> Json:
    """A value of a plan with a mark wherever it is unknown."""
    if unknown is True:
        return UNKNOWN
    if isinstance(value, dict) or (isinstance(unknown, dict) and unknown):
        value, unknown = value or {}, unknown or {}
        return {key: _merged(value.get(key), unknown.get(key, False)) for key in sorted({*value, *unknown})}
    if isinstance(value, list) or (isinstance(unknown, list) and unknown):
        value, unknown = value or [], unknown or []
        length = max(len(value), len(unknown))
        padded = [*unknown, *[False] * length]
        return [_merged(item, flag) for item, flag in zip([*value, *[None] * length][:length], padded, strict=False)]
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= 2**53):
        return {"__number__": str(value)}
    return value


def _run(
    command: Sequence[str], folder: Path, more: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TF_") or key in PROVIDERS}
    environment.setdefault("TF_CLI_CONFIG_FILE", os.devnull)
    environment |= {"TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", **more}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
