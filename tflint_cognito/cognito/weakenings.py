"""Facts about protection that a resource loses: by a plan, or outside of Terraform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.changes import element, former
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.protections import PROTECTIONS, Protection
from tflint_cognito.cognito.resource_types import CLIENTS, IDENTITY_POOL, USER_POOL
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, first_unknown

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def weakenings(resource: Resource, architecture: Architecture) -> Value:
    """What protects less once a plan is applied than before: each a mapping of harmless, which is false, or unknown
    where the planned value is. What is not written is what AWS makes of it. Of a user pool: deletion protection, MFA,
    threat protection, the password policy, who may sign up, which attributes are verified before they change. Of an
    app client: token revocation, user-existence errors, lifetimes, refresh token rotation, weaker flows that are added.
    Of an identity pool: guests, the classic flow, the server-side token check. Source: the API model on each of them.
    """
    change = resource.change
    if change is None:
        return NOT_WRITTEN
    if change.kind not in ("update", "replace"):
        return Known(())
    return Known(tuple(_weaker(former(resource), resource, architecture, "goes from {} to {}")))


def weakened_outside(resource: Resource, architecture: Architecture) -> Value:
    """What protects less than it did when Terraform last ran, because someone changed it elsewhere; each as in
    `weakenings`, with undone: whether the plan puts back what was.
    Source: Terraform, JSON output format, resource_drift.
    """
    change = resource.change
    if change is None:
        return NOT_WRITTEN
    if change.drift is None:
        return Known(())
    then = replace(resource, attributes=change.drift.before, change=None)
    now = replace(resource, attributes=change.drift.after, change=None)
    left = {
        _attribute(one): one for one in _weaker(then, resource, architecture, "") if change.kind in ("update", "keep")
    }
    found = []
    for one in _weaker(then, now, architecture, "went from {} to {} outside of Terraform"):
        undone = left.get(_attribute(one))
        found.append(replace(one, value={**_mapping(one), "undone": _undone(undone, change.kind)}))
    return Known(tuple(found))


def _weaker(before: Resource, after: Resource, architecture: Architecture, words: str) -> Iterator[Known]:
    """What protects less in `after` than in `before`, or may: of what cannot get weaker nothing is said."""
    for protection in PROTECTIONS.get(before.type, ()):
        had, has = protection.value(before, architecture), protection.value(after, architecture)
        found = _compared(protection, had, has, words)
        if found is not None:
            yield found
    if before.type == IDENTITY_POOL:
        yield from _unchecked(before, after, words)


def _compared(protection: Protection, had: Value, has: Value, words: str) -> Known | None:
    unknown = next((one for one in map(first_unknown, (had, has)) if one is not None), None)
    if unknown is not None:
        # Unchanged, the same unknown stands on both sides.
        return None if had == has else element(protection.attribute, unknown.because, doubt(unknown, BOOL))
    if not isinstance(had, Known) or not isinstance(has, Known):
        return None
    strong, weak = protection.strength(had), protection.strength(has)
    if strong is None or weak is None or weak >= strong:
        return None
    said = words.format(protection.words(had), protection.words(has))
    return element(protection.attribute, f"{protection.subject} {said}", boolean(False), has)


_PROVIDERS: Final = "cognito_identity_providers"
_CHECK: Final = f"{_PROVIDERS}.server_side_token_check"


def _unchecked(before: Resource, after: Resource, words: str) -> Iterator[Known]:
    """The app clients whose tokens the identity pool no longer has checked by their user pool."""
    had, has = before.get(_PROVIDERS), after.get(_PROVIDERS)
    if isinstance(had, Unknown):
        yield element(_CHECK, had.because, doubt(had, BOOL))
    for client, check in _checks(had):
        # Without the check it cannot get worse; one that is taken out has no tokens any more.
        if _is_off(check) is True:
            continue
        now = list(_now(client, has))
        off = [_is_off(one) for one in now]
        if any(off) and not isinstance(client, Unknown) and _is_off(check) is False and len(now) == 1:
            yield element(_CHECK, f"server_side_token_check {words.format('true', 'false')}", boolean(False), now[0])
        elif any(one is not False for one in off):
            unknown = next((one for one in (check, client, *now) if isinstance(one, Unknown)), None)
            if unknown is None:
                unknown = Unknown(f"{_PROVIDERS} may be those of other app clients")
            yield element(_CHECK, unknown.because, doubt(unknown, BOOL))


def _now(client: Value, providers: Value) -> Iterator[Value]:
    """The check on an app client now: the one certainly on it, or else all that may be."""
    if isinstance(providers, Unknown):
        yield providers
        return
    checks = list(_checks(providers))
    same = [check for other, check in checks if isinstance(other, Known) and other == client]
    if same and not isinstance(client, Unknown):
        yield same[0]
        return
    yield from (check for other, check in checks if isinstance(other, Unknown) or isinstance(client, Unknown))


def _checks(providers: Value) -> Iterator[tuple[Value, Value]]:
    """Each app client, and whether its tokens are checked."""
    for block in providers.value if isinstance(providers, Known) and isinstance(providers.value, tuple) else ():
        match block:
            case Known(value=Mapping() as provider):
                client = provider.get("client_id", NOT_WRITTEN)
                plain = Known(client.value, STRING) if isinstance(client, Known) else client
                yield plain, provider.get("server_side_token_check", boolean(False))
            case Unknown():
                yield block, block


def _is_off(check: Value) -> bool | None:
    match check:
        case Unknown():
            return None
        case Known(value=True | "true"):
            return False
    return True


def _undone(left: Known | None, kind: str) -> Value:
    """Whether the plan puts back what was: nothing is weaker then."""
    if kind not in ("update", "keep"):
        return boolean(False)
    if left is None:
        return boolean(True)
    harmless = _mapping(left)["harmless"]
    return harmless if isinstance(harmless, Unknown) else boolean(False)


def _mapping(one: Known) -> Mapping[str, Value]:
    assert isinstance(one.value, Mapping)
    return one.value


def _attribute(one: Known) -> str:
    stands = _mapping(one)["@attribute"]
    return str(stands.value) if isinstance(stands, Known) else ""


_TYPES: Final = (USER_POOL, *CLIENTS, IDENTITY_POOL)
FACTS: Final = (
    Fact("weakenings", _TYPES, "", "what protects less once the plan is applied is {value}", weakenings),
    Fact("weakened_outside", _TYPES, "", "what was weakened outside of Terraform is {value}", weakened_outside),
)
