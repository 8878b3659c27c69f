"""Reports as a user may meet them, made by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.finding.samples import (
    ERRORS,
    FLOWS,
    REVOCATION,
    failed,
    find,
    judged,
    model,
    passed,
    place,
    report,
    resource,
    step,
    undecided,
)
from tflint_cognito.finding.finding import Ignored, Report
from tflint_cognito.policy.answer import Place
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Known, string

CLIENT = Source(
    "infra/auth/client.tf",
    """\
resource "aws_cognito_user_pool_client" "web" {
  prevent_user_existence_errors = var.errors
  allowed_oauth_flows           = ["code", "implicit"]
}
""",
)
CALLS = Source(
    "infra/main.tf",
    """\
module "auth" {
  source   = "./auth"
  for_each = toset(["acme", "umbrella"])
  errors   = "LEGACY"
}
""",
)
CALL = find(CALLS, 'module "auth"')


def clients() -> list[Place]:
    """The places of var.errors in both instances of the client."""
    given = step("var.errors", "argument", find(CALLS, '"LEGACY"'), string("LEGACY"))
    return [
        place(parse_address(f'module.auth["{key}"].aws_cognito_user_pool_client.web'), "prevent_user_existence_errors",
              find(CLIENT, "var.errors"), given)
        for key in ("acme", "umbrella")
    ]  # fmt: skip


def two_findings() -> Report:
    """One fault in two instances of a module, another in one of them; and something undecided."""
    acme, umbrella = (
        resource(str(where.address), CLIENT, 'resource "aws_cognito_user_pool_client" "web"', calls=(CALL,))
        for where in clients()
    )
    flows = place(acme, "allowed_oauth_flows[1]", find(CLIENT, '"implicit"'))
    because = 'prevent_user_existence_errors is "LEGACY"'
    return report(
        judged(
            model(acme, umbrella),
            failed(ERRORS, acme, because, clients()[0]),
            failed(ERRORS, umbrella, because, clients()[1]),
            failed(FLOWS, acme, 'allowed_oauth_flows[1] is "implicit"', flows, assumed=True),
            undecided(
                REVOCATION, acme, "var.revoke has no value here", place(acme, "enable_token_revocation", acme.range)
            ),
            passed(FLOWS, umbrella),
        )
    )


def clean() -> Report:
    web = resource("aws_cognito_user_pool_client.web", CLIENT, 'resource "aws_cognito_user_pool_client" "web"')
    return report(judged(model(web), passed(ERRORS, web), passed(FLOWS, web)))


def without_cognito() -> Report:
    return report(judged(model()))


def unreadable() -> Report:
    broken = Diagnostic("error", "the block is never closed", find(CALLS, 'module "auth"'))
    gap = Gap("module.api comes from a registry and is not downloaded", "run terraform init", find(CALLS, '"./auth"'))
    return report(judged(model(gaps=(gap,))), diagnostics=(broken,))


def ignored() -> Report:
    found = two_findings()
    comment = find(CLIENT, "var.errors")
    findings = [
        replace(each, ignored=Ignored("sign-up tells as much", "comment", comment)) if each.rule is ERRORS else each
        for each in found.findings
    ]
    return replace(found, findings=tuple(findings))


def of_a_plan() -> Report:
    """A finding that has no source."""
    web = replace(
        resource("module.auth.aws_cognito_user_pool_client.web", CLIENT, "resource"),
        range=None,
        body=None,
    )
    web = replace(
        web,
        attributes={"prevent_user_existence_errors": string("LEGACY")},
        pointer="/resource_changes/8/change/after",
    )
    where = Place(web.address, "prevent_user_existence_errors", pointer=web.pointer)
    plan = model(web, path="plan.json", kind="plan")
    return report(judged(plan, failed(ERRORS, web, 'prevent_user_existence_errors is "LEGACY"', where)))


def secret() -> Report:
    """A finding about a secret that is written in clear text, through a variable."""
    source = Source(
        "infra/provider.tf",
        'resource "aws_cognito_identity_provider" "okta" {\n'
        '  provider_details = { id = "web", secret = var.secret }\n}\n'
        'variable "secret" {\n  default = "hunter2"\n}\n',
    )
    written = step("var.secret", "default", find(source, '"hunter2"'), string("hunter2"))
    value = Known("hunter2", range=find(source, "var.secret"), trail=(written,), sensitive=True)
    okta = resource("aws_cognito_identity_provider.okta", source, 'resource "aws_cognito_identity_provider" "okta"')
    okta = replace(okta, attributes={"provider_details": Known({"secret": value})})
    where = place(okta, "provider_details.secret", value.range, written, sensitive=True)
    telling = replace(ERRORS, message="{because}, being {value}")
    return report(judged(model(okta), failed(telling, okta, "provider_details.secret is (sensitive)", where)))
