"""What a run of `check` was asked to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tflint_cognito.cli.configured import excluded_from, heard, load_configuration, was_given
from tflint_cognito.cli.environments import chosen
from tflint_cognito.cli.options import interleaved, split
from tflint_cognito.cli.outputs import read_outputs, summary_of
from tflint_cognito.cli.waiting import progress_of
from tflint_cognito.progress import Progress
from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.report.formats import WITH_EDITS, WITH_PICTURE, WITH_POSTURE

if TYPE_CHECKING:
    from tflint_cognito.configuration.configuration import Configuration, Environment
    from tflint_cognito.terraform.read import PlanSource, VariableSource


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of `check`, read. `variables` are in the order of the command line."""

    paths: tuple[str, ...]
    variables: tuple[VariableSource, ...]
    plan_sources: tuple[PlanSource, ...]
    workspace: str
    exclude: tuple[str, ...]
    gitignore: bool
    cache: bool
    profile: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    compliance: tuple[str, ...]
    folders: tuple[Path, ...]
    fail_on: str
    incomplete: str
    exit_zero: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    hook: bool
    format: str
    outputs: tuple[tuple[str, str], ...]  # format, path
    min_severity: str
    show_passed: bool
    color: str
    quiet: bool
    verbose: bool
    statistics: bool
    #: What the files and the environment say; what the command line says wins, and stands in the fields above.
    configuration: Configuration
    #: The file of known findings, if there is one.
    baseline: str | None
    changed_since: str | None
    #: Whether comments and the configuration may ignore findings.
    ignores: bool
    #: The text of a file that an editor has not saved, by its path.
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    #: The environments to look at, each with its own values; and in a look at one of them its name.
    environments: tuple[Environment, ...] = ()
    environment: str = ""
    #: The options that the command line or a variable of the environment gives: they win over what is written of one
    #: environment of the configuration.
    given: frozenset[str] = frozenset()
    #: The file of `outputs` that is the summary of a job on GitHub; empty where there is none.
    summary: str = ""
    progress: Progress = field(default_factory=Progress)

    @property
    def wants_edits(self) -> bool:
        """Whether fixes are worked out down to the text: only some formats, --fix and --diff have a use for that."""
        formats = {self.format, *(format for format, _ in self.outputs)}
        return self.fix or self.diff or not WITH_EDITS.isdisjoint(formats)

    @property
    def draws(self) -> bool:
        """Whether a format that is asked for draws the architecture."""
        return not WITH_PICTURE.isdisjoint({self.format, *(format for format, _ in self.outputs)})

    @property
    def sets_side_by_side(self) -> bool:
        """Whether a format that is asked for shows what is in force in each environment."""
        return not WITH_POSTURE.isdisjoint({self.format, *(format for format, _ in self.outputs)})


#: What an environment of the configuration may say for itself.
_OF_ENVIRONMENTS = ("workspace", "profile", "fail_on")


def _is_exported(configuration: Configuration, option: str) -> bool:
    setting = configuration.settings.get(option.replace("_", "-"))
    return setting is not None and setting.origin in os.environ


def read_settings(ctx: click.Context, options: Mapping[str, Any]) -> Settings:
    """The settings that the options of `check` and the configuration say. click.BadParameter for a value that cannot be
    read."""
    configuration = load_configuration(ctx, options, os.environ)
    given = heard(ctx, options, configuration)
    format, outputs = read_outputs(ctx, given)
    return Settings(
        paths=paths_of(given),
        variables=(*configured_variables(configuration), *read_variables(ctx, given)),
        plan_sources=read_plan_sources(ctx, given),
        workspace=given["workspace"],
        exclude=(*excluded_from(configuration, os.getcwd()), *given["exclude"]),
        gitignore=not given["no_gitignore"],
        cache=not given["no_cache"],
        profile=given["profile"],
        select=tuple(split(given["select"])),
        ignore=tuple(split(given["ignore"])),
        compliance=tuple(split(given["compliance"])),
        folders=tuple(given["folders"]),
        fail_on=given["fail_on"],
        incomplete=given["incomplete"],
        exit_zero=given["exit_zero"],
        fix=given["fix"],
        unsafe_fixes=given["unsafe_fixes"],
        diff=given["diff"],
        hook=given["hook"],
        format=format,
        outputs=outputs,
        min_severity=given["min_severity"],
        show_passed=given["show_passed"],
        color=given["color"],
        quiet=given["quiet"],
        verbose=given["verbose"],
        statistics=given["statistics"],
        configuration=configuration,
        baseline=baseline_of(given),
        changed_since=given["changed_since"],
        ignores=not given["no_ignores"],
        overlay=unsaved(given),
        environments=chosen(configuration, split(given.get("environments", ())), given["paths"]),
        given=frozenset(name for name in _OF_ENVIRONMENTS if was_given(ctx, name) or _is_exported(configuration, name)),
        progress=progress_of(ctx, given),
    )


def with_summary(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """`settings` that write the summary of a job on GitHub as well, where annotations are asked for."""
    path = summary_of(settings.format, settings.outputs, environment)
    return replace(settings, outputs=(*settings.outputs, ("markdown", path)), summary=path) if path else settings


def paths_of(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths of a run; `-` is the file that --stdin-filename names."""
    name = given.get("stdin_filename")
    return tuple(name if path == "-" and name else path for path in given["paths"]) or (".",)


def unsaved(given: Mapping[str, Any]) -> dict[str, bytes]:
    """What standard input holds, where it stands for a file. click.BadParameter where it cannot."""
    name = given.get("stdin_filename")
    if not name:
        return {}
    hint = "--stdin-filename"
    if "-" not in given["paths"]:
        raise click.BadParameter("it names what standard input holds: give - as a PATH", param_hint=hint)
    if given["fix"] or given["diff"]:
        raise click.BadParameter("what is not saved cannot be fixed: save it first", param_hint=hint)
    endings = (".tf", ".tofu", ".tf.json", ".tofu.json", ".tfvars", ".tfvars.json")
    if not name.endswith(endings):
        raise click.BadParameter(f"{name} is none of {', '.join(endings)}", param_hint=hint)
    if not os.path.isdir(os.path.dirname(name) or "."):
        raise click.BadParameter(f"there is no folder {os.path.dirname(name)}", param_hint=hint)
    return {name: sys.stdin.buffer.read()}


def configured_variables(configuration: Configuration) -> tuple[VariableSource, ...]:
    """The variable files of the configuration; the command line's come after them, and win."""
    return tuple(("file", path) for path in configuration.get("var-files", ()))


def baseline_of(given: Mapping[str, Any]) -> str | None:
    """The baseline of a run: the one that is named, or the one that lies where it is looked for."""
    if given.get("no_baseline"):
        return None
    if given.get("baseline"):
        return str(given["baseline"])
    return nearest_baseline()


def nearest_baseline() -> str | None:
    """The baseline that lies here, or in the nearest folder above, up to the top of the repository."""
    from tflint_cognito.cli.looking import repository_root
    from tflint_cognito.configuration.discovery import BASELINE

    here = os.getcwd()
    folder, top = here, repository_root(here) or here
    while not os.path.isfile(os.path.join(folder, BASELINE)):
        if folder == top:
            return None
        folder = os.path.dirname(folder)
    return os.path.relpath(os.path.join(folder, BASELINE), here).replace(os.sep, "/")


def read_variables(ctx: click.Context, given: Mapping[str, Any]) -> tuple[VariableSource, ...]:
    """("value", name, text) for --var and ("file", path) for --var-file: the later one wins, as in Terraform."""
    order: Sequence[str] = ctx.meta["order"]
    ordered = interleaved(order, var=given["var"], var_file=given["var_file"])
    return tuple(_value(text) if option == "var" else ("file", text) for option, text in ordered)


def read_plan_sources(ctx: click.Context, given: Mapping[str, Any]) -> tuple[PlanSource, ...]:
    """What --source and --plan-file give, in their order on the command line, which is that of the plans."""
    from tflint_cognito.terraform.options import PlanSource

    ordered = interleaved(ctx.meta["order"], source=given["source"], plan_file=given["plan_file"])
    return tuple(PlanSource("folder" if option == "source" else "binary plan", text) for option, text in ordered)


def _value(text: str) -> VariableSource:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--var")
    return "value", name.strip(), value
