"""Pages of the HTML report as readers may meet them: nothing found, much found, everything hostile."""

from __future__ import annotations

from dataclasses import replace

from tests.finding.samples import RULES
from tests.report import samples
from tflint_cognito.cognito.landscape import Landscape, Member, Way
from tflint_cognito.cognito.posture import Posture, Row
from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.html import render
from tflint_cognito.report.view import View
from tflint_cognito.terraform.address import parse_address
from tflint_cognito.terraform.source import Range, Source

HOSTILE = (
    "<script>document.title = 'taken over'</script>",
    "</style><style>* { display: none }</style>",
    '" onfocus="document.title = \'taken over\'" autofocus x="',
    "' & &amp; &lt;b&gt; `code` ${jndi:x} {{7*7}}",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\N{PILE OF POO}\N{FAMILY} \N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT} \u65e5\u672c\u8a9e",
    "x" * 400,
    "https://" + "very-long-host." * 20 + "example/" + "deep/" * 40,
)


def clean() -> str:
    return render(drawn(samples.clean()), View())


def few() -> str:
    return render(drawn(samples.two_findings()), View())


def many(number: int) -> Report:
    """That many findings, each at a line of its own, of four policies and three severities, in three environments."""
    lines = "".join(f'  attribute_{n} = "LEGACY" # of customer {n}\n' for n in range(number))
    source = Source("infra/customers/clients.tf", f'resource "aws_cognito_user_pool_client" "web" {{\n{lines}}}\n')
    one = samples.two_findings().findings[-1]
    names = ("dev", "staging", "prod")

    def finding(n: int) -> Finding:
        begin = source.line_starts[n + 1] + 2
        where = replace(one.place, range=Range(source, begin, begin + 20), attribute=f"attribute_{n}")
        address = parse_address(f'module.shop["{n}"].aws_cognito_user_pool_client.web')
        return replace(
            one, rule=RULES[n % 4], severity=list(Severity)[n % 3], place=where, address=address,
            message=f'attribute_{n} is "LEGACY"; it is number {n}', environments=names[: n % 3 + 1],
        )  # fmt: skip

    return replace(drawn(samples.two_findings()), findings=tuple(map(finding, range(number))), environments=names)


def hostile() -> str:
    """Every text that comes from a stranger is one that means harm, or has no place to break."""
    report = samples.two_findings()

    def spoilt(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        first = findings[0]
        source = Source(f"infra/{HOSTILE[0]}/{HOSTILE[6]}.tf", "\n".join(HOSTILE))
        return tuple(
            replace(
                first, message=text, because=text, decides=text, note=text, environments=(HOSTILE[0],),
                place=replace(first.place, range=Range(source, 0, len(source.text)), attribute=f"a{number}"),
                address=replace(parse_address("aws_cognito_user_pool.x"), name=text),
            )
            for number, text in enumerate(HOSTILE)
        )  # fmt: skip

    member = Member("a", 1, "user pool", HOSTILE[0], parse_address("aws_cognito_user_pool.x"), HOSTILE)
    rows = tuple(Row(text, text, (text, text[::-1], "not known"), True, ("", "", text)) for text in HOSTILE)
    return render(
        replace(
            report, findings=spoilt(report.findings), undetermined=spoilt(report.undetermined), notes=HOSTILE,
            environments=(HOSTILE[0], HOSTILE[6], "prod"), landscapes=(Landscape(HOSTILE[6], (member,), ()),),
            posture=Posture((HOSTILE[0], HOSTILE[6], "prod"), rows),
        ),
        View(),
    )  # fmt: skip


def drawn(report: Report) -> Report:
    """With a small picture."""
    pool = Member("pool", 1, "user pool", "customers", parse_address("aws_cognito_user_pool.customers"), ("MFA OFF",))
    web = parse_address('module.auth["acme"].aws_cognito_user_pool_client.web')
    client = Member(str(web), 2, "app client", "web", web, ("code, implicit",))
    role = Member("role", 6, "IAM role", "var.role", None, ("not declared here",))
    ways = (Way("pool", str(web), "has"), Way(str(web), "role", "gives credentials of", certain=False))
    return replace(report, landscapes=(Landscape("infra", (pool, client, role), ways),))
