"""A configuration: what was set, where, and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Setting:
    """One value, and where it comes from: "infra/.cognito-lint.toml:3", "COGNITO_LINT_PROFILE", "--profile"."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What is changed about one rule, by the word it was named with. None leaves it as it is."""

    enabled: bool | None = None
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    #: Where that is written; several places, where one file adds to what another says.
    origin: str = ""

    def over(self, other: RuleSetting) -> RuleSetting:
        """This setting where it says something, `other` elsewhere."""
        return RuleSetting(
            self.enabled if self.enabled is not None else other.enabled,
            self.severity if self.severity is not None else other.severity,
            {**other.options, **self.options},
            ", ".join(filter(None, (self.origin, other.origin))),
        )


@dataclass(frozen=True, slots=True)
class Override:
    """Other settings for what stands in files that match `paths`: patterns as in .gitignore, relative to `folder`."""

    folder: Path
    paths: tuple[str, ...]
    ignore: tuple[str, ...]
    rules: Mapping[str, RuleSetting]


@dataclass(frozen=True, slots=True)
class ConfiguredIgnore:
    """Findings that are ignored by address or path. `origin` is where that is written."""

    folder: Path
    rules: tuple[str, ...]
    reason: str
    origin: str
    address: str = ""
    path: str = ""
    attribute: str = ""
    environment: str = ""
    until: date | None = None
    #: The file and the line that it stands in.
    file: Path | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Environment:
    """One environment: the values that the configuration gets there. Paths are absolute; none: those of the run."""

    name: str
    paths: tuple[str, ...] = ()
    var_files: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    workspace: str = ""
    profile: str = ""
    fail_on: str = ""
    rank: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that was set, by the key that it has in a file. `files` are those that were read, the nearest first."""

    settings: Mapping[str, Setting] = field(default_factory=dict)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    ignores: tuple[ConfiguredIgnore, ...] = ()
    environments: tuple[Environment, ...] = ()
    files: tuple[Path, ...] = ()

    def get(self, key: str, default: Any = None) -> Any:
        setting = self.settings.get(key)
        return default if setting is None else setting.value

    def with_settings(self, settings: Mapping[str, Setting]) -> Configuration:
        """The same with `settings` in place of those of the same keys."""
        return replace(self, settings={**self.settings, **settings})

    def over(self, other: Configuration) -> Configuration:
        """This configuration where it says something, `other` (which it extends) elsewhere. Lists of overrides and
        ignores are joined, those of `other` first."""
        return Configuration(
            {**other.settings, **self.settings},
            merged(other.rules, self.rules),
            (*other.overrides, *self.overrides),
            (*other.ignores, *self.ignores),
            _by_name((*other.environments, *self.environments)),
            (*self.files, *other.files),
        )


def merged(below: Mapping[str, RuleSetting], above: Mapping[str, RuleSetting]) -> Mapping[str, RuleSetting]:
    """What both say of rules, `above` winning."""
    return {**below, **{name: setting.over(below.get(name, RuleSetting())) for name, setting in above.items()}}


def _by_name(environments: Iterable[Environment]) -> tuple[Environment, ...]:
    found: dict[str, Environment] = {environment.name: environment for environment in environments}
    return tuple(found.values())


#: How much depends on an environment that is called so, where nobody says: others have rank 0.
_RANKS: Sequence[tuple[int, tuple[str, ...]]] = (
    (2, ("prod", "prd", "production", "live")),
    (1, ("staging", "stage", "stg", "preprod", "pre-prod", "uat")),
)


def usual_rank(name: str) -> int:
    """The rank that an environment has by its name: prod (2) is above staging (1), staging above all others (0). So is
    one with such a word in its name: prod-eu is a prod. What is called non-prod is none, and pre-prod a staging."""
    lower = name.lower().replace("_", "-")
    words = lower.split("-")
    if {"non", "not", "no"} & set(words):
        return 0
    for said in (lower, *(["-".join(words[:2])] if words[0] == "pre" else words)):
        for rank, names in _RANKS:
            if said in names:
                return rank
    return 0
