"""The environments of a configuration, from the command line to the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.marks import PLACE, Mark, read_marks
from tests.program import FIXTURES, PROJECT, Run, run
from tflint_cognito.cli.environments import side
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.configuration.configuration import Environment
from tflint_cognito.terraform.model import Model

FOLDER = FIXTURES / "environments"
#: The rules that the fixture is about.
RULES = "COG101,COG151"


def lint(*arguments: str | Path, folder: Path = FOLDER, **variables: str) -> Run:
    return run("check", "--no-cache", "--select", RULES, *arguments, folder=folder, stdin=None, **variables)


def configure(folder: Path, text: str) -> None:
    """Adds to the configuration of a copy."""
    with (folder / ".cognito-lint.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def found(done: Run) -> list[tuple[str, list[str], bool]]:
    """Each finding: its rule, the environments that it holds in, whether it counts."""
    return [(each["rule"], each["environments"], each["ignored"] is None) for each in done.json["findings"]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return Path(shutil.copytree(FOLDER, tmp_path / "infra"))


@pytest.mark.parametrize("name", ["dev", "staging", "prod"])
def test_each_environment_is_judged_with_its_own_values(name: str) -> None:
    report = run("check", "--no-cache", "--select", RULES, "-f", "json", "-e", name, FOLDER).json
    marked = read_marks(PLACE, FOLDER, PROJECT, name)
    marks = {Mark(each["range"]["path"], each["range"]["start"]["line"], each["rule"]) for each in report["findings"]}
    assert marks == marked
    assert report["environments"] == [name]


def test_one_run_judges_them_all_and_says_an_equal_finding_once() -> None:
    report = lint("-f", "json").json
    said = [(each["rule"], each["environments"]) for each in report["findings"]]
    assert said == [("COG101", ["dev"]), ("COG151", ["dev", "prod"])]
    assert report["summary"]["resources"] == 2
    assert [each["path"] for each in report["inputs"]] == ["."]


def test_a_merged_finding_keeps_every_place_that_its_value_is_written() -> None:
    existence = lint("-f", "json").json["findings"][1]
    written = {step["range"]["path"] for step in existence["trail"] if step["range"] is not None}
    assert written >= {"dev.tfvars", "prod.tfvars"}


def test_the_screen_says_where_a_finding_holds_and_where_not() -> None:
    out = lint().out
    assert "= in: dev (not staging, prod)" in out
    assert "= in: dev, prod (not staging)" in out
    assert "1 root module, 3 environments, 2 resources" in out


def test_code_scanning_keeps_the_results_of_one_environment_apart() -> None:
    def category(*names: str) -> str:
        arguments = [word for name in names for word in ("-e", name)]
        return str(lint("-f", "sarif", *arguments).json["runs"][0]["automationDetails"]["id"])

    assert category("prod") == "cognito-lint/prod/"
    assert category("dev", "prod") == category() == "cognito-lint/"


def test_an_environment_has_its_own_level_to_fail_on(copy: Path) -> None:
    configuration = copy / ".cognito-lint.toml"
    text = configuration.read_text(encoding="utf-8").replace('["dev.tfvars"]', '["dev.tfvars"]\nfail-on = "never"')
    configuration.write_text(text, encoding="utf-8")
    assert lint("-e", "dev", folder=copy).code == 0
    assert lint("-e", "dev", "--fail-on", "high", folder=copy).code == 1
    assert lint(folder=copy).code == 1


def test_an_ignore_of_one_environment_is_heard_there_only(copy: Path) -> None:
    ignore = '\n[[ignores]]\nrules = ["COG151"]\naddress = "**"\nenvironment = "dev"\n'
    ignore += 'reason = "only testers have accounts"\n'
    with (copy / ".cognito-lint.toml").open("a", encoding="utf-8") as file:
        file.write(ignore)
    findings = lint("-f", "json", folder=copy).json["findings"]
    existence = [(each["environments"], each["ignored"] is None) for each in findings if each["rule"] == "COG151"]
    assert sorted(existence) == [(["dev"], False), (["prod"], True)]


def test_a_comment_that_one_environment_needs_is_not_unused_in_another(copy: Path) -> None:
    main = copy / "main.tf"
    comment = "# cognito-lint: ignore[COG101] -- the old app of the testers"
    main.write_text(main.read_text(encoding="utf-8").replace("#~ COG101@dev", comment), encoding="utf-8")
    arguments = ("check", "--no-cache", "--select", "COG101,COG001", "-f", "json")
    report = run(*arguments, folder=copy).json
    assert [(each["rule"], each["environments"]) for each in report["findings"]] == [("COG101", ["dev"])]
    assert run(*arguments, "-e", "prod", folder=copy).json["findings"] == []


def drift(*arguments: str | Path, folder: Path = FOLDER) -> Run:
    return run("check", "--no-cache", "--select", "COG87,COG001", *arguments, folder=folder)


def test_what_differs_between_environments_is_a_finding_of_the_highest() -> None:
    flows, existence = drift("-f", "json").json["findings"]
    assert (flows["rule"], flows["attribute"], flows["environments"]) == ("COG873", "allowed_oauth_flows", ["prod"])
    assert 'has "implicit" in dev, not in staging and prod' in flows["message"]
    assert {step["range"]["path"] for step in flows["trail"] if step["range"] is not None} == {"prod.tfvars"}
    assert (existence["rule"], existence["environments"]) == ("COG871", ["prod"])
    assert 'is "LEGACY" in dev and prod, "ENABLED" in staging' in existence["message"]


def test_one_environment_has_nothing_to_be_held_against() -> None:
    assert drift("-f", "json", "-e", "prod").json["summary"]["fail"] == 0
    assert drift("-f", "json", "-e", "prod", "--show-passed").json["passed"] == []


def test_a_comment_about_all_environments_is_not_unused_where_one_is_looked_at(copy: Path) -> None:
    main = copy / "main.tf"
    comment = "# cognito-lint: ignore[COG873] -- the old app of the testers"
    main.write_text(main.read_text(encoding="utf-8").replace("#~ COG101@dev", comment), encoding="utf-8")
    ignored = {each["rule"]: each["ignored"] is not None for each in drift("-f", "json", folder=copy).json["findings"]}
    assert ignored == {"COG873": True, "COG871": False}
    assert drift("-f", "json", "-e", "prod", folder=copy).json["findings"] == []
    assert drift("-f", "json", "--no-config", "--var-file", "prod.tfvars", folder=copy).json["findings"] == []


def test_environments_with_folders_of_their_own_are_held_against_each_other(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    text = (FOLDER / "main.tf").read_text(encoding="utf-8")
    for name in ("dev", "staging", "prod"):
        for root in ("shop", "staff"):
            folder = tmp_path / "envs" / name / root
            folder.mkdir(parents=True)
            (folder / "main.tf").write_text(text, encoding="utf-8")
            values = name if root == "shop" else "prod"
            shutil.copy(FOLDER / f"{values}.tfvars", folder / "terraform.tfvars")
    tables = (f'[environments.{name}]\npaths = ["envs/{name}"]\n' for name in ("dev", "staging", "prod"))
    (tmp_path / ".cognito-lint.toml").write_text("".join(tables), encoding="utf-8")
    found = drift("-f", "json", folder=tmp_path).json["findings"]
    assert sorted((each["rule"], each["range"]["path"]) for each in found) == [
        ("COG871", "envs/prod/shop/main.tf"),
        ("COG873", "envs/prod/shop/main.tf"),
    ]


def test_a_misspelt_environment_is_refused_with_the_nearest() -> None:
    done = lint("-e", "porduction", "-e", "prd")
    assert done.code == 2
    assert "there is no such environment" in done.err
    assert "did you mean 'prod'?" in lint("-e", "prd").err


def test_a_variable_file_that_is_not_there_is_named_with_its_environment(copy: Path) -> None:
    (copy / "prod.tfvars").unlink()
    done = lint(folder=copy)
    assert done.code == 2
    assert "environments.prod: there is no variable file prod.tfvars" in done.err


def test_an_environment_without_terraform_is_never_green(copy: Path) -> None:
    (copy / "empty").mkdir()
    with (copy / ".cognito-lint.toml").open("a", encoding="utf-8") as file:
        file.write('\n[environments.test]\npaths = ["empty"]\n')
    done = lint("--exit-zero", folder=copy)
    assert done.code == 2
    assert "environments.test: there is no Terraform to look at" in done.said


def test_without_environments_nothing_is_said_of_them(copy: Path) -> None:
    done = lint("--no-config", "-f", "json", "--var-file", "dev.tfvars", folder=copy).json
    assert "environments" not in done
    assert all("environments" not in each for each in done["findings"])


def test_the_report_sets_what_is_in_force_side_by_side() -> None:
    rows = lint("-f", "json").json["posture"]
    [flows] = [row for row in rows if row["attribute"] == "allowed_oauth_flows"]
    assert flows["differs"]
    assert flows["values"] == {"dev": '["code", "implicit"]', "staging": '["code"]', "prod": '["code"]'}
    lines = [json.loads(line) for line in lint("-f", "jsonl").out.splitlines()]
    assert [{**row, "kind": "setting"} for row in rows] == [line for line in lines if line["kind"] == "setting"]
    assert "posture" not in lint("-f", "json", "-e", "dev").json
    assert "| prevent&#95;user&#95;existence&#95;errors |" in lint("-f", "markdown").out


def test_a_picture_shows_each_environment_as_it_is() -> None:
    """What looks the same is drawn once, and framed by what holds there."""
    scenes = run("graph", "--no-cache", "--select", RULES, "-f", "json", folder=FOLDER).json["scenes"]
    drawn = {
        scene["title"]: (box["settings"][0], box["severity"], box["findings"])
        for scene in scenes
        for box in scene["boxes"]
        if box["kind"] == "app client"
    }
    assert drawn == {
        "root module (dev)": ("code, implicit", "high", 2),
        "root module (staging, prod)": ("code", "high", 1),
    }


def test_fixes_are_made_in_the_variable_files_of_each_environment(copy: Path) -> None:
    before = (copy / "main.tf").read_text(encoding="utf-8")
    assert lint("--fix", folder=copy).code == 1
    done = lint("--fix", "--unsafe-fixes", folder=copy)
    assert (done.code, "fixed 2 findings in 2 files" in done.err) == (0, True)
    assert (copy / "main.tf").read_text(encoding="utf-8") == before
    assert "LEGACY" not in (copy / "dev.tfvars").read_text() + (copy / "prod.tfvars").read_text()


def test_a_diff_shows_the_fixes_of_all_environments_and_changes_nothing(copy: Path) -> None:
    done = lint("--diff", "--unsafe-fixes", folder=copy)
    assert done.code == 1
    assert "dev.tfvars" in done.out and "prod.tfvars" in done.out
    assert "LEGACY" in (copy / "prod.tfvars").read_text()


@pytest.mark.parametrize("hint", ["main.tf", "prod.tfvars", ".cognito-lint.toml"])
def test_a_hook_judges_all_environments_of_what_it_is_given(copy: Path, hint: str) -> None:
    done = lint("--hook", hint, "-f", "json", folder=copy)
    assert (done.code, found(done)) == (1, [("COG101", ["dev"], True), ("COG151", ["dev", "prod"], True)])


def test_a_known_fault_in_one_more_environment_is_new(copy: Path) -> None:
    assert run("baseline", "create", "--no-cache", "--select", RULES, folder=copy).code == 0
    assert lint(folder=copy).code == 0
    assert lint("-e", "prod", folder=copy).code == 0
    (copy / "staging.tfvars").write_text((copy / "prod.tfvars").read_text(), encoding="utf-8")
    done = lint("-f", "json", folder=copy)
    assert done.code == 1
    assert ("COG151", ["staging"], True) in found(done)
    assert ("COG151", ["dev", "prod"], False) in found(done)


def test_a_control_is_assessed_by_its_worst_environment(copy: Path) -> None:
    report = run("check", "--no-cache", "--compliance", "fsbp", "-f", "json", folder=copy).json
    assert report["compliance"]
    assert report["environments"] == ["dev", "staging", "prod"]


def test_every_report_of_a_run_is_of_all_environments(copy: Path) -> None:
    files = [word for name in ("r.json", "r.sarif", "r.html", "r.md", "junit=r.xml") for word in ("-o", name)]
    assert lint(*files, folder=copy).code == 1
    assert json.loads((copy / "r.json").read_text())["environments"] == ["dev", "staging", "prod"]
    assert all("COG151" in (copy / name).read_text(encoding="utf-8") for name in ("r.sarif", "r.html", "r.md", "r.xml"))


def test_a_variable_wins_over_the_file_and_the_command_line_over_both(copy: Path) -> None:
    configure(copy, '[environments.test]\nvar-files = ["dev.tfvars"]\nfail-on = "low"\nprofile = "strict"')
    assert lint("-e", "test", folder=copy).code == 1
    assert lint("-e", "test", folder=copy, COGNITO_LINT_FAIL_ON="never").code == 0
    assert lint("-e", "test", "--fail-on", "high", folder=copy, COGNITO_LINT_FAIL_ON="never").code == 1


def test_each_environment_has_its_own_profile(copy: Path) -> None:
    configure(copy, '[environments.test]\nvar-files = ["dev.tfvars"]\nprofile = "essential"')
    essential = run("check", "--no-cache", "-e", "test", "-f", "json", folder=copy).json["findings"]
    usual = run("check", "--no-cache", "-e", "dev", "-f", "json", folder=copy).json["findings"]
    assert {each["rule"] for each in essential} < {each["rule"] for each in usual}


def test_severities_and_paths_of_the_configuration_hold_in_every_environment(copy: Path) -> None:
    configure(copy, '[rules]\nCOG101 = "low"\n[[overrides]]\npaths = ["main.tf"]\nignore = ["COG151"]')
    done = lint("-f", "json", folder=copy)
    assert done.code == 0
    assert found(done) == [("COG101", ["dev"], True), ("COG151", ["dev", "prod"], False)]


def test_an_option_of_a_rule_changes_the_verdict_of_a_whole_run(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n'
        "  password_policy {\n    temporary_password_validity_days = 5\n  }\n}\n"
    )
    arguments = ("check", "--no-cache", "--select", "temp-password-validity", "-f", "json")
    assert run(*arguments, folder=tmp_path).json["findings"] == []
    options = "[rules.temp-password-validity.options]\ndays = {}\n"
    (tmp_path / ".cognito-lint.toml").write_text(options.format(3))
    assert [each["rule"] for each in run(*arguments, folder=tmp_path).json["findings"]] == ["COG314"]
    (tmp_path / ".cognito-lint.toml").write_text(options.format('"three"'))
    refused = run(*arguments, folder=tmp_path)
    assert (refused.code, ".cognito-lint.toml" in refused.err) == (2, True)


def test_config_show_says_where_rules_and_environments_come_from(copy: Path) -> None:
    configure(copy, '[environments.test]\nvars = {flows = "[]"}\nfail-on = "never"\n[rules]\nCOG101 = "low"')
    out = run("config", "show", folder=copy, COGNITO_LINT_FORMAT="json").out
    assert 'format = "json"  # COGNITO_LINT_FORMAT' in out
    assert "rules.COG101 = low  # .cognito-lint.toml:" in out
    assert "environments.test: rank 0  # .cognito-lint.toml:" in out
    assert "  fail-on: never\n" in out and "  vars: flows\n" in out


def test_the_plans_of_an_environment_are_told_apart_by_where_they_are() -> None:
    """So that each is beside its own in the other environments."""
    dev = Environment("dev")
    plans = [Architecture(Model(f"dev/{name}.json", "plan")) for name in ("shop", "staff")]
    roots = side(dev, ["dev/shop.json", "dev/staff.json"], plans).roots
    assert [name for name, _ in roots] == ["shop.json", "staff.json"]
    assert [name for name, _ in side(dev, ["dev/shop.json"], plans[:1]).roots] == ["."]
    assert [name for name, _ in side(dev, ["dev"], plans).roots] == ["shop.json", "staff.json"]
