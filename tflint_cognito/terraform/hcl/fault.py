"""What is wrong with a text, and where."""

from __future__ import annotations


class SyntaxFault(Exception):
    """Text that Terraform would not read either. `message` is a clause for users; `start` and `stop` are offsets."""

    def __init__(self, message: str, start: int, stop: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.stop = max(stop, start)


def quoted(text: str) -> str:
    """A piece of source as a message shows it: short, on one line. Never the text of a value."""
    if len(text) == 1 and (text.isspace() or not text.isprintable()):
        return f"the character U+{ord(text):04X}"
    words = " ".join(text.split())
    return f"`{words[:24]}…`" if len(words) > 25 else f"`{words}`"
