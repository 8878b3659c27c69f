"""The parser's table: computed once from python-hcl2's grammar, then read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tflint_cognito.terraform.hcl import grammar_table
from tflint_cognito.terraform.hcl.grammar_table import PASS, SPLICE, build_table, table
from tflint_cognito.terraform.hcl.tree import TreeBuilder


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder and no shipped table."""
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / name))
    monkeypatch.setattr(grammar_table, "_SHIPPED", tmp_path / "missing")
    table.cache_clear()
    yield tmp_path / "cognito-lint"
    table.cache_clear()


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_table()


def test_the_tree_builder_knows_every_rule(built: bytes) -> None:
    functions = {rule.function for rule in grammar_table._decoded(built).rules}
    assert all(hasattr(TreeBuilder, function) for function in functions - {PASS, SPLICE})
    assert {"conditional", "for_object_expr", "attr_splat", "template_for_start"} <= functions


def test_the_same_grammar_gives_the_same_table(built: bytes) -> None:
    program = (
        "import sys; from tflint_cognito.terraform.hcl.grammar_table import build_table\n"
        "sys.stdout.buffer.write(build_table())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment, cwd=root)
    assert done.stdout == built


def test_a_table_is_kept_and_read_again(cached: Path, monkeypatch: pytest.MonkeyPatch, built: bytes) -> None:
    monkeypatch.setattr(grammar_table, "build_table", lambda: built)
    first = table()
    table.cache_clear()
    monkeypatch.delattr(grammar_table, "build_table")
    assert table() == first
    assert len(list(cached.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"[]", b"[1,2]", b"{}", b"\xff", b"[0, 1, 2, [], []]"])
def test_a_damaged_table_is_built_anew(
    cached: Path, monkeypatch: pytest.MonkeyPatch, built: bytes, damage: bytes
) -> None:
    monkeypatch.setattr(grammar_table, "build_table", lambda: built)
    first = table()
    (kept,) = cached.iterdir()
    kept.write_bytes(damage)
    table.cache_clear()
    assert table() == first
    assert kept.read_bytes() == built


def test_a_shipped_table_needs_no_cache(
    cached: Path, monkeypatch: pytest.MonkeyPatch, built: bytes, tmp_path: Path
) -> None:
    (tmp_path / "grammar.table").write_bytes(built)
    monkeypatch.setattr(grammar_table, "_SHIPPED", tmp_path / "grammar.table")
    monkeypatch.delattr(grammar_table, "build_table")
    assert table().states
    assert not cached.exists()
