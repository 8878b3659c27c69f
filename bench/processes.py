"""Timing whole processes, and comparing them with a yardstick that ran at the same time.

Other work on a machine only ever adds to a time, so the least of some runs is what a program needs; and since the
subjects take turns, what slows one of them down slows the others down too.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Subject:
    """A command to time; `before` runs before each run and is not timed."""

    command: Sequence[str]
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Times:
    """Seconds of some runs."""

    least: float
    median: float


@dataclass(frozen=True)
class Target:
    """At most so many times the yardstick's time."""

    subject: str
    most: float


class Bench:
    """The program of a checkout, or of whatever is installed for `python`; its cache lies in a folder of its own."""

    def __init__(self, scratch: Path, python: str | None = None) -> None:
        self.python = python or sys.executable
        self.lint = [self.python, "-m", "tflint_cognito"]
        self.cache = scratch / "cache"
        self._folder = scratch
        self._environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody runs a linter without compiled modules
        if python is None:
            self._environment["PYTHONPATH"] = str(PROJECT)

    def once(self, command: Sequence[str]) -> float:
        """Seconds of one run."""
        started = time.perf_counter()
        subprocess.run(
            command,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return time.perf_counter() - started

    def times(self, subjects: Mapping[str, Subject], runs: int) -> dict[str, Times]:
        """Those of each subject, all taking turns."""
        seconds: dict[str, list[float]] = {name: [] for name in subjects}
        for _ in range(runs):
            for name, subject in subjects.items():
                subject.before()
                seconds[name].append(self.once(subject.command))
        return {name: Times(min(taken), statistics.median(taken)) for name, taken in seconds.items()}

    def forget(self) -> None:
        """Removes what earlier runs have kept, all but the table of the grammar, which a wheel carries."""
        for path in self.cache.glob("cognito-lint/*"):
            if not path.name.startswith("grammar"):
                path.unlink()

    def forget_reports(self) -> None:
        """Removes the reports that earlier runs came to, as if a file had changed: everything is judged again."""
        for path in self.cache.glob("cognito-lint/report-*"):
            path.unlink()

    def settle(self, command: Sequence[str]) -> None:
        """Runs until everything is kept that can be: files changed a moment ago are not."""
        time.sleep(4)
        for _ in range(2):
            self.once(command)


def report(times: Mapping[str, Times], yardstick: str, targets: Sequence[Target]) -> bool:
    """Prints a table, and of each target whether it is met; says whether all are."""
    from tabulate import tabulate

    unit = times[yardstick].least
    most = {target.subject: target.most for target in targets}
    rows = [
        (
            name,
            f"{1000 * taken.least:.0f}",
            f"{1000 * taken.median:.0f}",
            _ratio(taken.least / unit),
            _ratio(most[name]) if name in most else "",
            "" if name not in most else "pass" if taken.least <= most[name] * unit else "FAIL",
        )
        for name, taken in times.items()
    ]
    headers = ["what", "least ms", "median ms", f"x {yardstick}", "at most", ""]
    print(tabulate(rows, headers, tablefmt="github", disable_numparse=True))
    return all(times[target.subject].least <= target.most * unit for target in targets)


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"
