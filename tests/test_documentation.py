"""What is generated is what generating gives; what is shown runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import PROJECT
from tflint_cognito import __version__
from tflint_cognito.policy.examples import run_example
from tflint_cognito.policy.rule_file import make_rule, read_rule_file
from tflint_cognito.policy.trial import try_rules
from tools.generate_docs import all_pages, stale

PAGES = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("fixtures/*.md")]


def test_regenerating_the_documentation_changes_nothing() -> None:
    pages = all_pages()
    assert [str(path) for path, text in pages.items() if path.read_text(encoding="utf-8") != text] == []
    assert list(stale(pages)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_a_changelog_speaks_of_the_version_that_is_here() -> None:
    assert f"\n## {__version__} " in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_rule_of_the_contribution_guide_really_runs(tmp_path: Path) -> None:
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [text] = re.findall(r"<!-- rule -->\n```yaml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "client-urls" / "logout-urls-present.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    rule = make_rule(read_rule_file(path))
    assert f"rules/client-urls/{rule.name}.yaml" in guide
    assert [problem for example in rule.examples for problem in run_example(rule, example).problems] == []


def _own_rules() -> list[str]:
    page = (PROJECT / "docs" / "own-rules.md").read_text(encoding="utf-8")
    return re.findall(r"<!-- rule -->\n```yaml\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("text", _own_rules(), ids=lambda text: text.splitlines()[1].removeprefix("name: "))
def test_the_worked_cases_of_own_rules_really_run(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own" / "rule.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    [trial] = try_rules([make_rule(read_rule_file(path))])
    assert trial.problems == ()
