"""The picture as a page of its own: no network, no script."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.report.picture.scene import Scene
from tflint_cognito.report.picture.svg import svg


def page(scenes: Sequence[Scene]) -> str:
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<title>Amazon Cognito architecture</title>",
        "<style>body { margin: 0; } @media print { svg { max-width: 100%; height: auto; } }</style>",
        "</head>",
        "<body>",
        svg(scenes).rstrip(),
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines)
