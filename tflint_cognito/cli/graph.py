"""`cognito-lint graph`: the architecture as a picture, each box framed by its worst finding."""

from __future__ import annotations

from typing import Any, ClassVar

import click

from tflint_cognito.cli.check import CheckCommand, check
from tflint_cognito.cli.looking import look
from tflint_cognito.cli.options import OneOf, defaults
from tflint_cognito.cli.program import CLEAN, NOTHING, TROUBLE
from tflint_cognito.cli.settings import read_settings
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.records import replace

FORMATS = ("svg", "mermaid", "dot", "json", "html")
#: The format of a report that makes a look draw what it sees.
_DRAWING = "html"
_ENDINGS = {
    ".svg": "svg",
    ".mmd": "mermaid",
    ".md": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".json": "json",
    ".html": "html",
}
_TAKEN = ("paths", "var", "var_file", "workspace", "source", "plan_file", "exclude", "no_gitignore", "no_cache")
_SHOWN = ("no_progress",)
_RULES = ("profile", "select", "ignore", "folders", "baseline", "no_baseline", "no_ignores", "config", "no_config")


class GraphCommand(CheckCommand):
    sections: ClassVar = {
        "What to look at": _TAKEN[1:],
        "Which rules": _RULES,
        "Output": ("format", "output"),
    }


def _params() -> list[click.Parameter]:
    return [parameter for parameter in check.params if parameter.name in (*_TAKEN, *_RULES, *_SHOWN)]


@click.command(cls=GraphCommand, params=_params())
@click.option(
    "-f",
    "--format",
    type=OneOf(*FORMATS),
    default=None,
    metavar="FORMAT",
    help=f"{', '.join(FORMATS)}.  [default: svg]",
)
@click.option("-o", "--output", metavar="FILE", help="Write there, by its ending.")
@click.pass_context
def graph(ctx: click.Context, /, **given: Any) -> int:
    """Draw who signs in where, and who accepts the tokens: sign-in sources, user pools, app clients, APIs, roles."""
    from tflint_cognito.cli.terminal import say, write
    from tflint_cognito.report.diagnostics import diagnostic_line
    from tflint_cognito.report.picture.scene import scenes

    output = given.pop("output")
    format = _format(given.pop("format"), output)
    looked = look(replace(read_settings(ctx, {**defaults(check), **given}), format=_DRAWING, outputs=()))
    drawn = scenes(looked.report.landscapes, looked.report)
    text = _RENDERERS[format](drawn)
    if output is not None:
        write(output, text)
    else:
        say(text)
    errors = [one for one in looked.report.diagnostics if one.severity == "error"]
    say("".join(f"{diagnostic_line(one)}\n" for one in errors), error=True)
    if not looked.reading.found_terraform:
        say("error: there is no Terraform here\n", error=True)
        return NOTHING
    if not drawn:
        say("there is nothing of Amazon Cognito to draw\n", error=True)
    return TROUBLE if errors else CLEAN


def _format(format: str | None, output: str | None) -> str:
    if format is not None:
        return format
    if output is None:
        return "svg"
    for ending, known in _ENDINGS.items():
        if output.lower().endswith(ending):
            return known
    raise CognitoLintError(f"the ending of {output!r} names no format: use {', '.join(_ENDINGS)}, or --format")


def _svg(drawn: Any) -> str:
    from tflint_cognito.report.picture.svg import svg

    return svg(drawn)


def _mermaid(drawn: Any) -> str:
    from tflint_cognito.report.picture.mermaid import mermaid

    return mermaid(drawn)


def _dot(drawn: Any) -> str:
    from tflint_cognito.report.picture.dot import dot

    return dot(drawn)


def _json(drawn: Any) -> str:
    from tflint_cognito.report.picture.as_json import as_json

    return as_json(drawn)


def _html(drawn: Any) -> str:
    from tflint_cognito.report.picture.page import page

    return page(drawn)


_RENDERERS = {"svg": _svg, "mermaid": _mermaid, "dot": _dot, "json": _json, "html": _html}
