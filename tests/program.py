"""Runs the whole program, as a user's shell does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
FIXTURES = PROJECT / "fixtures"


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def said(self) -> str:
        """All that a user saw, on both streams."""
        return self.out + self.err


def run(*arguments: str | Path, folder: Path = PROJECT, stdin: bytes | None = None, **variables: str) -> Run:
    """`cognito-lint ARGUMENTS` in `folder`, untouched by the environment of whoever runs the tests but for
    `variables`."""
    ours = ("TF_", "COGNITO_LINT_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"PYTHONPATH": str(PROJECT), **variables}
    command = [sys.executable, "-m", "tflint_cognito", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, input=stdin or b"", capture_output=True, check=False)
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
