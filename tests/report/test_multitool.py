"""Microsoft's validator, with GitHub's rules, has nothing to say about any SARIF that is written.

It is the npm package @microsoft/sarif-multitool-linux: `npm install --no-save` it here, or name it in SARIF_MULTITOOL.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.program import PROJECT
from tests.report.samples import EVERY
from tests.report.valid import rendered
from tflint_cognito.report import sarif
from tflint_cognito.report.view import Provenance, View
from tools.golden_reports import golden

NAME = "sarif-multitool-linux"
#: Asks whether links can be reached, which is about the network.
OF_THE_NETWORK = "SARIF2006"
VIEW = View(provenance=Provenance("https://example.com/shop", "c0ffee00", "main"))


def found() -> str | None:
    """The validator, if it is there: where it is said to be, in this folder's packages of npm, or on the PATH."""
    here = PROJECT / "node_modules" / ".bin" / NAME
    return os.environ.get("SARIF_MULTITOOL") or (str(here) if here.exists() else shutil.which(NAME))


MULTITOOL = found()
needs_it = pytest.mark.skipif(MULTITOOL is None, reason=f"npm's {NAME} is not here (or name it in SARIF_MULTITOOL)")


def said_of(texts: dict[str, str], folder: Path) -> list[str]:
    """What the validator says of SARIF files, each by its name."""
    assert MULTITOOL is not None
    for name, text in texts.items():
        (folder / f"{name}.sarif").write_text(text, encoding="utf-8")
    options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--kind", "Fail;Open;Review"]
    command = [MULTITOOL, "validate", *(f"{name}.sarif" for name in texts), *options, "--output", "said.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (folder / "said.json").exists(), done.stdout + done.stderr
    [run] = json.loads((folder / "said.json").read_text(encoding="utf-8"))["runs"]
    return [
        f"{Path(result['locations'][0]['physicalLocation']['artifactLocation']['uri']).stem}: {result['ruleId']} "
        f"{result['message'].get('id', '')} {result['message'].get('arguments', result['message'].get('text', ''))}"
        for result in run.get("results", ())
        if result["ruleId"] != OF_THE_NETWORK
    ]


@needs_it
def test_it_has_no_error_no_warning_and_no_note(tmp_path: Path) -> None:
    texts = {name.replace(" ", "_"): sarif.render(report, VIEW) for name, report in EVERY.items()}
    assert said_of(texts, tmp_path) == []


@needs_it
def test_it_bites(tmp_path: Path) -> None:
    log = rendered("sarif", EVERY["two findings"], VIEW)
    [run] = log["runs"]
    del run["tool"]["driver"]["rules"][0]["shortDescription"], run["results"][0]["locations"][0]["physicalLocation"]
    assert "GH2012" in " ".join(said_of({"broken": json.dumps(log)}, tmp_path))


@needs_it
def test_of_a_whole_run_it_misses_only_what_the_kept_report_leaves_out(tmp_path: Path) -> None:
    whole = golden("sarif").read_text(encoding="utf-8").replace("VERSION", "1.0.0")
    told = [line.split()[1] for line in said_of({"whole": whole}, tmp_path)]
    assert told == ["SARIF2003"]  # the copy that the report is about is in no revision
