"""Terraform's JSON syntax: https://developer.hashicorp.com/terraform/language/syntax/json"""

from __future__ import annotations

import json

import pytest

from tests.terraform.hcl.spelling import complaints, outline, spell
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Body, File
from tflint_cognito.terraform.hcl.json_syntax import read_json
from tflint_cognito.terraform.source import Source


def read(text: str) -> File:
    return read_json(Source("main.tf.json", text))


def body_of(content: object, type: str = "resource") -> Body:
    """The body of a resource with this content."""
    file = read(json.dumps({type: {"aws_x": {"a": content}}}))
    (block,) = file.body.blocks
    return block.body


def value_of(written: str) -> str:
    """The spelled tree of a local value, written as JSON."""
    text = f'{{"locals": {{"a": {written}}}}}'
    file = read(text)
    spelled = spell(file.body.blocks[0].body.attributes["a"].expression.node, text)
    assert complaints(file) == []
    return spelled


def test_labels_are_nested_objects() -> None:
    file = read('{"resource": {"aws_x": {"a": {}, "b": {}}, "aws_y": {"c": {}}}, "variable": {"d": {}}, "locals": {}}')
    assert outline(file.body) == ["resource aws_x a", "resource aws_x b", "resource aws_y c", "variable d", "locals"]


@pytest.mark.parametrize(
    "text",
    [
        '{"output": []}',
        '{"module": {}}',
        '{"variable": null}',
        '{"resource": {"aws_x": {}}}',
    ],
)
def test_a_block_without_its_labels_is_an_error(text: str) -> None:
    file = read(text)
    assert file.body.blocks == ()
    assert [" block needs a name here" in message for message in complaints(file)] == [True]


def test_half_a_surrogate_pair_is_replaced_as_terraform_does_it() -> None:
    assert "\ufffdx" in value_of(r'"\ud800x"')


def test_nested_blocks_may_have_one_name_twice_and_arguments_may_not() -> None:
    text = '{"resource": {"aws_x": {"a": {"schema": {"n": 1}, "schema": [{"n": 2}, [{"n": 3}]]}}}}'
    file = read(text)
    schema = file.body.blocks[0].body.attributes["schema"]
    assert [list(block.body.attributes) for block in schema.as_blocks()] == [["n"], ["n"], ["n"]]
    assert isinstance(schema.expression.node, syntax.Broken), "read as an argument"
    assert complaints(file) == []


def test_null_is_no_configuration() -> None:
    assert complaints(read("null")) == ["1:1 an object is expected here"]


def test_arrays_repeat_blocks_at_every_level() -> None:
    file = read(
        '{"resource": [{"aws_x": {"a": {}}}, {"aws_x": [{"b": {}}]}], "provider": {"aws": [{"alias": "b"}, {}]}}'
    )
    assert outline(file.body) == ["resource aws_x a", "resource aws_x b", "provider aws", "provider aws"]
    assert outline(read('[{"locals": {}}, {"terraform": {}}]').body) == ["locals", "terraform"]


def test_the_same_kind_of_block_may_be_written_twice() -> None:
    file = read('{"locals": {"a": 1}, "locals": {"b": 2}}')
    assert [outline(block.body) for block in file.body.blocks] == [["a"], ["b"]]
    assert complaints(file) == []


def test_comments_are_left_out_of_bodies() -> None:
    file = read(
        '{"//": "why", "locals": {"//": "why", "a": {"//": "kept"}}, "variable": {"//": "why", "b": {"//": 1}}}'
    )
    local, variable = file.body.blocks
    assert outline(local.body) == ["a"]
    assert outline(variable.body) == []
    assert complaints(file) == []


def test_null_is_no_block() -> None:
    assert outline(read('{"locals": null, "resource": {"aws_x": null}}').body) == []


def test_unknown_kinds_of_blocks_are_a_warning() -> None:
    file = read('{"resources": {}}')
    assert [diagnostic.severity for diagnostic in file.diagnostics] == ["warning"]


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("1.5e3", "1.5e3"),
        ("-1", "(unary - 1)"),
        ("null", "null"),
        ('"plain"', "(template [<plain>])"),
        ('""', "(template [])"),
        ('"a-${var.b}-c"', "(template [<a-> var.b <-c>])"),
        ('"${var.b}"', "(template [var.b])"),
        ('"$${a} %%{b}"', "(template [<$${a} %%{b}>])"),
        ('"%{ if a }b%{ endif }"', "(template [(templateif a [<b>] [])])"),
        ('["a", {"b": "${c}"}]', "(tuple [(template [<a>]) (object (template [<b>])=(template [c]))])"),
        ('{"${a}": 1}', "(object (template [a])=1)"),
    ],
)
def test_a_value_is_an_expression(written: str, tree: str) -> None:
    assert value_of(written) == tree


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        (r'"a\"b"', '(template [«a"b»])'),
        (r'"a\n$${b}"', "(template [«a\n${b}»])"),
        (r'"\u00e9${b}c"', "(template [«é» b <c>])"),
        (r'"\ud83d\ude00 ${b}"', "(template [«😀 » b])"),
        (r'"${f(\"a\\nb\", 12)}"', "(template [(call f [(template [«a\nb»]) 12] false)])"),
        (r'"\"${b ~}\n c"', '(template [«"» b < c>])'),
    ],
)
def test_escapes_of_json_are_resolved_before_the_template_is_read(written: str, tree: str) -> None:
    assert value_of(written) == tree


def test_expressions_in_an_escaped_string_have_their_places() -> None:
    text = '{"locals": {"a": "\\"\\u00e9\\" ${var.b[\\"c\\"]}"}}'
    template = read(text).body.blocks[0].body.attributes["a"].expression.node
    assert isinstance(template, syntax.Template)
    assert text[template.start : template.stop] == '"\\"\\u00e9\\" ${var.b[\\"c\\"]}"'
    assert text[template.parts[1].start : template.parts[1].stop] == 'var.b[\\"c\\"]'


def test_a_fault_in_an_escaped_string_has_its_place() -> None:
    file = read('{"locals": {"a": "\\u00e9\\n${1 2}"}}')
    assert complaints(file) == ["1:31 an operator, a comma or a line end is missing before this"]


def test_one_broken_string_leaves_the_rest_of_its_value() -> None:
    text = '{"locals": {"a": ["${", "b"]}}'
    tree = spell(read(text).body.blocks[0].body.attributes["a"].expression.node, text)
    assert tree == "(tuple [(broken this ${ is never closed) (template [<b>])])"


def test_meta_arguments_hold_references_as_in_native_syntax() -> None:
    body = body_of(
        {
            "provider": "aws.west",
            "depends_on": ["aws_y.b", "module.c"],
            "lifecycle": {"ignore_changes": ["schema", "tags[0]"], "replace_triggered_by": ["aws_y.b.id"]},
        }
    )
    text = body.attributes["provider"].value_range.source.text
    (lifecycle,) = body.blocks
    found = {**body.attributes, **lifecycle.body.attributes}
    assert {name: spell(attribute.expression.node, text) for name, attribute in found.items()} == {
        "provider": "aws.west",
        "depends_on": "(tuple [aws_y.b module.c])",
        "ignore_changes": "(tuple [schema tags[0]])",
        "replace_triggered_by": "(tuple [aws_y.b.id])",
    }


def test_ignore_changes_may_be_the_word_all() -> None:
    (lifecycle,) = body_of({"lifecycle": {"ignore_changes": "all"}}).blocks
    assert lifecycle.body.attributes["ignore_changes"].expression.node[2:] == ("all",)


def test_a_variable_has_a_type_and_a_literal_default() -> None:
    text = '{"variable": {"a": {"type": "map(object({b = optional(string)}))", "default": "${c}"}}}'
    attributes = read(text).body.blocks[0].body.attributes
    assert spell(attributes["type"].expression.node, text) == (
        "(call map [(call object [(object b=(call optional [string] false))] false)] false)"
    )
    assert spell(attributes["default"].expression.node, text) == "(template [«${c}»])"


def test_the_providers_of_a_module_are_references() -> None:
    text = '{"module": {"a": {"source": "./${b}", "providers": {"aws": "aws.west"}, "c": "${d}"}}}'
    attributes = read(text).body.blocks[0].body.attributes
    assert {name: spell(attribute.expression.node, text) for name, attribute in attributes.items()} == {
        "source": "(template [«./${b}»])",
        "providers": "(object (template [<aws>])=aws.west)",
        "c": "(template [d])",
    }


def test_nested_blocks_are_attributes_that_can_be_taken_as_blocks() -> None:
    schema = body_of({"schema": [{"name": "tenant"}, {"name": "role"}]}).attributes["schema"]
    assert isinstance(schema.expression.node, syntax.Tuple)
    tenant, role = schema.as_blocks()
    assert (tenant.type, tenant.labels, outline(tenant.body)) == ("schema", (), ["name"])
    assert role.header.start.column > tenant.header.start.column


def test_what_is_no_object_cannot_be_taken_as_blocks() -> None:
    attributes = body_of({"a": ["b"], "c": 1, "d": {"e": 1}}).attributes
    assert [len(attributes[name].as_blocks()) for name in ("a", "c", "d")] == [0, 0, 1]


def test_dynamic_blocks_are_blocks_at_every_level() -> None:
    inner = {"dynamic": {"rule": {"for_each": "${c}", "content": {"d": 1}}}}
    body = body_of({"dynamic": {"schema": {"for_each": "${b}", "iterator": "it", "content": inner}}, "schema": inner})
    (dynamic,) = body.blocks
    assert (dynamic.labels, outline(dynamic.body)) == (("schema",), ["for_each", "iterator", "content"])
    assert isinstance(dynamic.body.attributes["iterator"].expression.node, syntax.Variable)
    (schema,) = body.attributes["schema"].as_blocks()
    for holder in (dynamic.body.blocks[0].body, schema.body):
        assert outline(holder) == ["dynamic rule"]
        assert outline(holder.blocks[0].body) == ["for_each", "content"]


def test_an_argument_that_is_set_twice_keeps_its_first_value() -> None:
    file = read('{"locals": {"a": 1,\n "a": 2, "b": {"c": 1, "c": 2}}}')
    assert file.body.blocks[0].body.attributes["a"].value_range.text == "1"
    assert complaints(file) == [
        "2:2 `a` is set twice; the first is in line 1",
        "2:24 this name is written twice in its object",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "1:1 the file holds no JSON"),
        ('{"locals": {', "1:12 this { is never closed"),
        ('{"a": [1, 2}', "1:7 this [ is never closed"),
        ('{"a": 1\n "b": 2}', "2:2 a comma is missing before this"),
        ('{"a" 1}', "1:2 a colon is missing after this name"),
        ("{a: 1}", "1:2 a name in double quotes is expected here"),
        ('{"a": 01}', "1:7 this is no JSON value"),
        ("{\"a\": 'b'}", "1:7 this is no JSON value"),
        ('{"a": "b', "1:7 this string is never closed"),
        ('{"a": "\\x"}', "1:8 this is no JSON string"),
        ("{} {}", "1:4 the JSON goes on after its end"),
        ('"a"', "1:1 an object is expected here"),
        ('{"locals": 1}', "1:12 an object is expected here, the content of a locals block"),
        ("[" * 200, "1:101 the JSON nests deeper than 100 levels here"),
    ],
)
def test_what_is_no_configuration_is_said_in_words(text: str, complaint: str) -> None:
    assert complaints(read(text)) == [complaint]


def test_places_are_those_of_the_text() -> None:
    file = read('{\n  "resource": {\n    "aws_x": {\n      "a": {"b": [1]}\n    }\n  }\n}\n')
    (block,) = file.body.blocks
    assert (block.header.text, block.header.start.line, block.range.text) == ('"a"', 4, '{"b": [1]}')
    assert (block.body.attributes["b"].range.text, block.body.attributes["b"].value_range.text) == ('"b": [1]', "[1]")
