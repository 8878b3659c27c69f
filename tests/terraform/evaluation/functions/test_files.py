"""Files are read in the repository and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.evaluation.functions.asking import Surroundings, as_json, ask
from tflint_cognito.terraform.evaluation.functions import files
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.values import Unknown, Value


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a root module in it, and a secret beside it."""
    (tmp_path / "secret.txt").write_text("s3cret")
    root = tmp_path / "repository" / "infra"
    root.mkdir(parents=True)
    (root / "scopes.txt").write_text("read\n")
    (root.parent / "shared.txt").write_text("shared")
    return root.parent


def look(repository: Path, call: str) -> Value:
    return ask(call, Surroundings(repository / "infra", repository))


def test_a_file_of_the_root_module_is_read(repository: Path) -> None:
    assert as_json(look(repository, 'file("scopes.txt")')) == "read\n"


def test_a_file_elsewhere_in_the_repository_is_read(repository: Path) -> None:
    assert as_json(look(repository, 'file("../shared.txt")')) == "shared"


READERS = [
    "file", "filebase64", "filebase64sha256", "filebase64sha512", "filemd5", "filesha1", "filesha256", "filesha512",
    "fileexists",
]  # fmt: skip


@pytest.mark.parametrize("function", READERS)
@pytest.mark.parametrize("path", ["../../secret.txt", "/etc/passwd", "~/secret.txt", "scopes.txt/../../../secret.txt"])
def test_a_file_outside_the_repository_is_unknown_with_a_reason(repository: Path, function: str, path: str) -> None:
    value = look(repository, f'{function}("{path}")')
    assert isinstance(value, Unknown)
    assert value.because.startswith(f'{function}("{path}") leads ')


@pytest.mark.parametrize("function", READERS)
def test_a_link_out_of_the_repository_is_not_followed(repository: Path, function: str) -> None:
    (repository / "infra" / "link.txt").symlink_to(repository.parent / "secret.txt")
    (repository / "infra" / "folder").symlink_to(repository.parent)
    for path in ("link.txt", "folder/secret.txt"):
        value = look(repository, f'{function}("{path}")')
        assert isinstance(value, Unknown)
        assert "leads outside the repository" in value.because


def test_a_link_inside_the_repository_is_followed(repository: Path) -> None:
    (repository / "infra" / "link.txt").symlink_to(repository / "shared.txt")
    assert as_json(look(repository, 'file("link.txt")')) == "shared"


def test_a_link_that_leads_nowhere_is_a_missing_file(repository: Path) -> None:
    (repository / "infra" / "link.txt").symlink_to("gone.txt")
    with pytest.raises(EvaluationError, match="no file exists at"):
        look(repository, 'file("link.txt")')


def test_a_file_that_is_too_large_is_unknown(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    value = look(repository, 'file("scopes.txt")')
    assert isinstance(value, Unknown)
    assert value.because == 'file("scopes.txt") reads a file of more than 3 bytes'


def test_a_path_with_a_null_byte_is_a_missing_file(repository: Path) -> None:
    assert as_json(look(repository, 'fileexists("a\\u0000b")')) is False


@pytest.mark.parametrize(
    ("path", "pattern"), [("../..", "*"), ("/", "**"), ("/etc", "*"), ("~", "*"), (".", "../../*")]
)
def test_no_folder_outside_the_repository_is_listed(repository: Path, path: str, pattern: str) -> None:
    assert isinstance(look(repository, f'fileset("{path}", "{pattern}")'), Unknown)


def test_a_listing_that_meets_a_linked_folder_is_unknown(repository: Path) -> None:
    (repository / "infra" / "folder").symlink_to(repository.parent)
    value = look(repository, 'fileset(".", "**")')
    assert isinstance(value, Unknown)
    assert "symbolic link" in value.because


def test_a_listing_is_sorted_and_relative_to_its_folder(repository: Path) -> None:
    nested = repository / "infra" / "policies" / "nested"
    nested.mkdir(parents=True)
    for name in ("b.json", "a.json", "nested/c.json", "nested/d.txt"):
        (repository / "infra" / "policies" / name).write_text("{}")
    listed = as_json(look(repository, 'fileset("policies", "**/*.json")'))
    assert listed == ["a.json", "b.json", "nested/c.json"]
