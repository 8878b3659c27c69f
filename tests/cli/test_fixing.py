from pathlib import Path

import pytest
from click.testing import CliRunner

from tflint_cognito.cli.main import cli

CLIENT = """\
variable "revocable" {
  default = false
}

resource "aws_cognito_user_pool_client" "web" {
  name                    = "web"
  user_pool_id            = "eu-west-1_Customers"
  enable_token_revocation = var.revocable # see SEC-118
}

resource "aws_cognito_identity_pool" "visitors" {
  identity_pool_name               = "visitors"
  allow_unauthenticated_identities = true
}
"""


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "main.tf"
    path.write_bytes(b"\xef\xbb\xbf" + CLIENT.replace("\n", "\r\n").encode())
    return path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(words))
    return result.exit_code, result.output


def test_a_fix_goes_to_where_the_value_is_written_and_leaves_every_other_byte_alone(web: Path) -> None:
    before = web.read_bytes()
    run("--fix", "--unsafe-fixes", "--select", "COG111")
    assert web.read_bytes() == before.replace(b"default = false", b"default = true")


def test_safe_fixes_leave_what_someone_must_look_at(web: Path) -> None:
    code, output = run("--fix")
    text = web.read_text(encoding="utf-8-sig")
    assert "allow_unauthenticated_identities = true" in text
    assert "2 unsafe fixes left out: --unsafe-fixes" in output
    assert code == 1


def test_unsafe_fixes_are_made_when_asked_for(web: Path) -> None:
    run("--fix", "--unsafe-fixes")
    assert "allow_unauthenticated_identities = false" in web.read_text(encoding="utf-8-sig")


def test_one_run_makes_fixes_that_make_room_for_each_other(web: Path) -> None:
    run("--fix")
    text = web.read_text(encoding="utf-8-sig")
    assert text.count("token_validity_units {") == 1
    assert all(f"{token}_token" in text for token in ("access", "id", "refresh"))
    assert run("--select", "COG12", "--no-cache")[0] == 0


def test_a_diff_shows_the_change_and_makes_none(web: Path) -> None:
    before = web.read_bytes()
    code, output = run("--diff", "--unsafe-fixes", "--select", "COG111")
    assert code == 1
    assert "-  default = false" in output
    assert "+  default = true" in output
    assert web.read_bytes() == before


def test_nothing_to_fix_is_no_trouble(web: Path) -> None:
    code, output = run("--diff", "--select", "COG101")
    assert (code, "nothing to fix" in output) == (0, True)


def test_what_others_may_share_is_left_alone_by_safe_fixes(web: Path) -> None:
    before = web.read_bytes()
    run("--fix", "--select", "COG111")
    assert web.read_bytes() == before


MODULE = """\
variable "minutes" {}

resource "aws_cognito_user_pool_client" "web" {
  name                   = "web"
  user_pool_id           = "eu-west-1_Customers"
  refresh_token_validity = var.minutes

  token_validity_units {
    refresh_token = "minutes"
  }
}
"""


def test_a_unit_that_others_count_in_is_not_changed_for_one_of_them(web: Path) -> None:
    (web.parent / "client").mkdir()
    client = web.parent / "client" / "main.tf"
    client.write_text(MODULE)
    calls = (
        f'module "{name}" {{\n  source = "./client"\n  minutes = {n}\n}}\n' for name, n in (("a", 600), ("b", 525600))
    )
    web.write_text("".join(calls))
    before = web.read_text()
    run("--fix", "--unsafe-fixes", "--select", "COG127")
    assert (client.read_text(), web.read_text()) == (MODULE, before)


def test_json_syntax_is_mended_where_a_literal_stands(web: Path) -> None:
    web.unlink()
    path = web.with_name("main.tf.json")
    path.write_text('{"resource": {"aws_cognito_identity_pool": {"a": {"allow_unauthenticated_identities": true}}}}')
    run("--fix", "--unsafe-fixes")
    assert '"allow_unauthenticated_identities": false' in path.read_text()


def test_a_downloaded_module_is_never_written_to(web: Path) -> None:
    folder = web.parent / ".terraform" / "modules" / "login"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(CLIENT)
    keys = '{"Modules": [{"Key": "login", "Source": "acme/login/aws", "Dir": ".terraform/modules/login"}]}'
    (folder.parent / "modules.json").write_text(keys)
    web.write_text('module "login" {\n  source = "acme/login/aws"\n}\n')
    code, _ = run("--fix", "--unsafe-fixes")
    assert code == 1, "its faults are still found"
    assert (folder / "main.tf").read_text() == CLIENT
