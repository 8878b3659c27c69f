"""The comment for a pull request fits, says what it leaves out, and cannot be made to say anything else."""

from __future__ import annotations

from dataclasses import replace

from tests.report import samples
from tests.report.samples import many
from tflint_cognito.report.markdown import MARKER, render
from tflint_cognito.report.view import View


def test_five_hundred_findings_fit_into_one_comment_with_whole_rows() -> None:
    text = render(many(500), View())
    assert len(text.encode()) <= View().room
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)
    assert "did not fit" in text and "none of them worse" in text
    assert text.count("<details>") == text.count("</details>")


def test_words_are_neither_markup_nor_mentions_nor_links() -> None:
    report = samples.two_findings()
    hostile = "@octocat #1 <script> [x](http://evil) ![i](https://e) www.evil.com **b** | `c`"
    findings = tuple(replace(each, message=hostile, note=hostile) for each in report.findings)
    text = render(replace(report, findings=findings), View())
    for bad in ("@octocat", "#1 ", "<script>", "](http", "http://evil", "www.evil", "**b**"):
        assert bad not in text


def test_the_marker_names_the_environment() -> None:
    assert render(samples.clean(), View()).startswith(f"{MARKER}\n")
    assert render(samples.clean(), View(environment="prod-->x")).startswith("<!-- cognito-lint:prod___x -->\n")
