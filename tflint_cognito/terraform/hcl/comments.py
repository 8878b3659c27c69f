"""The comments of a file in native syntax."""

from __future__ import annotations

from tflint_cognito.terraform.hcl.scanner import comment_spans
from tflint_cognito.terraform.source import Range, Source


def comments(source: Source) -> list[tuple[str, Range]]:
    """All comments in order, each as it is written (`# …`, `// …`, `/* … */`, without the line end) and where.

    What looks like a comment inside a string or heredoc is none. After a bracket or string that is never closed nothing
    can be told, so of such a file only the comments before it are returned.
    """
    text = source.text
    found = []
    for start, stop in comment_spans(text):
        stop -= text[stop - 1] == "\r"
        found.append((text[start:stop], Range(source, start, stop)))
    return found
