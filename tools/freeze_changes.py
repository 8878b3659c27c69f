"""Freezes real plans of changes, so that tests of the rules about changes need neither Terraform nor AWS.

    python -m tools.freeze_changes --planner COMMAND

Every folder of fixtures/changes has a configuration that was applied, `before`, and the one that is planned, `after`;
without that, everything is destroyed. COMMAND (see tools/freeze_plans.py) is given `--after BEFORE`, the configuration
to apply first, and `--destroy`. What rules do not read is left out of plan.json.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tools.freeze_example_plans import trimmed
from tools.freeze_plans import PROJECT, make

FOLDER = PROJECT / "fixtures" / "changes"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Freeze plans of changes.")
    parser.add_argument("--planner", required=True, help="the command that makes plans")
    planner = shlex.split(parser.parse_args(arguments).planner)
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        before, after = folder / "before", folder / "after"
        root, more = (after, []) if after.is_dir() else (before, ["--destroy"])
        plan = make(planner, "plan", root, "--after", str(before), *more)
        text = json.dumps(of_changes(plan), ensure_ascii=False)
        (folder / "plan.json").write_text(f"{text}\n", encoding="utf-8")
        print(folder)
    return 0


def of_changes(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What of a plan is read, with what tells why and what happened before."""
    kept = {key: value for key, value in trimmed(plan).items() if key != "prior_state"}
    for item, change in zip(kept["resource_changes"], plan.get("resource_changes", ()), strict=True):
        item |= {key: change[key] for key in ("previous_address", "action_reason") if key in change}
    return {**kept, "resource_drift": plan.get("resource_drift", [])}


if __name__ == "__main__":
    sys.exit(main())
