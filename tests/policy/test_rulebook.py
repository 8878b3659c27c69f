import json
from itertools import pairwise
from pathlib import Path

import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy import rulebook
from tflint_cognito.policy.rule_file import make_rule

OWN = """\
id: {id}
name: {name}
title: Callbacks stay in the house
severity: high
resource: aws_cognito_user_pool_client
require: {{attribute: callback_urls, each: {{matches: "https://[a-z.]+acme[.]com/.*"}}, default: null}}
message: "{{because}}; codes leave the house"
why: A code that reaches a foreign host is redeemed there.
examples: [{{name: a, hcl: ""}}, {{name: b, hcl: ""}}, {{name: c, hcl: ""}}]
"""


def own_rules(tmp_path: Path, **words: str) -> list[Path]:
    (tmp_path / "acme").mkdir(exist_ok=True)
    text = OWN.format(**{"id": "ACME001", "name": "callbacks-in-house", **words})
    (tmp_path / "acme" / "rule.yaml").write_text(text)
    return [tmp_path]


def test_a_rule_is_found_by_id_and_by_name() -> None:
    rules = rulebook.load()
    assert rules.find("cog151") is rules.find("user-existence-errors-prevented")


def test_a_word_that_is_no_rule_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(
        CognitoLintError,
        match="there is no rule 'user-existence-errors'; did you mean 'user-existence-errors-prevented'",
    ):
        rulebook.load().select(select=["user-existence-errors"])


def test_a_prefix_selects_a_family_of_ids() -> None:
    assert {rule.id[:5] for rule in rulebook.load().select(select=["COG12"])} == {"COG12"}


def test_select_overrides_the_profile_and_ignore_takes_out() -> None:
    rules = rulebook.load().select("essential", select=["COG112", "COG151"], ignore=["COG151"])
    assert [rule.id for rule in rules] == ["COG112"]


def test_profiles_grow_from_essential_to_all() -> None:
    book = rulebook.load()
    sizes = [{rule.id for rule in book.profile(name)} for name in rulebook.PROFILES]
    assert all(smaller <= larger for smaller, larger in pairwise(sizes))


def test_the_compiled_rulebook_equals_the_source(tmp_path: Path) -> None:
    rulebook.compile_rulebook(rulebook.rules_folder(), tmp_path / "rulebook.json")
    compiled = [make_rule(data) for data in rulebook.read_compiled(tmp_path / "rulebook.json")]
    assert json.dumps([repr(rule.fix) + rule.id + rule.path for rule in compiled]) == json.dumps(
        [repr(rule.fix) + rule.id + rule.path for rule in rulebook.load()]
    )


def test_own_rules_join_every_profile(tmp_path: Path) -> None:
    rules = rulebook.load(own_rules(tmp_path)).select("essential")
    assert "ACME001" in [rule.id for rule in rules]


def test_an_own_rule_may_not_take_a_shipped_id(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match="kept for shipped rules"):
        rulebook.load(own_rules(tmp_path, id="COG151"))


def test_an_own_rule_may_not_take_a_shipped_name(tmp_path: Path) -> None:
    with pytest.raises(CognitoLintError, match="is already the rule of"):
        rulebook.load(own_rules(tmp_path, name="user-existence-errors-prevented"))
