"""The answers of real Terraform, frozen by tools/function_vectors.py, to calls of every function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from tests.terraform.evaluation.functions.asking import (
    DATA,
    UNKNOWN,
    answers,
    as_json,
    ask,
    function_of,
    signatures,
    type_as_json,
)
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import is_sensitive

COMPRESSED = "it is not compressed here: two versions of Terraform need not do it alike"
DECRYPTED = "nothing is decrypted here, so nothing is known of it, not even that it fails"

#: Where we differ on purpose, and why.
DIFFERENCES = {
    'cidrhost("::ffff:10.0.0.0/104", 5)': "Terraform's answer is no address; ours is unknown",
    'element(["a", "b"], -1)': "refused in other words than a stack trace",
    r'jsondecode("{\"a\": 1, \"a\": \"x\"}")': "later versions refuse it",
    "base64gzip(local.secret)": COMPRESSED,
    'base64gzip("") == ""': COMPRESSED,
    'rsadecrypt(local.secret, "no key")': DECRYPTED,
    'rsadecrypt("YQ==", "")': DECRYPTED,
    "templatestring(local.secret, local.map)": "Terraform drops the mark of a template whose variables are unknown",
    "pow(0, -0.5)": "infinity: Terraform refuses it only as an output",
    "pow(-8, 1/3)": "a power with a fraction is unknown, whatever it is of",
    "pow(1.5, 2.5)": "a power with a fraction is unknown: its last digits are Terraform's own",
    'textencodebase64("a", "utf8")': "a name that only Python knows may be one that Terraform knows too",
    r'yamldecode("<<: [{a: 1}, {b: 2}]\nc: 3")': "refused in other words: later versions merge sequences",
}

#: Of these, only that they are refused has to be the same: the words are Go parsers', a stack trace, or say more.
OWN_WORDS = {"jsondecode", "log", "pow", "indent", "try", "templatefile", "templatestring"}


@pytest.mark.parametrize("answer", answers(), ids=[answer["call"] for answer in answers()])
def test_terraform_gives_the_same_answer(answer: Mapping[str, Any]) -> None:
    ours = _ours(answer["call"])
    theirs = _theirs(answer)
    if answer["call"] in DIFFERENCES:
        assert ours != theirs, "no difference any more: take it off the list"
    elif "error" in theirs and function_of(answer["call"]) in OWN_WORDS:
        assert "error" in ours
    else:
        assert ours == theirs


def test_every_function_is_asked_for_often_enough() -> None:
    asked = Counter(function_of(answer["call"]) for answer in answers())
    assert {name for name in signatures() if asked[name] < 5} == set()


@pytest.mark.parametrize("kind", ["error", "unknown"])
def test_every_function_meets_an_error_and_an_unknown(kind: str) -> None:
    def is_of_kind(answer: Mapping[str, Any]) -> bool:
        return (kind == "error" and "error" in answer) or (kind == "unknown" and "local." in answer["call"])

    met = {function_of(answer["call"]) for answer in answers() if is_of_kind(answer)}
    assert signatures().keys() - met == set()


def test_the_frozen_answers_are_those_to_the_calls() -> None:
    lines = (DATA / "calls.txt").read_text(encoding="utf-8").splitlines()
    calls = [line for line in lines if line and not line.startswith("#")]
    assert [answer["call"] for answer in answers()] == calls, "run tools/function_vectors.py"


def _ours(call: str) -> dict[str, object]:
    try:
        value = ask(call)
    except EvaluationError as error:
        return {"error": _comparable(error.message)}
    return _described(as_json(value), type_as_json(value.type), is_sensitive(value))


def _theirs(answer: Mapping[str, Any]) -> dict[str, object]:
    if "error" in answer:
        return {"error": _comparable(answer["error"])}
    return _described(answer["value"], answer.get("type"), answer.get("sensitive", False))


def _described(value: object, type: object, sensitive: bool) -> dict[str, object]:
    """Terraform tells the type only of what is known and not null."""
    if value is None or value == UNKNOWN or "__unknown__" in str(value):
        type = None
    return {"value": value, "type": type, "sensitive": sensitive}


def _comparable(message: str) -> str:
    """Terraform 1.11 says less about types than later versions do."""
    message = re.sub(r", but have [\w ]+$", "", message.removesuffix("."))
    return message.replace(" of dynamic required", " of any single type required")
