"""All rules, found by where they lie: compiled in a built package, else as YAML in rules/; and a user's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.compiled import Data, KeptRules, of_bytes, to_bytes
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rule_file import make_rule, read_rule_file, rule_of_compiled
from tflint_cognito.records import dataclass, replace

PROFILES = ("essential", "recommended", "strict", "all")

_PACKAGE = Path(__file__).parent.parent
#: In a built package the rules lie beside the code, in a checkout beside the package.
_SHIPPED = _PACKAGE / "rules"
_CHECKOUT = _PACKAGE.parent / "rules"
COMPILED = "rulebook.json"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules in the order of their ids."""

    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def find(self, text: str) -> Rule:
        """The rule of that id or name, in any case. CognitoLintError with the nearest one otherwise."""
        for rule in self.rules:
            if text.upper() == rule.id or text.lower() == rule.name:
                return rule
        raise CognitoLintError(f"there is no rule {text!r}{did_you_mean(text, self._words())}")

    def matching(self, text: str) -> tuple[Rule, ...]:
        """The rules that `text` names: an id, a name, or the beginning of ids (COG1)."""
        named = [rule for rule in self.rules if text.upper() == rule.id or text.lower() == rule.name]
        found = named or [rule for rule in self.rules if text and rule.id.startswith(text.upper())]
        if not found:
            raise CognitoLintError(f"there is no rule {text!r}{did_you_mean(text, self._words())}")
        return tuple(found)

    def select(
        self,
        profile: str = "recommended",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        frameworks: Sequence[str] = (),
    ) -> tuple[Rule, ...]:
        """The rules of a run: those of `select`, or else those that answer for a control of `frameworks`, or else of
        the profile; without those of `ignore`."""
        if select:
            chosen = [rule for text in select for rule in self.matching(text)]
        elif frameworks:
            chosen = [rule for rule in self.rules if not rule.controls.keys().isdisjoint(frameworks)]
        else:
            chosen = list(self.profile(profile))
        left_out = {rule.id for text in ignore for rule in self.matching(text)}
        ids = {rule.id for rule in chosen} - left_out
        return tuple(rule for rule in self.rules if rule.id in ids)

    def profile(self, name: str) -> tuple[Rule, ...]:
        if name not in PROFILES:
            raise CognitoLintError(f"there is no profile {name!r}{did_you_mean(name, PROFILES)}")
        return tuple(rule for rule in self.rules if name == "all" or name in rule.profiles)

    def of_family(self, name: str, among: Sequence[Rule]) -> tuple[Rule, ...]:
        """Those of `among` that lie in the folder `name`."""
        families = sorted({rule.family for rule in self.rules})
        if name not in families:
            raise CognitoLintError(f"there is no family {name!r}{did_you_mean(name, families)}")
        return tuple(rule for rule in among if rule.family == name)

    def answering(self, control: str, among: Sequence[Rule]) -> tuple[Rule, ...]:
        """Those of `among` that answer for a control (`Cognito.5`, `fsbp:Cognito.5`) or a framework (`fsbp`)."""
        words = {rule.id: _control_words(rule) for rule in self.rules}
        every = {word for each in words.values() for word in each}
        if control.lower() not in {word.lower() for word in every}:
            raise CognitoLintError(f"no rule answers for {control!r}{did_you_mean(control, every)}")
        return tuple(rule for rule in among if control.lower() in {word.lower() for word in words[rule.id]})

    def _words(self) -> list[str]:
        return [word for rule in self.rules for word in (rule.id, rule.name)]


def _control_words(rule: Rule) -> set[str]:
    """Every way to name the controls that a rule answers for."""
    named = [(framework, id) for framework, ids in rule.controls.items() for id in ids]
    return {word for framework, id in named for word in (framework, id, f"{framework}:{id}")}


def load(extra: Iterable[Path] = (), cache: Callable[[], Path | None] | None = None) -> Rulebook:
    """The shipped rules, and those of the `extra` folders. A clash of ids or names is an error.

    `cache` tells the folder where a checkout keeps its rules compiled. Without it their YAML is read every time.
    """
    rules = _shipped(cache)
    own = [_own(path) for folder in extra for path in rule_paths(folder)]
    return Rulebook(tuple(sorted([*rules, *_without_clash(rules, own)], key=lambda rule: rule.id)))


def load_with_examples(names: Sequence[str] = (), folder: Path | None = None) -> Rulebook:
    """Shipped rules with their examples, from the YAML; all of them, or those of `names`."""
    paths = [path for path in rule_paths(folder or rules_folder()) if not names or path.stem in names]
    rules = [make_rule(read_rule_file(path, _shown(path), trusted=True)) for path in paths]
    return Rulebook(tuple(sorted(rules, key=lambda rule: rule.id)))


def rules_folder() -> Path:
    """Where the YAML of the shipped rules lies."""
    for folder in (_SHIPPED, _CHECKOUT):
        if folder.is_dir():
            return folder
    raise CognitoLintError(f"the rules are not there: looked in {_SHIPPED} and {_CHECKOUT}; install cognito-lint again")


def compiled_rulebook() -> Path | None:
    """The file that holds all shipped rules in a built package; None in a checkout."""
    path = _SHIPPED / COMPILED
    return path if path.is_file() else None


def rule_paths(folder: Path) -> list[Path]:
    """Every rule file below `folder`, in order."""
    if not folder.is_dir():
        raise CognitoLintError(f"there is no folder {folder} with rules")
    found = (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    return [Path(path) for path in sorted(path for path in found if path.endswith((".yaml", ".yml")))]


def compile_rulebook(folder: Path, target: Path) -> None:
    """Writes the rules of `folder`, without their examples, to the one file that a built package carries."""
    data = [_without_examples(read_rule_file(path, _shown(path))) for path in rule_paths(folder)]
    data.sort(key=lambda rule: str(rule["id"]))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_bytes(data))


def read_compiled(path: Path) -> list[Data]:
    return of_bytes(path.read_bytes())


def _shipped(cache: Callable[[], Path | None] | None) -> list[Rule]:
    compiled = compiled_rulebook()
    if compiled is not None:
        return [rule_of_compiled(data) for data in read_compiled(compiled)]
    paths = rule_paths(rules_folder())
    kept = KeptRules(cache(), paths) if cache is not None else None
    if kept is not None and (found := kept.read()) is not None:
        return [rule_of_compiled(data) for data in found]
    read = [_without_examples(read_rule_file(path, _shown(path), trusted=True)) for path in paths]
    if kept is None:
        return [make_rule(data) for data in read]  # whoever keeps nothing, as tests do, wants every condition made
    kept.write(read)
    return [rule_of_compiled(data) for data in read]


def _shown(path: Path) -> str:
    return f"rules/{path.parent.name}/{path.name}"


def _without_examples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "examples"}


def _own(path: Path) -> Rule:
    rule = make_rule(read_rule_file(path))
    if rule.id.startswith("COG"):
        raise CognitoLintError(
            f"{path}: the id {rule.id} is kept for shipped rules: choose one that does not start with COG"
        )
    return replace(rule, profiles=tuple(dict.fromkeys([*rule.profiles, *PROFILES])))


def _without_clash(rules: Sequence[Rule], own: Sequence[Rule]) -> Sequence[Rule]:
    taken = {word: rule for rule in rules for word in (rule.id, rule.name)}
    for rule in own:
        for word in (rule.id, rule.name):
            if word in taken:
                raise CognitoLintError(f"{rule.path}: {word!r} is already the rule of {taken[word].path}")
        taken |= {rule.id: rule, rule.name: rule}
    return own
