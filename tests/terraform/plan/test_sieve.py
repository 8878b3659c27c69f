"""Large plans, read a part at a time: the same comes out, and what is not of interest is not held."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest

from tests.terraform.plan.plans import DATA, PROVIDER, block, change, plan, read, refers, value
from tflint_cognito.terraform.plan import read_plan
from tflint_cognito.terraform.plan.document import parse
from tflint_cognito.terraform.plan.sieve import LATER, LEFT_OUT, Later, sift
from tflint_cognito.terraform.plan.window import BrokenOff, NotJson, Window
from tflint_cognito.terraform.values import Known, Unknown

CERTIFICATE = "aws_acm_certificate.login"
DOMAIN = "aws_cognito_user_pool_domain.login"


def bucket(number: int, **attributes: Any) -> dict[str, Any]:
    return change(f"aws_s3_bucket.logs[{number}]", {"bucket": f"Zürich 🗻 {number}", **attributes}, actions="no-op")


@pytest.mark.parametrize("part", [1, 7, 64])
@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_how_much_is_read_at_once_changes_nothing(path: Any, part: int) -> None:
    data = path.read_bytes()
    assert sift(Window(io.BytesIO(data), part), PROVIDER) == sift(Window(io.BytesIO(data)), PROVIDER)


def test_what_is_of_interest_is_kept_as_it_is_and_of_others_the_address() -> None:
    wanted = change("aws_cognito_user_pool.customers", {"name": "customers"})
    text = json.dumps(plan(bucket(0), wanted, resource_drift=[bucket(0), wanted]))
    document: Any = sift(Window(io.BytesIO(text.encode())), PROVIDER)
    (stub, kept), drift = document["resource_changes"], document["resource_drift"]
    assert kept == wanted
    assert set(stub) == {"address", "mode", "change", LATER} and stub["change"] == {"after": {}}
    assert drift == [LEFT_OUT, wanted], "each has the index that it has in the file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_reference_leads_to_is_read_again(encoding: str) -> None:
    certificate = change(CERTIFICATE, {"domain_name": "login.larkspur-books.com"}, {"arn": True})
    domain = change(DOMAIN, {"domain": "login.larkspur-books.com"}, {"certificate_arn": True})
    written = {"certificate_arn": refers(f"{CERTIFICATE}.arn", CERTIFICATE)}
    document = plan(bucket(0), certificate, bucket(1), domain, configured=[block(DOMAIN, written)])
    model = read_plan(json.dumps(document, ensure_ascii=False).encode(encoding), "plan.json", PROVIDER)
    match value(model, DOMAIN, "certificate_arn"):
        case Unknown(because=because):
            assert because == f"{CERTIFICATE}.arn is known only after apply"
        case other:
            raise AssertionError(other)
    assert model.resource_count == 4


def test_a_document_cannot_say_what_is_read_again() -> None:
    pool = change("aws_cognito_user_pool.customers", {"name": "customers"})
    model = read(plan({**pool, LATER: [0, 10]}))
    match value(model, "aws_cognito_user_pool.customers", "name"):
        case Known(value=name):
            assert name == "customers"
        case other:
            raise AssertionError(other)


def test_what_is_of_no_interest_is_not_held() -> None:
    heavy = [bucket(number, policy="x" * 20_000) for number in range(500)]
    data = json.dumps(plan(*heavy, change("aws_cognito_user_pool.customers", {"name": "customers"}))).encode()
    file = io.BytesIO(data)
    tracemalloc.start()
    sift(Window(file, 1 << 16), PROVIDER)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(data) > 10_000_000
    assert peak < 2_000_000


@pytest.mark.parametrize("text", ['{"a": "😀"}', r'{"a": "\ud83d\ude00"}', r'{"a": "\ud83d"}', r'{"a": "\ude00 x"}'])
def test_pairs_of_surrogates_stay_whole_however_they_are_read(text: str) -> None:
    for part in range(1, 20):
        assert Window(io.BytesIO(text.encode()), part).value() == parse(text)


@pytest.mark.parametrize(
    ("text", "line", "column"), [("[1,\n2,\n  x]", 3, 3), ('{"a": 1\n "b": 2}', 2, 2), ("[1 2]", 1, 4)]
)
def test_a_fault_is_placed_however_it_is_read(text: str, line: int, column: int) -> None:
    for part in range(1, 20):
        with pytest.raises(NotJson) as error:
            sift_all(text, part)
        assert (error.value.line, error.value.column) == (line, column)


@pytest.mark.parametrize("text", ["[1, 2", '{"a": tru', '{"a"', '{"a": "b', "[", "{", '{"a": 1,'])
def test_what_breaks_off_says_so_however_it_is_read(text: str) -> None:
    for part in range(1, 12):
        with pytest.raises(BrokenOff):
            sift_all(text, part)


def test_a_file_that_changes_meanwhile_is_no_crash() -> None:
    later = Later(io.BytesIO(b"something else"))
    with pytest.raises(Exception, match="changed while it was read"):
        later.resource({LATER: [0, 5]})


def sift_all(text: str, part: int) -> None:
    """Goes through a list or an object, value by value."""
    window = Window(io.BytesIO(text.encode()), part)
    for _ in window.names() if window.next() == "{" else window.elements():
        window.value()
