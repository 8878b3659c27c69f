"""The table of broken rules on the screen."""

from __future__ import annotations

from tabulate import tabulate

from tflint_cognito.report.overview import HEADERS, columns

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
