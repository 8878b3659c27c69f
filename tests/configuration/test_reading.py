"""Files are read alike from TOML, YAML and pyproject.toml, and their mistakes are named with their line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tflint_cognito.configuration.configuration import Configuration, RuleSetting, usual_rank
from tflint_cognito.configuration.reading import read_configuration
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.severity import Severity

TOML = """\
profile = "strict"
fail-on = "high"
exclude = ["examples/"]
baseline = "debts.json"

[rules]
COG101 = "critical"
no-implicit-grant = "off"

[rules.access-token-lifetime-max]
severity = "low"
options = { minutes = 30 }

[environments.prod]
var-files = ["env/prod.tfvars"]
vars = { replicas = 2, open = false }

[environments.dev]
workspace = "dev"

[[overrides]]
paths = ["examples/**"]
ignore = ["COG2"]

[[ignores]]
rules = ["COG801"]
address = "module.public.*.*"
reason = "guests may read the public catalogue"
until = 2027-06-30
"""
YAML = """\
profile: strict
fail-on: high
exclude: [examples/]
baseline: debts.json
rules:
  COG101: critical
  no-implicit-grant: off
  access-token-lifetime-max: {severity: low, options: {minutes: 30}}
environments:
  prod: {var-files: [env/prod.tfvars], vars: {replicas: 2, open: false}}
  dev: {workspace: dev}
overrides:
  - {paths: [examples/**], ignore: [COG2]}
ignores:
  - rules: [COG801]
    address: module.public.*.*
    reason: guests may read the public catalogue
    until: 2027-06-30
"""


def read(folder: Path, name: str, text: str) -> Configuration:
    path = folder / name
    path.write_text(text)
    return read_configuration(path, str(folder))


def refusal(folder: Path, name: str, text: str) -> str:
    with pytest.raises(CognitoLintError) as caught:
        read(folder, name, text)
    return str(caught.value)


@pytest.fixture(params=[(".cognito-lint.toml", TOML), (".cognito-lint.yaml", YAML)], ids=["toml", "yaml"])
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Configuration:
    name, text = request.param
    return read(tmp_path, name, text)


def test_settings_know_their_line(whole: Configuration) -> None:
    assert whole.get("profile") == "strict"
    assert whole.settings["fail-on"].origin.endswith(":2")


def test_paths_are_relative_to_the_file(whole: Configuration, tmp_path: Path) -> None:
    assert whole.get("baseline") == str(tmp_path / "debts.json")
    assert whole.get("exclude") == [(str(tmp_path), "examples/")]
    assert whole.environments[0].var_files == (str(tmp_path / "env" / "prod.tfvars"),)


def test_rules_are_switched_off_and_weighed(whole: Configuration) -> None:
    rules = {name: replace(setting, origin="") for name, setting in whole.rules.items()}
    assert rules["COG101"] == RuleSetting(severity=Severity.CRITICAL)
    assert rules["no-implicit-grant"] == RuleSetting(enabled=False)
    assert rules["access-token-lifetime-max"] == RuleSetting(None, Severity.LOW, {"minutes": 30})


def test_environments_have_values_and_ranks(whole: Configuration) -> None:
    prod, dev = whole.environments
    assert (prod.name, prod.variables, prod.rank) == ("prod", {"replicas": "2", "open": "false"}, 2)
    assert (dev.name, dev.workspace, dev.rank) == ("dev", "dev", 0)


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("prod", 2),
        ("Production", 2),
        ("prod-eu", 2),
        ("acme_live", 2),
        ("staging", 1),
        ("eu-uat", 1),
        ("preprod", 1),
        ("pre-prod", 1),
        ("pre-prod-eu", 1),
        ("dev", 0),
        ("non-prod", 0),
        ("nonprod", 0),
        ("products", 0),
        ("delivery", 0),
    ],
)
def test_a_name_tells_how_much_depends_on_an_environment(name: str, rank: int) -> None:
    assert usual_rank(name) == rank


def test_ignores_have_a_day_and_a_place(whole: Configuration) -> None:
    [ignore] = whole.ignores
    assert (ignore.rules, ignore.until) == (("COG801",), date(2027, 6, 30))
    assert ignore.origin.partition(":")[2] in ("25", "15")


def test_a_pyproject_has_a_table_for_us(tmp_path: Path) -> None:
    found = read(tmp_path, "pyproject.toml", '[project]\nname = "x"\n\n[tool.cognito-lint]\nprofile = "all"\n')
    assert (found.get("profile"), found.settings["profile"].origin) == ("all", "pyproject.toml:5")


def test_a_file_wins_over_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('profile = "all"\nfail-on = "low"\n[rules]\nCOG101 = "off"\nCOG102 = "off"\n')
    found = read(tmp_path, ".cognito-lint.toml", 'extend = ["base.toml"]\nprofile = "strict"\n[rules]\nCOG101 = "on"\n')
    assert (found.get("profile"), found.get("fail-on")) == ("strict", "low")
    assert {name: setting.enabled for name, setting in found.rules.items()} == {"COG101": True, "COG102": False}
    assert found.rules["COG101"].origin == ".cognito-lint.toml:4, base.toml:4"
    assert found.files == (tmp_path / ".cognito-lint.toml", tmp_path / "base.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profil = "strict"\n', ":1:1: 'profil' is not known; did you mean 'profile'?"),
        ('\nprofile = "strickt"\n', ":2:1: 'strickt' is not one of essential, recommended, strict, all"),
        ('fail-on = "hihg"\n', "did you mean 'high'?"),
        ('[[ignores]]\nrules = ["COG1"]\naddress = "x"\n', "'reason' must be given in ignores.0"),
        ('[environments.prod]\nvar-file = "a"\n', ":2:1: 'var-file' is not known in environments.prod"),
        ('profile = "strict"\nprofile = "all"\n', "this is not TOML"),
        ('extend = ["nowhere.toml"]\n', ":1: there is no file 'nowhere.toml' to extend"),
        ('extend = [".cognito-lint.toml"]\n', "extend goes in a circle"),
        ('required-version = ">=99"\n', "required-version is '>=99', but this is cognito-lint"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_word(tmp_path: Path, text: str, said: str) -> None:
    message = refusal(tmp_path, ".cognito-lint.toml", text)
    assert message.startswith(".cognito-lint.toml") and said in message


def test_a_newer_file_is_refused_for_its_version_and_not_for_a_key_that_is_new(tmp_path: Path) -> None:
    message = refusal(tmp_path, ".cognito-lint.toml", 'required-version = ">=99"\nnew-key = 1\n')
    assert "required-version" in message


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, ".cognito-lint.yaml", "").settings == {}
