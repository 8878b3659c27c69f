"""Patterns are compiled when they are used, and match the same on every Python that this runs on."""

from __future__ import annotations

import re
import sys

import pytest

from tflint_cognito import lazy_patterns
from tflint_cognito.lazy_patterns import pattern

#: What Python up to 3.11.4 matches wrongly: the string ends inside its own escape.
STRING = r'"(?:[^"\\]++|\\.)*+"'


def test_a_group_that_repeats_with_alternatives_matches_all_of_it() -> None:
    assert pattern(STRING).fullmatch(r'"say \"yes\" and go on"')


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 11, 5)])
def test_possessive_groups_are_greedy_where_they_are_broken(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    old = version < (3, 11, 5)
    assert lazy_patterns._as_is_right(r"(?:a|b)*+c++") == (r"(?:a|b)*c++" if old else r"(?:a|b)*+c++")
    assert lazy_patterns._as_is_right(rb"(?:a|b)?+") == (rb"(?:a|b)?" if old else rb"(?:a|b)?+")
    assert re.compile(str(lazy_patterns._as_is_right(STRING))).fullmatch(r'"a\"b"')
