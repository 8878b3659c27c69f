"""The page of facts, links and defaults, from tflint_cognito.cognito."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.ledger_entries import Chosen, Default, Setting
from tflint_cognito.cognito.links import LINKS

INTRODUCTION = """\
# Facts, links and defaults

What cognito-lint works out about a resource, in Cognito's terms, and on whose word. Rules ask for facts and links by
these names."""
LINKS_TITLE = """\
## Links

Which attribute leads from one resource to another. A rule follows them with `linked_to`, or backwards with
`linked_from`."""
LEDGER_TITLE = """\
## What not written means

The default ledger: what AWS, or the provider, does where a configuration says nothing. A rule uses it with
`default: ledger`."""


def facts_page() -> str:
    parts = [INTRODUCTION, "## Facts", *_facts(), LINKS_TITLE, "\n".join(_links()), LEDGER_TITLE, "\n".join(_ledger())]
    return "\n\n".join(parts) + "\n"


def _facts() -> Iterator[str]:
    for name, fact in sorted(FACTS.items()):
        about = [
            f"* of {_types(fact.types)}",
            *([f"* placed at `{fact.attribute}`"] if fact.attribute else []),
            f"* in words: *{fact.words.replace('{value}', '…')}*",
            *([f"* unit: {fact.unit}"] if fact.unit else []),
        ]
        yield "\n\n".join([f"### {name}", inspect.cleandoc(fact.function.__doc__ or ""), "\n".join(about)])


def _links() -> Iterator[str]:
    yield "| link | leads to | from |"
    yield "| --- | --- | --- |"
    for name, link in sorted(LINKS.items()):
        paths = sorted(f"`{type}.{path}`" for type, paths in link.attributes.items() for path in paths)
        yield f"| {name} | {link.words} | {'<br>'.join(paths)} |"


def _ledger() -> Iterator[str]:
    yield "| attribute | not written | on update | since provider | source |"
    yield "| --- | --- | --- | --- | --- |"
    for (type, path), default in sorted(LEDGER.items()):
        yield f"| `{type}.{path}` | {_setting(default)} | {default.on_update} | {default.since} | {default.source} |"


def _setting(default: Default) -> str:
    if default.in_block is None or default.in_block == default.value:
        return _shown(default.value)
    return f"{_shown(default.value)}; where the block is written, {_shown(default.in_block)}"


def _shown(setting: Setting) -> str:
    match setting:
        case Chosen():
            return "AWS chooses"
        case ():
            return "none"
        case tuple():
            return ", ".join(f"`{item}`" for item in setting)
        case bool():
            return f"`{str(setting).lower()}`"
        case _:
            return f"`{setting}`"


def _types(types: tuple[str, ...]) -> str:
    return ", ".join(f"`{type}`" for type in types)
