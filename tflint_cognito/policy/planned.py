"""An example that is a plan, in short: only what a reader must see of it.

    - address: aws_cognito_user_pool.customers # fail
      actions: [update]
      before: {mfa_configuration: "ON"}
      after: {mfa_configuration: "OFF"}

Whatever else stands in one (after_unknown, replace_paths) is what Terraform says of a change. `reason` is its
action_reason, and `drift: {before, after}` what changed outside of Terraform. `written` names the attributes that the
configuration has, as constants: the others have a value of AWS's or of an earlier configuration.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.rule import PLAN
from tflint_cognito.policy.strict_yaml import read_yaml
from tflint_cognito.terraform.address import Address, parse_address
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.plan import read_plan

_ADDRESS = pattern(r"^\s*-?\s*address:\s*['\"]?(.+?)['\"]?\s*(?:#.*)?$")


def read_planned(text: str) -> Model:
    """The model of a plan in short. CognitoLintError says what is wrong with it."""
    data, _ = read_yaml(text, PLAN)
    if not isinstance(data, list) or not all(isinstance(item, Mapping) for item in data):
        raise CognitoLintError(f"{PLAN}: an example's plan is a list of changes, each with an address and actions")
    return read_plan(json.dumps(_document(data)).encode(), PLAN, PROVIDER)


def planned_lines(text: str) -> Mapping[str, int]:
    """The line of each address."""
    found = ((_ADDRESS.match(line), number) for number, line in enumerate(text.splitlines(), 1))
    return {match[1].replace('\\"', '"'): number for match, number in found if match is not None}


def _document(changes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    drifts = [_item(item, {"actions": ["update"], **item["drift"]}) for item in changes if "drift" in item]
    shown = [_shown(item) for item in changes if "written" in item]
    return {
        "format_version": "1.2",
        "resource_changes": [_item(item, _change(item)) for item in changes],
        "resource_drift": drifts,
        **({"configuration": {"root_module": {"resources": shown}}} if shown else {}),
    }


def _shown(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The block of a change in the configuration."""
    address, after = _address(item), item.get("after") or {}
    expressions = {name: _expression(after.get(name)) for name in item["written"]}
    return {"type": address.type, "name": address.name, "mode": address.mode, "expressions": expressions}


def _expression(value: Any) -> Any:
    """How a configuration shows what was written as `value`: a block as its arguments."""
    if isinstance(value, list) and value and all(isinstance(block, Mapping) for block in value):
        return [{name: _expression(argument) for name, argument in block.items()} for block in value]
    return {"constant_value": value}


def _item(item: Mapping[str, Any], change: Mapping[str, Any]) -> Mapping[str, Any]:
    address = _address(item)
    known = {"type": address.type, "name": address.name, "mode": address.mode}
    reason = {"action_reason": item["reason"]} if "reason" in item else {}
    return {"address": str(address), **known, **reason, "change": change}


def _address(item: Mapping[str, Any]) -> Address:
    try:
        return parse_address(str(item.get("address", "")))
    except ValueError as error:
        raise CognitoLintError(f"{PLAN}: {error}") from None


def _change(item: Mapping[str, Any]) -> Mapping[str, Any]:
    rest = {key: value for key, value in item.items() if key not in ("address", "drift", "reason", "written")}
    return {"before": None, "after": None, "after_unknown": {}, **rest}
