"""Telling by content what a file is, and getting at its text."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

import pytest

from tests.terraform.plan.plans import DATA, PROVIDER, change, plan
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.plan import read_plan, recognise

PLAN = plan(change("aws_cognito_user_pool.customers", {"name": "customers"}))
TEXT = json.dumps(PLAN)


def zipped(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, b"\x00\x01")
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        gzip.compress(TEXT.encode()),
        gzip.compress(TEXT[:50].encode()) + gzip.compress(TEXT[50:].encode()) + b"\0\0",
        b"\r\n  " + TEXT.encode(),
        b"[command]/usr/bin/terraform show -json tf.plan\n" + TEXT.encode(),
        json.dumps(PLAN, indent=2, sort_keys=True).encode(),
    ],
    ids=[
        "utf-8",
        "mark",
        "utf-16",
        "utf-16 without mark",
        "big-endian",
        "gzip",
        "gzip in parts",
        "white space",
        "wrapper",
        "sorted",
    ],
)
def test_a_plan_is_recognised_and_read_in_every_encoding(data: bytes) -> None:
    assert recognise(data) == "plan"
    assert read_plan(data, "plan.json", PROVIDER).resource_count == 1


@pytest.mark.parametrize("name", ["references", "module_stack", "provider_3_39"])
def test_a_real_plan_is_recognised(name: str) -> None:
    assert recognise((DATA / f"{name}.json").read_bytes()) == "plan"


def test_a_state_is_recognised() -> None:
    assert recognise((DATA / "sensitive_values_state.json").read_bytes()) == "state"


def test_a_sorted_plan_is_recognised_although_its_version_stands_far_down() -> None:
    configuration: dict[str, Any] = {"root_module": {"variables": {f"name_{number}": {} for number in range(9000)}}}
    data = json.dumps({"configuration": configuration, "format_version": "1.2", "resource_changes": []}).encode()
    assert data.index(b"format_version") > 1 << 16
    assert recognise(data) == "plan"


def test_an_empty_state_is_a_state() -> None:
    assert recognise(b'{"format_version": "1.0"}\n') == "state"
    assert read_plan(b'{"format_version": "1.0"}', "state.json", PROVIDER).resources == ()


def test_a_truncated_plan_is_still_a_plan() -> None:
    assert recognise(TEXT[:-40].encode()) == "plan"


def test_a_binary_plan_is_recognised_but_no_other_archive() -> None:
    assert recognise(zipped("tfplan")) == "binary plan"
    assert recognise(zipped("function.py")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"resource {}",
        b'{"name": "web", "version": "1.0.0"}',
        b'{"resource": {"aws_cognito_user_pool": {"customers": {"name": "customers"}}}}',
        b'{"variable": {"values": {}}, "output": {"format_version": {"value": 1}}}',
        b'{"format_version": "1.0", "provider_schemas": {"aws": {"values": {}, "configuration": {}}}}',
        b'{"format_version": "1.0", "valid": true, "diagnostics": []}',
        b'{"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x", "resources": []}',
        b"\xff\xd8\xff\xe0 a picture",
        b"\x1f\x8b broken",
    ],
)
def test_nothing_else_is_taken_for_a_plan(data: bytes) -> None:
    assert recognise(data) is None


def test_text_before_the_plan_is_skipped_with_a_hint() -> None:
    model = read_plan(
        b"[command]/bin/terraform show -json p\n" + TEXT.encode() + b"\n\n::debug::0", "plan.json", PROVIDER
    )
    (diagnostic,) = model.diagnostics
    assert (diagnostic.severity, diagnostic.path) == ("warning", "plan.json")
    assert "terraform_wrapper: false" in diagnostic.message


def test_text_after_the_plan_is_said() -> None:
    (diagnostic,) = read_plan(TEXT.encode() + b"\nDone.\n", "plan.json", PROVIDER).diagnostics
    assert "goes on after its JSON" in diagnostic.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (TEXT[:-1].encode(), "is truncated"),
        (TEXT[:-40].encode(), "is truncated"),
        (TEXT[: TEXT.index("customers") + 3].encode(), "is truncated"),
        (b'{"format_version": "1.0", "complete": tr', "is truncated"),
        (b'{"format_version": "1.0", "n": "caf\xc3', "is truncated"),
        (gzip.compress(TEXT.encode() * 50)[:-60], "is truncated"),
        (b'{"format_version": 1.0,, "a": 1}', "is not JSON (line 1, column 24)"),
        (b"terraform plan", "is not JSON"),
        (b"\x93\xfa\xfb rest", "neither UTF-8 nor UTF-16"),
        (zipped("tfplan"), "terraform show -json plan.json"),
        (b'{"format_version": "2.0", "planned_values": {}}', "format_version '2.0'"),
        (b'{"format_version": "1.0", "provider_schemas": {}}', "neither a plan nor a state"),
        (b'{"plan_format_version": "1.1", "resource_changes": []}', "redacted plan that HCP Terraform hands out"),
        (b'{"version": 4, "serial": 3, "lineage": "x", "resources": []}', "raw state file"),
        (
            b'{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}',
            "terraform show -json",
        ),
        (b"[1, 2]", "neither a plan nor a state"),
        (b'{"format_version": "1.0", "values": {"root_module": []}}', "root_module is not an object"),
        (b'{"format_version": "1.0", "configuration": {}, "resource_changes": {}}', "resource_changes is not a list"),
        (b'{"format_version": "1.0", "resource_changes": [{"address": "here", "change": {"after": {}}}]}', "'here'"),
        (b'{"format_version": "1.0", "variables": {}}', "neither a plan nor a state"),
        (b'{"format_version": "1.0", "values": NaN}', "a number that is none of Terraform's"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(CognitoLintError) as error:
        read_plan(data, "plan.json", PROVIDER)
    assert words in str(error.value)
    assert str(error.value).startswith("plan.json")
    assert "\n" not in str(error.value)


def test_standard_input_has_a_name() -> None:
    with pytest.raises(CognitoLintError, match="standard input is empty"):
        read_plan(b"", "-", PROVIDER)


def test_a_compressed_flood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tflint_cognito.terraform.plan.recognition._MOST_BYTES", 1 << 20)
    with pytest.raises(CognitoLintError, match="larger than 1 MB"):
        read_plan(gzip.compress(b" " * (2 << 20)), "plan.json.gz", PROVIDER)


def test_half_a_surrogate_pair_does_not_get_in() -> None:
    document = plan(change("aws_cognito_user_pool.customers", {"name": "half \ud83d, whole \U0001f600"}))
    model = read_plan(json.dumps(document).encode(), "plan.json", PROVIDER)
    assert str(model.resources[0].attributes["name"].value) == "half \ufffd, whole \U0001f600"  # type: ignore[union-attr]
