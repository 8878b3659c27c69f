"""The rules are found, and are the same, from a wheel, an editable install and a bare checkout."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tflint_cognito
from tests.program import PROJECT, run
from tflint_cognito.terraform.hcl.grammar_table import build_table

pytestmark = pytest.mark.xdist_group("packaging")

PROJECT_FILE = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the working tree, built with what is installed here: no package index is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = folder.glob("*.whl")
    return path


def rules_in(path: Path, *arguments: str) -> Any:
    """What `cognito-lint rules` says when the package comes from `path`."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", "-m", "tflint_cognito", "rules", "--format", "json", *arguments]
    done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["rules"]


def test_a_wheel_carries_the_rules_as_text_and_compiled(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    written = {f"tflint_cognito/rules/{path.relative_to(PROJECT / 'rules')}" for path in PROJECT.glob("rules/*/*.yaml")}
    assert len(written) > 20
    assert written | {"tflint_cognito/rules/rulebook.json"} <= names


def test_a_wheel_carries_the_table_of_the_grammar(wheel: Path) -> None:
    assert zipfile.ZipFile(wheel).read("tflint_cognito/terraform/hcl/grammar.table") == build_table()


def test_a_wheel_carries_schemas_and_licence_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tflint_cognito/schemas/rule.schema.json" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "fixtures/", "tools/"))]


def test_the_rules_of_a_wheel_are_those_of_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    assert rules_in(tmp_path / "installed") == run("rules", "--format", "json").json["rules"]


def test_a_bare_checkout_needs_no_installation() -> None:
    assert len(rules_in(PROJECT)) > 20


def test_the_version_is_written_once(wheel: Path) -> None:
    assert PROJECT_FILE["project"]["dynamic"] == ["version"]
    assert wheel.name.startswith(f"cognito_lint-{tflint_cognito.__version__}-")
    assert tflint_cognito.__version__ in run("--version").out


def test_every_dependency_is_used_and_no_other() -> None:
    names = {"google-re2": "re2", "pyyaml": "yaml"}
    requirements = {re.split(r"[<>=]", each.lower())[0] for each in PROJECT_FILE["project"]["dependencies"]}
    files = list((PROJECT / "tflint_cognito").rglob("*.py"))
    imported = {name.split(".")[0] for path in files for name in _imported(path)}
    foreign = imported - set(sys.stdlib_module_names) - {"tflint_cognito"}
    # Of python-hcl2 only the grammar is read, which is found, not imported.
    assert {names.get(each, each) for each in requirements} - {"python-hcl2"} == foreign
    assert any('find_spec("hcl2")' in path.read_text(encoding="utf-8") for path in files)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name for alias in aliases)
            case ast.ImportFrom(module=str(module)):
                yield module
