"""What a condition replies: a truth, the fact behind it in words, and where that fact stands."""

from __future__ import annotations

from tflint_cognito.policy.truth import Truth
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.source import Range, Step


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: which resource, which attribute of it (a path, None for the resource as a whole), and the
    range of the value there (the header of the innermost written block where nothing is written)."""

    address: Address
    attribute: str | None = None
    range: Range | None = None
    trail: tuple[Step, ...] = ()
    sensitive: bool = False
    #: The JSON pointer into a plan or state, where there is no source.
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`because` states the fact as a clause that holds whatever the truth (`enable_token_revocation is false`).

    For UNKNOWN, `decides` is what would settle it. `related` are further places of the same fault.
    """

    truth: Truth
    because: str
    place: Place
    decides: str = ""
    related: tuple[Place, ...] = ()
    #: Whether the fact rests on the default of a root module's variable, which a caller may change.
    assumed: bool = False
    #: Where that default stands for a value which is given elsewhere: which one, in words. Then nobody knows the fact.
    stand_in: str = ""
    #: Of a fault that several elements have: what is to be said of each by itself.
    apart: tuple[Answer, ...] = ()
