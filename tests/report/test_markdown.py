"""The comment for a pull request fits, says what it leaves out, and cannot be made to say anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from tests.finding.samples import find
from tests.report import samples
from tests.report.samples import many
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.formats import render as format_report
from tflint_cognito.report.markdown import MARKER, MOST_LINES, render
from tflint_cognito.report.view import View
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Source


def test_five_hundred_findings_fit_into_one_comment_with_whole_rows() -> None:
    text = render(many(500), View())
    assert len(text.encode()) <= View().room
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)
    assert "did not fit" in text and "none of them worse" in text
    assert text.count("<details>") == text.count("</details>")


HOSTILE = [
    "@octocat, @org/team and #1, GH-1, org/shop#1, a@example.com",
    'GitLab\'s !1 &1 %1 $1 ~1 ^1 ~"bug" [issue:1] [vulnerability:2/3]',
    "<script>alert(1)</script> <img src=x onerror=alert(1)> </summary></details><h1>",
    "[x](http://evil.org) ![i](https://evil.example/i.png) <https://evil.example> www.evil.example WWW.evil.org",
    "**b** _i_ ~~s~~ `c` | a | b | \\| c ``` ~~~ > # h",
    "two\n\n# lines\r\n- item\n| --- |\n```\nfence",
    "&lt;script&gt; &#64;octocat &amp;#35;1",
]


class Page(HTMLParser):
    """What GitHub's renderer makes of a comment: its elements, and the words that are not code."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self._code = 0
        self.feed(github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("href", "src")]
        self._code += tag in ("code", "pre")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        self.words += "" if self._code else data


def hostile(text: str) -> Report:
    """`text` everywhere where words from someone's files may stand."""
    report = samples.two_findings()
    where = samples.of_a_plan().findings[0].place
    findings = tuple(
        replace(each, message=text, because=text, note=text, place=where, root=text, environments=(text,))
        for each in report.findings
    )
    undetermined = tuple(replace(each, because=text, decides=text) for each in report.undetermined)
    return replace(
        report, findings=findings, undetermined=undetermined, diagnostics=(Diagnostic("error", text),), notes=(text,)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_neither_markup_nor_links_nor_mentions(text: str) -> None:
    usual, page = Page(render(hostile("words"), View())), Page(render(hostile(text), View()))
    assert page.elements == usual.elements and page.links == usual.links
    assert re.findall(r"[@#!&%$~^]\w|GH-\d|\[\w+:|://|www\.", page.words, re.IGNORECASE) == []


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\n" not in text])
def test_words_are_seen_as_they_are(text: str) -> None:
    assert text in Page(render(hostile(text), View())).words.replace("\u200b", "")


def test_lines_of_source_stay_code_whatever_is_in_them() -> None:
    written = samples.CLIENT.text.replace("var.errors", '"```\\n@octocat" # ``` ~~~ </code>')
    source = Source(samples.CLIENT.path, written)
    report = samples.two_findings()
    place = replace(report.findings[0].place, range=find(source, '"```'), trail=())
    page = Page(render(replace(report, findings=(replace(report.findings[0], place=place),)), View()))
    assert "octocat" not in page.words and "</code>" not in page.words


def test_a_file_that_is_one_line_shows_the_place_alone() -> None:
    source = Source("infra/main.tf.json", '{"a": "' + "x" * 5_000 + '", "flows": ["implicit"]}')
    report = samples.two_findings()
    place = replace(report.findings[0].place, range=find(source, '["implicit"]'), trail=())
    text = render(replace(report, findings=(replace(report.findings[0], place=place),)), View())
    assert '```json\n["implicit"]\n```' in text and "xxx" not in text


def test_of_many_lines_the_first_are_shown_and_no_secret_in_them() -> None:
    source = Source("infra/main.tf", "  details = {\n" + '    secret = "hunter2"\n' * 20 + "  }\n")
    report = replace(samples.two_findings(), secrets=tuple(find(source, '"hunter2"', nth) for nth in range(20)))
    place = replace(report.findings[0].place, range=find(source, source.text[12:-1]), trail=())
    text = render(replace(report, findings=(replace(report.findings[0], place=place),)), View())
    assert f"```hcl\ndetails = {{\n{'  secret = (sensitive)' + chr(10)}" in text
    assert text.count("(sensitive)") == MOST_LINES - 1 and "\n...\n```" in text and "hunter2" not in text


def test_the_marker_names_the_environment() -> None:
    assert render(samples.clean(), View()).startswith(f"{MARKER}\n")
    assert render(samples.clean(), View(environment="prod-->x")).startswith("<!-- cognito-lint:prod___x -->\n")


def test_of_a_plan_without_source_the_table_says_whom_it_is_about_and_the_value_is_shown() -> None:
    report = samples.of_a_plan()
    first = replace(report.findings[0], planned='prevent_user_existence_errors = "LEGACY"')
    text = render(replace(report, findings=(first,)), View())
    assert "| `module.auth.aws_cognito_user_pool_client.web` |" in text
    assert f"```hcl\n{first.planned}\n```" in text and "`plan.json`, " in text


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (samples.two_findings(), "2 findings"),
        (samples.clean(), "no findings"),
        (replace(samples.two_findings(), findings=()), "no findings, 1 undetermined"),
        (samples.without_cognito(), "no Amazon Cognito resources"),
        (samples.clean_of_nothing(), "there is no Terraform here"),
        (samples.unreadable(), "not everything could be read"),
        (replace(samples.clean(), complete=False), "no findings, but not everything could be looked into"),
    ],
)
def test_the_title_is_no_better_than_what_came_out(report: Report, title: str) -> None:
    assert render(report, View()).splitlines()[1] == f"### cognito-lint: {title}"


def test_what_is_changed_for_the_sake_of_logs_is_counted_too() -> None:
    source = Source("infra/main.tf", ("x = '" + "##[" * 60 + "'\n") * 8)
    report = many(300)
    place = replace(report.findings[0].place, range=find(source, source.text[:-1]), trail=())
    findings = tuple(replace(each, place=place) for each in report.findings)
    assert len(format_report("markdown", replace(report, findings=findings), View()).encode()) <= View().room
