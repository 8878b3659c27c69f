from __future__ import annotations

import pytest

from tflint_cognito.terraform.hcl.escapes import unescape


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a\nb\t\"c\"\\n", 'a\nb\t"c"\\n'),
        (r"\u00e9\U0001F600", "é😀"),
        (r"\ud800\U00110000", "\ufffd\ufffd"),
        ("$${a} %%{b} $$ % $$${c}", "${a} %{b} $$ % $${c}"),
    ],
)
def test_quoted_text_means_what_it_means_to_terraform(written: str, meant: str) -> None:
    assert unescape(written, quoted=True) == meant


def test_in_a_heredoc_backslashes_are_backslashes() -> None:
    assert unescape(r"a\n$${b}%%{c}", quoted=False) == r"a\n${b}%{c}"
