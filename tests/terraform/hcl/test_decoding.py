from __future__ import annotations

import pytest

from tflint_cognito.terraform.hcl.decoding import decode


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode("\ufeffa = 1\r\n".encode()) == "a = 1\r\n"


def test_a_bad_byte_is_placed() -> None:
    with pytest.raises(ValueError, match="not UTF-8: there is a bad byte at line 2, column 6"):
        decode('a = 1\nb ="é'.encode() + b"\xe9x")


def test_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match=r"NUL byte at line 1, column 3$"):
        decode(b"ab\0 = 1")


def test_utf_16_is_recognised() -> None:
    with pytest.raises(ValueError, match="UTF-16"):
        decode("a = 1".encode("utf-16"))
