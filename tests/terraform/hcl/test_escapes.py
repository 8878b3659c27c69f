from __future__ import annotations

import pytest

from tflint_cognito.terraform.hcl.escapes import unescape
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.native import parse_expression
from tflint_cognito.terraform.source import Source


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a\nb\t\"c\"\\n", 'a\nb\t"c"\\n'),
        (r"\u00e9\U0001F600", "é😀"),
        (r"\ud7ff\U0010FFFF", "\ud7ff\U0010ffff"),
        ("$${a} %%{b} $$ % $$${c}", "${a} %{b} $$ % $${c}"),
    ],
)
def test_quoted_text_means_what_it_means_to_terraform(written: str, meant: str) -> None:
    assert unescape(written, quoted=True) == meant


def test_in_a_heredoc_backslashes_are_backslashes() -> None:
    assert unescape(r"a\n$${b}%%{c}", quoted=False) == r"a\n${b}%{c}"


@pytest.mark.parametrize("escape", [r"\ud800", r"\uDFFF", r"\U0000d800", r"\U00110000", r"\UFFFFFFFF"])
def test_what_is_no_character_is_no_escape(escape: str) -> None:
    with pytest.raises(SyntaxFault, match="is no escape of a quoted string"):
        parse_expression(Source("main.tf", f'"x{escape}y"'))
