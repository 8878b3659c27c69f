"""A checkout's rules, compiled and kept for as long as their files stay the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.policy.test_rulebook import OWN
from tflint_cognito.policy import rulebook
from tflint_cognito.policy.condition import Deferred
from tflint_cognito.policy.rule_file import read_rule_file
from tflint_cognito.terraform import stamp


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout's folder of rules with one rule in it, whose file counts as settled."""
    monkeypatch.setattr(stamp, "_SETTLES", -3_600_000_000_000)
    folder = tmp_path / "rules"
    (folder / "acme").mkdir(parents=True)
    (folder / "acme" / "callbacks-in-house.yaml").write_text(OWN.format(id="ACME001", name="callbacks-in-house"))
    monkeypatch.setattr(rulebook, "rules_folder", lambda: folder)
    (tmp_path / "cache").mkdir()
    return folder


def load(rules: Path) -> tuple[list[tuple[str, str]], bool]:
    """The rules by id and title, and whether they came out of the cache."""
    read: list[Path] = []

    def reading(path: Path, *arguments: Any, **named: Any) -> Any:
        read.append(path)
        return read_rule_file(path, *arguments, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rulebook, "read_rule_file", reading)
        found = rulebook.load(cache=lambda: rules.parent / "cache").rules
    return [(rule.id, rule.title) for rule in found], not read


def test_a_second_run_reads_no_yaml(rules: Path) -> None:
    first, kept = load(rules)
    assert not kept
    assert load(rules) == (first, True)


def test_a_changed_rule_shows_at_once(rules: Path) -> None:
    load(rules)
    path = rules / "acme" / "callbacks-in-house.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("in the house", "in our house"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load(rules) == ([("ACME001", "Callbacks stay in our house")], False)
    assert load(rules)[1]


def test_a_new_rule_and_one_less_show_at_once(rules: Path) -> None:
    load(rules)
    new = rules / "acme" / "another.yaml"
    new.write_text(OWN.format(id="ACME002", name="another"))
    assert [id for id, _ in load(rules)[0]] == ["ACME001", "ACME002"]
    new.unlink()
    assert [id for id, _ in load(rules)[0]] == ["ACME001"]


def test_what_changed_a_moment_ago_is_not_kept(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_SETTLES", 3_000_000_000)
    load(rules)
    assert list((rules.parent / "cache").iterdir()) == []


def test_damage_costs_only_time(rules: Path) -> None:
    first, _ = load(rules)
    (kept,) = (rules.parent / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert load(rules) == (first, False)


def test_a_kept_condition_asks_what_a_read_one_does(rules: Path) -> None:
    load(rules)
    (rule,) = rulebook.load(cache=lambda: rules.parent / "cache").rules
    assert isinstance(rule.require, Deferred)
    assert type(rule.require._made()) is type(rulebook.load().rules[0].require)
