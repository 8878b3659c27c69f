"""One JSON object a line, as in the JSON report: findings, undetermined ones, diagnostics, and the summary last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tflint_cognito.finding.finding import Report
from tflint_cognito.report.json import as_json
from tflint_cognito.report.view import View

#: The lists of the JSON report, and what each line calls an item of one.
_KINDS = {
    "findings": "finding",
    "undetermined": "undetermined",
    "passed": "passed",
    "compliance": "control",
    "posture": "setting",
    "diagnostics": "diagnostic",
}


def render(report: Report, view: View) -> str:
    return "".join(f"{json.dumps(line)}\n" for line in _lines(as_json(report, view)))


def _lines(whole: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key, kind in _KINDS.items():
        items: Sequence[Mapping[str, Any]] = whole.get(key, ())
        yield from ({"kind": kind, **item} for item in items)
    rest = {key: value for key, value in whole.items() if key not in _KINDS}
    yield {"kind": "summary", **rest.pop("summary"), **rest}
