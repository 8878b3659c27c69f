"""Everything that must hold before a change goes in: `python -m tools.check [pytest's arguments]`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = {
    "ruff": ["ruff", "check", "--quiet"],
    "mypy": ["mypy", "--no-error-summary"],
    "pytest": ["pytest", "--quiet", "--numprocesses=auto", "--dist=loadgroup"],
}


def main(arguments: list[str]) -> int:
    """Runs every step, also after one that found something, and says at the end which did."""
    found: list[str] = []
    for name, command in STEPS.items():
        more = arguments if name == "pytest" else []
        print(f"== {name}", flush=True)
        started = time.monotonic()
        outcome = subprocess.run([sys.executable, "-m", *command, *more], cwd=ROOT, check=False)
        good = outcome.returncode == 0
        print(f"   {'ok' if good else 'found something'}, {time.monotonic() - started:.0f} s", flush=True)
        found += [] if good else [name]
    print(f"== {', '.join(found)}: see above" if found else "== all good")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
