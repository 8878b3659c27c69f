"""Verdicts and models into one report: words, certainty, notes, ignores, order. Formats are left nothing to judge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tflint_cognito.finding.finding import Finding, Fix, Input, Passed, Report, advice
from tflint_cognito.finding.fingerprint import fingerprint
from tflint_cognito.finding.ignores import Fault, Ignores
from tflint_cognito.finding.message import message
from tflint_cognito.finding.pointer import planned, point
from tflint_cognito.finding.reach import others_within_reach, within_reach
from tflint_cognito.finding.secrets import secret_ranges
from tflint_cognito.finding.superseded import Found, without_superseded
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import Rulebook
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.notation import shorten

if TYPE_CHECKING:
    from datetime import date

    from tflint_cognito.finding.compliance import Assessment, Evidence
    from tflint_cognito.policy.framework import Framework


@dataclass(frozen=True, slots=True)
class Judged:
    """One root module, plan or state, and what the rules said of it. `resources` is how many were judged."""

    model: Model
    verdicts: Sequence[Verdict]
    resources: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a report must know beside the verdicts: all rules, the ids of those that ran, what reading said, and the
    frameworks whose controls are to be assessed."""

    rulebook: Rulebook
    ran: Collection[str]
    diagnostics: Sequence[Diagnostic] = ()
    files: int = 0
    seconds: float | None = None
    frameworks: Sequence[Framework] = ()
    #: For ignores that hold until a day; None: they all hold.
    today: Callable[[], date] | None = None
    #: Whether comments that ignore findings are heard.
    ignores: bool = True


#: Works out what to write instead, for a failing rule on a resource.
Fixer = Callable[[Rule, Resource], Fix | None]


def in_words(rule: Rule, resource: Resource) -> Fix | None:
    """The fix as its rule words it, without edits."""
    return Fix(rule.fix["words"]) if rule.fix else None


def assemble(judged: Sequence[Judged], run: Run, locate: Callable[[str], str] = str, fixer: Fixer = in_words) -> Report:
    """The report of a run. `locate` turns a path as users know it into one that is the same from wherever they look."""
    models = [each.model for each in judged]
    ignores = Ignores(models if run.ignores else (), run.rulebook, run.today)
    found: list[Found] = []
    evidence: list[Evidence] = []
    for each in judged:
        candidates = [
            Found(_finding(verdict, each.model, locate, fixer), verdict.resource) for verdict in _faults(each)
        ]
        marked = [replace(one, finding=ignores.apply(one.finding, one.resource)) for one in candidates]
        found.extend(without_superseded(marked))
        if run.frameworks:
            evidence += [*map(_evidence_of, marked), *_evidence_passed(each)]
    root = models[0].path if models else "."
    own = [_own_finding(fault, root, locate) for fault in ignores.faults(run.ran) if fault.rule.id in run.ran]
    findings = sorted([*(one.finding for one in found), *own], key=in_order)
    diagnostics = _diagnostics(models, (*run.diagnostics, *_comments_unread(models, findings)))
    complete = not any(one.severity == "error" for one in diagnostics) and not any(model.gaps for model in models)
    return Report(
        inputs=tuple(Input(model.path, model.kind, model.backing.path if model.backing else None) for model in models),
        findings=tuple(finding for finding in findings if finding.outcome is Outcome.FAIL),
        undetermined=tuple(finding for finding in findings if finding.outcome is Outcome.UNDETERMINED),
        passed=tuple(_passed(judged)),
        diagnostics=diagnostics,
        resources=sum(each.resources for each in judged),
        files=run.files,
        complete=complete,
        rules={rule.id: rule for rule in run.rulebook},
        compliance=tuple(_compliance(run, evidence, complete)),
        secrets=secret_ranges(models) if findings else (),
        seconds=run.seconds,
    )


def _compliance(run: Run, evidence: Sequence[Evidence], complete: bool) -> Iterator[Assessment]:
    if not run.frameworks:
        return
    from tflint_cognito.finding.compliance import assess

    for framework in run.frameworks:
        yield from assess(framework, run.rulebook, run.ran, evidence, complete)


def _evidence_of(found: Found) -> Evidence:
    """Every fault counts, also one that another finding says better."""
    from tflint_cognito.finding.compliance import Evidence

    finding = found.finding
    ignored = finding.ignored is not None
    return Evidence(finding.rule, found.resource.address, finding.root, finding.outcome, ignored)


def _evidence_passed(judged: Judged) -> Iterator[Evidence]:
    from tflint_cognito.finding.compliance import Evidence

    for verdict in judged.verdicts:
        if verdict.outcome is Outcome.PASS:
            yield Evidence(verdict.rule, verdict.resource.address, judged.model.path, Outcome.PASS)


def _faults(judged: Judged) -> list[Verdict]:
    return [verdict for verdict in judged.verdicts if verdict.outcome is not Outcome.PASS]


def _passed(judged: Iterable[Judged]) -> list[Passed]:
    passed = [
        Passed(verdict.rule, verdict.resource.address, each.model.path)
        for each in judged
        for verdict in each.verdicts
        if verdict.outcome is Outcome.PASS
    ]
    return sorted(passed, key=lambda one: (one.rule.id, one.root, _address_order(one.address)))


def _finding(verdict: Verdict, model: Model, locate: Callable[[str], str], fixer: Fixer) -> Finding:
    resource = verdict.resource
    undetermined = verdict.outcome is Outcome.UNDETERMINED
    path = verdict.place.range.path if verdict.place.range else model.path
    anchor = _at(verdict.place.address, resource, model)
    place = within_reach(point(verdict.place, anchor), anchor.calls)
    related = tuple(point(other, resource) for other in verdict.related)
    return Finding(
        rule=verdict.rule,
        severity=verdict.severity,
        outcome=verdict.outcome,
        message=verdict.because if undetermined else message(verdict),
        because=verdict.because,
        address=resource.address,
        place=place,
        root=model.path,
        calls=resource.calls,
        related=others_within_reach(place, related, resource.calls),
        decides=verdict.decides,
        certainty="default" if verdict.assumed else "proven",
        note=_note(verdict.place, anchor),
        fix=None if undetermined else (fixer if model.is_editable else in_words)(verdict.rule, resource),
        actions=resource.change.actions if resource.change is not None else (),
        planned=planned(verdict.place, anchor),
        fingerprint=fingerprint(verdict.rule.id, locate(path), verdict.place),
    )


def _at(address: Address, resource: Resource, model: Model) -> Resource:
    """The resource at `address`: where a rule across resources places its finding."""
    if resource.address == address:
        return resource
    return next((other for other in model.resources if other.address == address), resource)


def _note(place: Place, resource: Resource) -> str:
    name = (place.attribute or "").partition(".")[0].partition("[")[0]
    if not name or not {name, "all"} & set(resource.ignore_changes):
        return ""
    named = "all" if "all" in resource.ignore_changes else name
    return f"lifecycle.ignore_changes has {named}: what is deployed may differ, and a change here will not be applied"


def _own_finding(fault: Fault, root: str, locate: Callable[[str], str]) -> Finding:
    address = fault.block.address.block if fault.block is not None else None
    place = Place(address or Address((), "", ""), None, fault.range)
    said = fault.rule.message.replace("{because}", shorten(fault.because, 160))
    return Finding(
        rule=fault.rule,
        severity=fault.rule.severity,
        outcome=Outcome.FAIL,
        message=said,
        because=fault.because,
        address=address,
        place=place,
        root=root,
        fix=Fix(fault.rule.fix["words"]),
        fingerprint=fingerprint(fault.rule.id, locate(fault.range.path), replace(place, attribute=fault.because)),
    )


def with_faults(report: Report, faults: Sequence[Fault], locate: Callable[[str], str]) -> Report:
    """The report with what is wrong with ignores that stand in no Terraform."""
    root = report.inputs[0].path if report.inputs else "."
    own = [_own_finding(fault, root, locate) for fault in faults]
    return replace(report, findings=tuple(sorted((*report.findings, *own), key=in_order))) if own else report


def _diagnostics(models: Iterable[Model], reading: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What could not be read, each once: a module that three roots call is missing once."""
    merged: dict[tuple[str, str, int], Diagnostic] = {}
    for diagnostic in [*reading, *(one for model in models for one in (*model.diagnostics, *_unsaid(model)))]:
        merged.setdefault(_what(diagnostic), diagnostic)
    return tuple(sorted(merged.values(), key=lambda one: (_what(one)[1:], one.severity, one.message)))


def _unsaid(model: Model) -> Iterator[Diagnostic]:
    """The gaps of a model that no diagnostic of it speaks of, be it at their place or as the fault behind them."""
    placed = {diagnostic.range for diagnostic in model.diagnostics if diagnostic.range is not None}
    broken = any(diagnostic.severity == "error" for diagnostic in model.diagnostics)
    for gap in model.gaps:
        if gap.range not in placed if gap.range is not None else not broken:
            yield Diagnostic("warning", f"{gap.because}; {gap.decides}" if gap.decides else gap.because, gap.range)


def _comments_unread(models: Iterable[Model], findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """A word about each plan without its source: a comment there may well ignore what is found."""
    found = {finding.root for finding in findings}
    for model in models:
        if model.kind != "hcl" and model.backing is None and model.path in found:
            said = f"the source of this {model.kind} is not at hand, so no comment there can ignore a finding"
            yield Diagnostic("warning", f"{said}: {advice(model.kind)}", path=model.path)


def _what(diagnostic: Diagnostic) -> tuple[str, str, int]:
    if diagnostic.range is None:
        return diagnostic.message, diagnostic.path or "", -1
    return diagnostic.message, diagnostic.range.path, diagnostic.range.begin


def in_order(finding: Finding) -> tuple[str, int, str, str, list[tuple[str, int, str]]]:
    """File, position, rule, address; what has no place in a source stands where its input would."""
    range = finding.place.range
    path, begin = (range.path, range.begin) if range is not None else (finding.root, -1)
    return path, begin, finding.rule.id, finding.root, _address_order(finding.address)


def _address_order(address: Address | None) -> list[tuple[str, int, str]]:
    """Addresses by name, with web[2] before web[10]."""
    if address is None:
        return []
    steps = [(step.name, step.key) for step in address.module] + [(f"{address.type}.{address.name}", address.key)]
    return [(name, key if isinstance(key, int) else -1, key if isinstance(key, str) else "") for name, key in steps]
