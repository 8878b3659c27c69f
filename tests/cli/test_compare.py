"""`cognito-lint compare`, from the command line to the exit code."""

from __future__ import annotations

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
    assert "settings are not known everywhere" in done.err
