"""A tree of 2,000 files with 20 Cognito resources, against python-hcl2 reading all of it.

The tree is made up: folders of ordinary infrastructure, ten of which sign users in.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.processes import Bench, Subject, Target, report

YARDSTICK = "hcl2.loads"
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


COLD, WARM, AGAIN = "cognito-lint, cold", "cognito-lint, warm", "cognito-lint, judged again"
TARGETS = (Target(COLD, 1 / 40), Target(WARM, 1 / 100))
RUNS = 7


def main(python: str | None = None) -> bool:
    """Measures the checkout, or what is installed for `python`; says whether all targets are met."""
    with tempfile.TemporaryDirectory() as scratch:
        bench, root = Bench(Path(scratch), python), Path(scratch, "tree")
        make(root)
        # Without an ancestor of its own, the tree would be part of whatever folder the machine keeps such files in.
        (root / ".git").mkdir()
        lint = [*bench.lint, str(root)]
        everything = Subject([bench.python, "-c", READ_ALL, str(root)])
        times = bench.times({YARDSTICK: everything}, 1)
        bench.settle(lint)
        subjects = {
            WARM: Subject(lint),
            AGAIN: Subject(lint, before=bench.forget_reports),
            COLD: Subject(lint, before=bench.forget),
        }
        times |= bench.times(subjects, RUNS)
        again = bench.times({YARDSTICK: everything}, 1)[YARDSTICK]
        times[YARDSTICK] = min(times[YARDSTICK], again, key=lambda taken: taken.least)
    return report(times, YARDSTICK, TARGETS)


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:2]) else 1)
