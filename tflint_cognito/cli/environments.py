"""The environments of a configuration: which of them a run looks at, and one look at them all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.records import replace

if TYPE_CHECKING:
    from tflint_cognito.cli.looking import Look, Sight
    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.cognito.posture import Posture
    from tflint_cognito.cognito.standing import Environment as Side
    from tflint_cognito.configuration.configuration import Configuration, Environment
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.terraform.folders import Folders
    from tflint_cognito.terraform.options import VariableSource


def chosen(configuration: Configuration, names: Sequence[str], paths: Sequence[str]) -> tuple[Environment, ...]:
    """The environments that --env names, or all that have to do with `paths`; none where the configuration has none."""
    known = {each.name: each for each in configuration.environments}
    if names:
        found = [_named(name, known) for name in dict.fromkeys(names)]
        if len(found) > 1 and any(map(_is_plan, paths)):
            raise click.UsageError("a plan or state is of one environment: name one with --env")
        return tuple(found)
    if any(map(_is_plan, paths)):
        return ()
    return tuple(each for each in known.values() if not paths or _has_to_do_with(each, paths))


def _named(name: str, known: dict[str, Environment]) -> Environment:
    if name not in known:
        there = f"; there are {', '.join(known)}" if known else ": the configuration has none"
        raise CognitoLintError(f"--env {name}: there is no such environment{did_you_mean(name, known) or there}")
    return known[name]


def _is_plan(path: str) -> bool:
    """Whether a word of the command line is a plan or state, which has all its values already."""
    return path == "-" or (
        os.path.isfile(path)
        and path.endswith(".json")
        and not path.endswith((".tf.json", ".tofu.json", ".tfvars.json"))
    )


def _has_to_do_with(environment: Environment, paths: Iterable[str]) -> bool:
    """Whether an environment with paths of its own lies at, above or below what is asked for."""
    if not environment.paths:
        return True
    asked = [os.path.abspath(path) for path in paths]
    return any(one == other or _below(one, other) or _below(other, one) for one in asked for other in environment.paths)


def _below(path: str, top: str) -> bool:
    return path.startswith(os.path.join(top, ""))


def within(settings: Settings, environment: Environment) -> Settings:
    """The settings of a look at one environment. What the command line says wins over it, and it over the rest."""
    from tflint_cognito.cli.settings import configured_variables

    below = configured_variables(settings.configuration)
    own: list[VariableSource] = [("file", path) for path in environment.var_files]
    own += [("value", name, text) for name, text in environment.variables.items()]
    own_paths = tuple(os.path.relpath(path).replace(os.sep, "/") for path in environment.paths)
    return replace(
        settings,
        paths=settings.paths if any(map(_is_plan, settings.paths)) else own_paths or settings.paths,
        variables=(*below, *own, *settings.variables[len(below) :]),
        workspace=_one("workspace", settings, environment.workspace, settings.workspace),
        profile=_one("profile", settings, environment.profile, settings.profile),
        fail_on=_one("fail_on", settings, environment.fail_on, settings.fail_on),
        environments=(),
        environment=environment.name,
        # What is known already, and what has not changed, is asked of all environments together.
        baseline=None,
        changed_since=None,
    )


def _one(option: str, settings: Settings, own: str, otherwise: str) -> str:
    return otherwise if option in settings.given or not own else own


def look_at_all(settings: Settings) -> Look:
    """A look at each of the environments of `settings`, as one."""
    from tflint_cognito.cli.hearing import heard_of_all
    from tflint_cognito.cli.looking import Look, files_of, judged
    from tflint_cognito.cognito.standing import stand
    from tflint_cognito.finding.environments import Part, merged

    opened: dict[str, Folders] = {}
    sights = [(each, _sight(within(settings, each), each, opened)) for each in settings.environments]
    sides = [side(each, seen.settings.paths, seen.architectures) for each, seen in sights]
    stand(sides)
    looks = [(each, judged(one)) for each, one in sights]
    everything = [architecture for _, one in looks for architecture in one.architectures]
    there = {(each.model.path, resource.address) for each in everything for resource in each.resources}
    all_of_them = len(looks) == len(settings.configuration.environments)
    parts = [Part(each.name, one.report, _files(one)) for each, one in looks]
    report = merged(parts, len(there), all_of_them)
    if len(looks) > 1 and settings.sets_side_by_side:
        report = replace(report, posture=posture_of(sides))
    found = any(one.reading.found_terraform for _, one in looks)
    if found and not settings.hook:
        report = _without_terraform(report, looks)
    readings = [one.reading for _, one in looks]
    reading = replace(
        readings[0],
        models=tuple(model for one in readings for model in one.models),
        diagnostics=tuple(dict.fromkeys(each for one in readings for each in one.diagnostics)),
        found_terraform=found,
        left_something_out=any(one.left_something_out for one in readings),
    )
    ran = frozenset.intersection(*(one.ran for _, one in looks)) if looks else frozenset()
    report = heard_of_all(report, settings, ran, files_of(everything), all_of_them)
    return Look(reading, tuple(everything), report, ran)


def posture_of(sides: Sequence[Side]) -> Posture:
    """Environments beside each other, in the order in which they are given."""
    from tflint_cognito.cognito.posture import Posture, posture

    return Posture(tuple(each.name for each in sides), tuple(posture(sides)))


def _sight(settings: Settings, environment: Environment, opened: dict[str, Folders]) -> Sight:
    from tflint_cognito.cli.looking import sight

    for path in environment.var_files:
        if not os.path.isfile(path):
            raise CognitoLintError(
                f"environments.{environment.name}: there is no variable file {os.path.relpath(path)}"
            )
    try:
        return sight(settings, opened)
    except CognitoLintError as error:
        raise CognitoLintError(f"environments.{environment.name}: {error}") from None


def side(environment: Environment, tops: Sequence[str], architectures: Sequence[Architecture]) -> Side:
    """An environment as one of several side by side."""
    from tflint_cognito.cognito.standing import Environment as Side

    return Side(environment.name, environment.rank, [(_root(one.model.path, tops), one) for one in architectures])


def _root(path: str, tops: Sequence[str]) -> str:
    """The root module, or plan, at `path` as seen from above all of `tops`, so that it is the same in environments that
    have folders of their own."""
    try:
        absolute, top = os.path.abspath(path), os.path.commonpath([os.path.abspath(each) for each in tops])
    except ValueError:  # they are on several drives
        return path
    return os.path.relpath(absolute, top) if absolute == top or _below(absolute, top) else path


def _files(look: Look) -> frozenset[str]:
    resources = (resource for one in look.architectures for resource in one.resources)
    return frozenset(range.path for each in resources for range in (each.range, *each.calls) if range is not None)


def _without_terraform(report: Report, looks: Sequence[tuple[Environment, Look]]) -> Report:
    """An environment that there is nothing of has not been looked at: that is never green."""
    from tflint_cognito.terraform.diagnostic import Diagnostic

    empty = [each for each, one in looks if not one.reading.found_terraform and not one.report.diagnostics]
    said = tuple(Diagnostic("error", f"environments.{each.name}: there is no Terraform to look at") for each in empty)
    return replace(report, diagnostics=(*report.diagnostics, *said), complete=report.complete and not said)
