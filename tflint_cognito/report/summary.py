"""A report in numbers, and in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted, listed

_KINDS = {"hcl": ("root module", ""), "plan": ("plan", ""), "state": ("state", "")}


@dataclass(frozen=True, slots=True)
class Summary:
    """Verdicts by outcome, one for each rule and resource instance. Ignored ones are counted as ignored only."""

    passed: int
    failed: int
    undetermined: int
    ignored: int  # of all kinds
    known: int  # from the baseline
    unchanged: int  # of no interest, since nothing of them has changed
    by_severity: dict[Severity, int]


def summarise(report: Report) -> Summary:
    everything = (*report.findings, *report.undetermined)
    return Summary(
        passed=len(report.passed),
        failed=len(report.open_findings),
        undetermined=sum(finding.ignored is None for finding in report.undetermined),
        ignored=sum(finding.ignored is not None for finding in everything),
        known=_ignored_by(everything, "baseline"),
        unchanged=_ignored_by(everything, "unchanged"),
        by_severity={
            severity: sum(finding.severity is severity for finding in report.open_findings)
            for severity in sorted(Severity, reverse=True)
        },
    )


def _ignored_by(findings: Iterable[Finding], kind: str) -> int:
    return sum(finding.ignored is not None and finding.ignored.by == kind for finding in findings)


def closing(report: Report, view: View) -> str:
    """The last line, which counts what the reader saw: instances of one block are one finding.

    `2 findings (1 high, 1 medium) in 1 root module, 5 resources; 1 undetermined, 0 ignored; all files read`
    """
    read = _read(report)
    if not report.resources and not report.findings:
        return f"no Amazon Cognito resources in {counted(report.files, 'file')} of Terraform; {read}"
    summary = summarise(report)
    undetermined = len(grouped(finding for finding in report.undetermined if finding.ignored is None))
    parts = [
        f"{_findings(report)} in {_inputs(report)}, {counted(report.resources, 'resource')}",
        f"{undetermined} undetermined, {_set_aside(summary)}",
        read,
    ]
    hidden = len(report.open_findings) - len(view.findings(report))
    if hidden:
        parts.insert(1, f"{hidden} not shown, being below {view.min_severity}")
    if view.verbose and report.seconds is not None:
        parts.append(f"{report.seconds:.2f} s")
    return "; ".join(parts)


def _set_aside(summary: Summary) -> str:
    parts = [f"{summary.ignored - summary.known - summary.unchanged} ignored"]
    parts += [f"{summary.known} known from the baseline"] * bool(summary.known)
    parts += [f"{summary.unchanged} not on changed lines"] * bool(summary.unchanged)
    return ", ".join(parts)


def _findings(report: Report) -> str:
    groups = grouped(report.open_findings)
    if not groups:
        return "no findings"
    counts = Counter(group.first.severity for group in groups)
    severities = ", ".join(f"{counts[severity]} {severity}" for severity in sorted(counts, reverse=True))
    instances = len(report.open_findings)
    more = f"; {counted(instances, 'instance')}" if instances > len(groups) else ""
    return f"{counted(len(groups), 'finding')} ({severities}{more})"


def _inputs(report: Report) -> str:
    kinds = Counter(each.kind for each in report.inputs)
    looked = listed([counted(kinds[kind], *words) for kind, words in _KINDS.items() if kinds[kind]]) or "0 root modules"
    return f"{looked}, {counted(len(report.environments), 'environment')}" if report.environments else looked


def _read(report: Report) -> str:
    if report.complete:
        return "all files read"
    errors = len({_where(report, index) for index, one in enumerate(report.diagnostics) if one.severity == "error"})
    gaps = sum(one.severity != "error" for one in report.diagnostics)
    parts = [f"{counted(errors, 'file')} could not be read"] * bool(errors)
    parts += [f"{counted(gaps, 'part')} could not be looked into"] * bool(gaps)
    return f"NOT complete: {listed(parts) or 'not everything could be looked into'}"


def _where(report: Report, index: int) -> str:
    diagnostic = report.diagnostics[index]
    return diagnostic.range.path if diagnostic.range is not None else diagnostic.path or str(index)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among `findings`; None where there are none."""
    return max((finding.severity for finding in findings), default=None)
