"""How much is shown of a text, and what stands for a secret."""

from __future__ import annotations

LONGEST = 60
SENSITIVE = "(sensitive)"


def shorten(text: str, longest: int = LONGEST) -> str:
    """`text` cut at `longest` characters, with a mark where it was cut."""
    if len(text) <= longest:
        return text
    closing = text[-1] if text[-1] in '"]}' else ""
    return text[: longest - 1 - len(closing)] + "…" + closing
