"""Where the name of an argument stands, for what is wrong with the name and not with the value."""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.source import Range

#: How much space there may be between a name and its value.
ROOM = 200


def name_before(value: Range | None, name: str) -> Range | None:
    """The range of `name` in `name = value` (`"name": value` in JSON), by the range of the value; that of the value
    itself where it does not stand so, and where it is the header of a block."""
    if value is None:
        return None
    start = max(0, value.begin - len(name) - ROOM)
    text = value.source.text[start : value.begin].rstrip(" \t\r\n(")
    if not text.endswith(("=", ":")):
        return value
    text = text[:-1].rstrip()
    for written in (name, f'"{name}"'):
        if text.endswith(written):
            stop = start + len(text)
            return replace(value, begin=stop - len(written), stop=stop)
    return value
