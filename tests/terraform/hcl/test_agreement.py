"""Snippets that Terraform 1.11.4 was asked about: `probes.json` holds which it accepts and which it refuses.

`tools/compare_parsing.py --freeze` asks again.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.terraform.hcl.spelling import complaints, file_of
from tflint_cognito.terraform.hcl.decoding import decode

PROBES = json.loads(Path(__file__).with_name("probes.json").read_text("utf-8"))

#: What Terraform reads and we refuse, on purpose. In 18,000 files changed by chance nothing else was found.
DIFFERENT = {
    "a = var.1e5\n": "an index after a dot that is a power of ten; nobody writes it, and it is said",
    'a = "x\0y"\n': "a file with a NUL byte is no text; mostly it is UTF-16, and what is read of it nonsense",
}


@pytest.mark.parametrize("text", [text for text in PROBES["accepted"] if text not in DIFFERENT])
def test_what_terraform_accepts_is_read(text: str) -> None:
    assert complaints(file_of(decode(text.encode()))) == []


@pytest.mark.parametrize("text", DIFFERENT)
def test_what_differs_is_said(text: str) -> None:
    assert text in PROBES["accepted"]
    try:
        said = complaints(file_of(decode(text.encode())))
    except ValueError as error:
        said = [str(error)]
    assert len(said) == 1


@pytest.mark.parametrize("text", PROBES["refused"])
def test_what_terraform_refuses_is_complained_about(text: str) -> None:
    assert complaints(file_of(decode(text.encode())))


@pytest.mark.parametrize("text", PROBES["refused"])
def test_every_complaint_has_a_place_inside_the_text(text: str) -> None:
    file = file_of(text)
    complaints(file)
    for diagnostic in file.diagnostics:
        assert diagnostic.range is not None
        assert 0 <= diagnostic.range.begin <= diagnostic.range.stop <= len(text)


@pytest.mark.parametrize("text", PROBES["refused"])
def test_a_complaint_is_a_short_clause(text: str) -> None:
    file = file_of(text)
    complaints(file)
    for diagnostic in file.diagnostics:
        assert len(diagnostic.message) <= 120
        assert not diagnostic.message.endswith(".")
        assert not any(word in diagnostic.message for word in ("should", "Token", "LBRACE", "expected one of"))
