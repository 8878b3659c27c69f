"""Every way of writing a value, twice: once it comes out true, once false. A linter must tell the twins apart.

The ways are those that other tools get wrong; each was planned with real Terraform when the list was made.
"""

from pathlib import Path

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.read import Options, read


def pool(expression: str, more: str = "") -> str:
    return (
        'resource "aws_cognito_identity_pool" "guests" {\n'
        '  identity_pool_name = "guests"\n'
        f"{more}"
        f"  allow_unauthenticated_identities = {expression}\n"
        "}\n"
    )


CHILD = {"child/main.tf": 'variable "guests" { default = null }\n' + pool("var.guests")}
#: Name of the way, and its files; TRUE stands for the value, FALSE for its opposite.
WAYS: dict[str, dict[str, str]] = {
    "a literal": {"main.tf": pool("TRUE")},
    "a quoted literal": {"main.tf": pool('"TRUE"')},
    "a variable's default": {"main.tf": pool("var.g") + 'variable "g" { default = TRUE }'},
    "a local": {"main.tf": pool("local.g") + "locals { g = TRUE }"},
    "chained locals": {"main.tf": pool('local.b.c["k"]') + "locals {\n a = TRUE\n b = { c = { k = local.a } }\n}"},
    "a conditional": {"main.tf": pool("TRUE ? 1 == 1 : 1 == 2")},
    "a negation": {"main.tf": pool("!FALSE")},
    "a double negation": {"main.tf": pool("!!TRUE")},
    "and": {"main.tf": pool("TRUE && true")},
    "or": {"main.tf": pool("FALSE == false || TRUE")},
    "a comparison": {"main.tf": pool('"TRUE" == "true"')},
    "lookup": {"main.tf": pool('lookup({ g = TRUE }, "g", FALSE)')},
    "lookup's default": {"main.tf": pool('lookup({ h = FALSE }, "g", TRUE)')},
    "coalesce": {"main.tf": pool("coalesce(null, TRUE)")},
    "tobool": {"main.tf": pool('tobool("TRUE")')},
    "a template": {"main.tf": pool('"${TRUE}"')},
    "an object's attribute": {"main.tf": pool("var.o.g") + 'variable "o" { default = { g = TRUE } }'},
    "optional with a default": {
        "main.tf": pool("var.o.g") + 'variable "o" {\n type = object({ g = optional(bool, TRUE) })\n default = {}\n}'
    },
    "terraform.tfvars": {
        "main.tf": pool("var.g") + 'variable "g" { default = FALSE }',
        "terraform.tfvars": "g = TRUE\n",
    },
    "auto tfvars": {"main.tf": pool("var.g") + 'variable "g" {}', "x.auto.tfvars": "g = TRUE\n"},
    "tfvars in JSON": {"main.tf": pool("var.g") + 'variable "g" {}', "terraform.tfvars.json": '{"g": TRUE}'},
    "auto tfvars win over terraform.tfvars": {
        "main.tf": pool("var.g") + 'variable "g" {}',
        "terraform.tfvars": "g = FALSE\n",
        "x.auto.tfvars": "g = TRUE\n",
    },
    "a for expression": {"main.tf": pool("[for x in [FALSE, TRUE] : x][1]")},
    "an object for expression": {"main.tf": pool('{ for k, v in { a = TRUE } : upper(k) => v }["A"]')},
    "jsondecode": {"main.tf": pool('jsondecode("{\\"g\\": TRUE}").g')},
    "can and regex": {"main.tf": pool('can(regex("^true$", "TRUE"))')},
    "a splat and anytrue": {"main.tf": pool("anytrue([{ g = TRUE }, { g = false }][*].g)")},
    "concat and flatten": {"main.tf": pool("flatten(concat([[FALSE]], [[TRUE]]))[1]")},
    "merge": {"main.tf": pool("merge({ g = FALSE }, { g = TRUE }).g")},
    "try": {"main.tf": pool("try(local.none.g, TRUE)") + "locals { none = {} }"},
    "contains": {"main.tf": pool('contains(["true"], "TRUE")')},
    "the workspace": {"main.tf": pool('(terraform.workspace == "default") == TRUE')},
    "a length": {"main.tf": pool('length("TRUE") == 4')},
    "an index with a key": {"main.tf": pool('{ prod = TRUE }["prod"]')},
    "element": {"main.tf": pool("element([FALSE, TRUE], 3)")},
    "alltrue": {"main.tf": pool("alltrue([TRUE, true])")},
    "a heredoc": {"main.tf": pool("jsondecode(<<-EOT\n    TRUE\n  EOT\n  )")},
    "yamldecode of a file": {"main.tf": pool('yamldecode(file("${path.module}/x.yaml")).g'), "x.yaml": "g: TRUE\n"},
    "templatefile": {"main.tf": pool('chomp(templatefile("x.tpl", { g = TRUE }))'), "x.tpl": "${g}"},
    "a null": {"main.tf": pool("local.g != null") + "locals { g = TRUE ? 1 : null }"},
    "a module's input": {"main.tf": 'module "m" {\n source = "./child"\n guests = TRUE\n}', **CHILD},
    "a module's default": {
        "main.tf": 'module "m" { source = "./child" }',
        "child/main.tf": 'variable "guests" { default = TRUE }\n' + pool("var.guests"),
    },
    "a nested module": {
        "main.tf": 'module "m" {\n source = "./middle"\n g = TRUE\n}',
        "middle/main.tf": 'variable "g" {}\nmodule "n" {\n source = "../child"\n guests = var.g\n}',
        **CHILD,
    },
    "a module's output": {
        "main.tf": 'module "m" { source = "./outputs" }\n' + pool("module.m.guests"),
        "outputs/main.tf": 'output "guests" { value = TRUE }',
    },
    "a module with for_each": {
        "main.tf": 'module "m" {\n source = "./child"\n for_each = { a = TRUE }\n guests = each.value\n}',
        **CHILD,
    },
    "a module with count": {
        "main.tf": 'module "m" {\n source = "./child"\n count = 1\n guests = TRUE\n}',
        **CHILD,
    },
    "for_each of a resource": {"main.tf": pool("each.value", "  for_each = { a = TRUE }\n")},
    "for_each over a variable": {
        "main.tf": pool("each.value.g", "  for_each = var.pools\n")
        + 'variable "pools" { default = { a = { g = TRUE } } }'
    },
    "count.index": {"main.tf": pool("[TRUE, false][count.index]", "  count = 2\n")},
    "a JSON file": {
        "main.tf.json": '{"resource": {"aws_cognito_identity_pool": {"guests": {"identity_pool_name": "guests", '
        '"allow_unauthenticated_identities": TRUE}}}}'
    },
    "an override file": {
        "main.tf": pool("FALSE"),
        "override.tf": 'resource "aws_cognito_identity_pool" "guests" {\n  allow_unauthenticated_identities = TRUE\n}',
    },
    "a tofu file in place of the tf file": {"main.tf": pool("FALSE"), "main.tofu": pool("TRUE")},
    "another resource's attribute": {
        "main.tf": pool("TRUE").replace('guests" {', 'first" {')
        + pool("aws_cognito_identity_pool.first.allow_unauthenticated_identities"),
    },
    "a module over jsondecode of a file": {
        "main.tf": 'module "m" {\n source = "./child"\n for_each = jsondecode(file("x.json"))\n guests = each.value\n}',
        "x.json": '{"a": TRUE}',
        **CHILD,
    },
    "count by a conditional": {"main.tf": pool("true", "  count = TRUE ? 1 : 0\n")},
    "for_each by a conditional": {"main.tf": pool("true", '  for_each = toset(TRUE ? ["a"] : [])\n')},
    "a module that is not called for": {
        "main.tf": 'module "m" {\n source = "./child"\n count = TRUE ? 1 : 0\n guests = true\n}',
        **CHILD,
    },
}


def outcomes(folder: Path, files: dict[str, str], value: str) -> set[Outcome]:
    other = "false" if value == "true" else "true"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("TRUE", value).replace("FALSE", other) + "\n")
    reading = read(["."], Options(working_directory=folder, variables=(), environment={}, cache=False), PROVIDER)
    problems = [*reading.diagnostics, *(found for model in reading.models for found in model.diagnostics)]
    assert [found.message for found in problems] == []
    rule = load().find("guest-access-disabled")
    return {verdict.outcome for model in reading.models for verdict in judge([rule], Architecture(model))}


@pytest.mark.parametrize("way", WAYS)
def test_the_true_twin_has_the_fault_and_the_false_one_has_not(way: str, tmp_path: Path) -> None:
    assert Outcome.FAIL in outcomes(tmp_path, WAYS[way], "true")
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file():
            path.unlink()
    assert outcomes(tmp_path, WAYS[way], "false") <= {Outcome.PASS}


@pytest.mark.parametrize(
    "unknowable",
    [
        pool("var.g") + 'variable "g" {}',
        pool('data.aws_ssm_parameter.g.value == "on"') + 'data "aws_ssm_parameter" "g" {\n name = "g"\n}',
        pool('aws_cognito_user_pool.p.id == "x"') + 'resource "aws_cognito_user_pool" "p" {\n name = "p"\n}',
        pool("true", "  count = var.n\n") + 'variable "n" {}',
        pool('timestamp() == "x"'),
    ],
)
def test_what_cannot_be_known_is_undetermined(unknowable: str, tmp_path: Path) -> None:
    assert outcomes(tmp_path, {"main.tf": unknowable}, "true") == {Outcome.UNDETERMINED}
