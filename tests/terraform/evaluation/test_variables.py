"""What a variable holds: the strongest of what it is given, as its type makes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terraform.tree import USER_POOL, errors, plain, reading, resource
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.options import VariableSource
from tflint_cognito.terraform.values import Unknown, Value, is_sensitive

POOL = f"""
variable "mfa" {{
  type    = string
  default = "OFF"
}}
resource "{USER_POOL}" "customers" {{
  mfa_configuration = var.mfa
}}
"""


def pool_with(variable: str, expression: str = "var.given") -> str:
    return f'variable "given" {{\n{variable}\n}}\nresource "{USER_POOL}" "customers" {{\n  name = {expression}\n}}\n'


def name_of(folder: Path, text: str, **options: object) -> Value:
    found = reading(folder, {"main.tf": text}, **options)
    return resource(found.models[0], f"{USER_POOL}.customers").get("name")


def mfa(folder: Path, files: Mapping[str, str], *variables: VariableSource, **environment: str) -> Value:
    found = reading(folder, {"main.tf": POOL, **files}, variables=variables, environment=environment)
    assert not errors(found)
    return resource(found.models[0], f"{USER_POOL}.customers").get("mfa_configuration")


WEAKEST_FIRST = [
    ("terraform.tfvars", 'mfa = "by terraform.tfvars"\n'),
    ("terraform.tfvars.json", '{"mfa": "by terraform.tfvars.json"}\n'),
    ("a.auto.tfvars", 'mfa = "by a.auto.tfvars"\n'),
    ("b.auto.tfvars.json", '{"mfa": "by b.auto.tfvars.json"}\n'),
    ("c.auto.tfvars", 'mfa = "by c.auto.tfvars"\n'),
]


@pytest.mark.parametrize("count", range(1, len(WEAKEST_FIRST) + 1))
def test_the_later_variable_file_wins(tmp_path: Path, count: int) -> None:
    found = mfa(tmp_path, dict(WEAKEST_FIRST[:count]), TF_VAR_mfa="by the environment")
    assert plain(found) == f"by {WEAKEST_FIRST[count - 1][0]}"


def test_the_environment_wins_over_the_default_only(tmp_path: Path) -> None:
    assert plain(mfa(tmp_path, {}, TF_VAR_mfa="by the environment")) == "by the environment"


def test_the_last_word_of_the_command_line_wins(tmp_path: Path) -> None:
    files = {**dict(WEAKEST_FIRST), "prod.tfvars": 'mfa = "by prod.tfvars"\n'}
    assert plain(mfa(tmp_path, files, ("value", "mfa", "by --var"), ("file", "prod.tfvars"))) == "by prod.tfvars"
    assert plain(mfa(tmp_path, files, ("file", "prod.tfvars"), ("value", "mfa", "by --var"))) == "by --var"


def test_a_variable_without_a_value_is_unknown_and_says_what_decides(tmp_path: Path) -> None:
    match name_of(tmp_path, pool_with("type = string")):
        case Unknown(because=because, decides=decides):
            assert because == "var.given has no value here"
            assert decides == "give it with --var or --var-file, or lint the plan"
        case other:
            raise AssertionError(other)


def test_the_trail_leads_to_the_line_of_the_variable_file(tmp_path: Path) -> None:
    found = mfa(tmp_path, {"terraform.tfvars": '# who\nmfa = "OPTIONAL"\n'})
    (step,) = found.trail
    assert (step.subject, step.how) == ("var.mfa", "variable file")
    assert step.range is not None and (step.range.path, step.range.start.line) == ("terraform.tfvars", 2)
    assert found.range is not None and found.range.text == "var.mfa"


def test_the_trail_says_that_a_value_is_only_a_default(tmp_path: Path) -> None:
    (step,) = mfa(tmp_path, {}).trail
    assert (step.subject, step.how) == ("var.mfa", "default")
    assert step.range is not None and step.range.text == '"OFF"'


def test_text_is_a_string_where_the_variable_is_one(tmp_path: Path) -> None:
    variables = (("value", "given", "[1, 2]"),)
    assert plain(name_of(tmp_path, pool_with("type = string"), variables=variables)) == "[1, 2]"
    assert plain(name_of(tmp_path, pool_with(""), variables=variables)) == "[1, 2]"


def test_text_is_an_expression_where_the_variable_is_a_collection(tmp_path: Path) -> None:
    variables = (("value", "given", '["a", "b"]'),)
    assert plain(name_of(tmp_path, pool_with("type = list(string)", "var.given[1]"), variables=variables)) == "b"


def test_a_number_from_the_environment_becomes_a_number(tmp_path: Path) -> None:
    text = pool_with("type = number", "var.given + 1")
    assert plain(name_of(tmp_path, text, environment={"TF_VAR_given": "41"})) == 42


def test_optional_attributes_take_their_defaults(tmp_path: Path) -> None:
    variable = 'type = object({ name = optional(string, "customers") })\ndefault = {}'
    assert plain(name_of(tmp_path, pool_with(variable, "var.given.name"))) == "customers"


def test_null_means_the_default_where_null_is_not_allowed(tmp_path: Path) -> None:
    variables = (("value", "given", "null"),)
    variable = 'type = list(string)\ndefault = ["a"]\nnullable = false'
    assert plain(name_of(tmp_path, pool_with(variable, "var.given[0]"), variables=variables)) == "a"


def test_a_value_of_the_wrong_type_is_an_error(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pool_with('type = number\ndefault = "many"')})
    assert [message for message in errors(found) if "number" in message]
    assert plain(resource(found.models[0], f"{USER_POOL}.customers").get("name")) is ...


def test_a_sensitive_variable_marks_its_value_and_its_trail(tmp_path: Path) -> None:
    found = name_of(tmp_path, pool_with('default = "secret"\nsensitive = true', '"${var.given}!"'))
    assert is_sensitive(found)
    assert all(step.value is not None and step.value.sensitive for step in found.trail)


def test_a_var_that_no_root_module_declares_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match="--var mfq: no root module declares this variable; did you mean mfa"):
        mfa(tmp_path, {}, ("value", "mfq", "ON"))


def test_a_var_that_some_root_module_declares_is_fine(tmp_path: Path) -> None:
    files = {"staff/main.tf": POOL, "web/main.tf": POOL.replace('"mfa"', '"factor"').replace("var.mfa", "var.factor")}
    found = reading(tmp_path, files, variables=(("value", "factor", "ON"),))
    assert [plain(model.resources[0].get("mfa_configuration")) for model in found.models] == ["OFF", "ON"]


def test_a_variable_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match=r"nowhere\.tfvars"):
        mfa(tmp_path, {}, ("file", "nowhere.tfvars"))


def test_a_variable_file_may_set_what_nobody_declares(tmp_path: Path) -> None:
    assert plain(mfa(tmp_path, {"more.tfvars": "other = 1\n"}, ("file", "more.tfvars"))) == "OFF"


def test_a_variable_file_that_cannot_be_read_leaves_its_variables_unknown(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": POOL, "terraform.tfvars": "mfa = = 1\n"})
    assert errors(found)
    assert plain(resource(found.models[0], f"{USER_POOL}.customers").get("mfa_configuration")) is ...


def test_what_terragrunt_feeds_is_unknown_default_or_not(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": POOL, "terragrunt.hcl": "inputs = {}\n"})
    match resource(found.models[0], f"{USER_POOL}.customers").get("mfa_configuration"):
        case Unknown(because=because):
            assert because == "terragrunt.hcl feeds var.mfa"
        case other:
            raise AssertionError(other)


def test_a_variable_file_wins_over_terragrunt(tmp_path: Path) -> None:
    assert plain(mfa(tmp_path, {"terragrunt.hcl": "inputs = {}\n", "terraform.tfvars": 'mfa = "ON"\n'})) == "ON"


def test_a_default_may_not_refer_to_anything(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pool_with("default = local.name") + 'locals {\n  name = "customers"\n}\n'})
    assert errors(found) == ["Terraform refuses this: nothing can be referred to here"]


def test_a_variable_of_no_type_that_there_is_has_no_value(tmp_path: Path) -> None:
    found = reading(tmp_path, {"main.tf": pool_with('type = text\ndefault = "a"')})
    assert len(errors(found)) == 1
    assert plain(resource(found.models[0], f"{USER_POOL}.customers").get("name")) is ...


def test_a_broken_word_of_the_command_line_is_an_error(tmp_path: Path) -> None:
    variables = (("value", "given", "["),)
    found = reading(tmp_path, {"main.tf": pool_with("type = list(string)", "one(var.given)")}, variables=variables)
    assert errors(found) == ["--var given is not a value that Terraform can read"]


def test_the_default_of_an_optional_attribute_is_a_step_that_names_the_attribute(tmp_path: Path) -> None:
    variable = """
      type = object({
        name    = optional(string, "web")
        clients = optional(map(object({ flows = optional(list(string), ["code"]) })), {})
      })
      default = { clients = { mobile = {} } }
    """
    for expression, subject, text in [
        ("var.given.name", "var.given.name", '"web"'),
        ('var.given.clients["mobile"].flows[0]', "var.given.clients.mobile.flows[0]", '"code"'),
    ]:
        (step,) = name_of(tmp_path, pool_with(variable, expression)).trail
        assert (step.subject, step.how) == (subject, "default")
        assert step.range is not None and step.range.text == text
