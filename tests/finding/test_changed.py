"""A finding counts where its place, its trail or a call on the way stands on changed lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding import samples
from tflint_cognito.finding.changed import Changed
from tflint_cognito.finding.finding import Finding
from tflint_cognito.terraform.source import Source

MAIN = Source("infra/main.tf", 'resource "aws_cognito_user_pool_client" "web" {\n  errors = var.errors\n}\n\n\n# end\n')
VALUES = Source("infra/prod.tfvars", '# values\nerrors = "LEGACY"\n')


def finding() -> Finding:
    client = samples.resource(f"{samples.CLIENT}.web", MAIN, 'resource "aws_cognito_user_pool_client" "web"')
    step = samples.step("var.errors", "variable file", samples.find(VALUES, '"LEGACY"'), None)
    at = samples.place(client, "errors", samples.find(MAIN, "var.errors"), step)
    verdict = samples.failed(samples.ERRORS, client, "it is LEGACY", at)
    return samples.report(samples.judged(samples.model(client), verdict)).findings[0]


def counts(path: str, *lines: tuple[int, int]) -> bool:
    [found] = Changed("main", {path: lines}).apply([finding()])
    return found.ignored is None


def test_its_own_line() -> None:
    assert counts("infra/main.tf", (2, 2))
    assert not counts("infra/main.tf", (1, 1), (3, 6))


def test_a_line_that_its_value_came_through() -> None:
    assert counts("infra/prod.tfvars", (2, 2))
    assert not counts("infra/prod.tfvars", (1, 1))


def test_a_call_on_the_way() -> None:
    call = samples.find(MAIN, "# end")
    [found] = Changed("main", {"infra/main.tf": [(6, 6)]}).apply([replace(finding(), calls=(call,))])
    assert found.ignored is None


def test_everything_in_a_new_file() -> None:
    [found] = Changed("main", {"infra/main.tf": None}).apply([finding()])
    assert found.ignored is None


def test_another_file_says_nothing_of_it() -> None:
    [found] = Changed("main", {"other/main.tf": None}).apply([finding()])
    assert found.ignored is not None
    assert (found.ignored.by, found.ignored.reason) == ("unchanged", "nothing of it has changed since main")


@pytest.mark.parametrize(
    ("top", "path", "touched"),
    [
        (".", "infra/main.tf", False),
        (".", "../main.tf", True),
        ("..", "../main.tf", False),
        ("../..", "../../../main.tf", True),
        ("shop", "shop/main.tf", False),
        ("shop", "infra/main.tf", True),
        (".", "/tmp/main.tf", True),
    ],
)
def test_what_lies_outside_of_the_repository_counts_as_new(top: str, path: str, touched: bool) -> None:
    one = finding()
    assert one.place.range is not None
    range = replace(one.place.range, source=Source(path, one.place.range.source.text))
    elsewhere = replace(one, place=replace(one.place, range=range, trail=()), calls=(), related=())
    assert Changed("main", {}, top=top).touches(elsewhere) is touched
