"""Where secrets stand, also in a source that says something else than the plan that was judged."""

from __future__ import annotations

from dataclasses import replace

from tests.finding.samples import find, model, resource
from tflint_cognito.finding.secrets import secret_ranges
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import string

TEXT = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n  client_secret = "hunter2"\n}\n'


def test_a_secret_of_the_source_is_one_whatever_the_plan_says() -> None:
    source = Source("infra/main.tf", TEXT)
    at = find(source, '"hunter2"')
    web = resource("aws_cognito_user_pool_client.web", source, 'resource "aws_cognito_user_pool_client" "web"')
    written = replace(web, attributes={"client_secret": replace(string("hunter2"), range=at, sensitive=True)})
    assert secret_ranges([model(web, kind="plan")]) == ()
    assert secret_ranges([model(web, kind="plan", written=(written,))]) == (at,)
