"""Facts about what a plan does to a resource. Without a plan they are all absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import (
    CLIENT,
    CLIENTS,
    DOMAIN,
    IDENTITY_POOL,
    RESOURCE_SERVER,
    USER_POOL,
)
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Change, Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import (
    NOT_WRITTEN,
    Absent,
    Known,
    Unknown,
    Value,
    boolean,
    first_unknown,
    string,
)

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

CHANGED: Final = (USER_POOL, *CLIENTS, IDENTITY_POOL, RESOURCE_SERVER, DOMAIN)
#: What is gone, with all that AWS keeps in it.
_LOST: Final = ("replace", "destroy")

#: Source: JSON output format, resource_changes[].action_reason.
_REASONS: Final = {
    "replace_because_tainted": "an earlier run left it half made",
    "replace_by_request": "-replace asks for it",
    "replace_by_triggers": "lifecycle.replace_triggered_by says so",
    "delete_because_no_resource_config": "it is no longer declared",
    "delete_because_no_module": "its module is no longer called",
    "delete_because_wrong_repetition": "count or for_each was added or taken out",
    "delete_because_count_index": "count is smaller",
    "delete_because_each_key": "for_each no longer has its key",
    "delete_because_no_move_target": "it was moved to what is not declared",
}


def planned_change(resource: Resource, architecture: Architecture) -> Value:
    """What a plan does to a resource: "create", "update", "replace" (whichever comes first), "destroy", "forget" (a
    `removed` block: it stays, and Terraform no longer knows of it), or "keep". What is only moved is kept.
    Source: Terraform, JSON output format, change.actions.
    """
    return NOT_WRITTEN if resource.change is None else string(resource.change.kind)


def losses(resource: Resource, architecture: Architecture) -> Value:
    """Why a plan loses a resource, with all that AWS keeps in it: one element for each attribute that forces the
    replacement, or one for the plan's other reason; none where it stays. Each is a mapping of harmless: false.
    Source: Terraform, JSON output format, change.replace_paths and action_reason.
    """
    change = resource.change
    if change is None:
        return NOT_WRITTEN
    if change.kind not in _LOST:
        return Known(())
    if change.kind == "replace" and change.replaced_because:
        return Known(
            tuple(
                element(path, f"the plan replaces it, because {_path_words(path, resource, change)}", boolean(False))
                for path in change.replaced_because
            )
        )
    verb = "replaces" if change.kind == "replace" else "destroys"
    reason = _REASONS.get(change.reason)
    return Known((element("", f"the plan {verb} it" + (f", because {reason}" if reason else ""), boolean(False)),))


def held_by_deletion_protection(pool: Resource, architecture: Architecture) -> Value:
    """Whether a user pool has deletion protection before the plan, so that AWS refuses to delete it whatever the plan
    writes there: "Before you can delete a user pool that you have protected against deletion, you must deactivate this
    feature". Source: UpdateUserPool, DeletionProtection.
    """
    if pool.change is None:
        return NOT_WRITTEN
    match former(pool).get("deletion_protection"):
        case Known(value=str() as text):
            return boolean(text == "ACTIVE")
        case Unknown() as unknown:
            return doubt(unknown, BOOL)
    return boolean(False)


def goes_with_user_pool(resource: Resource, architecture: Architecture) -> Value:
    """Whether a plan replaces or destroys the user pool of an app client, domain or resource server as well, so that
    its loss is only a part of that one. Source: follows from user_pool_id before the plan.
    """
    if resource.change is None:
        return NOT_WRITTEN
    lost = architecture.once("lost user pools", lambda: _lost_user_pools(architecture))
    match former(resource).get("user_pool_id"):
        case Known(value=str() as wanted):
            unknown = None if wanted in lost else next((one for one in lost.values() if isinstance(one, Unknown)), None)
            return boolean(wanted in lost) if unknown is None else doubt(unknown, BOOL)
        case Unknown() as unknown if lost:
            return doubt(unknown, BOOL)
    return boolean(False)


def _lost_user_pools(architecture: Architecture) -> dict[object, Value]:
    """The ids of the user pools that the plan loses, by their text; what is not known by its place."""
    lost = (former(pool).get("id") for pool in architecture.changed if pool.type == USER_POOL and _is_lost(pool))
    return {one.value if isinstance(one, Known) else place: one for place, one in enumerate(lost)}


def schema_changes(pool: Resource, architecture: Architecture) -> Value:
    """The attributes in `schema` that a plan takes out of an existing user pool, or defines in another way: each a
    mapping of harmless, which is false. New ones can be added. Unset, false, 0 and "" are the same to the provider.
    Source: internal/service/cognitoidp/user_pool.go ("cannot modify or remove schema items").
    """
    if pool.change is None or pool.change.kind != "update":
        return NOT_WRITTEN if pool.change is None else Known(())
    before, after = former(pool).get("schema"), pool.get("schema")
    had, unknown = by_name(before)
    has, more = by_name(after)
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        return doubt(next(one for one in (before, after) if isinstance(one, Unknown)))
    found = [one for name, attribute in had.items() for one in _schema_change(attribute, has.get(name), more)]
    if unknown is not None:
        found.append(element("schema", unknown.because, doubt(unknown, BOOL)))
    return Known(tuple(found))


FACTS: Final = (
    Fact("planned_change", CHANGED, "", "the plan is to {value} it", planned_change),
    Fact("losses", CHANGED, "", "the plan loses it", losses),
    Fact(
        "held_by_deletion_protection",
        (USER_POOL,),
        "deletion_protection",
        "that deletion protection holds the user pool is {value}",
        held_by_deletion_protection,
    ),
    Fact(
        "goes_with_user_pool",
        (CLIENT, RESOURCE_SERVER, DOMAIN),
        "user_pool_id",
        "that the plan loses its user pool as well is {value}",
        goes_with_user_pool,
    ),
    Fact("schema_changes", (USER_POOL,), "schema", "the schema attributes that change are {value}", schema_changes),
)


def former(resource: Resource) -> Resource:
    """The resource as it is before the plan."""
    before: Mapping[str, Value] = resource.change.before if resource.change is not None else {}
    return replace(resource, attributes=before, change=None)


def element(attribute: str, words: str, harmless: Value, value: Value = NOT_WRITTEN) -> Known:
    """One element of a fact that lists changes: it says itself what it is, and where."""
    return Known(
        {"@value": value, "@attribute": string(attribute), "@words": string(words), "harmless": harmless},
        sensitive=value.sensitive,
    )


def _is_lost(resource: Resource) -> bool:
    return resource.change is not None and resource.change.kind in _LOST


def _path_words(path: str, resource: Resource, change: Change) -> str:
    """What happens to an attribute, as far as both sides are known and short enough to say."""
    before, after = former(resource).get(path), resource.get(path)
    if isinstance(before, Known) and isinstance(after, Known) and first_unknown(after) is None:
        return f"{path} goes from {notation(before, 30)} to {notation(after, 30)}"
    return f"{path} changes"


def by_name(schema: Value) -> tuple[dict[str, Mapping[str, Value]], Unknown | None]:
    """The schema attributes by their names, and what of them is unknown."""
    found: dict[str, Mapping[str, Value]] = {}
    unknown: Unknown | None = None
    for block in schema.value if isinstance(schema, Known) and isinstance(schema.value, tuple) else ():
        match block:
            case Known(value=Mapping() as attribute):
                match attribute.get("name"):
                    case Known(value=str() as name):
                        found[name] = attribute
                    case other:
                        unknown = other if isinstance(other, Unknown) else unknown
            case Unknown():
                unknown = block
    return found, unknown


def _schema_change(
    had: Mapping[str, Value], has: Mapping[str, Value] | None, unknown: Unknown | None
) -> Iterator[Known]:
    name = had["name"]
    if has is None:
        gone = boolean(False) if unknown is None else doubt(unknown, BOOL)
        yield element("schema", f"the plan takes {notation(name)} out of the schema", gone, name)
        return
    for path, before, after in differences("", Known(had), Known(has)):
        lacking = next((one for one in (before, after) if isinstance(one, Unknown)), None)
        words = f"schema attribute {notation(name)}: {path} goes from {notation(before)} to {notation(after)}"
        yield element("schema", words, boolean(False) if lacking is None else doubt(lacking, BOOL), name)


def differences(path: str, before: Value, after: Value) -> Iterator[tuple[str, Value, Value]]:
    """Where two values differ, or may, down to the attributes of their blocks."""
    before, after = _single(before), _single(after)
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        yield path, before, after
    elif _is_block(before) or _is_block(after):
        one, other = _attributes(before), _attributes(after)
        for key in dict.fromkeys((*one, *other)):
            below = f"{path}.{key}" if path else key
            yield from differences(below, one.get(key, NOT_WRITTEN), other.get(key, NOT_WRITTEN))
    elif _plain(before) != _plain(after):
        yield path, before, after


def _single(value: Value) -> Value:
    """The block in a list of one."""
    match value:
        case Known(value=(block,)):
            return block
    return value


def _is_block(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, Mapping)


def _attributes(value: Value) -> Mapping[str, Value]:
    return value.value if isinstance(value, Known) and isinstance(value.value, Mapping) else {}


def _plain(value: Value) -> str:
    """A value as the provider compares it."""
    match value:
        case Known(value=str() | bool() | int() as scalar):
            text = str(scalar).lower() if isinstance(scalar, bool) else str(scalar)
            return "" if text in ("", "false", "0") else text
        case Absent() | Known(value=()):
            return ""
    return notation(value, 10_000)
