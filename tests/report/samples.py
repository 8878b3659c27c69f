"""Reports as a user may meet them, made by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.finding.samples import (
    ERRORS,
    FLOWS,
    REVOCATION,
    RULEBOOK,
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
from tflint_cognito.finding.finding import Ignored, Input, Report
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


def many(number: int) -> Report:
    """That many findings at places of their own."""
    report = two_findings()
    one = report.findings[-1]
    assert one.place.range is not None
    spread = [
        replace(one, place=replace(one.place, range=replace(one.place.range, begin=one.place.range.begin - n % 40)),
                root=f"infra/{n}", severity=one.severity, address=None, because=f"it is number {n}")
        for n in range(number)
    ]  # fmt: skip
    return replace(report, findings=tuple(spread))


def of_a_plan_with_source() -> Report:
    """Findings of a plan that know their place in the source as well."""
    report = two_findings()
    findings = tuple(
        replace(
            each,
            root="plan.json",
            place=replace(each.place, pointer="/resource_changes/3/change/after"),
            actions=("delete", "create"),
            planned='prevent_user_existence_errors = "LEGACY"',
        )
        for each in report.findings
    )
    return replace(report, inputs=(Input("plan.json", "plan", "infra"),), findings=findings)


def in_environments() -> Report:
    """Three environments, of which a finding holds in two and another in one."""
    report = two_findings()
    findings = [
        replace(each, environments=("dev",) if each.rule is FLOWS else ("dev", "prod")) for each in report.findings
    ]
    return replace(report, findings=tuple(findings), environments=("dev", "staging", "prod"))


#: What a program that reads a report, or the log that it stands in, could take for its own.
HOSTILE = "a ]]> <b> & \" ' \x00\x1b \ud800 \u202e 😀 50% ##[set-output name=x;]y ##vso[task.x]\n::error::fail\u2028z"
HOSTILE_PATH = "infra/a b/50%20#1?ü,😀 ' \" <x>&[y]:`|\\;=%0A::error::z/client.tf"


def hostile() -> Report:
    """Words that an attribute's value may bring into every text of a report."""
    report = two_findings()
    findings = tuple(
        replace(each, message=HOSTILE, because=HOSTILE, note=HOSTILE, place=replace(each.place, trail=()))
        for each in report.findings
    )
    undetermined = tuple(replace(each, because=HOSTILE, decides=HOSTILE) for each in report.undetermined)
    diagnostics = (Diagnostic("error", HOSTILE, path=HOSTILE_PATH), Diagnostic("warning", HOSTILE))
    return replace(report, findings=findings, undetermined=undetermined, diagnostics=diagnostics, notes=(HOSTILE,))


def in_a_hostile_path() -> Report:
    """Files whose names hold all that names of files may hold."""
    source = Source(HOSTILE_PATH, CLIENT.text)
    web = resource("aws_cognito_user_pool_client.web", source, 'resource "aws_cognito_user_pool_client" "web"')
    where = place(web, "prevent_user_existence_errors", find(source, "var.errors"))
    broken = Diagnostic("error", "the block is never closed", find(source, "resource"))
    verdict = failed(ERRORS, web, 'prevent_user_existence_errors is "LEGACY"', where)
    return report(judged(model(web, path="::error::infra"), verdict), diagnostics=(broken,))


def clean_of_nothing() -> Report:
    """A folder without any Terraform."""
    return Report(inputs=(), rules={rule.id: rule for rule in RULEBOOK})


EVERY: dict[str, Report] = {
    made.__name__.replace("_", " "): made()
    for made in (
        two_findings,
        clean,
        clean_of_nothing,
        without_cognito,
        unreadable,
        ignored,
        of_a_plan,
        of_a_plan_with_source,
        in_environments,
        secret,
        hostile,
        in_a_hostile_path,
    )
} | {"two hundred findings": many(200)}
