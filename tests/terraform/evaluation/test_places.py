"""Every part of a value stands in the attribute, and its trail leads to where it is written."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import CLIENT, model
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Known, Value


def urls(folder: Path, expression: str, before: str = "") -> Value:
    text = f'{before}\nresource "{CLIENT}" "web" {{\n  callback_urls = {expression}\n}}\n'
    return model(folder, text).resources[0].attributes["callback_urls"]


def elements(value: Value) -> tuple[Value, ...]:
    assert isinstance(value, Known) and isinstance(value.value, tuple)
    return value.value


def said(range: Range | None) -> str:
    assert range is not None
    return range.text


def way(value: Value) -> list[tuple[str, str]]:
    return [(step.subject, said(step.range)) for step in value.trail]


def test_an_element_that_is_spelt_out_stands_in_its_own_place(tmp_path: Path) -> None:
    found = urls(tmp_path, '["https://a", "http://b"]')
    assert said(found.range) == '["https://a", "http://b"]'
    assert [said(element.range) for element in elements(found)] == ['"https://a"', '"http://b"']


def test_an_element_of_a_variable_stands_at_the_reference(tmp_path: Path) -> None:
    before = 'variable "urls" {\n  default = ["https://a", "http://b"]\n}\n'
    found = urls(tmp_path, "var.urls", before)
    second = elements(found)[1]
    assert said(found.range) == said(second.range) == "var.urls"
    assert way(found) == [("var.urls", '["https://a", "http://b"]')]
    assert way(second) == [("var.urls", '"http://b"')]


def test_an_element_that_concat_takes_from_a_list_stands_at_the_call(tmp_path: Path) -> None:
    before = 'locals {\n  more = ["http://b"]\n}\n'
    found = urls(tmp_path, 'concat(["https://a"], local.more)', before)
    first, second = elements(found)
    assert said(first.range) == said(second.range) == 'concat(["https://a"], local.more)'
    assert way(first) == [('"https://a"', '"https://a"')]
    assert ("local.more", '"http://b"') in way(second)


def test_an_element_of_one_operand_has_no_steps_of_the_other(tmp_path: Path) -> None:
    before = 'locals {\n  a = ["https://a"]\n  b = ["http://b"]\n}\n'
    first, second = elements(urls(tmp_path, "concat(local.a, local.b)", before))
    assert [subject for subject, _ in way(first)] == ["local.a"]
    assert [subject for subject, _ in way(second)] == ["local.b"]


def test_a_reference_inside_a_list_keeps_its_own_place(tmp_path: Path) -> None:
    before = 'variable "url" {\n  default = "http://b"\n}\n'
    second = elements(urls(tmp_path, '["https://a", var.url]', before))[1]
    assert said(second.range) == "var.url"
    assert way(second) == [("var.url", '"http://b"')]


def test_the_way_leads_through_several_names(tmp_path: Path) -> None:
    before = 'variable "urls" {\n  default = ["http://b"]\n}\nlocals {\n  urls = var.urls\n}\n'
    (only,) = elements(urls(tmp_path, "local.urls", before))
    assert [subject for subject, _ in way(only)] == ["local.urls", "var.urls"]
    assert way(only)[-1] == ("var.urls", '"http://b"')


def test_what_for_makes_stands_at_the_for(tmp_path: Path) -> None:
    before = 'variable "hosts" {\n  default = ["b"]\n}\n'
    (only,) = elements(urls(tmp_path, '[for host in var.hosts : "http://${host}"]', before))
    assert said(only.range) == '[for host in var.hosts : "http://${host}"]'
    assert any(text == '"b"' for _, text in way(only))


def test_an_element_of_an_argument_leads_back_to_the_call(tmp_path: Path) -> None:
    (tmp_path / "auth").mkdir()
    inner = f'variable "urls" {{}}\nresource "{CLIENT}" "web" {{\n  callback_urls = var.urls\n}}\n'
    (tmp_path / "auth/main.tf").write_text(inner)
    found = model(tmp_path, 'module "auth" {\n  source = "./auth"\n  urls = ["http://b"]\n}\n')
    (web,) = found.resources
    (only,) = elements(web.attributes["callback_urls"])
    assert said(only.range) == "var.urls"
    assert [(step.subject, step.how) for step in only.trail] == [("var.urls", "argument")]
    assert only.trail[0].range is not None and only.trail[0].range.path == "main.tf"
    assert [said(call) for call in web.calls] == ['module "auth"']
