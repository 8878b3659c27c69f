"""Random calls of all functions that can be foreseen, and what real Terraform 1.11.4 answers.

tools/function_vectors.py makes the calls (tools/call_grammar.py) and freezes the answers.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tests.terraform.evaluation.functions.asking import DATA, function_of, signatures
from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json, with_digits
from tflint_cognito.terraform.evaluation.scope import EvaluationError, Folders
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.values import Absent, Unknown, Value, is_sensitive, is_whole
from tools.call_grammar import NOT_CALLED
from tools.function_vectors import SURROUNDINGS

#: Calls that we answer in another way, and why; also those of batches that are not kept.
DIFFERENCES = {
    r"matchkeys\(.*local\.": "what is searched for may still become anything; Terraform takes it for not there",
    r"index\(.*local.any": "what is searched for may still become anything",
    r"setunion\(.*local.any": "Terraform panics",
    r"pow\(.*(\.|/)": "a power with a fraction is unknown: its last digits are Terraform's own",
    r'text(en|de)codebase64\(.*"Shift_JIS"': "a character set that is not worked out here",
    r'file\w*\("/': "files outside of the repository are not looked at",
    r"coalesce\(.*\[local.any\]": "a type that we do not know, Terraform may: we wait where it refuses",
}


@cache
def answers() -> Sequence[Mapping[str, Any]]:
    return tuple(json.loads(gzip.decompress((DATA / "random.json.gz").read_bytes())))


def difference(answer: Mapping[str, Any], module: Surroundings) -> str:
    try:
        ours = module.evaluate(answer["call"])
    except (EvaluationError, SyntaxFault) as error:
        return "" if "error" in answer else f"we refuse it: {error}"
    if "error" in answer:
        is_infinite = "infinity" in answer["error"]  # refused only as an output
        return "" if is_infinite else f"Terraform refuses it, we say {as_json(ours)}"
    return _unlike(answer, ours)


def _unlike(answer: Mapping[str, Any], ours: Value) -> str:
    theirs = with_digits(_marked(answer["value"]))
    if as_json(ours) != theirs:
        return f"Terraform says {theirs}, we say {as_json(ours)}"
    if is_whole(ours) and not isinstance(ours, Unknown | Absent) and type_as_json(ours.type) != answer["type"]:
        return f"Terraform's type is {answer['type']}, ours {type_as_json(ours.type)}"
    # Terraform 1.11 drops some marks of what is unknown; see test_terraforms_answers.py.
    kept = is_sensitive(ours) and not is_whole(ours)
    return "" if kept or is_sensitive(ours) == answer.get("sensitive", False) else "the marks differ"


def _marked(value: object) -> object:
    """A number that JSON would round, as the other answers write it."""
    match value:
        case str() if value.startswith("__number__"):
            return {"__number__": value.removeprefix("__number__")}
        case list():
            return [_marked(item) for item in value]
        case dict():
            return {key: _marked(item) for key, item in value.items()}
    return value


def test_terraform_gives_the_same_answers() -> None:
    module = Surroundings(SURROUNDINGS)
    module.folders = Folders(DATA, DATA)
    found = {answer["call"]: difference(answer, module) for answer in answers()}
    wrong = {call: said for call, said in found.items() if said}
    assert {call: said for call, said in wrong.items() if not any(re.match(each, call) for each in DIFFERENCES)} == {}
    assert len(wrong) <= 0.015 * len(found)


def test_every_function_is_called_at_least_five_times() -> None:
    called = Counter(function_of(answer["call"]) for answer in answers())
    without_arguments = {"abspath"}
    assert {name for name in signatures().keys() - NOT_CALLED - without_arguments if called[name] < 5} == set()
