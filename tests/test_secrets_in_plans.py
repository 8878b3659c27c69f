"""Plans and states in which everything is a secret: every text and number, before and after, is marked and a canary."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tflint_cognito.cli.main import cli
from tflint_cognito.report.formats import FORMATS

FIXTURES = Path(__file__).parent.parent / "fixtures"
PLANS = sorted(
    [
        FIXTURES / "secrets" / "plan.json",
        *(FIXTURES / "changes").glob("*/plan.json"),
        *(FIXTURES / "published").glob("**/plan.json"),
        *(Path(__file__).parent / "terraform" / "plan" / "data").glob("*ed.json"),
    ]
)
STATES = sorted([FIXTURES / "secrets" / "state.json", *(FIXTURES / "published").glob("**/state.json")])
#: The texts that facts and rules tell things by stay; what may be printed of them is that they are sensitive.
CANARY, NUMBER = "canary", 7654321
FOUND = re.compile(rf"{CANARY}|7[,.]?654[,.]?321")

Json = Any


def secret(value: Json, keep: bool = False) -> Json:
    """`value` with a canary for every text and number. A text that is kept still tells rules what to look at."""
    match value:
        case dict():
            return {key: secret(item, keep) for key, item in value.items()}
        case list():
            return [secret(item, keep) for item in value]
        case str() if keep:
            return f"http://{CANARY}/{value}" if "://" in value else f"{value}-{CANARY}"
        case str():
            return f"{CANARY}-{len(value)}"
        case bool() | None:
            return value
    return NUMBER


def marks(value: Json) -> Json:
    """A mask that marks every single value in `value`."""
    match value:
        case dict():
            return {key: marks(item) for key, item in value.items()}
        case list():
            return [marks(item) for item in value]
    return True


def whole(value: Json) -> Json:
    """A mask that marks each attribute as a whole."""
    return dict.fromkeys(value, True) if isinstance(value, dict) else True


Mask = Callable[[Json], Json]


def secret_plan(plan: Json, mask: Mask, keep: bool) -> Json:
    for item in (*plan.get("resource_changes", ()), *plan.get("resource_drift", ())):
        _hide(item["change"], mask, keep)
    for change in plan.get("output_changes", {}).values():
        _hide(change, lambda value: True, keep)
    for output in plan["planned_values"].get("outputs", {}).values():
        output |= {"value": secret(output.get("value"), keep), "sensitive": True}
    for variable in plan.get("variables", {}).values():
        variable["value"] = secret(variable.get("value"), keep)
    for constant in _constants(plan.get("configuration", {})):
        constant["constant_value"] = secret(constant["constant_value"], keep)
    for module in _modules(plan.get("prior_state", {}).get("values", {})):
        _hide_values(module, mask, keep)
    return plan


def secret_state(state: Json, mask: Mask, keep: bool) -> Json:
    for module in _modules(state["values"]):
        _hide_values(module, mask, keep)
    for output in state["values"].get("outputs", {}).values():
        output |= {"value": secret(output.get("value"), keep), "sensitive": True}
    return state


def _hide(change: Json, mask: Mask, keep: bool) -> None:
    for name in ("before", "after"):
        value = change.get(name)
        change |= {name: secret(value, keep), f"{name}_sensitive": mask(value) if value is not None else False}


def _hide_values(module: Json, mask: Mask, keep: bool) -> None:
    for item in module.get("resources", ()):
        item |= {"values": secret(item["values"], keep), "sensitive_values": mask(item["values"])}


def _modules(values: Json) -> Iterator[Json]:
    ahead = [values.get("root_module", {})]
    while ahead:
        module = ahead.pop()
        yield module
        ahead.extend(module.get("child_modules", ()))


def _constants(part: Json) -> Iterator[Json]:
    if isinstance(part, dict):
        if "constant_value" in part:
            yield part
        for item in part.values():
            yield from _constants(item)
    elif isinstance(part, list):
        for item in part:
            yield from _constants(item)


def printed(*words: str) -> str:
    result = CliRunner().invoke(cli, list(words), prog_name="cognito-lint")
    codes = (0, 1, 2) if words[0] == "compare" else (0, 1)  # of what is destroyed, nothing can be compared
    assert result.exit_code in codes, result.output
    return result.output


def commands(path: Path) -> Iterator[list[str]]:
    """Every way to have a plan or a state printed. Formats that come later are among them."""
    for format in FORMATS:
        yield ["check", str(path), "--profile", "all", "--format", format, "--show-passed", "--verbose"]
    for format in ("text", "json"):
        yield ["show", str(path), "--format", format]
    for format in ("json", "mermaid"):
        yield ["graph", str(path), "--format", format]
    yield ["compare", str(path), str(path), "--all", "--format", "json"]


def check(path: Path, document: Json) -> None:
    path.write_text(json.dumps(document), encoding="utf-8")
    for words in commands(path):
        found = FOUND.search(text := printed(*words).replace(str(path), ""))
        assert found is None, f"{' '.join(words)}: …{text[max(0, found.start() - 200) : found.end()]}"


@pytest.mark.parametrize(("mask", "keep"), [(marks, False), (marks, True), (whole, True)])
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.parent.name)
def test_nothing_of_a_secret_plan_is_printed(plan: Path, mask: Mask, keep: bool, tmp_path: Path) -> None:
    document = json.loads(plan.read_text(encoding="utf-8"))
    check(tmp_path / "plan.json", secret_plan(document, mask, keep))


@pytest.mark.parametrize("keep", [False, True], ids=["nothing is left", "texts are told apart"])
@pytest.mark.parametrize("state", STATES, ids=lambda path: path.parent.name)
def test_nothing_of_a_secret_state_is_printed(state: Path, keep: bool, tmp_path: Path) -> None:
    document = json.loads(state.read_text(encoding="utf-8"))
    check(tmp_path / "state.json", secret_state(document, marks, keep))


def test_a_change_that_is_secret_is_said_without_its_values(tmp_path: Path) -> None:
    change = {
        "actions": ["delete", "create"],
        "before": {"domain": f"{CANARY}-old", "user_pool_id": "eu-west-1_Customers"},
        "after": {"domain": f"{CANARY}-new", "user_pool_id": "eu-west-1_Customers"},
        "before_sensitive": {"domain": True},
        "after_sensitive": {"domain": True},
        "replace_paths": [["domain"]],
    }
    address = "aws_cognito_user_pool_domain.sign_in"
    item = {"address": address, "mode": "managed", "type": address.partition(".")[0], "name": "sign_in"}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"format_version": "1.2", "resource_changes": [{**item, "change": change}]}))
    said = printed("check", str(path), "--format", "concise")
    assert "domain goes from (sensitive) to (sensitive)" in said
    assert CANARY not in said


def test_what_is_wrong_with_a_document_is_said_without_quoting_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    for text in (
        f'{{"format_version": "1.2", "resource_changes": "{CANARY}"}}',
        f'{{"format_version": "1.2", "resource_changes": [{{"change": {{"after": "{CANARY}"}}}}]}}',
        f'{{"format_version": "1.2", "variables": {{"token": {{"value": "{CANARY}',
        f'{{"format_version": "1.2", "variables": "{CANARY}" "}}',
        f'{{"format_version": "1.2", "resource_changes": [], "variables": {CANARY}}}',
    ):
        path.write_text(text, encoding="utf-8")
        result = CliRunner().invoke(cli, ["check", str(path)], prog_name="cognito-lint")
        assert result.exit_code == 2, text
        assert CANARY not in result.output
