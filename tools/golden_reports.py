"""Writes what every format makes of one run, over fixtures/reports: `python -m tools.golden_reports`.

A test shows that running it changes nothing. What differs from one run or release to the next is steadied: the version,
the time, and where the folder lies; which revision it is of is told nowhere, since the copy that is linted has none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tflint_cognito import __version__
from tflint_cognito.report.formats import FORMATS

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "fixtures" / "reports"
GOLDEN = ROOT / "tests" / "report" / "golden"
COMMAND = "python -m tools.golden_reports"

#: Named one by one, so that a rule that is added elsewhere changes nothing here; COG0 are the tool's own.
RULES = "COG0,COG101,COG111,COG121,COG151,COG221,COG514,COG806"
ENDINGS = {
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "json",
    "gitlab": "json",
    "gitlab-sast": "json",
    "junit": "xml",
    "checkstyle": "xml",
    "rdjson": "json",
    "markdown": "md",
    "html": "html",
}


def main() -> int:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for format, text in golden_reports().items():
        golden(format).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(FORMATS)} reports")
    return 0


def golden(format: str) -> Path:
    """Where the report in `format` is kept."""
    return GOLDEN / f"{format}.{ENDINGS.get(format, 'txt')}"


def golden_reports() -> Mapping[str, str]:
    """What one run of the whole program writes, by format."""
    with TemporaryDirectory() as scratch:
        here = Path(scratch)
        (here / ".git").mkdir()  # the top of a repository that has no revision yet
        shutil.copytree(FIXTURE, here / "infra")
        outputs = [word for format in FORMATS for word in ("-o", f"{format}={format}")]
        command = ["check", "infra", "--no-cache", "--select", RULES, "--format", "text", *outputs]
        done = subprocess.run(
            [sys.executable, "-m", "tflint_cognito", *command],
            cwd=here,
            env={**_untouched(), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2, done.stderr  # one of the files is broken
        return {format: steadied((here / format).read_text(encoding="utf-8")) for format in FORMATS}


def _untouched() -> dict[str, str]:
    """The environment without what would change a report."""
    ours = ("TF_", "COGNITO_LINT_", "GITHUB_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def steadied(text: str) -> str:
    """`text` of any release at any time."""
    version = re.escape(__version__)
    text = re.sub(rf'("(?:version|semanticVersion)": "|cognito-lint[- /]){version}\b', r"\1VERSION", text)
    return re.sub(r"\b\d{4}-\d\d-\d\d([T ])\d\d:\d\d(:\d\d)?", r"2026-01-01\g<1>00:00:00", text)


if __name__ == "__main__":
    sys.exit(main())
