"""What literal text of the source stands for: backslash escapes, `$${` and `%%{`."""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern

#: The escapes of quoted strings; any other backslash is an error.
ESCAPE = r'\\(?:["nrt\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})'
_QUOTED = pattern(rf"{ESCAPE}|\$\$\{{|%%\{{")
_PLAIN = pattern(r"\$\$\{|%%\{")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def unescape(text: str, quoted: bool) -> str:
    """The text that a run of literal text stands for. `quoted`: in a quoted string, where backslash escapes count."""
    if quoted:
        return _QUOTED.sub(_meaning, text) if "\\" in text or "{" in text else text
    return _PLAIN.sub(_meaning, text) if "{" in text else text


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[0] != "\\":
        return escape[1:]
    if escape[1] in _LETTERS:
        return _LETTERS[escape[1]]
    code = int.from_bytes(bytes.fromhex(escape[2:]))
    # Go encodes what is no character (a lone surrogate, beyond the last plane) as the replacement character.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
