"""Small repositories as their owners use them: configuration, baseline, changed lines, unsaved text; whole runs."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.program import PROJECT, Run, run

MAIN = """\
resource "aws_cognito_user_pool" "customers" {
  name = "customers"
}

resource "aws_cognito_user_pool_client" "web" {
  name                          = "web"
  user_pool_id                  = aws_cognito_user_pool.customers.id
  prevent_user_existence_errors = var.errors
}

variable "errors" {
  default = "LEGACY"
}
"""
ERRORS = "user-existence-errors-prevented"


def git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "tests" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = {**os.environ, **identity, **settings}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, "infra/main.tf", MAIN)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lint(folder: Path, *arguments: str, stdin: bytes | None = None) -> Run:
    return run(*arguments, "--no-cache", folder=folder, stdin=stdin)


def rules(done: Run) -> list[str]:
    assert done.code in (0, 1), done.said
    return [finding["rule"] for finding in done.json["findings"] if finding["ignored"] is None]


def test_the_command_line_wins_over_the_nearest_file(repository: Path) -> None:
    write(repository, ".cognito-lint.toml", 'select = ["COG151"]\nfail-on = "never"\n')
    assert lint(repository, "infra").code == 0
    assert lint(repository, "infra", "--fail-on", "high").code == 1
    write(repository, "infra/.cognito-lint.toml", 'extend = ["../.cognito-lint.toml"]\nfail-on = "high"\n')
    done = lint(repository, "infra", "--format", "json")
    assert (done.code, rules(done)) == (1, ["COG151"])
    assert len(rules(lint(repository, "infra", "--format", "json", "--no-config"))) > 1


def test_a_slip_in_a_configuration_is_said_with_its_place(repository: Path) -> None:
    write(repository, ".cognito-lint.toml", '\nprofil = "strict"\n')
    done = lint(repository)
    assert done.code == 2
    assert ".cognito-lint.toml:2:1: 'profil' is not known; did you mean 'profile'?" in done.err


def test_a_rule_that_there_is_not_is_said_with_the_file(repository: Path) -> None:
    write(repository, ".cognito-lint.toml", '[rules]\nmfa-enabld = "off"\n')
    done = lint(repository)
    assert done.code == 2
    assert ".cognito-lint.toml: rules: " in done.err and "mfa-enabled" in done.err


def ignore(address: str, until: str = "") -> str:
    day = f"until = {until}\n" if until else ""
    return f'[[ignores]]\nrules = ["COG151"]\naddress = "{address}"\nreason = "sign-up tells as much"\n{day}'


def test_an_ignore_by_address_holds_until_its_last_day(repository: Path) -> None:
    select = ("-s", "COG151,COG001,COG005", "--format", "json")
    write(repository, ".cognito-lint.toml", ignore("aws_cognito_user_pool_client.*", "2999-01-01"))
    assert rules(lint(repository, *select)) == []
    assert rules(lint(repository, *select, "--no-ignores")) == ["COG151"]
    write(repository, ".cognito-lint.toml", "\n" + ignore("aws_cognito_user_pool_client.*", "2020-01-01"))
    done = lint(repository, *select)
    assert rules(done) == ["COG005", "COG151"]
    place = done.json["findings"][0]["range"]
    assert (place["path"], place["start"]["line"]) == (".cognito-lint.toml", 2)


def test_an_unused_ignore_is_said_only_where_all_was_looked_at(repository: Path) -> None:
    write(repository, ".cognito-lint.toml", ignore("aws_cognito_user_pool_client.gone"))
    select = ("-s", "COG151,COG001", "--format", "json")
    assert rules(lint(repository, *select)) == ["COG001", "COG151"]
    assert rules(lint(repository, "infra", *select)) == ["COG151"]


def test_a_baseline_hides_what_is_known_from_every_folder_and_keeps_notes(repository: Path) -> None:
    assert lint(repository, "baseline", "create").code == 0
    path = repository / ".cognito-lint-baseline.json"
    assert lint(repository).code == 0
    assert lint(repository / "infra").code == 0
    assert lint(repository, "--no-baseline").code == 1
    data = json.loads(path.read_text())
    data["findings"][0]["note"] = "SEC-118"
    path.write_text(json.dumps(data))
    assert lint(repository / "infra", "baseline", "create").code == 0
    assert "SEC-118" in path.read_text()
    assert not (repository / "infra" / path.name).exists()
    write(repository, "infra/main.tf", "# moved\n\n" + MAIN)
    assert lint(repository).code == 0
    write(repository, "infra/job.tf", MAIN.partition("\n\n")[2].partition("\n\n")[0].replace('"web"', '"job"'))
    assert lint(repository).code == 1


def test_prune_takes_out_what_is_mended(repository: Path) -> None:
    lint(repository, "baseline", "create")
    write(repository, "infra/main.tf", MAIN.replace("LEGACY", "ENABLED"))
    assert "baseline prune" in lint(repository).out
    assert "1 of " in lint(repository, "baseline", "prune").err
    assert "COG151" not in lint(repository, "baseline", "show").out


def test_a_baseline_that_is_not_there_says_how_to_write_it(repository: Path) -> None:
    done = lint(repository, "--baseline", "debts.json")
    assert (done.code, done.err) == (
        2,
        "error: there is no baseline debts.json: write it with `cognito-lint baseline create --baseline debts.json`\n",
    )


def test_a_merge_conflict_in_a_baseline_says_what_to_do(repository: Path) -> None:
    write(repository, ".cognito-lint-baseline.json", "<<<<<<< HEAD\n{}\n")
    done = lint(repository)
    assert done.code == 2
    assert "has a merge conflict: keep the lines of both sides" in done.err


def test_only_changed_lines_count_in_moved_files_too(repository: Path) -> None:
    since = ("--changed-since", "HEAD", "-s", "COG151", "--format", "json")
    assert rules(lint(repository, *since)) == []
    git(repository, "mv", "infra/main.tf", "infra/clients.tf")
    assert rules(lint(repository, *since)) == []
    write(repository, "infra/clients.tf", MAIN.replace('default = "LEGACY"', 'default = "LEGACY" # old'))
    assert rules(lint(repository, *since)) == ["COG151"]


def test_a_plan_without_source_counts_as_a_whole_and_says_so(repository: Path) -> None:
    plan = (PROJECT / "fixtures/published/modules/plan.json").read_text(encoding="utf-8")
    write(repository, "plans/plan.json", plan)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "a plan")
    before = lint(repository, "plans/plan.json", "--format", "json")
    done = lint(repository, "plans/plan.json", "--format", "json", "--changed-since", "HEAD")
    assert rules(before) == rules(done) != []
    assert "--changed-since cannot tell what of it is new" in done.json["notes"][0]


def test_unsaved_text_is_judged_where_it_stands(repository: Path) -> None:
    select = ("-s", "COG151", "--format", "json", "--stdin-filename")
    saved = MAIN.replace("LEGACY", "ENABLED").encode()
    assert rules(lint(repository, "-", *select, "infra/main.tf", stdin=saved)) == []
    assert rules(lint(repository, "-", *select, "infra/terraform.tfvars", stdin=b'errors = "ENABLED"\n')) == []
    client = {"aws_cognito_user_pool_client": {"new": {"prevent_user_existence_errors": "LEGACY"}}}
    new = json.dumps({"resource": client}).encode()
    assert rules(lint(repository, "-", *select, "infra/new.tf.json", stdin=new)) == ["COG151", "COG151"]


def test_unsaved_text_is_not_remembered(repository: Path) -> None:
    os.utime(repository / "infra/main.tf", (1, 1))
    for _ in range(2):
        empty = run("-", "--stdin-filename", "infra/main.tf", folder=repository, stdin=b"")
        assert "no Amazon Cognito resources" in empty.out
        assert run("infra", "-s", "COG151", folder=repository).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("infra", "--stdin-filename", "infra/x.tf"), "give - as a PATH"),
        (("-", "--stdin-filename", "infra/x.txt"), "none of .tf"),
        (("-", "--stdin-filename", "nowhere/x.tf"), "there is no folder nowhere"),
        (("-", "--stdin-filename", "infra/x.tf", "--fix"), "save it first"),
    ],
)
def test_a_file_that_standard_input_cannot_stand_for(repository: Path, arguments: tuple[str, ...], said: str) -> None:
    done = lint(repository, *arguments)
    assert done.code == 2
    assert said in done.err


def test_statistics_count_by_rule_worst_first(repository: Path) -> None:
    lines = lint(repository, "-s", "COG151,COG301,COG341", "--format", "concise", "--statistics").out.splitlines()
    assert [line.split() for line in lines[-4:-1]] == [
        ["1", "high", "COG151", ERRORS],
        ["1", "medium", "COG301", "mfa-enabled"],
        ["1", "medium", "COG341", "deletion-protection"],
    ]


def test_fix_asks_for_agreement_before_it_writes(repository: Path) -> None:
    write(repository, "infra/main.tf", MAIN.replace("var.errors", '"LEGACY"'))
    refused = lint(repository, "fix", "-s", "COG151")
    assert refused.code == 2
    assert "+" in refused.out and "--yes makes these fixes" in refused.err
    assert '"LEGACY"' in (repository / "infra/main.tf").read_text().partition("variable")[0]
    assert lint(repository, "fix", "-s", "COG151", "--yes").code == 0
    assert '"ENABLED"' in (repository / "infra/main.tf").read_text()


def test_init_writes_a_configuration_that_loads_and_nothing_twice(repository: Path) -> None:
    assert run("init", folder=repository).code == 0
    assert run("config", "show", folder=repository).code == 0
    assert "is there already" in run("init", folder=repository).err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("comp", {"compare", "completion"}),
        ("--prof", {"--profile"}),
        ("check --profile s", {"strict"}),
        ("explain token-revocation-en", {"token-revocation-enabled"}),
        ("check -s cog151", {"COG151"}),
    ],
)
def test_a_shell_is_offered_commands_options_and_rules(words: str, offered: set[str]) -> None:
    done = offer(words)
    assert {line.partition(",")[2] for line in done.out.splitlines() if line.startswith("plain,")} == offered


@pytest.mark.parametrize("words", ["inf", "check inf", "show inf"])
def test_paths_are_left_to_the_shell(words: str) -> None:
    assert offer(words).out == "file,inf\n"


def offer(words: str) -> Run:
    """What bash is told when someone presses the tab after some words."""
    number = str(len(words.split()))
    return run(_COGNITO_LINT_COMPLETE="bash_complete", COMP_WORDS=f"cognito-lint {words}", COMP_CWORD=number)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_COGNITO_LINT_COMPLETE" in done.out


def test_config_show_says_where_a_value_comes_from(repository: Path) -> None:
    write(repository, ".cognito-lint.toml", '\nprofile = "strict"\n')
    out = run("config", "show", folder=repository).out
    assert 'profile = "strict"  # .cognito-lint.toml:2' in out
    assert 'fail-on = "medium"  # default' in out


def test_a_changed_variable_file_has_its_share_in_what_it_changes(repository: Path) -> None:
    write(repository, "infra/terraform.tfvars", 'errors = "ENABLED"\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "second")
    write(repository, "infra/terraform.tfvars", 'errors = "LEGACY"\n')
    assert lint(repository, "infra", "-s", "COG151", "--changed-since", "HEAD").code == 1
    git(repository, "commit", "--quiet", "-a", "-m", "third")
    assert lint(repository, "infra", "-s", "COG151", "--changed-since", "HEAD").code == 0


def test_changes_are_those_of_the_repository_that_is_linted(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    arguments = (str(repository), "-s", "COG151", "--changed-since", "HEAD")
    assert lint(elsewhere, *arguments).code == 0
    write(repository, "infra/main.tf", MAIN.replace('"LEGACY"', '"LEGACY" # still'))
    assert lint(elsewhere, *arguments).code == 1
