"""The reference architecture, hardened and as commonly published: as text, as a plan and as a state."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.marks import ORIGIN, PLACE, UNDETERMINED, Mark, read_marks
from tests.program import FIXTURES, PROJECT, Run, run
from tests.terraform.placing.tenants import binary_plan

# Runs are cached, so one worker does them all.
pytestmark = pytest.mark.xdist_group("fixtures")

SHAPES = ("flat", "modules", "environments/dev", "environments/staging", "environments/prod")
HARDENED = [f"hardened/{shape}" for shape in SHAPES]
PUBLISHED = [f"published/{shape}" for shape in SHAPES]


class Judged(NamedTuple):
    """One rule on one resource instance."""

    rule: str
    address: str


@cache
def lint(path: str) -> Run:
    return run("check", "--format", "json", "--no-cache", Path("fixtures", path))


def places(entries: list[Any]) -> set[Mark]:
    return {Mark(entry["range"]["path"], entry["range"]["start"]["line"], entry["rule"]) for entry in entries}


def judged(entries: list[Any]) -> set[Judged]:
    return {Judged(entry["rule"], entry["address"]) for entry in entries}


def marked(kind: str, root: str) -> set[Mark]:
    """The marks that hold through `root`: of the whole fixture, as a root calls modules beside it."""
    fixture, shape, *environment = root.split("/")
    return read_marks(kind, FIXTURES / fixture / shape, PROJECT, *environment)


@pytest.mark.parametrize("root", HARDENED)
def test_the_hardened_architecture_is_known_in_full_and_gives_nothing(root: str) -> None:
    report = lint(root).json
    assert places(report["findings"]) == set()
    assert places(report["undetermined"]) == set()
    assert report["diagnostics"] == []
    assert report["summary"]["complete"] is True
    assert report["summary"]["pass"] > 20
    assert lint(root).code == 0


@pytest.mark.parametrize("root", PUBLISHED)
def test_every_finding_lands_on_its_marked_line(root: str) -> None:
    assert places(lint(root).json["findings"]) == marked(PLACE, root)
    assert lint(root).code == 1


@pytest.mark.parametrize("root", PUBLISHED)
def test_what_is_undetermined_is_marked_too(root: str) -> None:
    assert places(lint(root).json["undetermined"]) == marked(UNDETERMINED, root)


@pytest.mark.parametrize("fixture", ["published/flat", "published/modules", "published/environments"])
def test_a_trail_leads_to_where_the_value_is_written(fixture: str) -> None:
    through = {
        Mark(step["range"]["path"], step["range"]["start"]["line"], finding["rule"])
        for finding in lint(fixture).json["findings"]
        for step in finding["trail"]
        if step["range"] is not None
    }
    assert read_marks(ORIGIN, FIXTURES / fixture, PROJECT) - through == set()


@pytest.mark.parametrize("fixture", ["hardened", "published"])
def test_a_whole_tree_is_each_of_its_roots(fixture: str) -> None:
    whole = lint(fixture).json
    assert [entry["path"] for entry in whole["inputs"]] == sorted(f"fixtures/{fixture}/{shape}" for shape in SHAPES)
    each = {place for shape in SHAPES for place in places(lint(f"{fixture}/{shape}").json["findings"])}
    assert places(whole["findings"]) == each


@pytest.mark.parametrize("frozen", ["plan.json", "state.json"])
@pytest.mark.parametrize("root", [*HARDENED, *PUBLISHED])
def test_a_plan_and_a_state_get_the_same_verdicts_wherever_they_know(root: str, frozen: str) -> None:
    text, other = lint(root).json, lint(f"{root}/{frozen}").json
    failed = judged(other["findings"])
    assert failed - judged(text["findings"]) == set()
    unseen = judged(text["findings"]) - failed - judged(other["undetermined"])
    assert {found.rule for found in unseen} <= (SETTLED_IN_A_STATE if frozen == "state.json" else set())


#: In which order things are made is past when they are there.
SETTLED_IN_A_STATE = {"COG135"}


@pytest.mark.parametrize("root", PUBLISHED)
def test_a_plan_knows_nearly_everything(root: str) -> None:
    text, plan = judged(lint(root).json["findings"]), judged(lint(f"{root}/plan.json").json["findings"])
    assert {found.rule for found in text - plan} <= UNKNOWN_IN_A_PLAN


#: scope_identifiers are known only after apply, and the order in which things are made is not shown.
UNKNOWN_IN_A_PLAN = {"COG133", "COG134", "COG135", "COG138"}


@pytest.mark.parametrize("root", [*HARDENED, *PUBLISHED])
def test_the_frozen_plans_are_of_the_text_beside_them(root: str) -> None:
    plan = json.loads((FIXTURES / root / "plan.json").read_text(encoding="utf-8"))
    planned = {change["address"] for change in plan["resource_changes"] if change["mode"] == "managed"}
    seen = {
        resource["address"]
        for part in run("show", "--format", "json", Path("fixtures", root)).json["roots"]
        for resource in part["resources"]
    }
    assert seen
    assert seen <= planned


def where(finding: Any) -> Any:
    """All that tells where a finding is: with the source behind it, a plan has the same as its text."""
    keys = ("range", "trail", "calls", "attribute", "fingerprint")
    return json.dumps({key: finding[key] for key in keys}, sort_keys=True)


@cache
def lint_copy(root: str, frozen: str, option: str) -> Run:
    """A frozen plan away from its text, with the source given: the folder, or a binary plan where -chdir leaves it."""
    fixture, shape = root.split("/")[:2]
    with tempfile.TemporaryDirectory() as scratch:
        there = Path(scratch, "fixtures", root)
        shutil.copytree(FIXTURES / fixture / shape, Path(scratch, "fixtures", fixture, shape))
        moved = (there / frozen).rename(Path(scratch, frozen))
        (there / "tf.plan").write_bytes(binary_plan_of(there))
        source = there / "tf.plan" if option == "--plan-file" else there
        given = (option, source.relative_to(scratch))
        return run("check", "--format", "json", "--no-cache", moved.name, *given, folder=Path(scratch))


def binary_plan_of(root: Path) -> bytes:
    """The files of a root module and of all that it calls, as a binary plan has them."""
    files: dict[str, str | bytes] = {}
    modules = [{"Key": "", "Dir": "."}]
    waiting = [("", root)]
    while waiting:
        key, folder = waiting.pop()
        for path in folder.glob("*.tf"):
            files[f"tfconfig/m-{key}/{path.name}"] = path.read_bytes()
            for name, source in MODULE_CALL.findall(path.read_text(encoding="utf-8")):
                inner, called = f"{key}.{name}".lstrip("."), folder / source
                modules.append({"Key": inner, "Source": source, "Dir": os.path.relpath(called, root)})
                waiting.append((inner, called))
    return binary_plan({**files, "tfconfig/modules.json": json.dumps(modules)})


MODULE_CALL = re.compile(r'^module "(\w+)" \{(?:\n(?:  .*)?)*?\n  source\s*= "(\.\.?/[^"]+)"', re.MULTILINE)


@pytest.mark.parametrize(
    ("frozen", "option"), [("plan.json", "--source"), ("plan.json", "--plan-file"), ("state.json", "--source")]
)
@pytest.mark.parametrize("root", [*HARDENED, *PUBLISHED])
def test_a_plan_with_its_source_lands_where_the_text_does(root: str, frozen: str, option: str) -> None:
    text, other = lint(root).json, lint_copy(root, frozen, option).json
    written = {Judged(entry["rule"], entry["address"]): where(entry) for entry in text["findings"]}
    planned = {Judged(entry["rule"], entry["address"]): where(entry) for entry in other["findings"]}
    assert planned == {found: written[found] for found in planned}
    assert other["diagnostics"] == []
    assert bool(planned) == bool(written)


@pytest.mark.parametrize("root", PUBLISHED)
def test_a_plan_with_its_source_says_where_in_both(root: str) -> None:
    document = json.loads((FIXTURES / root / "plan.json").read_text(encoding="utf-8"))
    for finding in lint_copy(root, "plan.json", "--source").json["findings"]:
        assert finding["range"] is not None
        found = document
        for token in finding["pointer"].split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            found = found[int(token)] if isinstance(found, list) else found[token]
        name = (finding["attribute"] or "").partition(".")[0].partition("[")[0]
        resource = document["resource_changes"][int(finding["pointer"].split("/")[2])]["change"]["after"]
        assert found == resource or name in finding["pointer"].split("/")
        # What the provider's schema fills in is not written, so that only the resource stands for it.
        assert found != resource or resource.get(name) in (None, [], "INACTIVE", "OFF")


@pytest.mark.parametrize("root", PUBLISHED)
def test_a_plan_beside_its_text_finds_it(root: str) -> None:
    report = lint(f"{root}/plan.json").json
    assert report["inputs"] == [{"path": f"fixtures/{root}/plan.json", "kind": "plan", "source": f"fixtures/{root}"}]
    assert {finding["range"] is None for finding in report["findings"]} == {False}
