"""What all commands share: the command that needs no name, help, and how a run that goes wrong ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tflint_cognito import __version__
from tflint_cognito.cli.options import OrderedCommand
from tflint_cognito.cli.waiting import Line
from tflint_cognito.errors import CognitoLintError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Exit codes. 2 wins over 1.
CLEAN, FINDINGS, TROUBLE, NOTHING, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130

DEFAULT = "check"


class Program(click.Group):
    """A group whose first word may be left out, and that ends with the exit codes of cognito-lint.

    `places` says where each command stands, as "module:name": what is not asked for is not imported.
    """

    def __init__(self, *arguments: Any, places: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self._places.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # a shell asks what the first word may be
        own = {*self._places, *ctx.help_option_names, "--version"}
        return super().parse_args(ctx, args if args and args[0] in own else [DEFAULT, *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word may be: a command, an option of `check`, or a path."""
        from tflint_cognito.cli.completing import paths

        check = self.get_command(ctx, DEFAULT)
        assert check is not None
        options = check.shell_complete(click.Context(check, parent=ctx, info_name=DEFAULT), incomplete)
        files = [] if incomplete.startswith("-") else paths(ctx, None, incomplete)
        # Paths come first: bash forgets what came before it is left to find them.
        return [*files, *super().shell_complete(ctx, incomplete), *options]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[COMMAND] [OPTIONS] [PATH]...")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        check = self.get_command(ctx, DEFAULT)
        assert isinstance(check, OrderedCommand)
        own = (option for option in self.params if "--version" in option.opts)
        check.write_sections(click.Context(check, parent=ctx, info_name=DEFAULT), formatter, *own)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        sys.exit(self._run(words, prog_name, extra))

    def _run(self, words: list[str], prog_name: str | None, extra: MutableMapping[str, Any]) -> int:
        line = Line(sys.stderr)
        try:
            try:
                code = super().main(words, prog_name, obj=line, **extra)
            finally:
                line.clear()
            return code if isinstance(code, int) else CLEAN
        except click.ClickException as error:
            if type(error).__name__ == "NoArgsIsHelpError":  # since click 8.2: a group without a command shows its help
                click.echo(error.format_message(), err=True)
                return TROUBLE
            return _trouble(_usage(error))
        except CognitoLintError as error:
            return _trouble(str(error))
        except (click.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except Exception as error:
            return _bug(error, verbose=bool({"-v", "--verbose"} & set(words)))


def _usage(error: click.ClickException) -> str:
    message = error.format_message().removesuffix(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}\ntry '{context.command_path} --help'" if context is not None else message


def _trouble(message: str) -> int:
    from tflint_cognito.cli.terminal import say

    say(f"error: {message}\n", error=True)
    return TROUBLE


def _bug(error: Exception, verbose: bool) -> int:
    """One line for whoever reports it; of the exception only its type, because its words may hold a secret."""
    if verbose:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame is not None else ""
    more = "" if verbose else "; add -v for the traceback"
    click.echo(
        f"error: this is a bug in cognito-lint {__version__}: {type(error).__name__}{where}; "
        f"please report it where you got cognito-lint from, with this line and the command{more}",
        err=True,
    )
    return BUG
