"""`cognito-lint completion`: what a shell must know to complete commands, options and their words."""

from __future__ import annotations

import click

from tflint_cognito.cli.options import OneOf
from tflint_cognito.cli.program import CLEAN

SHELLS = ("bash", "zsh", "fish")
_WHERE = {
    "bash": 'eval "$(cognito-lint completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(cognito-lint completion zsh)" in ~/.zshrc',
    "fish": "cognito-lint completion fish > ~/.config/fish/completions/cognito-lint.fish",
}


@click.command()
@click.argument("shell", metavar="bash|zsh|fish", type=OneOf(*SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the completion for a shell."""
    from click.shell_completion import get_completion_class

    from tflint_cognito.cli.terminal import say

    kind = get_completion_class(shell)
    assert kind is not None
    say(kind(ctx.find_root().command, {}, "cognito-lint", "_COGNITO_LINT_COMPLETE").source() + "\n")
    say(f"to have it always: {_WHERE[shell]}\n", error=True)
    return CLEAN
