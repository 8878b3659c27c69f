"""The nearest file counts, and nothing above the repository is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tflint_cognito.configuration.discovery import nearest


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "infra" / "prod").mkdir(parents=True)
    return tmp_path


def test_the_nearest_file_wins(tree: Path) -> None:
    (tree / "repository" / ".cognito-lint.toml").touch()
    near = tree / "repository" / "infra" / ".cognito-lint.yaml"
    near.touch()
    assert nearest("repository/infra/prod", str(tree)) == near
    assert nearest("prod/main.tf", str(tree / "repository" / "infra")) == near
    assert nearest("repository", str(tree)) == tree / "repository" / ".cognito-lint.toml"


def test_nothing_above_the_repository_counts(tree: Path) -> None:
    (tree / ".cognito-lint.toml").touch()
    assert nearest("repository/infra", str(tree)) is None


def test_outside_of_a_repository_nothing_above_the_working_directory_counts(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".cognito-lint.toml").touch()
    assert nearest("b", str(tmp_path / "a")) is None
    assert nearest("a/b", str(tmp_path)) == tmp_path / ".cognito-lint.toml"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ('[tool.cognito-lint]\nprofile = "strict"\n', True),
        ('[project]\ndependencies = ["cognito-lint"]\n', False),
        ("[tool.ruff]\n", False),
        ("cognito-lint = = broken", False),
    ],
)
def test_a_pyproject_counts_only_with_a_table_for_us(tmp_path: Path, text: str, counts: bool) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert (nearest(".", str(tmp_path)) is not None) is counts


def test_a_file_of_its_own_goes_before_a_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.cognito-lint]\n")
    (tmp_path / ".cognito-lint.yml").touch()
    assert nearest(".", str(tmp_path)) == tmp_path / ".cognito-lint.yml"
