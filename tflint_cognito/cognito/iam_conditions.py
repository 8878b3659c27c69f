"""What the Condition of an IAM statement asks of one key.

Source: IAM user guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context
keys".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tflint_cognito.cognito.iam_documents import Texts, texts_of
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Demand:
    """One operator on the key: its name in lower case, without its set ("forallvalues", "foranyvalue" or "") and
    without "ifexists"; and the values that it names."""

    set: str
    operator: str
    values: Texts

    @property
    def is_literal(self) -> bool:
        """Whether the key has to be one of the values as they are written."""
        return self.operator in ("stringequals", "stringequalsignorecase")

    @property
    def is_like(self) -> bool:
        """Whether the key has to be one of the values, in which * and ? stand for anything."""
        return self.operator == "stringlike"


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything that is asked of a key; all of it has to hold. `more` is why there may be more."""

    certain: tuple[Demand, ...] = ()
    more: Unknown | None = None


def demands_on(condition: Value, key: str) -> Demands:
    """What `condition` asks of `key`, whose upper and lower case are the same."""
    match condition:
        case Known(value=Mapping() as operators):
            found = list(_found(operators, key.lower()))
            certain = tuple(each for each in found if isinstance(each, Demand))
            return Demands(certain, next((each for each in found if isinstance(each, Unknown)), None))
        case Unknown():
            return Demands(more=condition)
    return Demands()


def _found(operators: Mapping[str, Value], key: str) -> Iterator[Demand | Unknown]:
    for operator, keys in operators.items():
        match keys:
            case Known(value=Mapping() as members):
                for name, values in members.items():
                    if name.lower() == key:
                        yield _demand(operator, values)
            case Unknown():
                yield keys
            case Known() | Absent():
                continue


def _demand(operator: str, values: Value) -> Demand:
    set, colon, name = operator.lower().rpartition(":")
    return Demand(set if colon else "", name.removesuffix("ifexists"), texts_of(values))
