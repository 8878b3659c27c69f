"""Templates: quoted strings and heredocs, with `${ }` and `%{ }` in them.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.conditionals import branch, choose
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.invocation import normal, safe_prefix
from tflint_cognito.terraform.evaluation.loops import Rounds
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import result, unknown
from tflint_cognito.terraform.hcl.escapes import unescape
from tflint_cognito.terraform.hcl.syntax import Node, Part, Template, TemplateFor, TemplateIf, Text, Verbatim
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: An unknown string of more pieces keeps none of them: in a string that doubles, so would they.
MOST_PIECES = 1_000


def template(node: Template, context: Context) -> Value:
    """A string; or, where the template is one lone `${ }`, the value in it as it is."""
    range = context.range(node)
    if len(node.parts) == 1:
        match node.parts[0]:
            case Text() | Verbatim() as text:
                return Known(_literal(text, context), STRING, range)
            case TemplateIf() | TemplateFor():
                pass
            case only:
                return replace(context.value(only), range=range)
    return _joined(node.parts, context, range)


def _joined(parts: Sequence[Part], context: Context, range: Range) -> Value:
    values = [_part(part, context) for part in parts]
    return result(_concatenation(values, context), range, *values)


def _concatenation(values: Sequence[Value], context: Context) -> Known | Unknown:
    """The values as one string; what is known of it where one of them is not."""
    texts = [_text(value) for value in takewhile(lambda value: isinstance(value, Known), values)]
    context.budget.check_size(characters=sum(map(len, texts)))
    joined = normal("".join(texts))
    if len(texts) == len(values):
        return Known(joined, STRING)
    cause = unknown(*values)
    pieces = tuple(islice((piece for value in values for piece in _pieces(value)), MOST_PIECES + 1))
    pieces = pieces if len(pieces) <= MOST_PIECES else ()
    return Unknown(cause.because, STRING, cause.decides, prefix=safe_prefix(joined), parts=pieces, not_null=True)


def _part(part: Part, context: Context) -> Value:
    """What one part adds: a string, or something unknown."""
    match part:
        case Text() | Verbatim():
            return Known(_literal(part, context), STRING, context.range(part))
        case TemplateIf():
            return _choice(part, context)
        case TemplateFor():
            return _repetition(part, context)
        case _:
            return _interpolation(part, context)


def _literal(part: Text | Verbatim, context: Context) -> str:
    return normal(part.text if isinstance(part, Verbatim) else unescape(context.text(part), part.quoted))


def _interpolation(node: Node, context: Context) -> Value:
    value = context.value(node)
    range = context.range(node)
    match value:
        case Unknown():
            return value
        case Absent():
            said = "The expression result is null. Cannot include a null value in a string template"
            raise EvaluationError(said, range)
    try:
        return convert(value, STRING)
    except EvaluationError as error:
        said = f"Cannot include the given value in a string template: {error.message}"
        raise EvaluationError(said, range) from error


def _choice(part: TemplateIf, context: Context) -> Value:
    range = context.range(part)
    yes = branch(lambda: _joined(part.then, context, range))
    no = branch(lambda: _joined(part.otherwise, context, range))
    return choose(part.condition, yes, no, STRING, context, range)


def _repetition(part: TemplateFor, context: Context) -> Value:
    """The body once for each element, without an end if nobody knows how many there are."""
    rounds = Rounds(part.key, part.value, part.collection, None, context)
    range = context.range(part)
    if isinstance(rounds.collection, Unknown):
        return replace(rounds.unknown(range), type=STRING)
    texts = [_joined(part.body, inner, range) for inner in rounds]
    whole = _concatenation(texts, context)
    sensitive = any(text.sensitive for text in texts)
    return rounds.result(replace(whole, sensitive=sensitive), texts, range)


def _text(value: Value) -> str:
    assert isinstance(value, Known) and isinstance(value.value, str)
    return value.value


def _pieces(value: Value) -> Iterator[Value]:
    """The pieces that a part adds to an unknown string; a part that is one itself adds its own."""
    match value:
        case Unknown(type=type, parts=(_, *_) as parts) if type is STRING:
            yield from parts
        case Known(value=""):
            return
        case _:
            yield value
