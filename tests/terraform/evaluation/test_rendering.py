"""templatefile and templatestring."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json
from tflint_cognito.terraform.evaluation.scope import EvaluationError, Folders
from tflint_cognito.terraform.values import Unknown

TEXT = """
variable "more" {}
variable "name" { default = "web" }
variable "template" { default = "a-$${name}" }
variable "password" {
  default   = "hunter2"
  sensitive = true
}
"""


@pytest.fixture
def module(tmp_path: Path) -> Surroundings:
    root = tmp_path / "root"
    root.mkdir()
    (root / "policy.tftpl").write_text('{"client": "${name}"%{ for f in flows }, "${f}"%{ endfor }}\n')
    (root / "lone.tftpl").write_text("${names}")
    (root / "broken.tftpl").write_text("${")
    (root / "endless.tftpl").write_text('a${templatefile("endless.tftpl", {})}')
    (tmp_path / "outside.tftpl").write_text("secret")
    module = Surroundings(TEXT)
    module.folders = Folders(root, root)
    return module


def test_a_template_file_sees_the_names_that_it_is_given(module: Surroundings) -> None:
    found = module.evaluate('templatefile("policy.tftpl", { name = var.name, flows = ["code"] })')
    assert as_json(found) == '{"client": "web", "code"}\n'
    assert [step.subject for step in found.trail] == ["var.name"]
    assert found.range is not None and found.range.text.startswith("templatefile(")


def test_a_lone_interpolation_keeps_its_type(module: Surroundings) -> None:
    assert as_json(module.evaluate('templatefile("lone.tftpl", { names = ["a"] })')) == ["a"]


def test_an_unknown_name_makes_only_what_uses_it_unknown(module: Surroundings) -> None:
    found = module.evaluate('templatefile("policy.tftpl", { name = var.more, flows = [] })')
    assert isinstance(found, Unknown)
    assert (found.because, found.prefix) == ("var.more has no value here", '{"client": "')
    unused = module.evaluate('templatefile("policy.tftpl", { name = "web", flows = [], more = var.more })')
    assert as_json(unused) == '{"client": "web"}\n'


def test_an_unknown_path_or_names_make_it_unknown(module: Surroundings) -> None:
    assert isinstance(module.evaluate("templatefile(var.more, {})"), Unknown)
    assert isinstance(module.evaluate('templatefile("policy.tftpl", var.more)'), Unknown)


def test_no_file_outside_the_repository_is_read(module: Surroundings) -> None:
    found = module.evaluate('templatefile("../outside.tftpl", {})')
    assert isinstance(found, Unknown)
    assert "secret" not in str(found)


def test_a_secret_name_makes_the_result_secret(module: Surroundings) -> None:
    assert module.evaluate('templatefile("lone.tftpl", { names = var.password })').sensitive


def test_templatestring_takes_a_template_by_its_name(module: Surroundings) -> None:
    assert as_json(module.evaluate('templatestring(var.template, { name = "x" })')) == "a-x"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('templatefile("policy.tftpl", { name = "web" })', 'vars map does not contain key "flows"'),
        ('templatefile("policy.tftpl")', 'Function "templatefile" expects 2 argument(s). Missing value for "vars"'),
        ('templatefile("policy.tftpl", 1)', "invalid vars value: must be a map"),
        ('templatefile("policy.tftpl", { "a-b" = 1 })', 'invalid template variable name "a-b"'),
        ('templatefile("broken.tftpl", {})', "the template is not valid"),
        ('templatefile("missing.tftpl", {})', "no file exists"),
        ('templatestring("a-$${name}", {})', "must be a direct reference to a single string from elsewhere"),
        ("templatestring(local.nothing, {})", "invalid template value: must not be null"),
    ],
)
def test_what_terraform_refuses_is_refused(expression: str, message: str, module: Surroundings) -> None:
    module = Surroundings(TEXT + "locals {\n  nothing = null\n}\n") if "nothing" in expression else module
    with pytest.raises(EvaluationError) as refusal:
        module.evaluate(expression)
    assert message in refusal.value.message
    assert refusal.value.range is not None and refusal.value.range.path == "expression.tf"


def test_a_template_that_renders_itself_ends_at_the_bound(module: Surroundings) -> None:
    from tflint_cognito.terraform.evaluation.scope import BoundExceeded

    with pytest.raises(BoundExceeded):
        module.evaluate('templatefile("endless.tftpl", {})')
