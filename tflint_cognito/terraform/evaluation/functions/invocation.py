"""One call of a function as its implementation sees it, and how an implementation answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.evaluation.scope import Budget, Folders, Scope
from tflint_cognito.terraform.evaluation.trails import picked
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, Type
from tflint_cognito.terraform.values import Known, Unknown, Value, first_unknown

#: The prefix of an unknown string ends behind one of these: what follows another character may still combine with it.
#: https://github.com/zclconf/go-cty/blob/main/cty/ctystrings/prefix.go
NEVER_COMBINED = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'"
LONGEST_PREFIX = 128


class Failure(Exception):
    """The function refuses its arguments; `argument` is the index of the one that is wrong, None for the call.

    A message may quote arguments, so it is not shown where they are sensitive, unless it is `discreet`. `disputed`:
    only some versions of Terraform refuse, or only until something is built. `certain`: it does not depend on types
    that are not known yet.
    """

    def __init__(
        self,
        message: str,
        argument: int | None = None,
        *,
        discreet: bool = False,
        disputed: bool = False,
        certain: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.argument = argument
        self.discreet = discreet
        self.disputed = disputed
        self.certain = certain


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call: the function's name, the type its result has, where it stands and what it may ask."""

    name: str
    type: Type
    range: Range
    scope: Scope

    @property
    def budget(self) -> Budget:
        return self.scope.budget

    @property
    def folders(self) -> Folders:
        return self.scope.folders

    def unknown(
        self,
        *arguments: Value,
        parts: Iterable[Value] = (),
        prefix: str = "",
        refers_to: Reference | None = None,
    ) -> Unknown:
        """The answer that cannot be known because something in `arguments` is not."""
        cause = next((found for argument in arguments if (found := first_unknown(argument)) is not None), None)
        assert cause is not None, f"{self.name} has no unknown argument"
        return Unknown(cause.because, self.type, cause.decides, refers_to, prefix, tuple(parts))

    def standing_for(self, single: Unknown) -> Unknown:
        """`single` as the answer: the function hands it on unchanged, so that links through it hold."""
        return replace(single, type=self.type if single.type is DYNAMIC else single.type)

    def picked(self, element: Value, whole: Value, key: str | int | None = None) -> Value:
        """`element` of the argument `whole` as the answer."""
        return picked(element, whole, self.range, key)

    def unforeseeable(self, because: str, decides: str = "") -> Unknown:
        """An answer that this program cannot foresee, whatever the arguments."""
        return Unknown(because, self.type, decides)


def only_reference(values: Iterable[Value]) -> Reference | None:
    """The one attribute that all of `values` come to, where the rest of them is empty.

    `join("", aws_cognito_user_pool.this[*].id)` and `element(concat(aws_cognito_user_pool.this[*].id, [""]), 0)` are
    how older configurations say "the pool, if it is there"; they are links to it even when its count is unknown.
    """
    references: list[Reference] = []
    waiting = list(values)
    for value in waiting:
        match value:
            case Unknown(refers_to=None):
                return None
            case Unknown(refers_to=Reference() as reference):
                references.append(reference)
            case Known(value=tuple() as elements):
                waiting.extend(elements)
            case Known(value=content) if content != "":
                return None
    return references[0] if len(references) == 1 else None


def text(content: str) -> Known:
    """A string as Terraform keeps it: in Unicode's normal form C."""
    return Known(normal(content), STRING)


def normal(content: str) -> str:
    if content.isascii():
        return content
    from unicodedata import normalize

    return normalize("NFC", content)


def safe_prefix(start: str) -> str:
    """What a string surely starts with of which only `start` is known."""
    start = start[:LONGEST_PREFIX]
    return start if start.endswith(tuple(NEVER_COMBINED)) else start[:-1]


def texts(contents: Sequence[str]) -> Known:
    """A list of strings."""
    return Known(tuple(map(text, contents)), ListOf(STRING))


def integer(amount: int | Decimal, what: str = "", argument: int | None = None) -> int:
    """A number that has to be a 64-bit whole one; `what` introduces the complaint ("invalid size: ")."""
    if isinstance(amount, int) and -(2**63) <= amount < 2**63:
        return amount
    raise Failure(f"{what}value must be a whole number, between {-(2**63)} and {2**63 - 1}", argument, certain=True)


def go_quote(content: str) -> str:
    """`content` as Go's %q prints it, near enough for a message."""
    escaped = content.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
