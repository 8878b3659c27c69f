"""How long it takes to start, and to lint a module of three files, against a Python process that imports click."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.processes import Bench, Subject, Target, report

YARDSTICK = "import click"

FILES = {
    "variables.tf": 'variable "stage" {\n  default = "dev"\n}\n\nvariable "urls" {\n  type    = list(string)\n'
    '  default = ["https://shop.example.org/callback"]\n}\n',
    "pool.tf": 'resource "aws_cognito_user_pool" "customers" {\n  name = "customers-${var.stage}"\n}\n\n'
    'resource "aws_cognito_user_pool_domain" "sign_in" {\n  domain       = "shop-${var.stage}"\n'
    "  user_pool_id = aws_cognito_user_pool.customers.id\n}\n",
    "client.tf": 'resource "aws_cognito_user_pool_client" "web" {\n  name          = "web"\n'
    "  user_pool_id  = aws_cognito_user_pool.customers.id\n"
    '  callback_urls = [for url in var.urls : lower(url)]\n  allowed_oauth_flows = ["code"]\n'
    "  allowed_oauth_flows_user_pool_client = true\n}\n",
}


COLD, WARM = "a module of three files, cold", "a module of three files, warm"
AGAIN = "a module of three files, judged again"
TARGETS = (Target("--version", 2), Target(COLD, 6), Target(WARM, 3.5))
RUNS = 15


def main(python: str | None = None) -> bool:
    """Measures the checkout, or what is installed for `python`; says whether all targets are met."""
    with tempfile.TemporaryDirectory() as scratch:
        bench, folder = Bench(Path(scratch), python), Path(scratch, "module")
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        lint = [*bench.lint, str(folder)]
        bench.settle(lint)
        subjects = {
            YARDSTICK: Subject([bench.python, "-c", "import click"]),
            "--version": Subject([*bench.lint, "--version"]),
            "rules": Subject([*bench.lint, "rules"]),
            WARM: Subject(lint),
            AGAIN: Subject(lint, before=bench.forget_reports),
            COLD: Subject(lint, before=bench.forget),  # and leaves everything kept for the next turn
        }
        return report(bench.times(subjects, RUNS), YARDSTICK, TARGETS)


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:2]) else 1)
