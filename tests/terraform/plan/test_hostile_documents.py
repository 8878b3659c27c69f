"""Documents that are no plan although they look like one: refused in words, or read; never a crash."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from tests.terraform.plan.plans import DATA, PROVIDER
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.terraform.plan import read_plan, recognise

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e300,
    "",
    "x",
    "aws_cognito_user_pool.a",
    [],
    [None],
    [[]],
    {},
    {"": {}},
    {"references": [1]},
]
NAMES = ["references", "change_mix", "unknown_3_39", "sensitive_values", "provider_3_39_state", "module_stack"]


def places(document: Any) -> list[tuple[Any, Any]]:
    """Every container in `document` with each of its keys."""
    keys = list(document) if isinstance(document, dict) else range(len(document)) if isinstance(document, list) else []
    return [(document, key) for key in keys] + [place for key in keys for place in places(document[key])]


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_with_anything_anywhere_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    text = (DATA / f"{name}.json").read_text(encoding="utf-8")
    for _ in range(60):
        document = json.loads(text)
        for holder, key in chance.sample(places(document), 3):
            holder[key] = chance.choice(ODD)
        data = json.dumps(document).encode()
        recognise(data)
        try:
            read_plan(data, "plan.json", PROVIDER)
        except CognitoLintError as error:
            assert str(error).startswith("plan.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_cut_off_anywhere_is_truncated(name: str) -> None:
    data = (DATA / f"{name}.json").read_bytes().strip()
    chance = random.Random(name)
    for _ in range(60):
        cut = data[: chance.randrange(1, len(data))]
        with pytest.raises(CognitoLintError, match="is truncated"):
            read_plan(cut, "plan.json", PROVIDER)
