"""One fault, one finding: on a resource, or at a place in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider_schema import Argument, Body, Schema, schema_of
from tflint_cognito.cognito.resource_types import CLIENT, USER_POOL
from tflint_cognito.cognito.schema_faults import FACTS
from tflint_cognito.cognito.standing import Environment, stand
from tflint_cognito.finding.assemble import Judged, Run, assemble
from tflint_cognito.finding.finding import Finding
from tflint_cognito.finding.own import with_own
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.rule import Example
from tflint_cognito.policy.rulebook import load

BOOK = with_own(load())
RULES = [rule for rule in BOOK if rule.resource]
REFUSED = BOOK.find("provider-would-reject")
TYPES = [name for name in FACTS[0].types if schema_of(name) is not None]


def found(**files: str) -> Sequence[Finding]:
    """The findings of all rules, of a main.tf and (`tfvars`) its variable file."""
    names = {"hcl": "main.tf", "tfvars": "terraform.tfvars"}
    models, _ = read_example(Example("", {names[key]: text for key, text in files.items()}))
    judged = [Judged(model, judge(RULES, Architecture(model)), len(model.resources)) for model in models]
    return assemble(judged, Run(BOOK, {rule.id for rule in RULES})).findings


def at(line: str, text: str, findings: Sequence[Finding]) -> list[str]:
    """The rules with something to say of a line."""
    number = next(number for number, each in enumerate(text.splitlines(), 1) if each.strip() == line)
    return [one.rule.id for one in findings if one.place.range is not None and one.place.range.start.line == number]


@pytest.mark.parametrize("type", TYPES)
def test_whatever_is_wrong_with_one_value_is_one_finding(type: str) -> None:
    schema = schema_of(type)
    assert schema is not None
    for line, text in _with_a_wrong_value(type, schema):
        said = at(line, text, found(hcl=text))
        if REFUSED.id in said:  # a value that may be newer than the table is no fault
            assert said == [REFUSED.id], text


def client(flows: str) -> str:
    return f"""\
variable "flows" {{
  type    = list(string)
  default = ["code"]
}}

resource "{CLIENT}" "web" {{
  name                                 = "web"
  user_pool_id                         = "eu-west-1_Customers"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = {flows}
}}
"""


def said_of_flows(findings: Sequence[Finding]) -> set[str]:
    return {one.rule.name for one in findings if one.place.attribute == "allowed_oauth_flows"}


def test_another_element_has_its_own_fault() -> None:
    assert said_of_flows(found(hcl=client('["pasword"]'))) == {"provider-would-reject"}
    assert said_of_flows(found(hcl=client('["pasword", "implicit"]'))) == {"provider-would-reject", "no-implicit-grant"}


def test_that_holds_for_a_list_in_a_variable_file_too() -> None:
    both = found(hcl=client("var.flows"), tfvars='flows = ["pasword", "implicit"]\n')
    assert said_of_flows(both) == {"provider-would-reject", "no-implicit-grant"}


def test_two_wrong_values_of_a_resource_are_two_findings() -> None:
    text = client('["pasword"]').replace(' "web"\n', ' "web"\n  prevent_user_existence_errors = "LEGACI"\n', 1)
    refused = [one for one in found(hcl=text) if one.rule.id == REFUSED.id]
    assert [one.place.attribute for one in refused] == ["prevent_user_existence_errors", "allowed_oauth_flows"]
    assert len({one.fingerprint for one in refused}) == 2


def test_a_wrong_value_hides_nothing_elsewhere_in_the_resource() -> None:
    text = client('["code"]').replace(' "web"\n', ' "web"\n  prevent_user_existence_errors = "LEGACI"\n', 1)
    said = {(one.rule.name, one.place.attribute) for one in found(hcl=text)}
    assert ("provider-would-reject", "prevent_user_existence_errors") in said
    assert ("user-existence-errors-prevented", "prevent_user_existence_errors") not in said
    assert "refresh-token-lifetime-explicit" in {name for name, _ in said}


def _with_a_wrong_value(type: str, schema: Schema) -> Iterator[tuple[str, str]]:
    """Every argument in turn with a value that is none: the line that it stands on, and all the text."""
    for path, name, argument in _arguments(schema.body):
        for value in _wrong(argument):
            line = f"{name} = {value}"
            text = "\n".join(_written(schema.body, path, name, line))
            yield line, f'resource "{type}" "this" {{\n{text}\n}}\n'


def _arguments(body: Body, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, Argument]]:
    yield from ((path, name, each) for name, each in body.arguments.items() if not each.computed)
    for name, nested in body.blocks.items():
        yield from _arguments(nested.body, (*path, name))


def _wrong(argument: Argument) -> Iterator[str]:
    if argument.values:
        for value in (argument.values[0][:-1], argument.values[0].swapcase()):
            yield f'["{value}"]' if argument.type == "list" else f'"{value}"'
    elif argument.range is not None:
        yield from (str(argument.range[0] - 1), str(argument.range[1] + 1))
    else:
        yield from {"bool": ['"yes"'], "number": ['"many"'], "string": ['["x"]']}.get(argument.type, [])


def _written(body: Body, path: tuple[str, ...], name: str, line: str) -> Iterator[str]:
    """The lines of a body: what it must have, and `line` in the block at `path`."""
    inside = path[0] if path else name
    yield from (f"{one} = {_right(each)}" for one, each in body.arguments.items() if each.required and one != inside)
    for one, nested in body.blocks.items():
        if one == inside:
            yield from (f"{one} {{", *_written(nested.body, path[1:], name, line), "}")
        elif nested.at_least:
            yield from (f"{one} {{", *_written(nested.body, (), "", ""), "}")
    if not path and line:
        yield line


def _right(argument: Argument) -> str:
    values = {"string": '"x-y"', "number": "5", "bool": "true", "list": '["x"]', "map": "{}"}
    if argument.values:
        return f'["{argument.values[0]}"]' if argument.type == "list" else f'"{argument.values[0]}"'
    return values.get(argument.type, '"x"')


def in_production(type: str, dev: str, prod: str) -> set[str]:
    """The rules with something to say of a resource in production, where development has other lines."""
    architectures = []
    for lines in (dev, prod):
        (model,), _ = read_example(Example("", {"main.tf": f'resource "{type}" "it" {{\n  name = "it"\n{lines}}}\n'}))
        architectures.append(Architecture(model))
    stand([Environment(name, rank, [(".", architectures[rank])]) for rank, name in enumerate(("dev", "prod"))])
    judged = Judged(architectures[1].model, judge(RULES, architectures[1]), 1)
    return {one.rule.name for one in assemble([judged], Run(BOOK, {rule.id for rule in RULES})).findings}


def test_a_rule_that_yields_says_nothing_where_another_one_has_a_finding() -> None:
    pool = '  user_pool_id = "eu-west-1_a"\n  prevent_user_existence_errors = "{}"\n'
    said = in_production(CLIENT, pool.format("ENABLED"), pool.format("LEGACY"))
    assert "user-existence-errors-prevented" in said
    assert "protection-not-weaker-than-lower" not in said


def test_a_rule_that_yields_speaks_where_nothing_else_is_wrong() -> None:
    policy = "  password_policy {{\n    minimum_length = {}\n  }}\n"
    said = in_production(USER_POOL, policy.format(24), policy.format(20))
    assert "protection-not-weaker-than-lower" in said
    assert "password-minimum-length" not in said
