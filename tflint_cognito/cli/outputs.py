"""Where reports go besides the terminal: files, and the summary of a job on GitHub."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from tflint_cognito.cli.configured import was_given
from tflint_cognito.cli.terminal import say, write
from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.report.formats import ENDINGS, FORMATS

if TYPE_CHECKING:
    from tflint_cognito.cli.settings import Settings

Output = tuple[str, str]  # format, path

#: The file that GitHub shows beside a job; each step has one of its own.
#: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
SUMMARY: Final = "GITHUB_STEP_SUMMARY"
#: What GitHub takes for the summary of one step, in bytes; of more it shows nothing at all.
SUMMARY_ROOM: Final = 1_048_576
#: Less than this is no report.
_LEAST_ROOM: Final = 4_096
_TERRAFORM: Final = (".tf", ".tofu", ".tf.json", ".tofu.json", ".tfvars", ".tfvars.json")


def read_outputs(ctx: click.Context, given: Mapping[str, Any]) -> tuple[str, tuple[Output, ...]]:
    """The format of standard output, and the files with theirs. click.BadParameter where two reports would go to one
    place, or one where something else is."""
    format: str = given["format"]
    outputs: list[Output] = []
    on_standard_output = was_given(ctx, "format")
    for one, path in map(_output, given["output"]):
        if path != "-":
            outputs.append((one, path))
        elif on_standard_output:
            _refuse(f"standard output gets the report in the format {format} already: give it one format")
        else:
            format, on_standard_output = one, True
    _refuse_clashes(outputs, given["paths"])
    return format, tuple(outputs)


def summary_of(format: str, outputs: Sequence[Output], environment: Mapping[str, str]) -> str:
    """The file of the job's summary, where annotations are asked for; empty where there is none, or where another
    report is written to it."""
    path = environment.get(SUMMARY, "")
    if format != "github" or not path:
        return ""
    return "" if os.path.realpath(path) in {os.path.realpath(other) for _, other in outputs} else path


def write_outputs(settings: Settings, render: Callable[[str, int | None], str]) -> None:
    """Writes what `render` gives for a format, and for how many bytes it shall fit into. CognitoLintError names what
    cannot be written, once all else is; of a summary it is a warning only, for the job goes on without."""
    failed = [why for format, path in settings.outputs if (why := _written(format, path, settings.summary, render))]
    if failed:
        raise CognitoLintError("; ".join(failed))


def _written(format: str, path: str, summary: str, render: Callable[[str, int | None], str]) -> str:
    """Writes one report; why it could not, if so."""
    if path == summary:
        _append(path, lambda room: render(format, room))
        return ""
    try:
        write(path, render(format, None))
    except CognitoLintError as error:
        return str(error)
    return ""


def _append(path: str, render: Callable[[int], str]) -> None:
    """Adds to the job's summary what fits into it."""
    try:
        taken = os.path.getsize(path) if os.path.exists(path) else 0
        room = SUMMARY_ROOM - taken - 1
        if room < _LEAST_ROOM:
            say(f"warning: {SUMMARY}: the job's summary is full, and says nothing of this run\n", error=True)
            return
        with open(path, "a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write("\n" * bool(taken) + render(room))
    except OSError as error:
        say(f"warning: {SUMMARY}: {path} cannot be written: {error.strerror}\n", error=True)


def _refuse_clashes(outputs: Sequence[Output], paths: Sequence[str]) -> None:
    taken = {os.path.realpath(path): f"{path} is what is checked" for path in paths if not os.path.isdir(path)}
    for _, path in outputs:
        if path.endswith(_TERRAFORM):
            _refuse(f"{path} would be Terraform: name another file")
        if os.path.isdir(path):
            _refuse(f"{path} is a folder: name a file")
        if taken.get(os.path.realpath(path)):
            _refuse(f"{taken[os.path.realpath(path)]}: name another file")
        taken[os.path.realpath(path)] = f"{path} gets a report already"


def _output(text: str) -> Output:
    format, equals, path = text.partition("=")
    if equals and format in FORMATS and path:
        return format, path
    if equals and (hint := did_you_mean(format, FORMATS)):
        _refuse(f"{format!r} is no format{hint}")
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if text.lower().endswith(ending):
            return ENDINGS[ending], text
    choices = f"{' or '.join(ENDINGS)}, or FORMAT=FILE with one of {', '.join(FORMATS)}"
    ending = os.path.splitext(text)[1]
    _refuse(f"the ending of {text!r} names no format{did_you_mean(ending, ENDINGS) if ending else ''}: use {choices}")


def _refuse(why: str) -> NoReturn:
    raise click.BadParameter(why, param_hint="--output")
