"""`templatefile` and `templatestring`: templates from a file or a value, which see only the names they are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation import functions
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.scope import Budget, EvaluationError, Folders, Scope
from tflint_cognito.terraform.evaluation.trails import result, unknown
from tflint_cognito.terraform.hcl.syntax import Attribute, Index, Node, Variable
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

_NAME = pattern(r"[^\W\d]\w*")


def templatefile(arguments: Sequence[Value], context: Context, range: Range) -> Value:
    """What the template in a file gives. The file is read as `file` reads it, and nowhere else."""
    path, names = _two(arguments, "templatefile", ("path", "vars"), range)
    if isinstance(names, Unknown) and not isinstance(path, Absent):
        return result(unknown(path, names), range, path, names)
    content = functions.call("file", (path,), range, context.scope)
    if not isinstance(content, Known):
        return result(unknown(content), range, path, names)
    assert isinstance(path, Known)
    return _render(Source(str(path.value), str(content.value)), "templatefile", (path, names), context, range)


def templatestring(written: Sequence[Node], arguments: Sequence[Value], context: Context, range: Range) -> Value:
    """What the template in a value gives, which has to be referred to by name."""
    template, names = _two(arguments, "templatestring", ("template", "vars"), range)
    if isinstance(names, Unknown) and not isinstance(template, Absent):
        return result(unknown(template, names), range, template, names)
    if not all(isinstance(node, Variable | Attribute | Index) for node in written):
        reason = "invalid template expression: must be a direct reference to a single string from elsewhere"
        raise _failed("templatestring", reason, range)
    content = convert(template, STRING)
    match content:
        case Absent():
            raise _failed("templatestring", "invalid template value: must not be null", range)
        case Unknown():
            return result(unknown(content), range, template, names)
    return _render(Source(range.path, str(content.value)), "templatestring", (template, names), context, range)


def _two(arguments: Sequence[Value], function: str, names: tuple[str, str], range: Range) -> tuple[Value, Value]:
    if len(arguments) < 2:
        missing = names[len(arguments)]
        raise EvaluationError(f'Function "{function}" expects 2 argument(s). Missing value for "{missing}"', range)
    if len(arguments) > 2:
        raise EvaluationError(f'Function "{function}" expects only 2 argument(s)', range)
    if isinstance(arguments[1], Absent):
        raise _failed(function, "argument must not be null", range)
    return arguments[0], arguments[1]


def _render(source: Source, function: str, arguments: tuple[Value, Value], context: Context, range: Range) -> Value:
    from tflint_cognito.terraform.hcl.fault import SyntaxFault
    from tflint_cognito.terraform.hcl.native import parse_template

    scope = TemplateScope(context.scope, _names(arguments[1], function, range))
    try:
        value = context.within(source, scope).value(parse_template(source).node)
    except SyntaxFault as fault:
        raise _failed(function, f"the template is not valid: {fault.message}", range) from fault
    except EvaluationError as error:
        raise _failed(function, error.message, range) from error
    return result(value, range, *arguments)


def _names(given: Value, function: str, range: Range) -> Mapping[str, Value]:
    match given:
        case Known(value=Mapping() as names):
            for name in names:
                if not _NAME.fullmatch(name):
                    raise _failed(function, f'invalid template variable name "{name}"', range)
            return names
    raise _failed(function, "invalid vars value: must be a map", range)


def _failed(function: str, reason: str, range: Range) -> EvaluationError:
    return EvaluationError(f'Call to function "{function}" failed: {reason}', range)


class TemplateScope:
    """The names in a template: those it is given, and no others."""

    def __init__(self, outer: Scope, names: Mapping[str, Value]) -> None:
        self._outer = outer
        self._names = names

    @property
    def budget(self) -> Budget:
        return self._outer.budget

    @property
    def folders(self) -> Folders:
        return self._outer.folders

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        value = self._names.get(names[0])
        if value is None:
            raise EvaluationError(f'vars map does not contain key "{names[0]}"', range)
        return value, 1
