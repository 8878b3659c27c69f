"""The HTML report says everything once, the worst first, and shows no secret; without findings, what was looked at."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.finding.samples import ERRORS, FLOWS
from tests.report import pages, samples
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.html import render
from tflint_cognito.report.html_text import FOLDED_FROM, code, excerpt
from tflint_cognito.report.view import View
from tflint_cognito.terraform.source import Range, Source


def page(report: Report) -> str:
    return render(report, View())


def test_each_policy_is_explained_once_however_many_places_it_has() -> None:
    text = page(pages.many(200))
    assert text.count('<div class="place') == 200
    assert text.count(f"<p>{FLOWS.why}</p>") == 3  # once at each of three severities
    assert text.count(f"{FOLDED_FROM} more") <= 12


def test_two_thousand_findings_make_a_page_that_can_be_sent() -> None:
    assert len(page(pages.many(2000)).encode()) < 1_500_000


def test_the_worst_policies_come_first() -> None:
    found = re.findall(r'<article id="p\d+" class="policy (\w+)">', page(pages.many(30)))
    order = ["critical", "high", "medium", "low", "info"]
    assert found == sorted(found, key=order.index) and len(set(found)) == 3


def test_without_findings_it_says_what_was_looked_at() -> None:
    text = pages.clean()
    assert "nothing to mend" in text
    assert "1 user pool and 1 app client; 2 policies asked of them." in text
    assert "What was looked at: <code>infra</code> (root module)." in text
    assert 'id="findings"' not in text


def test_what_was_not_looked_at_is_never_green() -> None:
    text = page(samples.unreadable())
    assert "not complete" in text and "nothing to mend" not in text
    assert "the block is never closed" in text
    nothing = page(samples.without_cognito())
    assert "nothing to mend" not in nothing and "no Amazon Cognito resources" in nothing


def test_what_is_undecided_is_never_green() -> None:
    text = page(replace(samples.two_findings(), findings=()))
    assert "not all decided" in text and "nothing to mend" not in text


def test_what_is_undetermined_stands_below_its_cause_with_what_would_decide_it() -> None:
    text = page(samples.two_findings())
    assert "<h3>var.revoke has no value here</h3>" in text
    assert "give it with --var" in text


def test_what_is_ignored_is_said_with_the_reason_and_by_whom() -> None:
    text = page(samples.ignored())
    assert "sign-up tells as much (comment)" in text
    assert f"{ERRORS.id} {ERRORS.title}" in text


def test_a_secret_never_stands_on_the_page() -> None:
    assert "hunter2" not in page(samples.secret())


def test_hostile_texts_are_texts() -> None:
    text = pages.hostile()
    assert "<script" not in text
    assert text.count("</style>") == text.count("<style>")
    assert "\u202e" not in text
    assert not re.search(r'<[^>]* onfocus="', text)


def test_an_excerpt_is_marked_and_loses_what_stands_in_front_of_every_line() -> None:
    text = "    scope {\n      name = <a>\n    }\n"
    source = Source("main.tf", text)
    assert excerpt(Range(source, 4, len(text) - 1), ()) == "<mark>scope {\n  name = &lt;a&gt;\n}</mark>"
    begin = text.index("<a>")
    assert excerpt(Range(source, begin, begin + 3), ()) == "name = <mark>&lt;a&gt;</mark>"


def test_an_excerpt_of_a_line_as_long_as_a_file_is_cut() -> None:
    source = Source("main.tf", "x" * 50_000 + '"LEGACY"' + "y" * 50_000)
    shown = excerpt(Range(source, 50_000, 50_008), ())
    assert len(shown) < 3_000
    assert "<mark>&quot;LEGACY&quot;</mark>" in shown and shown.startswith("…") and shown.endswith("…")


def test_a_long_address_breaks_behind_its_parts_and_markup_never_breaks() -> None:
    assert code("module.shop.aws_cognito_user_pool.x").startswith("<code>module.<wbr>shop.<wbr>aws_<wbr>")
    assert "&quot;" in code('module.shop["a&b"].aws_cognito_user_pool.x') and "&am" not in code("a" * 20).replace(
        "&amp;", ""
    )


def test_a_finding_names_its_environments_where_there_are_several() -> None:
    report = samples.two_findings()
    dev = tuple(replace(each, environments=("dev",)) for each in report.findings)
    text = page(replace(report, findings=dev, environments=("dev", "prod")))
    assert "in dev (not prod)" in text and 'class="place in-0"' in text
    one = page(replace(report, findings=dev, environments=("dev",)))
    assert 'id="in-0"' not in one and "in dev" not in one
