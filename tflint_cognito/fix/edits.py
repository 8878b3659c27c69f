"""What to write instead, as edits: a rule's `fix` laid onto the source of one resource.

An edit goes where the value is written: in the resource, or at the end of its trail (a default, an argument of a module
call, a line of a variable file), and only ever replaces a literal. Where that cannot be done exactly there are no
edits, and the fix is words. What stands outside the resource may serve others too, so an edit there is never safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tflint_cognito.finding.finding import Edit, Fix
from tflint_cognito.finding.reach import is_downloaded
from tflint_cognito.fix.layout import insertion
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.operators import same
from tflint_cognito.policy.rule import Rule
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

Scalar = str | bool | int

_LITERAL = pattern(r'"(?:[^"\\$%]|\\.|\$(?!\{)|%(?!\{))*"|true|false|null|-?\d+(?:\.\d+)?')


def fix_for(rule: Rule, resource: Resource) -> Fix | None:
    """The fix of a failing rule on one resource; None where the rule offers none."""
    if not rule.fix:
        return None
    edits = _edits(rule.fix, resource)
    own = all(resource.body is not None and resource.body.holds(edit.range) for edit in edits)
    if (len(edits) > 1 and not own) or any(is_downloaded(edit.range.path) for edit in edits):
        # A lifetime in one root's variables and its unit in the module that all share: changing both breaks the others.
        edits = ()
    return Fix(rule.fix["words"], safe=bool(rule.fix.get("safe") and edits and own), edits=edits)


def _edits(fix: Mapping[str, Mapping[str, Scalar]], resource: Resource) -> tuple[Edit, ...]:
    """All the edits that are needed, or none: half a fix is no fix."""
    sets = [(path, wanted) for path, wanted in fix.get("set", {}).items() if not _is(resource.get(path), wanted)]
    edits = [_set(resource, path, wanted) for path, wanted in sets]
    edits += [_remove(resource, path, unwanted) for path, unwanted in fix.get("remove", {}).items()]
    return tuple(edit for edit in edits if edit is not None) if None not in edits else ()


def _is(value: Value, wanted: Scalar) -> bool:
    return isinstance(value, Known) and same(value.value, wanted)


def _set(resource: Resource, path: str, wanted: Scalar) -> Edit | None:
    value = resource.get(path)
    text = notation(Known(wanted, DYNAMIC), longest=1 << 16)
    match value:
        case Unknown():
            return None
        case Absent(range=None):
            return insertion(resource, path, text)
        case Known() | Absent():
            written = _where_written(value)
            return Edit(written, text) if written is not None else None


def _remove(resource: Resource, path: str, unwanted: Scalar) -> Edit | None:
    match resource.get(path):
        case Known(value=tuple() as items) if len(items) > 1:
            for item in items:
                if isinstance(item, Known) and item.value == unwanted:
                    written = _where_written(item)
                    return Edit(_with_comma(written), "") if written is not None else None
    return None


def _where_written(value: Value) -> Range | None:
    """The literal that `value` comes from, unchanged on its way; None where something was computed in between."""
    where = value.trail[-1].range if value.trail else value.range
    if value.sensitive or where is None or _LITERAL.fullmatch(where.text) is None:
        return None
    said = notation(value, longest=1 << 16)
    return where if where.text == said or (isinstance(value, Absent) and where.text == "null") else None


def _with_comma(element: Range) -> Range:
    """The range of a list element with the comma that goes with it: the one behind it, else the one before."""
    text = element.source.text
    behind = re.compile(r"[ \t]*,[ \t]*(?:\r?\n[ \t]*)?").match(text, element.stop)
    if behind is not None:
        return Range(element.source, element.begin, behind.end())
    before = re.compile(r",\s*$").search(text, 0, element.begin)
    return Range(element.source, before.start(), element.stop) if before is not None else element
