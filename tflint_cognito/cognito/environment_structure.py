"""Facts about single settings that differ between environments: lifetimes, and the structure of a user pool."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.beside import DIFFERENT, Beside, comparable, in_words, names, placed, unlike, unsure
from tflint_cognito.cognito.changes import by_name, differences
from tflint_cognito.cognito.clients import written_or_in_force
from tflint_cognito.cognito.environment_lists import of_list
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.protections import LIFETIMES, PROTECTIONS
from tflint_cognito.cognito.resource_types import CLIENTS, USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation, quote
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_SIGN_IN: Final = ("username_attributes", "alias_attributes")
_CASE: Final = "username_configuration.case_sensitive"


def lifetimes_elsewhere(client: Resource, architecture: Architecture) -> Value:
    """The lifetimes of tokens that are not the same in all environments, as in flows_elsewhere. Source:
    TokenValidityUnits.
    """
    return unlike(client, architecture, _of_lifetimes)


def structure_elsewhere(pool: Resource, architecture: Architecture) -> Value:
    """What of a user pool cannot be changed later, and is not the same in all environments: attributes in its schema,
    what people sign in with, and whether the case of names counts. As in flows_elsewhere. Source: UpdateUserPool, which
    takes none of these.
    """
    return unlike(pool, architecture, _of_structure)


_DIFFERING: Final = "what differs between environments is {value}"
FACTS: Final = (
    Fact("lifetimes_elsewhere", CLIENTS, "", _DIFFERING, lifetimes_elsewhere),
    Fact("structure_elsewhere", (USER_POOL,), "", _DIFFERING, structure_elsewhere),
)


def _of_lifetimes(them: Beside) -> Iterator[Known]:
    for each in PROTECTIONS[them.mine.resource.type]:
        if each.attribute in LIFETIMES:
            yield from _of_scalar(each.attribute, each.subject, them, each.value, each.words)


def _of_structure(them: Beside) -> Iterator[Known]:
    for path in _SIGN_IN:
        yield from of_list(path, them)
    yield from _of_scalar(_CASE, "case_sensitive", them, lambda one, _: written_or_in_force(one, _CASE), notation)
    yield from _of_schema(them)


def _of_scalar(
    path: str, said: str, them: Beside, read: Callable[[Resource, Architecture], Value], words: Callable[[Value], str]
) -> Iterator[Known]:
    values = [(one, comparable(read(one.resource, one.architecture), said, one.environment)) for one in them.everyone]
    known = [(words(value), one.environment) for one, value in values if not isinstance(value, Unknown)]
    is_known = any(environment is them.mine.environment for _, environment in known)
    if is_known and len({text for text, _ in known}) > 1:
        yield placed(them.mine.resource, path, in_words(said, known), DIFFERENT)
        return
    unknown = next((value for _, value in values if isinstance(value, Unknown)), None)
    if unknown is not None and not all(isinstance(one.resource.get(path), Absent) for one, _ in values):
        yield unsure(them.mine.resource, path, unknown)


#: The schema of one environment: its attributes by name.
_Schema = tuple[Counterpart, Mapping[str, Mapping[str, Value]]]


def _of_schema(them: Beside) -> Iterator[Known]:
    values = [(one, comparable(one.resource.get("schema"), "schema", one.environment)) for one in them.everyone]
    known = [(one, by_name(value)[0]) for one, value in values if not isinstance(value, Unknown)]
    if any(one.environment is them.mine.environment for one, _ in known):
        for name in dict.fromkeys(each for _, found in known for each in found):
            yield from _of_attribute(name, them, known)
    for _, value in values:
        if isinstance(value, Unknown):
            yield unsure(them.mine.resource, "schema", value)


def _of_attribute(name: str, them: Beside, known: Sequence[_Schema]) -> Iterator[Known]:
    """One attribute of the schema: who has it, or else how it is defined."""
    resource = them.mine.resource
    having = [one.environment for one, found in known if name in found]
    lacking = [one.environment for one, found in known if name not in found]
    subject = f"schema attribute {quote(name)}"
    if lacking:
        said = f"{subject} is in {names(having)}, not in {names(lacking)}"
        yield placed(resource, "schema", said, DIFFERENT, _block(resource, name))
        return
    mine = next(found[name] for one, found in known if one.environment is them.mine.environment)
    for one, found in known:
        for path, theirs, ours in differences("", Known(found[name]), Known(mine)):
            sides = [(notation(theirs), one.environment), (notation(ours), them.mine.environment)]
            said = in_words(f"{path} of {subject}", sides)
            yield placed(resource, "schema", said, DIFFERENT, _block(resource, name))
            return


def _block(resource: Resource, name: str) -> Value | None:
    """The block that defines an attribute."""
    blocks = resource.get("schema")
    for block in blocks.value if isinstance(blocks, Known) and isinstance(blocks.value, tuple) else ():
        match block:
            case Known(value={"name": Known(value=str() as own)}) if own == name:
                return block
    return None
