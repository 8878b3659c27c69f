"""Timing whole processes: the least of some runs, since everything else on a machine only ever adds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LINT = [sys.executable, "-m", "tflint_cognito"]
YARDSTICK = [sys.executable, "-c", "import click"]


def least(command: Sequence[str], cache: Path, runs: int = 7, before: Callable[[], None] | None = None) -> float:
    """Seconds of the fastest of `runs` processes; `before` runs before each and is not measured."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody runs a linter without compiled modules
    seconds: list[float] = []
    for _ in range(runs):
        if before is not None:
            before()
        started = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def forget_trees(cache: Path) -> None:
    """Removes the parsed trees from the cache, and leaves the table of the grammar."""
    for path in cache.rglob("trees-*"):
        path.unlink()


def table(rows: Sequence[tuple[str, float]], yardstick: str, unit: float) -> str:
    from tabulate import tabulate

    shown = [(name, f"{1000 * seconds:.0f}", f"{seconds / unit:.2f}") for name, seconds in rows]
    return tabulate(shown, ["what", "ms", f"x {yardstick}"], tablefmt="github")


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
