"""A rule of one's own: written by the program, tried by it, and used like any other."""

from __future__ import annotations

from pathlib import Path

from tests.program import run


def new(folder: Path, name: str, *more: str) -> Path:
    made = run("rules", "new", name, *more, folder=folder)
    assert made.code == 0, made.said
    return folder / made.out.strip()


def test_a_new_rule_runs_as_it_is(tmp_path: Path) -> None:
    path = new(tmp_path, "named-after-team")
    assert path == tmp_path / ".cognito-lint/rules/named-after-team.yaml"
    tried = run("rules", "test", ".cognito-lint/rules", folder=tmp_path)
    assert (tried.code, tried.out.splitlines()[0]) == (0, "ok      ORG001 named-after-team: 4 examples")


def test_rules_are_numbered_and_never_written_over(tmp_path: Path) -> None:
    new(tmp_path, "first", "--dir", "policy")
    assert "id: ORG002" in new(tmp_path, "second", "--dir", "policy").read_text()
    again = run("rules", "new", "first", "--dir", "policy", folder=tmp_path)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_an_example_that_does_not_hold_is_named_with_its_line(tmp_path: Path) -> None:
    path = new(tmp_path, "named-after-team", "--dir", "policy")
    path.write_text(path.read_text().replace('name = "test" # fail', 'name = "test"'))
    tried = run("rules", "test", "policy", folder=tmp_path)
    assert tried.code == 1
    assert "broken  ORG001 named-after-team" in tried.out
    assert "a name that does not: main.tf:2 is 'fail' without a mark" in tried.out


def test_a_rule_that_never_fails_is_broken(tmp_path: Path) -> None:
    path = new(tmp_path, "named-after-team", "--dir", "policy")
    lenient = path.read_text().replace('"(web|mobile)-[a-z-]+"', '".*"').replace(" # fail", "")
    path.write_text(lenient)
    tried = run("rules", "test", "policy", folder=tmp_path)
    assert (tried.code, "no example shows where the rule is broken" in tried.out) == (1, True)


def test_it_judges_like_any_other(tmp_path: Path) -> None:
    new(tmp_path, "named-after-team", "--dir", "policy")
    (tmp_path / "main.tf").write_text('resource "aws_cognito_user_pool_client" "web" {\n  name = "test"\n}\n')
    found = run("--rules", "policy", "--select", "ORG001", "--format", "json", ".", folder=tmp_path)
    assert [(one["rule"], one["range"]["start"]["line"]) for one in found.json["findings"]] == [("ORG001", 2)]


def test_a_name_or_id_that_cannot_be_is_refused(tmp_path: Path) -> None:
    assert run("rules", "new", "Not A Name", folder=tmp_path).code == 2
    assert run("rules", "new", "fine", "--id", "COG999", folder=tmp_path).code == 2


def test_a_folder_without_rules_says_how_to_start(tmp_path: Path) -> None:
    tried = run("rules", "test", ".", folder=tmp_path)
    assert (tried.code, "cognito-lint rules new NAME" in tried.err) == (2, True)


def test_checks_of_another_tool_are_listed_with_what_covers_them() -> None:
    listed = run("rules", "--covers", "checkov", "--format", "json")
    guests = next(one for one in listed.json["checks"] if one["check"] == "CKV_AWS_366")
    assert guests["rules"] == ["COG801"]


def test_rules_are_found_by_the_control_that_they_answer_for() -> None:
    assert "COG801" in run("rules", "--control", "fsbp:Cognito.2").out
    refused = run("rules", "--control", "Cognito.99")
    assert (refused.code, "no rule answers for 'Cognito.99'" in refused.err) == (2, True)
