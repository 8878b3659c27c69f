"""docs/configuration.md names every setting, and its example loads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.program import PROJECT
from tflint_cognito.configuration.chosen import check_rules
from tflint_cognito.configuration.reading import SCHEMA, read_configuration
from tflint_cognito.policy.rulebook import load

PAGE = (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_example() -> None:
    example = PAGE.partition("```toml\n")[2].partition("```")[0]
    keys = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]
    shown = [line.lstrip("#[ ").split("=")[0].split("]")[0].split(".")[0].strip() for line in example.splitlines()]
    assert [key for key in keys if key not in shown] == []


def test_the_example_loads_and_names_rules_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / ".cognito-lint.toml"
    path.write_text(PAGE.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    check_rules(load(), read_configuration(path, str(tmp_path)))
