"""Writes what is generated in the documentation: `python -m tools.generate_docs`.

docs/rules/ comes from rules/, docs/facts.md from the facts, links and ledger in tflint_cognito/cognito/,
docs/compliance.md and docs/coverage.md from the frameworks and peers in tflint_cognito/policy/ with the rules, and the
screens in README.md and CONTRIBUTING.md from runs of the program. A test shows that regenerating changes nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
GENERATED = "<!-- Generated: change the source, then run `python -m tools.generate_docs`. -->\n\n"
SCREEN = re.compile(r"(<!-- begin: cognito-lint (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    pages = all_pages()
    for path in stale(pages):
        path.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages")
    return 0


def all_pages() -> Mapping[Path, str]:
    """Every generated page, by its path."""
    from tools.compliance_pages import compliance_page, coverage_page
    from tools.fact_pages import facts_page
    from tools.rule_pages import rule_pages

    pages = {ROOT / "docs/rules" / name: GENERATED + text for name, text in rule_pages()}
    pages[ROOT / "docs/facts.md"] = GENERATED + facts_page()
    pages[ROOT / "docs/compliance.md"] = GENERATED + compliance_page()
    pages[ROOT / "docs/coverage.md"] = GENERATED + coverage_page()
    for name in ("README.md", "CONTRIBUTING.md"):
        pages[ROOT / name] = with_screens((ROOT / name).read_text(encoding="utf-8"))
    return pages


def stale(pages: Mapping[Path, str]) -> Iterator[Path]:
    """Pages of rules that are no more."""
    yield from (path for path in sorted((ROOT / "docs/rules").glob("*.md")) if path not in pages)


def with_screens(text: str) -> str:
    """`text` with each marked block filled with what that command prints now."""
    return SCREEN.sub(lambda found: f"{found[1]}{screen(found[2])}{found[3]}", text)


def screen(arguments: str) -> str:
    """A command line and what it prints, as a shell session. The time it took is left out, as it never is the same."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    command = [sys.executable, "-m", "tflint_cognito", *arguments.split()]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    printed = re.sub(r"; \d+\.\d+ s$", "", done.stdout, flags=re.MULTILINE)
    return f"```console\n$ cognito-lint {arguments}\n{printed.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
