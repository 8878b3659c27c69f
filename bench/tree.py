"""A tree of 2,000 files with 20 Cognito resources, against python-hcl2 reading all of it.

The tree is made up: folders of ordinary infrastructure, ten of which sign users in.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.processes import LINT, emptied, forget_trees, least, table

FILES, PER_FOLDER, WITH_COGNITO = 2000, 8, 10

ORDINARY = """\
variable "name_{n}" {{
  type    = string
  default = "service-{n}"
}}

resource "aws_s3_bucket" "data_{n}" {{
  bucket = "${{var.name_{n}}}-data"
  tags   = merge(local.tags, {{ Name = var.name_{n}, Index = {n} }})
}}

resource "aws_iam_role" "role_{n}" {{
  name = "${{var.name_{n}}}-role"
  assume_role_policy = jsonencode({{
    Version   = "2012-10-17"
    Statement = [{{ Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ Service = "lambda.amazonaws.com" }} }}]
  }})
}}

resource "aws_lambda_function" "worker_{n}" {{
  function_name = var.name_{n}
  role          = aws_iam_role.role_{n}.arn
  memory_size   = {n} % 2 == 0 ? 128 : 256
  environment {{
    variables = {{ for key in ["A", "B", "C"] : key => "${{var.name_{n}}}-${{lower(key)}}" }}
  }}
}}
"""
COGNITO = """\
resource "aws_cognito_user_pool" "pool_{n}" {{
  name = "pool-{n}"
}}

resource "aws_cognito_user_pool_client" "client_{n}" {{
  name         = "client-{n}"
  user_pool_id = aws_cognito_user_pool.pool_{n}.id
}}
"""
READ_ALL = (
    "import pathlib, sys, hcl2\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.tf'): hcl2.loads(path.read_text(encoding='utf-8'))"
)


def make(root: Path) -> None:
    """Writes the tree."""
    folders = FILES // PER_FOLDER
    for folder in range(folders):
        place = root / f"team-{folder % 25}" / f"stack-{folder}"
        place.mkdir(parents=True)
        for index in range(PER_FOLDER):
            n = folder * PER_FOLDER + index
            text = 'locals {\n  tags = { Team = "a" }\n}\n' if index == 0 else ""
            text += ORDINARY.format(n=n)
            if index == 0 and folder % (folders // WITH_COGNITO) == 0:
                text += COGNITO.format(n=n)
            (place / f"file_{index}.tf").write_text(text, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root, cache = emptied(Path(scratch, "tree")), Path(scratch, "cache")
        make(root)
        lint = [*LINT, str(root)]
        least(lint, cache, runs=1)
        everything = least([sys.executable, "-c", READ_ALL, str(root)], cache, runs=1)
        rows = [
            ("hcl2.loads over every file", everything),
            ("cognito-lint, cold", least(lint, cache, runs=5, before=lambda: forget_trees(cache))),
            ("cognito-lint, warm", least(lint, cache, runs=5)),
        ]
    print(table(rows, "hcl2.loads", everything))
    for name, seconds in rows[1:]:
        print(f"{name}: 1/{everything / seconds:.0f} of hcl2.loads")


if __name__ == "__main__":
    main()
