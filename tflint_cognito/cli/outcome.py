"""What a report means for the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tflint_cognito.cli.program import CLEAN, FINDINGS, NOTHING, TROUBLE

if TYPE_CHECKING:
    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.finding.finding import Report


def exit_code(report: Report, found_terraform: bool, settings: Settings) -> int:
    """DESIGN's exit codes: trouble wins over findings; undetermined ones alone are no reason to stop anyone."""
    from tflint_cognito.policy.severity import Severity
    from tflint_cognito.report.summary import worst

    if any(diagnostic.severity == "error" for diagnostic in report.diagnostics):
        return TROUBLE
    if settings.incomplete == "fail" and not report.complete:
        return TROUBLE
    if not found_terraform:
        return CLEAN if settings.hook else NOTHING
    if settings.exit_zero:
        return CLEAN
    if settings.environments:
        return FINDINGS if _stops_somewhere(report, settings) else CLEAN
    if settings.fail_on == "never":
        return CLEAN
    severity = worst(report.open_findings)
    return FINDINGS if severity is not None and severity >= Severity.named(settings.fail_on) else CLEAN


def _stops_somewhere(report: Report, settings: Settings) -> bool:
    """Whether a finding weighs enough in an environment that it holds in: each has its own --fail-on."""
    from tflint_cognito.cli.environments import within
    from tflint_cognito.policy.severity import Severity

    levels = {each.name: within(settings, each).fail_on for each in settings.environments}
    return any(
        levels[name] != "never" and finding.severity >= Severity.named(levels[name])
        for finding in report.open_findings
        for name in finding.environments
    )
