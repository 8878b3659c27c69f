"""How long it takes to start, and to lint a module of three files, against a Python process that imports click."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.processes import LINT, YARDSTICK, forget_trees, least, table

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


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch, "module"), Path(scratch, "cache")
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        lint = [*LINT, str(folder)]
        least(lint, cache, runs=2)  # compiled modules and the grammar's table
        click = least(YARDSTICK, cache)
        rows = [
            ("import click", click),
            ("--version", least([*LINT, "--version"], cache)),
            ("a module of three files, cold", least(lint, cache, before=lambda: forget_trees(cache))),
            ("a module of three files, warm", least(lint, cache)),
        ]
    print(table(rows, "import click", click))


if __name__ == "__main__":
    main()
