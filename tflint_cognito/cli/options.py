"""Options that say the same thing in several commands, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from tflint_cognito.errors import did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROFILES = ("essential", "recommended", "strict", "all")
SOURCE = "A plan's source, for file and line.  [default: guess]"
SEVERITIES = ("critical", "high", "medium", "low", "info")

F = TypeVar("F", bound=Callable[..., Any])


class OrderedCommand(click.Command):
    """A command that knows in which order its options were given, across their names, and shows them in sections."""

    sections: ClassVar[dict[str, tuple[str, ...]]]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta["order"] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.write_sections(ctx, formatter)

    def write_sections(self, ctx: click.Context, formatter: click.HelpFormatter, *more: click.Parameter) -> None:
        """The options by section; those of no section, and `more`, last."""
        options = (each for each in (*self.get_params(ctx), *more) if isinstance(each, click.Option))
        everything = {option.name: option for option in options}
        placed = {name for names in self.sections.values() for name in names}
        rest = tuple(name for name in everything if name not in placed)
        for title, names in {**self.sections, "Other": rest}.items():
            records = [everything[name].get_help_record(ctx) for name in names]
            with formatter.section(title):
                formatter.write_dl([record for record in records if record is not None])


class Subcommands(click.Group):
    """A group that names the nearest of its commands for one that is none: not every click does."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if self.get_command(ctx, first) is None and not first.startswith("-"):
            ctx.fail(f"there is no command {first!r}{did_you_mean(first, self.commands)}")
        return super().resolve_command(ctx, args)


class OneOf(click.ParamType):  # type: ignore[type-arg, unused-ignore] # generic since click 8.4 only
    """One of some words; for another, an error that names the nearest."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.words:
            return value
        hint = did_you_mean(value, self.words)
        self.fail(f"{value!r} is none of {', '.join(self.words)}{hint}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


def interleaved(order: Sequence[str], **given: Sequence[str]) -> list[tuple[str, str]]:
    """The values of several options, each with the name of its option, in the order of the command line."""
    waiting = {name: iter(values) for name, values in given.items()}
    return [(name, next(waiting[name])) for name in order if name in waiting]


def split(values: Iterable[str]) -> list[str]:
    """The words of repeated, comma-separated values."""
    return [word for value in values for word in (part.strip() for part in value.split(",")) if word]


def defaults(command: click.Command) -> dict[str, Any]:
    """What the options of a command are when nobody gives any."""
    return dict(command.make_context(command.name, []).params)


def rules_option(function: F) -> F:
    path = click.Path(path_type=Path)
    words = "Also use the rules in DIR."
    return click.option("--rules", "folders", metavar="DIR", multiple=True, type=path, help=words)(function)


def config_options(function: F) -> F:
    """Which configuration counts."""
    options = (
        click.option("-c", "--config", metavar="FILE", help="The configuration.  [default: the nearest one]"),
        click.option("--no-config", is_flag=True, help="Leave files of configuration aside."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def color_option(function: F) -> F:
    choice = OneOf("auto", "always", "never")
    return click.option("--color", metavar="WHEN", type=choice, default="auto", help="auto, always or never.")(function)


def progress_option(function: F) -> F:
    words = "Do not show how far a long run has come."
    return click.option("--no-progress", is_flag=True, help=words)(function)


def workspace_options(function: F) -> F:
    """What decides the values of variables, and what is read."""
    options = (
        click.option("--var", metavar="NAME=VALUE", multiple=True, help="Set a variable, as terraform -var does."),
        click.option("--var-file", metavar="FILE", multiple=True, help="Set variables, as terraform -var-file does."),
        click.option("--workspace", metavar="NAME", default="default", help="What terraform.workspace is."),
        click.option("--source", metavar="DIR", multiple=True, help=SOURCE),
        click.option("--plan-file", metavar="FILE", multiple=True, help="The same from the plan that -out wrote."),
        click.option("--exclude", metavar="PATTERN", multiple=True, help="Leave out what matches, as in .gitignore."),
        click.option("--no-gitignore", is_flag=True, help="Read what git ignores, too."),
        click.option("--no-cache", is_flag=True, help="Neither use nor keep parsed files."),
    )
    for option in reversed(options):
        function = option(function)
    return function
