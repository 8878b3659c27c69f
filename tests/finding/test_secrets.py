"""Where secrets stand, also in a source that says something else than the plan that was judged."""

from __future__ import annotations

from dataclasses import replace

from tests.cognito.architectures import client
from tests.finding.samples import find, model, resource
from tflint_cognito.finding.secrets import secret_ranges, without_secrets
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Known, string

TEXT = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n  client_secret = "hunter2"\n}\n'


def test_a_secret_of_the_source_is_one_whatever_the_plan_says() -> None:
    source = Source("infra/main.tf", TEXT)
    at = find(source, '"hunter2"')
    web = resource("aws_cognito_user_pool_client.web", source, 'resource "aws_cognito_user_pool_client" "web"')
    written = replace(web, attributes={"client_secret": replace(string("hunter2"), range=at, sensitive=True)})
    assert secret_ranges([model(web, kind="plan")]) == ()
    assert secret_ranges([model(web, kind="plan", written=(written,))]) == (at,)


def test_a_secret_is_found_anywhere_in_a_text_among_thousands() -> None:
    texts = ("x" * 20_000, "Basic larkspur-2999!", "larkspur-")
    clients = [client(f"web_{at}", client_secret=Known(f"larkspur-{at}", sensitive=True)) for at in range(3000)]
    notes = [client(f"note_{at}", redirect=text) for at, text in enumerate(texts)]
    masked = without_secrets(Model("infra", "plan", resources=(*clients, *notes)))
    assert [one.attributes["redirect"].sensitive for one in masked.resources[-3:]] == [False, True, False]
