"""JUnit's XML: a suite for each root module, plan or state, a case for each rule that judged something there.

As Jenkins' schema has it, which others take as well. There are dialects that ask for the time and the host of a run:
those would make two equal runs differ, and say nothing about a configuration. The time of a case is 0,
since no rule takes any of its own.

https://github.com/jenkinsci/xunit-plugin (types/model/xsd/junit-10.xsd)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.rule import Rule
from tflint_cognito.report.diagnostics import diagnostic_line
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.printable import printable
from tflint_cognito.report.spots import sentence
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View
from tflint_cognito.report.xml import Element, document

#: What the schema has of all suites together; it knows no number of skipped ones there.
_TOTALS = ("tests", "failures", "errors")


def render(report: Report, view: View) -> str:
    suites = [_suite(report, view, path) for path in dict.fromkeys(each.path for each in report.inputs)]
    suites += _reading(report)
    totals = {name: str(sum(int(suite.attributes[name]) for suite in suites)) for name in _TOTALS}
    return document(Element("testsuites", {"name": "cognito-lint", **totals, "time": "0"}, tuple(suites)))


def _suite(report: Report, view: View, root: str) -> Element:
    findings = [finding for finding in view.findings(report) if finding.root == root]
    undetermined = [finding for finding in view.undetermined(report) if finding.root == root]
    passed = [one.rule for one in report.passed if one.root == root]
    rules = {rule.id: rule for rule in (*passed, *(finding.rule for finding in (*findings, *undetermined)))}
    cases = [_case(rules[id], findings, undetermined, root) for id in sorted(rules)]
    return _counted(root, cases)


def _case(rule: Rule, findings: Iterable[Finding], undetermined: Iterable[Finding], root: str) -> Element:
    failed = [finding for finding in findings if finding.rule.id == rule.id]
    undecided = [finding for finding in undetermined if finding.rule.id == rule.id]
    children: tuple[Element, ...] = ()
    if failed:
        message = f"{rule.title}: {len(grouped(failed))} found"
        children = (Element("failure", {"message": message, "type": str(failed[0].severity)}, text=_lines(failed)),)
    elif undecided:
        children = (Element("skipped", {"message": f"undetermined: {undecided[0].because}"}),)
    return Element("testcase", {"name": f"{rule.id} {rule.name}", "classname": root, "time": "0"}, children)


def _lines(findings: Iterable[Finding]) -> str:
    return "\n".join(printable(f"{where(group.first)}: {sentence(group)}") for group in grouped(findings))


def _reading(report: Report) -> Iterator[Element]:
    """What could not be read: a suite of its own, so that nothing looks green that was not looked at."""
    errors = [one for one in report.diagnostics if one.severity == "error"]
    if errors:
        text = "\n".join(diagnostic_line(one) for one in errors)
        error = Element("error", {"message": f"{len(errors)} could not be read", "type": "error"}, text=text)
        yield _counted(
            "reading", [Element("testcase", {"name": "reading", "classname": "reading", "time": "0"}, (error,))]
        )


def _counted(name: str, cases: list[Element]) -> Element:
    kinds = [child.name for case in cases for child in case.children]
    attributes = {
        "name": name,
        "tests": str(len(cases)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
        "time": "0",
    }
    return Element("testsuite", attributes, tuple(cases))
