"""`cognito-lint compare`, from the command line to the exit code."""

from __future__ import annotations

import re
from pathlib import Path

from tests.program import FIXTURES, Run, run

FOLDER = FIXTURES / "environments"


def compare(*arguments: str | Path, folder: Path = FOLDER) -> Run:
    return run("compare", "--no-cache", *arguments, folder=folder)


def differing(done: Run) -> dict[str, list[str]]:
    return {row["attribute"]: list(row["values"].values()) for row in done.json["rows"] if row["differs"]}


def test_only_what_differs_is_shown_and_stops() -> None:
    done = compare("--env", "dev", "--env", "staging", "-f", "json")
    assert done.code == 1
    assert differing(done) == {
        "allowed_oauth_flows": ['["code", "implicit"]', '["code"]'],
        "prevent_user_existence_errors": ['"LEGACY"', '"ENABLED"'],
    }
    assert compare("--exit-zero").code == 0


def test_all_shows_what_is_equal_too() -> None:
    rows = compare("--all", "-f", "json").json["rows"]
    assert {row["differs"] for row in rows} == {True, False}
    assert all(list(row["values"]) == ["dev", "staging", "prod"] for row in rows)


def test_what_is_not_known_is_never_different(tmp_path: Path) -> None:
    text = (FOLDER / "main.tf").read_text(encoding="utf-8")
    for name, flows in (("one", "var.flows"), ("other", '["code"]')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(text.replace("= var.flows", f"= {flows}"), encoding="utf-8")
    done = compare("one", "other", "--all", "-f", "json", folder=tmp_path)
    assert done.code == 0
    values = next(row["values"] for row in done.json["rows"] if row["attribute"] == "allowed_oauth_flows")
    assert values == {"one": "not known", "other": '["code"]'}


def test_plans_are_compared_as_folders_are() -> None:
    root = FIXTURES / "published" / "environments"
    plans = differing(compare("dev/plan.json", "prod/plan.json", "-f", "json", folder=root))
    folders = differing(compare("dev", "prod", "-f", "json", folder=root))
    assert plans == folders
    assert "allowed_oauth_flows" in folders


def test_one_environment_has_nothing_to_be_compared_with() -> None:
    done = compare("--env", "prod")
    assert done.code == 2
    assert "nothing to compare with" in done.err


def test_the_hosts_of_scopes_are_those_of_their_environments(tmp_path: Path) -> None:
    text = (FOLDER / "main.tf").read_text(encoding="utf-8")
    for name in ("dev", "prod"):
        (tmp_path / name).mkdir()
        scopes = text.replace('["openid"]', f'["https://{name}.example.com/read"]')
        (tmp_path / name / "main.tf").write_text(scopes, encoding="utf-8")
    done = compare("dev", "prod", "-f", "json", folder=tmp_path)
    assert done.code == 0
    assert done.json["unknown"] > 0


def write(folder: Path, **environments: str) -> None:
    for name, text in environments.items():
        (folder / name).mkdir()
        (folder / name / "main.tf").write_text(text, encoding="utf-8")


POOL = 'resource "aws_cognito_user_pool" "{}" {{\n  name = "customers-{}"\n  mfa_configuration = "{}"\n}}\n'


def test_what_was_paired_by_its_name_is_said(tmp_path: Path) -> None:
    write(tmp_path, dev=POOL.format("old", "dev", "ON"), prod=POOL.format("new", "prod", "OFF"))
    table = compare("dev", "prod", folder=tmp_path)
    assert table.code == 1
    assert "taken for the same: aws_cognito_user_pool.old (dev), aws_cognito_user_pool.new (prod)\n" in table.out
    assert "1 difference in " in table.out
    comment = compare("dev", "prod", "-f", "markdown", folder=tmp_path).out
    assert "* taken for the same: aws_cognito_user_pool.old (dev)" in comment
    row = compare("dev", "prod", "-f", "json", folder=tmp_path).json["rows"][0]
    assert row["addresses"] == {"dev": "aws_cognito_user_pool.old", "prod": "aws_cognito_user_pool.new"}
    assert row["values"] == {"dev": '"ON"', "prod": '"OFF"'}


def test_no_difference_says_in_how_much(tmp_path: Path) -> None:
    text = POOL.format("customers", "x", "ON")
    write(tmp_path, dev=text, prod=text)
    done = compare("dev", "prod", folder=tmp_path)
    assert done.code == 0
    assert re.fullmatch(r"no difference in \d+ settings that could be compared; 2 not known everywhere\n", done.out)


def test_where_nothing_could_be_compared_it_is_never_green(tmp_path: Path) -> None:
    write(tmp_path, dev="locals {\n  a = 1\n}\n", prod="locals {\n  a = 1\n}\n")
    for format in ("table", "markdown", "json"):
        done = compare("dev", "prod", "-f", format, "--exit-zero", folder=tmp_path)
        assert done.code == 2
        assert "error: nothing could be compared: no Amazon Cognito resource was seen" in done.err
        assert "no difference" not in done.out


def test_where_nothing_is_known_it_is_never_green(tmp_path: Path) -> None:
    text = 'variable "pools" {}\n' + POOL.format("customers", "x", "ON").replace("{\n", "{\n  count = var.pools\n", 1)
    text = text.replace('"ON"', "var.pools")
    module = 'module "auth" {\n  source  = "example/cognito/aws"\n  version = "1.0.0"\n}\n'
    write(tmp_path, dev=text, prod=module)
    done = compare("dev", "prod", folder=tmp_path)
    assert done.code == 2
    assert "nothing of them is known in two of them" in done.err


def test_a_long_value_is_shown_where_it_differs(tmp_path: Path) -> None:
    client = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n  callback_urls = [%s]\n}\n'
    urls = ", ".join(f'"https://shop.larkspur-books.com/callback/{number}"' for number in range(9))
    write(tmp_path, dev=client % urls, prod=client % urls.replace("/8", "/9"))
    out = compare("dev", "prod", folder=tmp_path).out
    assert 'callback/8"]' in out and 'callback/9"]' in out
    row = compare("dev", "prod", "-f", "json", folder=tmp_path).json["rows"][0]
    assert len(row["values"]["dev"]) > 200
