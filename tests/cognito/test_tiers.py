from tests.cognito.architectures import NOBODY_KNOWS, architecture, fact, plain, pool
from tflint_cognito.terraform.model import Change


def test_the_tier_is_what_is_written_or_that_of_a_new_user_pool() -> None:
    assert plain(fact("tier", pool(user_pool_tier="LITE"))) == "LITE"
    assert plain(fact("tier", pool())) == "ESSENTIALS"
    assert plain(fact("tier", pool(user_pool_tier=NOBODY_KNOWS))) == "?"


def test_a_user_pool_that_is_already_there_may_be_older_than_the_tiers() -> None:
    old = pool()
    assert plain(architecture(old, kind="state").fact("tier", old)) == "?"


def test_a_plan_tells_the_tier_of_what_it_makes_and_not_of_what_is_there() -> None:
    made, kept = (pool(more={"change": Change((action,))}) for action in ("create", "update"))
    assert plain(architecture(made, kind="plan").fact("tier", made)) == "ESSENTIALS"
    assert plain(architecture(kept, kind="plan").fact("tier", kept)) == "?"
