"""From the data of a rule file to conditions. The grammar is schemas/rule.schema.json."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy import leaves
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.condition import AllOf, AnyOf, Condition, Not
from tflint_cognito.policy.neighbours import LinkedFrom, LinkedTo
from tflint_cognito.policy.operators import OPERATORS
from tflint_cognito.policy.subject import Subject
from tflint_cognito.records import dataclass

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leaf(Condition):
    """One question about the value that `look` finds."""

    look: leaves.Look
    question: leaves.Question
    because: str = ""

    def ask(self, subject: Subject) -> Answer:
        return self.question(subject, self.look(subject), self.because)


def parse(data: Data) -> Condition:
    """The condition that `data` says. It must fit the schema; what no schema can say is a CognitoLintError."""
    match data:
        case {"all": items}:
            return AllOf(tuple(parse(item) for item in items))
        case {"any": items}:
            return AnyOf(tuple(parse(item) for item in items))
        case {"not": item}:
            return Not(parse(item))
        case {"linked_to": link, **rest}:
            return LinkedTo(_known("link", link, LINKS), _satisfies(rest))
        case {"linked_from": types, "link": link, **rest}:
            names = (types,) if isinstance(types, str) else tuple(types)
            because, here = rest.get("because", ""), rest.get("here", False)
            return LinkedFrom(names, _known("link", link, LINKS), _satisfies(rest), because, here)
        case _:
            return _leaf(data)


def _known(kind: str, name: str, names: Collection[str]) -> str:
    """`name`, if it is one of `names`; CognitoLintError with the nearest one otherwise."""
    if name not in names:
        raise CognitoLintError(f"there is no {kind} {name!r}{did_you_mean(name, names)}")
    return name


def _satisfies(rest: Data) -> Condition | None:
    return parse(rest["satisfies"]) if "satisfies" in rest else None


def _leaf(data: Data) -> Condition:
    words = [word for word in data if word in leaves.WORDS]
    if len(words) != 1:
        asked = " and ".join(words) if words else "nothing"
        raise CognitoLintError(f"a condition asks one thing of a value, but this one asks {asked}: {dict(data)!r}")
    word, argument = words[0], data[words[0]]
    return Leaf(_look(data, word), _question(word, argument), data.get("because", ""))


def _look(data: Data, word: str) -> leaves.Look:
    match data:
        case {"attribute": path}:
            if word not in leaves.NEEDS_NO_DEFAULT and "default" not in data and "computed" not in data:
                raise CognitoLintError(
                    f"the condition on {path!r} does not say what it means when nothing is written: "
                    "add `default: VALUE`, `default: ledger`, `default: null` or `computed: true`"
                )
            return (
                leaves.attribute_computed(path) if data.get("computed") else leaves.attribute(path, data.get("default"))
            )
        case {"fact": name}:
            return leaves.fact(_known("fact", name, FACTS))
        case _:
            return leaves.element


def _question(word: str, argument: Any) -> leaves.Question:
    if word == "each":
        return leaves.Each(parse(argument).ask)
    if word == "some":
        return leaves.Some(parse(argument).ask)
    if word == "count":
        where: Callable[[Subject], Answer] | None = parse(argument["where"]).ask if "where" in argument else None
        return leaves.Count(where, argument.get("at_least", 0), argument.get("at_most"))
    return leaves.Operation(OPERATORS[word](argument))
