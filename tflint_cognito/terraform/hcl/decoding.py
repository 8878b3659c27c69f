"""Bytes into text."""

from __future__ import annotations

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def decode(data: bytes) -> str:
    """The text of a UTF-8 file, without its byte-order mark, line ends untouched.

    Raises ValueError with a sentence for users (what, line and column) where the bytes are no UTF-8 or hold a NUL.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if (nul := data.find(b"\0")) >= 0:
        hint = "; it may be UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\0" else ""
        raise ValueError(f"the file is not text: there is a NUL byte at {_place(data, nul)}{hint}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not UTF-8: there is a bad byte at {_place(data, error.start)}") from None


def _place(data: bytes, offset: int) -> str:
    line_start = data.rfind(b"\n", 0, offset) + 1
    line = data.count(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return f"line {line}, column {column}"
