from __future__ import annotations

from tests.terraform.hcl.spelling import complaints, outline, spell
from tflint_cognito.terraform.hcl.body import File
from tflint_cognito.terraform.hcl.variable_file import read_variable_file
from tflint_cognito.terraform.source import Source


def read(path: str, text: str) -> File:
    return read_variable_file(Source(path, text))


def test_values_stand_in_native_syntax() -> None:
    file = read("prod.tfvars", 'flows = ["code"]\nurls = {\n  web = "https://a"\n}\n')
    assert outline(file.body) == ["flows", "urls"]
    assert complaints(file) == []


def test_a_block_is_no_value() -> None:
    file = read("prod.tfvars", 'flows = []\nvariable "a" {\n}\n')
    assert outline(file.body) == ["flows"]
    assert complaints(file) == ["2:1 a file of variable values holds no blocks such as variable"]


def test_strings_of_a_json_file_are_no_templates() -> None:
    text = '{"name": "${x} $${y} \\u00e9", "lists": {"${a}": [1, -2.5, true, null]}, "//": 1}'
    file = read("prod.tfvars.json", text)
    spelled = [spell(attribute.expression.node, text) for attribute in file.body.attributes.values()]
    assert spelled == [
        "(template [«${x} $${y} é»])",
        "(object (template [«${a}»])=(tuple [1 (unary - 2.5) true null]))",
    ]
    assert complaints(file) == []


def test_a_value_that_is_given_twice_is_complained_about() -> None:
    assert complaints(read("prod.tfvars.json", '{"a": 1,\n "a": 2}')) == [
        "2:2 `a` is set twice; the first is in line 1"
    ]
