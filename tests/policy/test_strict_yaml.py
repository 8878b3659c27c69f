import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.strict_yaml import read_yaml


def test_on_off_yes_and_no_are_strings() -> None:
    data, _ = read_yaml("a: ON\nb: off\nc: yes\nd: true\ne: null\nf: 12\ng: 1.5\nh: '12'\n", "rule.yaml")
    assert data == {"a": "ON", "b": "off", "c": "yes", "d": True, "e": None, "f": 12, "g": 1.5, "h": "12"}


def test_a_key_that_is_set_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(CognitoLintError, match=r"rule.yaml:3: 'id' is set twice; the first is in line 1"):
        read_yaml("id: a\nname: b\nid: c\n", "rule.yaml")


def test_what_is_no_yaml_is_refused_with_its_place() -> None:
    with pytest.raises(CognitoLintError, match=r"rule.yaml:2:\d+: this is not YAML"):
        read_yaml("id: [a\nname: b]: c\n", "rule.yaml")


def test_every_node_has_its_line() -> None:
    _, places = read_yaml("require:\n  attribute: x\n  equals: y\n", "rule.yaml")
    assert places["require", "equals"] == (3, 3)
