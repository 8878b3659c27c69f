"""No input makes it hang, recurse to death or fill memory: a bound that is hit is said, and what it hides undetermined.

Whole processes, with little memory and little time. None of these needs much of either: each once took all there was.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from tests.program import PROJECT

MEMORY = 1 << 31
#: Far more than any of these takes; only a hang takes longer.
SECONDS = 60

POOL = 'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n}\n'


def nested(first: str, link: str) -> str:
    """Sixty locals, each made of twice the one before."""
    links = (f"  a{n} = {link.replace('LAST', f'local.a{n - 1}')}\n" for n in range(1, 60))
    return f"locals {{\n  a0 = {first}\n{''.join(links)}}}\n"


def attributes(*expressions: str) -> str:
    """An app client for each expression, which is its name."""
    return "".join(
        f'resource "aws_cognito_user_pool_client" "web_{n}" {{\n  name = {one}\n}}\n'
        for n, one in enumerate(expressions)
    )


LISTS = nested("[1, 2]", "[LAST, LAST]")
#: Three levels that each call the next twice, and many groups at the bottom.
DOUBLING_MODULES = {
    "main.tf": POOL + 'module "m" {\n  source = "./m0"\n}\n',
    **{
        f"m{n}/main.tf": "".join(f'module "{name}" {{\n  source = "../m{n + 1}"\n}}\n' for name in "ab")
        for n in range(3)
    },
    "m3/main.tf": 'resource "aws_cognito_user_group" "team" {\n  count = 1500\n  name  = "team"\n}\n',
}

#: What is read, and a part of what must be said.
HOSTILE: dict[str, tuple[dict[str, str], str]] = {
    "lists of the same list": (
        {
            "main.tf": LISTS
            + attributes("jsonencode(local.a59)", "flatten(local.a59)", "local.a59 == local.a59", "local.a20")
        },
        "parts",
    ),
    "objects of the same object": (
        {"main.tf": nested("{ x = 1 }", "{ l = LAST, r = LAST }") + attributes("merge(local.a59, {}).l")},
        "parts",
    ),
    "a string that doubles": (
        {"main.tf": nested('"0123456789abcdef"', '"${LAST}${LAST}"') + attributes("local.a59")},
        "characters",
    ),
    "brackets": (
        {"main.tf": POOL + attributes("(" * 20_000 + "1" + ")" * 20_000, "[" * 20_000 + "]" * 20_000)},
        "error: ",
    ),
    "a regular expression": (
        {"main.tf": POOL + attributes(f'regex("{"(" * 30_000}{")" * 30_000}", "a")')},
        "regular expression",
    ),
    "widths, powers and products": (
        {
            "main.tf": POOL
            + attributes(
                'format("%999999999d", 1)',
                "1e999999999 * 2",
                "setproduct(range(1000), range(1000))",
                'join(join("", range(1000)), range(1000), range(1000), range(1000))',
                'cidrsubnets("::/0", [for n in range(1000) : 32]...)',
                'indent(100000000, "a\\n\\nb")',
            )
        },
        "given up",
    ),
    "a million instances": (
        {"main.tf": POOL + 'resource "aws_cognito_user_pool_client" "web" {\n  count = 1000000\n  name = "web"\n}\n'},
        "100,000",
    ),
    "modules that call twice": (DOUBLING_MODULES, "instances"),
    "modules in a circle": (
        {
            "main.tf": POOL + 'module "a" {\n  source = "./a"\n}\n',
            "a/main.tf": POOL + 'module "b" {\n  source = "../b"\n}\n',
            "b/main.tf": POOL + 'module "a" {\n  source = "../a"\n}\n',
        },
        "error: ",
    ),
    "JSON": ({"main.tf": POOL, "a.tf.json": '{"locals": {"a": ' + "[" * 50_000}, "a.tf.json"),
    "names that are there twice": (
        {"main.tf": POOL, "a.tf.json": '{"locals": {' + ", ".join(['"a": 1'] * 5_000) + "}}"},
        "more that -v shows",
    ),
    "variables": (
        {
            "main.tf": POOL + 'variable "name" {}\n' + attributes("var.name"),
            "terraform.tfvars": "name = " + "[" * 20_000,
        },
        "error: ",
    ),
    "quotes": ({"main.tf": POOL + attributes('"${"' * 10_000)}, "error: "),
}


@pytest.mark.parametrize(("files", "says"), HOSTILE.values(), ids=HOSTILE)
def test_a_bound_that_is_hit_is_said(tmp_path: Path, files: dict[str, str], says: str) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = bounded(tmp_path)
    assert done.returncode == 2, done.stderr[-300:]
    assert says in done.stdout
    assert "NOT complete" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stdout) < 200_000


def test_a_plan_that_nests_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"format_version": "1.2", "planned_values": ' + "[" * 50_000 + "]" * 50_000 + "}")
    done = bounded(path)
    assert (done.returncode, "nested too deeply" in done.stderr) == (2, True)


def resources(type: str, count: int, **values: object) -> Iterator[str]:
    """The parts of a plan that leaves `count` resources of one type as they are."""
    values = {"id": "eu-west-1_Customers", **values}
    same = {"actions": ["no-op"], "before": values, "after": values, "after_unknown": {}}
    for number in range(count):
        one = {"address": f"{type}.it[{number}]", "mode": "managed", "type": type, "name": "it", "index": number}
        yield json.dumps({**one, "change": same})


def written(path: Path, *parts: Iterator[str]) -> Path:
    with path.open("w") as file:
        file.write('{"format_version": "1.2", "planned_values": {}, "resource_changes": [')
        file.writelines(f"{',' * (at > 0)}{part}" for at, part in enumerate(chain(*parts)))
        file.write("]}")
    return path


def test_a_plan_full_of_machines_takes_little_memory(tmp_path: Path) -> None:
    pool = resources("aws_cognito_user_pool", 1, mfa_configuration="OFF")
    machines = resources("aws_instance", 20_000, user_data="x" * 5_000)
    path = written(tmp_path / "plan.json", machines, pool)
    assert path.stat().st_size > 200_000_000
    done = bounded(path, memory=300 << 20)
    assert done.returncode == 1, done.stderr[-300:]
    assert "1 plan, 1 resource;" in done.stdout and "all files read" in done.stdout


def test_a_plan_of_more_than_can_be_judged_says_so(tmp_path: Path) -> None:
    groups = resources("aws_cognito_user_group", 10_001, name="team", user_pool_id="eu-west-1_Customers")
    done = bounded(written(tmp_path / "plan.json", groups))
    assert done.returncode == 2, done.stderr[-300:]
    assert "there are more than 10,000 resources that matter here" in done.stdout
    assert "NOT complete" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_in_a_circle_hides_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(POOL)
    (tmp_path / "loop.tf").symlink_to("loop.tf")
    done = bounded(tmp_path)
    assert done.returncode == 2
    assert "1 resource" in done.stdout and "loop.tf" in done.stdout


def bounded(path: Path, memory: int = MEMORY) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tflint_cognito", "--no-cache", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        command,
        cwd=path if path.is_dir() else path.parent,
        env=environment,
        preexec_fn=partial(_limit, memory) if os.name == "posix" else None,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


def _limit(memory: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
