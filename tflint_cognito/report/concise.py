"""One line for each finding, for editors and grep: `path:line:column: severity RULE message [address] in dev`."""

from __future__ import annotations

from tflint_cognito.finding.finding import Finding, Passed, Report
from tflint_cognito.report.diagnostics import diagnostic_line
from tflint_cognito.report.printable import printable
from tflint_cognito.report.spots import found_in
from tflint_cognito.report.statistics import statistics_lines
from tflint_cognito.report.summary import closing
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View


def render(report: Report, view: View) -> str:
    lines = [_line(finding, str(finding.severity)) for finding in view.findings(report)]
    if not view.quiet:
        lines += [_line(finding, "undetermined") for finding in view.undetermined(report)]
        lines += [_line(finding, "ignored") for finding in view.ignored(report)] if view.verbose else []
        lines += [_passed(one) for one in report.passed] if view.show_passed else []
    lines += [diagnostic_line(one) for one in report.diagnostics if not view.quiet or one.severity == "error"]
    lines += [] if view.quiet else [f"note: {note}" for note in report.notes]
    lines += statistics_lines(report, view)
    lines += [] if view.quiet else [closing(report, view)]
    # A module that several roots call has the same fault through each of them: one line says it.
    return "".join(f"{printable(line)}\n" for line in dict.fromkeys(lines))


def _passed(passed: Passed) -> str:
    return f"{passed.root}: passed {passed.rule.id} {passed.rule.title} [{passed.address}]"


def _line(finding: Finding, outcome: str) -> str:
    message = finding.message if finding.ignored is None else f"{finding.message} -- {finding.ignored.reason}"
    address = f" [{finding.address}]" if finding.address is not None else ""
    return f"{where(finding)}: {outcome} {finding.rule.id} {message}{address}{found_in(finding.environments)}"
