"""A binary plan is anyone's file: what is larger or stranger than Terraform's is refused, in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.terraform.placing.tenants import TENANTS, binary_plan
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.placing.archive import read_archive
from tflint_cognito.terraform.repository import MAX_BYTES

LIST = "tfconfig/modules.json"
MAIN = "tfconfig/m-/main.tf"
ROOT = json.dumps([{"Key": "", "Dir": "."}])
GOOD: dict[str, str | bytes] = {LIST: ROOT, MAIN: "# nothing\n"}


def refusal(folder: Path, data: bytes) -> str:
    (folder / "tf.plan").write_bytes(data)
    with pytest.raises(CognitoLintError) as caught:
        read_archive("tf.plan", str(folder))
    assert str(caught.value).startswith("--plan-file tf.plan ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_configuration_of_every_module_is_in_a_binary_plan() -> None:
    read = read_archive("tf.plan", str(TENANTS))
    assert {module.key: (module.folder, sorted(module.files)) for module in read.modules} == {
        "": (".", ["main.tf"]),
        "guests": ("../shared/guests", ["main.tf.json"]),
        "tenant": ("pools", ["main.tf"]),
        "tenant.web": ("pools/client", ["main.tf", "web_override.tf"]),
    }
    assert read.root.files["main.tf"] == (TENANTS / "infra" / "main.tf").read_bytes()


def test_the_smallest_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "tf.plan").write_bytes(binary_plan(GOOD))
    assert read_archive("tf.plan", str(tmp_path)).root.files == {"main.tf": b"# nothing\n"}


def test_what_is_no_zip_file_is_refused(tmp_path: Path) -> None:
    assert "is not a binary plan" in refusal(tmp_path, b'{"format_version": "1.2"}')
    assert "is not a binary plan" in refusal(tmp_path, b"")


def test_another_zip_file_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as other:
        other.writestr("index.js", "exports.handler = 1")
    assert "is a zip file, but not a binary plan" in refusal(tmp_path, data.getvalue())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match=r"--plan-file tf\.plan cannot be read: No such file"):
        read_archive("tf.plan", str(tmp_path))


@pytest.mark.parametrize("kept", [10, 300, 2000, 5000])
def test_a_truncated_plan_is_refused(tmp_path: Path, kept: int) -> None:
    whole = (TENANTS / "tf.plan").read_bytes()
    assert kept < len(whole)
    assert "is damaged or breaks off" in refusal(tmp_path, whole[:kept])


def test_a_plan_with_a_spoilt_byte_is_refused(tmp_path: Path) -> None:
    data = bytearray((TENANTS / "tf.plan").read_bytes())
    data[data.index(b"tfconfig/m-/main.tf") + 60] ^= 0xFF
    assert "is damaged or breaks off" in refusal(tmp_path, bytes(data))


@pytest.mark.parametrize("name", ["tfconfig/m-/../../../etc/cron.d/x.tf", "/etc/x.tf", "tfconfig\\m-\\..\\..\\x.tf"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "a name in it leads out of it" in refusal(tmp_path, binary_plan({**GOOD, name: "x"}))


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    data = binary_plan(GOOD, link="tfconfig/m-/secrets.tf")
    assert "it holds a symbolic link" in refusal(tmp_path, data)


def test_a_bomb_is_refused_by_what_it_announces(tmp_path: Path) -> None:
    zeros = bytes(MAX_BYTES + 1)
    data = binary_plan({**GOOD, "tfconfig/m-/zeros.tf": zeros})
    assert len(data) < 100_000
    assert "a file in it is larger than 16 MB" in refusal(tmp_path, data)


def test_a_bomb_of_many_files_is_refused(tmp_path: Path) -> None:
    zeros = bytes(MAX_BYTES)
    files = {f"tfconfig/m-/zeros{number}.tf": zeros for number in range(5)}
    assert "its configuration is larger than 64 MB" in refusal(tmp_path, binary_plan({**GOOD, **files}))


def test_a_bomb_that_announces_less_than_it_holds_is_refused(tmp_path: Path) -> None:
    data = bytearray(binary_plan({**GOOD, "tfconfig/m-/zeros.tf": bytes(5_000_000)}))
    size = (5_000_000).to_bytes(4, "little")
    while size in data:
        data[data.index(size) : data.index(size) + 4] = (10).to_bytes(4, "little")
    assert "is damaged or breaks off" in refusal(tmp_path, bytes(data))


def test_a_large_table_of_contents_is_refused_before_it_is_read(tmp_path: Path) -> None:
    data = bytearray(binary_plan(GOOD))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    assert "is larger than a plan can be" in refusal(tmp_path, bytes(data))


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    data = bytearray(binary_plan(GOOD))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "it is encrypted" in refusal(tmp_path, bytes(data))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(tmp_path: Path, compression: int) -> None:
    data = binary_plan(GOOD, compression=compression)
    assert "it is compressed in a way that Terraform does not use" in refusal(tmp_path, data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    data = io.BytesIO(binary_plan(GOOD))
    with zipfile.ZipFile(data, "a") as more:
        more.writestr(MAIN, "# another\n")
    assert "it holds two files of one name" in refusal(tmp_path, data.getvalue())


@pytest.mark.parametrize("listed", ["{", "[]", "[1]", '[{"Key": ""}]', "[" * 100_000, '[{"Key": "a", "Dir": "a"}]'])
def test_a_list_of_modules_that_is_none_is_refused(tmp_path: Path, listed: str) -> None:
    said = refusal(tmp_path, binary_plan({**GOOD, LIST: listed}))
    assert "cannot be read" in said or "holds no configuration" in said
