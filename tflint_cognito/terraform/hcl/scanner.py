"""Finds where things end without understanding them: brackets, quoted strings, heredocs, expressions.

Strings, templates and heredocs nest in each other to any depth, so what is open is kept in a list, never on Python's
stack; every character is looked at a bounded number of times.
"""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.lexis import COMMENT, HEREDOC, QUOTED_RUN, SEQUENCE, SPACE

_STRING = r'"(?:[^"\\$%\r\n]++|\\[^\r\n]|[$%](?![{$%])|\$\{[^"{}\n/#<]*+\})*+"'
_SIMPLE = rf'(?:[^"{{}}()\[\]#/<\\]++|{_STRING})*+'
#: Brackets with nothing in them that opens.
_PAIR = rf"\{{{_SIMPLE}\}}|\[{_SIMPLE}\]|\({_SIMPLE}\)"
#: Text in which nothing opens without closing; the first form may hold line ends and comments.
_PLAIN = pattern(rf'(?:[^"{{}}()\[\]#/<\\]++|{_STRING}|{_PAIR}|#[^\n]*+|//[^\n]*+|{COMMENT}|/(?![/*])|<(?!<))*+')
_PLAIN_LINE = pattern(rf'(?:[^"{{}}()\[\]#/<\\\n]++|{_STRING}|{_PAIR}|{COMMENT}|/(?![/*])|<(?!<))*+')
#: Like _PLAIN, but stops at comments.
_PLAIN_CODE = pattern(rf'(?:[^"{{}}()\[\]#/<\\]++|{_STRING}|{_PAIR}|/(?![/*])|<(?!<))*+')
_COMMENT = pattern(rf"#[^\n]*+|//[^\n]*+|{COMMENT}")
_QUOTED_RUN = pattern(QUOTED_RUN)
_CLOSERS = {"{": "}", "[": "]", "(": ")"}

#: What is open: the character that closes it (for a heredoc a line end and its marker), and where it began.
Frame = tuple[str, int]


def closing(text: str, opener: int, stop: int) -> int:
    """The offset after what closes the bracket, quote or heredoc that opens at `opener`.

    Raises SyntaxFault at the opener of what is never closed.
    """
    frames: list[Frame] = []
    offset = _enter(text, opener, stop, frames)
    while frames:
        offset = _advance(text, offset, stop, frames, _PLAIN)
    return offset


def expression_end(text: str, offset: int, stop: int) -> int:
    """The offset where the expression that starts at `offset` ends: at a line end or comment, or at a stray closer."""
    while True:
        offset = past(_PLAIN_LINE, text, offset, stop)
        if offset >= stop or text[offset] in "\n#)}]" or text.startswith("//", offset):
            return offset
        offset = closing(text, offset, stop)


def comment_spans(text: str) -> list[tuple[int, int]]:
    """The spans of all comments; after a fault in the text, only of those before it."""
    spans: list[tuple[int, int]] = []
    offset, stop, frames = 0, len(text), [("", 0)]
    try:
        while offset < stop:
            if frames[-1][0][:1] not in ('"', "\n"):
                offset = past(_PLAIN_CODE, text, offset, stop)
                if comment := _COMMENT.match(text, offset):
                    spans.append(comment.span())
                    offset = comment.end()
                    continue
            if offset < stop:
                offset = _advance(text, offset, stop, frames, _PLAIN_CODE)
    except SyntaxFault:
        pass
    return spans


def past(pattern: re.Pattern[str], text: str, offset: int, stop: int) -> int:
    """The offset after what `pattern` matches at `offset`; `offset` itself where it does not match."""
    match = pattern.match(text, offset, stop)
    return match.end() if match else offset


def _advance(text: str, offset: int, stop: int, frames: list[Frame], plain: re.Pattern[str]) -> int:
    closer = frames[-1][0]
    if closer == '"':
        return _through_string(text, offset, stop, frames)
    if closer[:1] == "\n":
        return _through_heredoc(text, offset, stop, frames)
    return _through_code(text, offset, stop, frames, plain)


def _through_code(text: str, offset: int, stop: int, frames: list[Frame], plain: re.Pattern[str]) -> int:
    offset = past(plain, text, offset, stop)
    closer, began = frames[-1]
    if offset >= stop:
        raise SyntaxFault(f"this {text[began]} is never closed", began, began + 1)
    character = text[offset]
    if character not in ")]}":
        return _enter(text, offset, stop, frames)
    if character != closer:
        raise SyntaxFault(f"this {text[began]} is never closed", began, began + 1)
    frames.pop()
    return offset + 1


def _enter(text: str, offset: int, stop: int, frames: list[Frame]) -> int:
    """Steps into whatever opens at `offset`, and returns the offset inside."""
    character = text[offset]
    if character == '"':
        frames.append(('"', offset))
    elif character in _CLOSERS:
        frames.append((_CLOSERS[character], offset))
    elif character == "<":
        if heredoc := HEREDOC.match(text, offset, stop):
            frames.append(("\n" + heredoc[2], offset))
            return heredoc.end()
        return offset + 2
    elif comment := _COMMENT.match(text, offset, stop):
        return comment.end()
    elif character == "\\":
        raise SyntaxFault("a backslash means nothing here; quotes inside ${ } stand without one", offset, offset + 1)
    else:
        raise SyntaxFault("this comment is never closed", offset, offset + 2)
    return offset + 1


def _through_string(text: str, offset: int, stop: int, frames: list[Frame]) -> int:
    offset = past(_QUOTED_RUN, text, offset, stop)
    character = text[offset : offset + 1] if offset < stop else ""
    if character == '"':
        frames.pop()
        return offset + 1
    if character not in ("$", "%"):
        began = frames[-1][1]
        raise SyntaxFault("this quoted string is not closed on its line", began, offset)
    frames.append(("}", offset + 1))
    return offset + 2


def _through_heredoc(text: str, offset: int, stop: int, frames: list[Frame]) -> int:
    """To the end of the heredoc, or into its next template sequence.

    Terraform takes a line for the end that holds only the marker, between any blanks; not one that began in a template.
    """
    marker = frames[-1][0][1:]
    while True:
        found = text.find(marker, offset, stop)
        until = stop if found < 0 else found
        if sequence := SEQUENCE.search(text, offset, until):
            frames.append(("}", sequence.end() - 1))
            return sequence.end()
        if found < 0:
            began = frames[-1][1]
            raise SyntaxFault(f"this heredoc is never closed by a line {marker}", began, began + 2 + len(marker))
        line = text.rfind("\n", offset - 1, found)
        end = text.find("\n", found, stop)
        # Without a line end after it even the right marker closes nothing ("Unterminated template string").
        if line >= 0 and end >= 0 and text[line:found].strip(SPACE) == "" and text[found:end].strip(SPACE) == marker:
            frames.pop()
            return end - 1 if text[end - 1] == "\r" else end
        offset = found + len(marker)
