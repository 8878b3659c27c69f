"""A warm run says what a cold one says: after every kind of edit, and whatever became of what was kept."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.program import FIXTURES
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform import glances, stamp
from tflint_cognito.terraform.read import Options, Reading, read
from tflint_cognito.terraform.repository import Repository
from tflint_cognito.terraform.values import to_json

POOL = """\
resource "aws_cognito_user_pool" "customers" {
  name = "shop-${local.stage}"
}

locals {
  stage = "dev"
}
"""
OTHER = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n'
CALL = 'module "sign_in" {\n  source = "./sign_in"\n}\n'


@pytest.fixture
def infra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of three folders. Its files count as settled, so that what is seen of them is kept at once."""
    monkeypatch.setattr(stamp, "_SETTLES", -3_600_000_000_000)
    root = tmp_path / "infra"
    (root / ".git").mkdir(parents=True)
    for name, text in {"main.tf": POOL, "logs/main.tf": OTHER, "sign_in/main.tf": OTHER}.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    return root


def look(root: Path, cache: Path | None) -> Reading:
    home = str(cache) if cache is not None else ""
    options = Options(working_directory=root, environment={"XDG_CACHE_HOME": home}, cache=cache is not None)
    return read(["."], options, PROVIDER)


def said(reading: Reading) -> str:
    """All that a report is made of."""
    models = [
        (model.path, [(str(one.address), to_json_all(one.attributes), place(one.range)) for one in model.resources])
        for model in reading.models
    ]
    diagnostics = [(one.severity, one.message, place(one.range)) for one in reading.diagnostics]
    return json.dumps([models, diagnostics, reading.files, reading.found_terraform], indent=1)


def to_json_all(attributes: Mapping[str, object]) -> dict[str, object]:
    return {name: to_json(value) for name, value in attributes.items()}  # type: ignore[arg-type]


def place(range: object) -> str:
    return f"{range.path}:{range.start.line}:{range.start.column}" if range is not None else ""  # type: ignore[attr-defined]


def write(name: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)

    return edit


def in_place_of(name: str, text: str) -> Callable[[Path], None]:
    """As a checkout and most editors write: another file moved over the old one, its time put back."""

    def edit(root: Path) -> None:
        before = (root / name).stat()
        (root / "new").write_text(text)
        os.utime(root / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
        (root / "new").replace(root / name)

    return edit


def same_size_and_time(name: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        before = (root / name).stat()
        assert before.st_size == len(text)
        (root / name).write_text(text)
        os.utime(root / name, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "touched": lambda root: os.utime(root / "main.tf"),
    "a value": write("main.tf", POOL.replace('"dev"', '"prod"')),
    "same size, same time": same_size_and_time("main.tf", POOL.replace('"dev"', '"new"')),
    "same size, same time, another file": in_place_of("main.tf", POOL.replace('"dev"', '"new"')),
    "a line before": write("main.tf", f"\n{POOL}"),
    "broken": write("main.tf", POOL + "}\n"),
    "a folder that did not matter": write("logs/main.tf", POOL),
    "a folder that mattered no longer does": write("main.tf", OTHER),
    "the same text elsewhere": write("logs/main.tf", POOL),
    "a call": write("main.tf", POOL + CALL),
    "a call of what matters": lambda root: [
        edit(root) for edit in (write("main.tf", CALL), write("sign_in/main.tf", POOL))
    ],
    "a new file": write("logs/pool.tf", POOL),
    "a new folder": write("new/pool.tf", POOL),
    "a file less": lambda root: (root / "main.tf").unlink(),
    "a folder less": lambda root: shutil.rmtree(root / "logs"),
    "a file moved": lambda root: (root / "main.tf").rename(root / "logs" / "pool.tf"),
    "a file in place of another": lambda root: (root / "main.tf").rename(root / "logs" / "main.tf"),
    "a link": lambda root: (root / "logs" / "pool.tf").symlink_to("../main.tf"),
    "OpenTofu's file in place of Terraform's": write("main.tofu", POOL.replace("shop", "tofu")),
    "not UTF-8": lambda root: (root / "main.tf").write_bytes(POOL.encode("utf-16")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_a_warm_run_says_what_a_cold_one_does(
    infra: Path, tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    before = said(look(infra, tmp_path))
    assert said(look(infra, tmp_path)) == before == said(look(infra, None))
    edit(infra)
    cold = said(look(infra, None))
    assert said(look(infra, tmp_path)) == cold
    assert said(look(infra, tmp_path)) == cold


def test_what_a_link_leads_to_is_always_read(infra: Path, tmp_path: Path) -> None:
    (infra / "elsewhere").write_text(OTHER)
    (infra / "logs" / "pool.tf").symlink_to("../elsewhere")
    look(infra, tmp_path)
    (infra / "elsewhere").write_text(POOL)
    assert said(look(infra, tmp_path)) == said(look(infra, None))


def test_a_file_changed_a_moment_ago_is_not_remembered(
    infra: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its next change may leave no trace: git's racy entries."""
    monkeypatch.setattr(stamp, "_SETTLES", 3_000_000_000)
    look(infra, tmp_path)
    assert not list((tmp_path / "cognito-lint").glob("glances-*"))


def test_a_warm_run_opens_no_file_that_does_not_matter(
    infra: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(infra, tmp_path)
    opened: list[str] = []
    data = Repository.data

    def noted(repository: Repository, path: str, is_link: bool | None = None) -> bytes:
        opened.append(path)
        return data(repository, path, is_link)

    monkeypatch.setattr(Repository, "data", noted)
    look(infra, tmp_path)
    assert [Path(path).relative_to(infra).as_posix() for path in opened] == ["main.tf"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", bytes(200)])
def test_what_is_damaged_is_made_anew(infra: Path, tmp_path: Path, damage: bytes) -> None:
    cold = said(look(infra, tmp_path))
    for path in (tmp_path / "cognito-lint").iterdir():
        path.write_bytes(damage)
    assert said(look(infra, tmp_path)) == cold
    assert said(look(infra, tmp_path)) == cold


def test_one_byte_changed_counts_as_damage(infra: Path, tmp_path: Path) -> None:
    cold = said(look(infra, tmp_path))
    (kept,) = (tmp_path / "cognito-lint").glob("glances-*")
    data = bytearray(kept.read_bytes())
    data[-1] ^= 1
    kept.write_bytes(data)
    assert said(look(infra, tmp_path)) == cold


def test_two_runs_that_meet_leave_something_whole(infra: Path, tmp_path: Path) -> None:
    one = glances.Glances("infra", "", tmp_path)
    other = glances.Glances("infra", "", tmp_path)
    settled = stamp.stamp_of((infra / "main.tf").stat())
    one.of_folder("a").keep("main.tf", settled, glances.Glance(True, ()))
    other.of_folder("b").keep("main.tf", settled, glances.Glance(False, ("./c",)))
    one.save()
    other.save()
    again = glances.Glances("infra", "", tmp_path)
    assert again.of_folder("b").known("main.tf", settled) == glances.Glance(False, ("./c",))
    assert again.of_folder("a").known("main.tf", settled) is None


def test_what_was_looked_for_decides_what_is_known(infra: Path, tmp_path: Path) -> None:
    settled = stamp.stamp_of((infra / "main.tf").stat())
    kept = glances.Glances("infra", "cognito", tmp_path)
    kept.of_folder("a").keep("main.tf", settled, glances.Glance(True, ()))
    kept.save()
    assert glances.Glances("infra", "buckets", tmp_path).of_folder("a").known("main.tf", settled) is None


def test_nothing_of_a_value_is_kept(infra: Path, tmp_path: Path) -> None:
    secret = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "hunter2${upper("hunter3")}"\n}\n'
    (infra / "main.tf").write_text(secret + 'module "a" {\n  source = "git::https://hunter4@example.org/a"\n}\n')
    look(infra, tmp_path)
    assert all(b"hunter" not in path.read_bytes() for path in (tmp_path / "cognito-lint").iterdir())


@pytest.mark.parametrize("name", ["published", "hardened"])
def test_fixtures_read_the_same_warm(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_SETTLES", -3_600_000_000_000)
    cold = said(look(FIXTURES / name, None))
    assert said(look(FIXTURES / name, tmp_path)) == cold
    assert said(look(FIXTURES / name, tmp_path)) == cold
