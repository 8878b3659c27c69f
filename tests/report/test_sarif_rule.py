"""Rules and weaknesses as SARIF describes them."""

from __future__ import annotations

import re

from tests.program import FIXTURES, run
from tests.report.valid import valid
from tflint_cognito.finding.own import with_own
from tflint_cognito.policy.rulebook import load
from tflint_cognito.report.sarif_rule import described, weaknesses


def test_every_weakness_is_called_what_the_enumeration_calls_it() -> None:
    log = valid("sarif", run(FIXTURES / "published" / "flat", "--format", "sarif").out)
    [taxonomy] = log["runs"][0]["taxonomies"]
    called = {taxon["id"]: taxon["shortDescription"]["text"] for taxon in taxonomy["taxa"]}
    assert called["CWE-308"] == "Use of Single-factor Authentication."
    assert all(text != f"{id}." for id, text in called.items())


def test_every_rule_has_a_name_that_the_validator_takes() -> None:
    names = [str(described(rule, weaknesses([rule]))["name"]) for rule in with_own(load())]
    assert [name for name in names if not re.fullmatch("([A-Z][a-z0-9]+)+", name)] == []
    assert len(set(names)) == len(names)
    assert "IgnoreCommentNamesArule" in names
