"""Thousands of expressions and type constraints, and what real Terraform 1.11.4 made of them.

data/vectors.json.gz was frozen once; tools/expression_vectors.py derives and freezes data/more_vectors.json.gz.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.evaluation.surroundings import Surroundings, as_json, type_as_json, with_digits
from tflint_cognito.terraform.evaluation import constraints
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.native import parse_expression
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.values import Value, is_sensitive, is_whole

Answer = Mapping[str, Any]

DATA = Path(__file__).parent / "data"
FILES = ["vectors.json.gz", "more_vectors.json.gz"]

INFINITY = "infinity: Terraform refuses it only as an output"
SECRET = "Terraform takes the secret for one element"
STRICTER = "Terraform drops the mark of a secret that is null or unknown; we keep it"
UNCHOSEN = "a branch that is refused and not chosen leaves its mark on a null"
CHECKED = "Terraform checks a module with its resources unknown first, and refuses it there"
LENIENT = "a type that we do not know, Terraform may: we wait where it refuses"

#: Where we differ, and why.
DIFFERENCES = {
    '{ a = !true ? -(1e3) : 1 / 0, b = [for x in [1, "x", true] : x if x != "a"] == sha256(var.str) }': INFINITY,
    "local.n / 0": INFINITY,
    "toset([local.any, local.object])": LENIENT,
    '!sensitive(local.any) == "ß-%%{x"': STRICTER,
    'toset([sensitive(null), "ß-%%{x"])': STRICTER,
    "toset([local.zones, nonsensitive(sensitive(local.any))])": LENIENT,
    'flatten([["a", terraform_data.later.id], sensitive(local.any)[*]])': SECRET,
    "try(length(toset([local.zones, local.truth ? null : local.any])), 1)": LENIENT,
    'toset([[{ name = "a" }, { name = "b" }], try(local.any, local.any)])': LENIENT,
    "toset([concat([], [[for c in local.clients : c], tolist([])]...), [local.any, 1]])": LENIENT,
    '(length(toset([flatten([["b", "a", "b"], ["a", terraform_data.later.id]]), tolist([1, "1", true])])))': CHECKED,
    'toset([(!true ? null ? null : local.any : local.object["ß-%%{x"]), [for c in [local.object] : c.name]])': LENIENT,
    'reverse(matchkeys(keys({ (local.text) = 1 }), element([sort([local.password, "x"]), []], local.minutes), local.clients[*].name[*]))': LENIENT,  # noqa: E501  the expression as it is asked
    'true ? null : local.secrets == contains(local.list, "") ? jsonencode(local.text) : "" ? length(values({ (local.password) = 1 })) : 3': UNCHOSEN,  # noqa: E501  the expression as it is asked
    'setintersection(toset([local.any, null][*]), toset([keys({ for i, x in local.list : i => x }), tolist({ name = "a", size = null }.*.size)]))': LENIENT,  # noqa: E501  the expression as it is asked
    "matchkeys(local.flows, local.clients.*.flows, [local.any, 1])": LENIENT,
    "toset([null == null, tolist([local.any])])": LENIENT,
    'toset([slice(length(local.set) == local.mixed[1] ? [for k, v in { (local.text) = 1 } : k if k != "a"] : [for i, x in local.clients[*].name : i], 0, 1), concat([for k, v in { a = local.any, b = null } : k], [for k, v in { a = "x", b = 2 } : { (k) = v }])])': LENIENT,  # noqa: E501  the expression as it is asked
    'toset([sensitive(sensitive(null)), ""])': STRICTER,
}


@cache
def frozen(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(gzip.decompress((DATA / name).read_bytes()))
    return content


@cache
def differences(name: str) -> Mapping[str, str]:
    """The expressions of a file that we answer in another way than Terraform, and how."""
    module = Surroundings(frozen(name)["prelude"])
    found: dict[str, str] = {}
    for answer in frozen(name)["vectors"]:
        said = difference(answer, module)
        if said:
            found[answer["expression"]] = said
    return found


def difference(answer: Answer, module: Surroundings) -> str:
    """What differs, in words; nothing where the answers are the same, or ours only more careful."""
    try:
        ours = module.evaluate(answer["expression"])
    except (EvaluationError, SyntaxFault) as error:
        return "" if "error" in answer else f"we refuse it: {error}"
    if "error" in answer:
        return f"Terraform refuses it, we say {as_json(ours)}"
    return unlike(answer, ours)


def unlike(answer: Answer, ours: Value) -> str:
    value, theirs = as_json(ours), with_digits(answer["value"])
    if value != theirs:
        return f"Terraform says {theirs}, we say {value}"
    type, their_type = type_as_json(ours.type), answer.get("type")
    if their_type is not None and theirs is not None and type != their_type:
        return f"Terraform's type is {their_type}, ours {type}"
    # Terraform 1.11 loses the mark of some operands when another one is unknown. We keep it: a secret that was once
    # handed in must not be shown when the unknown becomes known, and later versions keep it, too.
    if is_sensitive(ours) != answer["sensitive"] and (answer["sensitive"] or is_whole(ours)):
        return f"Terraform's mark is {answer['sensitive']}"
    return ""


@pytest.mark.parametrize("name", FILES)
def test_every_difference_has_a_reason(name: str) -> None:
    assert {expression: said for expression, said in differences(name).items() if expression not in DIFFERENCES} == {}


@pytest.mark.parametrize("name", FILES)
def test_nearly_all_answers_are_terraforms(name: str) -> None:
    assert len(differences(name)) <= 0.01 * len(frozen(name)["vectors"])


def test_every_reason_is_still_needed() -> None:
    assert DIFFERENCES.keys() - {expression for name in FILES for expression in differences(name)} == set()


def test_a_variable_holds_what_its_constraint_makes_of_its_default() -> None:
    wrong = {}
    for answer in frozen("more_vectors.json.gz")["constraints"]:
        said = constraint_difference(answer)
        if said:
            wrong[answer["constraint"], answer["given"]] = said
    assert wrong == {}


def constraint_difference(answer: Answer) -> str:
    try:
        constraint = constraints.read_constraint(parse_expression(Source("type.tf", answer["constraint"])))
        ours = constraints.apply(constraint, Surroundings("").evaluate(answer["given"]))
    except EvaluationError as error:
        return "" if "error" in answer else f"we refuse it: {error}"
    return f"Terraform refuses it, we say {as_json(ours)}" if "error" in answer else unlike(answer, ours)


def test_the_answers_cover_refusals_unknowns_and_secrets() -> None:
    every = [answer for name in FILES for answer in frozen(name)["vectors"]]
    assert len(every) > 4_000
    assert sum("error" in answer for answer in every) > 400
    assert sum("__unknown__" in str(answer.get("value")) for answer in every) > 400
    assert sum(bool(answer.get("sensitive")) for answer in every) > 100
