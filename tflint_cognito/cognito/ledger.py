"""The ledger of defaults: what is in force where the author of a configuration writes nothing, and who says so.

Sources: "API" is the AWS API model of cognito-idp or cognito-identity (CreateUserPool, CreateUserPoolClient, …);
"schema" the Default of the provider's schema; "provider" its Go source; "behaviour" what a real plan showed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tflint_cognito.cognito.ledger_entries import CHOSEN, COMPUTED, ENTRIES, Chosen, Default
from tflint_cognito.cognito.resource_types import CLIENT, MANAGED_CLIENT
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Ledger(Mapping[tuple[str, str], Default]):
    """Defaults by resource type and attribute path."""

    entries: Mapping[tuple[str, str], Default]

    def __getitem__(self, key: tuple[str, str]) -> Default:
        return self.entries[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def value(self, resource: Resource, path: str) -> Value:
        """What is in force at `path` of `resource`, where nothing is written. KeyError where the ledger is silent.

        Unknown where AWS chooses and nothing tells what.
        """
        default = self.entries[resource.type, path]
        setting = default.value
        if default.in_block is not None and "." in path:
            block = path.rpartition(".")[0]
            if not isinstance(resource.get(block), Absent):
                setting = default.in_block
        if isinstance(setting, Chosen):
            return Unknown(f"{path} is not written, and AWS chooses it", decides=f"write {path}, or lint the state")
        return _known(setting)

    def agrees(self, type: str, path: str, default: object) -> bool:
        """Whether a rule that states a default says what the ledger says; of what the ledger does not have, yes."""
        entry = self.entries.get((type, path))
        if entry is None:
            return True
        stated = tuple(default) if isinstance(default, list) else default
        return any(
            stated == setting and isinstance(stated, bool) == isinstance(setting, bool) for setting in entry.settings
        )


def _known(setting: str | int | bool | tuple[str, ...]) -> Known:
    if isinstance(setting, tuple):
        return Known(tuple(_known(item) for item in setting), DYNAMIC, written=False)
    return Known(setting, DYNAMIC, written=False)


def _ledger() -> Ledger:
    entries: dict[tuple[str, str], Default] = dict(ENTRIES)
    for (type, path), default in ENTRIES.items():
        if type == CLIENT and path != "generate_secret":
            # Whatever AWS service made the client has chosen; only a block that is there is filled in by the provider.
            entries[MANAGED_CLIENT, path] = Default(
                CHOSEN, COMPUTED, "keeps", "provider: user_pool_client.go, managed_user_pool_client.go",
                since=default.since, in_block=default.in_block,
            )  # fmt: skip
    return Ledger(entries)


LEDGER: Final = _ledger()
