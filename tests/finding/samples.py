"""Small believable reports, made by hand: a rule, a source, verdicts on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tflint_cognito.finding.assemble import Judged, Run, assemble
from tflint_cognito.finding.finding import Report
from tflint_cognito.finding.own import with_own
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.condition import Condition
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import PROFILES, Rulebook
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.terraform.address import Address, parse_address
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.values import Value

CLIENT = "aws_cognito_user_pool_client"


def rule(id: str, name: str, severity: Severity = Severity.HIGH, **changes: object) -> Rule:
    made = Rule(
        id=id,
        name=name,
        title=f"App client is {name.replace('-', ' ')}",
        severity=severity,
        resource=(CLIENT,),
        require=Condition(),
        message="{because}; harm is done",
        why=f"Harm is done where {name} is not.",
        family="user-existence",
        fix={"words": f"mend {name}"},
        profiles=PROFILES,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ERRORS = rule(
    "COG151",
    "user-existence-errors-prevented",
    title="App client does not reveal which users exist",
    message="{because}; sign-in tells an attacker which accounts exist",
    why="An attacker tries a list of addresses and keeps those that have an account.",
    fix={"words": 'set prevent_user_existence_errors = "ENABLED"'},
)
REVOCATION = rule("COG111", "token-revocation-enabled", Severity.MEDIUM, title="App client can revoke tokens")
FLOWS = rule("COG101", "no-implicit-grant", title="App client does not use the implicit grant", supersedes=("COG102",))
CODE = rule("COG102", "code-grant-required", title="App client uses the code grant")
RULES = (FLOWS, CODE, REVOCATION, ERRORS)
RULEBOOK = with_own(Rulebook(RULES))


def find(source: Source, text: str, nth: int = 0) -> Range:
    """The range of `text` in `source`."""
    begin = -1
    for _ in range(nth + 1):
        begin = source.text.index(text, begin + 1)
    return Range(source, begin, begin + len(text))


def resource(address: str, source: Source, header: str, **changes: object) -> Resource:
    """A resource whose block starts with `header` and ends at the next `}` in the first column."""
    start = find(source, header)
    end = source.text.index("\n}", start.begin) + 2
    made = Resource(parse_address(address), {}, start, Range(source, start.begin, end))
    return replace(made, **changes)  # type: ignore[arg-type]


def place(
    of: Resource | Address, attribute: str | None, range: Range | None, *trail: Step, sensitive: bool = False
) -> Place:
    return Place(of if isinstance(of, Address) else of.address, attribute, range, trail, sensitive)


def failed(rule: Rule, of: Resource, because: str, at: Place, *related: Place, assumed: bool = False) -> Verdict:
    return Verdict(rule, of, Outcome.FAIL, rule.severity, because, at, related=related, assumed=assumed)


def undecided(rule: Rule, of: Resource, because: str, at: Place, decides: str = "give it with --var") -> Verdict:
    return Verdict(rule, of, Outcome.UNDETERMINED, rule.severity, because, at, decides)


def passed(rule: Rule, of: Resource) -> Verdict:
    return Verdict(rule, of, Outcome.PASS, rule.severity, "it holds", place(of, None, of.range))


def model(*resources: Resource, path: str = "infra", **changes: object) -> Model:
    return replace(Model(path, "hcl", resources), **changes)  # type: ignore[arg-type]


def judged(of: Model, *verdicts: Verdict) -> Judged:
    return Judged(of, verdicts, len(of.resources))


def report(*roots: Judged, ran: Sequence[Rule] | None = None, diagnostics: Sequence[Diagnostic] = ()) -> Report:
    ids = {rule.id for rule in (ran if ran is not None else RULEBOOK)}
    return assemble(roots, Run(RULEBOOK, ids, tuple(diagnostics), files=3))


def step(subject: str, how: str, range: Range | None, value: Value | None) -> Step:
    return Step(subject, how, range, value)
