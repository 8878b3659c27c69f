from __future__ import annotations

import os
from pathlib import Path

import pytest

from tflint_cognito.terraform.hcl.cache_folder import private_folder, write_file


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache folder that is empty yet."""
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / name))
    return tmp_path / "cognito-lint"


def test_the_folder_is_made_for_its_user_alone(home: Path) -> None:
    assert private_folder() == home
    if os.name == "posix":
        assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_others_can_write_is_not_trusted(home: Path) -> None:
    home.mkdir()
    home.chmod(0o777)
    assert private_folder() is None


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    home.symlink_to(tmp_path / "elsewhere")
    assert private_folder() is None


def test_a_file_in_its_place_is_no_trouble(home: Path) -> None:
    home.write_text("")
    assert private_folder() is None


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "table"
    assert write_file(path, b"one")
    assert write_file(path, b"two")
    assert (path.read_bytes(), len(list(tmp_path.iterdir()))) == (b"two", 1)


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    assert not write_file(tmp_path / "missing" / "table", b"one")
