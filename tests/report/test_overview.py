"""The table of broken rules on the screen."""

from __future__ import annotations

from tabulate import tabulate

from tests.report.samples import two_findings
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.overview import HEADERS, columns, overview

ROWS = [
    ["high", "COG112", "OAuth clients use the authorization code flow only", "12", "auth/client.tf:3:3 and 2 more"],
    ["medium", "COG9", "Lösungswörter are long — everywhere", "1", "aws_cognito_user_pool.customers"],
    ["low", "COG131", "", "103", "pool.tf:1:1"],
]


def test_it_is_laid_out_as_tabulate_does() -> None:
    for rows in (ROWS, ROWS[:1]):
        alignment = ("left", "left", "left", "right", "left")
        table = tabulate(rows, HEADERS, tablefmt="simple", disable_numparse=True, colalign=alignment)
        assert columns([HEADERS, *rows], right=3) == table.splitlines()


def test_in_a_narrow_terminal_titles_are_cut_and_rows_do_not_break() -> None:
    groups = grouped(two_findings().findings)
    wide = overview(groups)
    assert overview(groups, terminal=200) == wide
    assert max(map(len, wide)) > 90
    narrow = overview(groups, terminal=90)
    assert max(map(len, narrow)) == 90 and any("..." in line for line in narrow)
    assert all("infra/auth/client.tf:" in line for line in overview(groups, terminal=10)[2:4])
