"""What a shell offers for words that are no options: paths, and rules by id and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def paths(ctx: click.Context, parameter: click.Parameter | None, incomplete: str) -> list[CompletionItem]:
    """Leaves files and folders to the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def rules(ctx: click.Context, parameter: click.Parameter | None, incomplete: str) -> list[CompletionItem]:
    """The shipped rules whose id or name begins so, each with its title."""
    from click.shell_completion import CompletionItem

    from tflint_cognito.cli.keeping import rules_kept_in
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load

    found = [(word, rule.title) for rule in with_own(load(cache=rules_kept_in)) for word in (rule.id, rule.name)]
    return [CompletionItem(word, help=title) for word, title in found if word.lower().startswith(incomplete.lower())]
