"""What literal text of the source stands for: backslash escapes, `$${` and `%%{`."""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern

#: The escapes of quoted strings; any other backslash is an error. Half a surrogate pair is no character, nor is what
#: is beyond the last plane.
_HALF = r"(?!(?:0000)?[dD][89a-fA-F])"
ESCAPE = rf'\\(?:["nrt\\]|u{_HALF}[0-9A-Fa-f]{{4}}|U{_HALF}00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{{4}})'
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
    return chr(int.from_bytes(bytes.fromhex(escape[2:])))
