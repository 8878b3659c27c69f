"""A rule: one policy, its words, its examples. Read from one YAML file (or from the compiled rulebook)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass, field

if TYPE_CHECKING:
    from tflint_cognito.policy.condition import Condition

#: The file of an example that is a plan.
PLAN = "plan.yaml"
#: What a rule is about that is asked of several environments side by side, and of nothing else.
ENVIRONMENTS = "environments"
#: Stands in `supersedes` for all others.
EVERY_RULE = "all"


@dataclass(frozen=True, slots=True)
class Example:
    """One configuration and what the rule must say of it. `files` are texts by path; marks stand in their comments.

    A configuration cannot show a change. An example of one has a single file, PLAN: the plan in short (see planned.py).
    """

    name: str
    files: Mapping[str, str]
    applies: bool = True
    #: Of an example about environments, each from the lowest to the highest, what it is in a configuration: `paths` of
    #: its own among the files, or `vars`.
    environments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_plan(self) -> bool:
        return PLAN in self.files

    @property
    def configured(self) -> str:
        """Its environments, as a configuration says them; empty where it has none."""
        return "".join(
            f"[environments.{name}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in own.items())
            for name, own in self.environments.items()
        )


def _toml(value: Any) -> str:
    """A value of a configuration as TOML writes it, on one line."""
    import json

    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy. `when` says which of the resources it is about, `require` what must hold for them.

    `about` is "change" for a rule about what a plan does: it is asked of those that the plan destroys as well, and of
    nothing where there is no plan. It is "environments" for one about several environments that are looked at side by
    side, and is asked of nothing where there are none.
    """

    id: str
    name: str
    title: str
    severity: Severity
    resource: tuple[str, ...]
    require: Condition
    message: str
    why: str
    family: str
    when: Condition | None = None
    about: str = ""
    #: "place": each place at which it fails is a finding of its own.
    per: str = ""
    #: Severities for particular cases, the first condition that holds decides.
    adjust: tuple[tuple[Condition, Severity], ...] = ()
    #: What users may choose, by name: {"default": value, "says": words}.
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fix: Mapping[str, Any] = field(default_factory=dict)
    controls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ("recommended",)
    supersedes: tuple[str, ...] = ()
    #: Whether a finding of any other rule at the same place is enough.
    yields: bool = False
    since: str = "0.1.0"
    needs: str = ""
    examples: tuple[Example, ...] = ()
    path: str = ""
    #: Of a rule with options, the data that it was made of.
    source: Mapping[str, Any] = field(default_factory=dict, compare=False)
