"""Freezes real plans and states of the fixtures, so that tests need neither Terraform nor AWS.

    python -m tools.freeze_plans --planner COMMAND [FOLDER]...

Beside every root module below each FOLDER (default: the fixtures that are judged) it writes `plan.json` and
`state.json`: what `terraform show -json` prints of its plan, and of its state after an apply. COMMAND makes
them: `COMMAND plan DIR -o FILE` and `COMMAND apply-state DIR -o FILE` must plan, or apply, a copy of DIR with real
Terraform and a provider that calls nothing. What differs from run to run is taken out, so that freezing what has not
changed changes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
DEFAULT = ("fixtures/hardened", "fixtures/published")
#: What to make beside a root module, and how.
FILES = {"plan.json": "plan", "state.json": "apply-state"}

_LOCAL_SOURCE = re.compile(r'^\s*source\s*=\s*"(\.\.?/[^"]*)"', re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Freeze plans and states of fixtures.")
    parser.add_argument("--planner", required=True, help="the command that makes plans and states")
    parser.add_argument("folders", nargs="*", type=Path, default=[PROJECT / folder for folder in DEFAULT])
    options = parser.parse_args(arguments)
    failed = 0
    for root in (root for folder in options.folders for root in root_modules(folder)):
        for name, verb in FILES.items():
            try:
                document = make(shlex.split(options.planner), verb, root)
            except subprocess.CalledProcessError as error:
                failed += 1
                print(f"{root}: {verb} failed: {error.stderr.strip()}", file=sys.stderr)
                continue
            (root / name).write_text(written(document), encoding="utf-8")
            print(root / name)
    return 1 if failed else 0


def root_modules(folder: Path) -> list[Path]:
    """The folders with Terraform at or below `folder` that none of the others calls."""
    folders = sorted({file.parent.resolve() for file in folder.rglob("*.tf")})
    called = {
        (calling / source).resolve()
        for calling in folders
        for file in calling.glob("*.tf")
        for source in _LOCAL_SOURCE.findall(file.read_text(encoding="utf-8"))
    }
    return [found for found in folders if found not in called]


def make(planner: Sequence[str], verb: str, root: Path, *options: str) -> Any:
    """The JSON that the planner makes of `root`. subprocess.CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch, "made.json")
        subprocess.run(
            [*planner, verb, str(root), "-o", str(out), *options], check=True, capture_output=True, text=True
        )
        # Planners put their own name into the values that they make up.
        name = re.escape(Path(planner[0]).name)
        return json.loads(re.sub(rf"(?<![^\W_]){name}(?![^\W_])", "made_up", out.read_text(encoding="utf-8")))


def written(document: Any) -> str:
    """The text of a frozen plan or state: the same for the same configuration."""
    return json.dumps(steady(document), indent=1, ensure_ascii=False) + "\n"


def steady(document: Any) -> Any:
    """`document` without the time it was made at, and with lists in one order that Terraform writes in any."""
    document = {key: value for key, value in document.items() if key != "timestamp"}
    if "relevant_attributes" in document:
        document["relevant_attributes"] = sorted(document["relevant_attributes"], key=json.dumps)
    return document


if __name__ == "__main__":
    sys.exit(main())
