"""formatlist: `format` for each element of lists that are gone through side by side.

https://developer.hashicorp.com/terraform/language/functions/formatlist
"""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.functions.collections import members
from tflint_cognito.terraform.evaluation.functions.formatting import formatted_text, is_untyped_null
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, SetOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_whole


def formatlist(call: Invocation, template: Known, *arguments: Value) -> Value:
    """One string for each element of the lists; an unknown element leaves only its own string unknown."""
    if not arguments:
        return Known((formatted_text(call, template, ()),), ListOf(STRING))
    if any(is_untyped_null(argument) for argument in arguments):
        because = "some versions of Terraform format a literal null and others cannot"
        return replace(call.unforeseeable(because), type=DYNAMIC)
    count = _iterations(arguments)
    if any(_is_unknown_list(argument) for argument in arguments):
        return call.unknown(*arguments)
    call.budget.check_size(elements=count)
    inner = Invocation(call.name, STRING, call.range, call.scope)
    results: list[Value] = []
    for index in range(count):
        row = tuple(members(each)[index] if _is_iterated(each) else each for each in arguments)
        try:
            results.append(formatted_text(inner, template, row))
        except Failure as failure:
            raise Failure(f"error on format iteration {index}: {failure.message}") from failure
    return Known(tuple(results), ListOf(STRING))


def _is_iterated(argument: Value) -> bool:
    return isinstance(argument.type, ListOf | SetOf | TupleOf) and not isinstance(argument, Absent)


def _is_unknown_list(argument: Value) -> bool:
    if isinstance(argument, Unknown):
        return argument.type is DYNAMIC or _is_iterated(argument)
    return isinstance(argument.type, SetOf) and not is_whole(argument)


def _iterations(arguments: tuple[Value, ...]) -> int:
    count, chooser = -1, -1
    for index, argument in enumerate(arguments):
        if not _is_iterated(argument):
            continue
        if isinstance(argument, Known):
            length = len(members(argument))
        elif isinstance(argument.type, TupleOf):
            length = len(argument.type.elements)
        else:
            continue
        if count >= 0 and length != count:
            raise Failure(
                f"argument {index + 1} has length {length}, which is inconsistent with argument {chooser + 1} of "
                f"length {count}",
                index + 1,
                certain=True,
            )
        count, chooser = length, index
    return 1 if count < 0 else count
