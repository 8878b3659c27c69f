"""Patterns of --exclude mean what they mean in a .gitignore."""

from __future__ import annotations

import pytest

from tflint_cognito.terraform.excluded import read_patterns


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("examples", "modules/auth/examples"),
        ("examples/", "modules/auth/examples/main.tf"),
        ("/examples", "examples/main.tf"),
        ("modules/legacy", "modules/legacy/main.tf"),
        ("**/legacy/*.tf", "a/b/legacy/main.tf"),
        ("old/**", "old/a/main.tf"),
        ("*_test", "auth_test/main.tf"),
        ("user?", "users"),
        ("[ab]uth", "auth/main.tf"),
        ("./examples", "examples/main.tf"),
    ],
)
def test_a_pattern_leaves_out(pattern: str, path: str) -> None:
    assert excluded([pattern], path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/examples", "modules/examples/main.tf"),
        ("modules/legacy", "infra/modules/legacy/main.tf"),
        ("*.tf", "main.tofu"),
        ("user?", "user/main.tf"),
        ("legacy", "legacy_pool/main.tf"),
        ("[!a]uth", "auth/main.tf"),
    ],
)
def test_a_pattern_keeps(pattern: str, path: str) -> None:
    assert not excluded([pattern], path)


def test_the_last_pattern_decides() -> None:
    patterns = ["examples", "!examples/complete"]
    assert excluded(patterns, "examples/minimal/main.tf")
    assert not excluded(patterns, "examples/complete/main.tf")


def excluded(patterns: list[str], path: str) -> bool:
    leaves_out = read_patterns(patterns)
    assert leaves_out is not None
    return leaves_out(path)
