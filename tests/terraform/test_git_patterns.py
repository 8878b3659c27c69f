"""Lines of a .gitignore mean what they mean to git: every answer here was given by `git check-ignore --no-index`."""

from __future__ import annotations

import pytest

from tflint_cognito.terraform.git_patterns import Patterns


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("build", "build"),
        ("build", "a/build"),
        ("/build", "build"),
        ("a/b", "a/b"),
        ("a/*", "a/x.tf"),
        ("**/gen", "gen"),
        ("**/gen", "a/b/gen"),
        ("a/**", "a/b/x.tf"),
        ("a/**/b", "a/b"),
        ("a/**/b", "a/x/y/b"),
        ("a/***/b", "a/x/y/b"),
        ("*.tf", "a/x.tf"),
        ("**.tf", "x.tf"),
        ("x?.tf", "x1.tf"),
        ("[ab].tf", "b.tf"),
        ("[!a].tf", "b.tf"),
        ("[^a].tf", "b.tf"),
        ("[a-c].tf", "b.tf"),
        ("[]-a]", "]"),
        ("[!]a]", "b"),
        ("[a\\]]", "]"),
        ("[[:digit:]x]", "7"),
        ("[-a]", "-"),
        ("[a/b]", "a"),
        ("[a[]-a]", "[-a]"),
        ("\\#x", "#x"),
        ("\\!x", "!x"),
        ("x\\*", "x*"),
        ("x  ", "x"),
        ("x\\ ", "x "),
        ("x\r", "x"),
        ("\ufeffx", "x"),
        ("x\n!x\nx", "x"),
        ("a*b*c", "aXbYbZc"),
        ("??", "é"),  # two bytes
    ],
)
def test_a_line_leaves_out(lines: str, path: str) -> None:
    assert Patterns(lines.encode()).leaves_out(path, is_folder=False) is True


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("/build", "a/build"),
        ("a/b", "x/a/b"),
        ("a/*", "a/b/x.tf"),
        ("a*", "b/ac/d"),
        ("a/**", "a"),
        ("a/**/b", "a/xb"),
        ("a**/b", "a/x/b"),
        ("build/", "build"),  # a file of that name
        ("# x", "x"),
        ("#x", "#x"),
        ("", "x"),
        ("/", "x"),
        ("[a", "[a"),
        ("x\\", "x"),
        ("[[:letter:]]", "a"),
        ("[z-a]", "z"),
        ("x\\ ", "x"),
        ("?", "é"),
        ("X", "x"),
    ],
)
def test_a_line_says_nothing_of(lines: str, path: str) -> None:
    assert Patterns(lines.encode()).leaves_out(path, is_folder=False) is None


def test_a_line_with_a_slash_at_its_end_is_about_folders() -> None:
    assert Patterns(b"build/").leaves_out("a/build", is_folder=True) is True


def test_the_last_line_that_matches_decides() -> None:
    patterns = Patterns(b"*.tf\n!main.tf\n")
    assert patterns.leaves_out("a/main.tf", is_folder=False) is False
    assert patterns.leaves_out("a/other.tf", is_folder=False) is True


def test_a_hostile_line_takes_no_time() -> None:
    patterns = Patterns(b"*a" * 60 + b"b\n" + b"**/a/" * 60 + b"b\n" + b" " * 100_000 + b"x\n")
    assert patterns.leaves_out("/".join(["a" * 200] * 30), is_folder=False) is None
