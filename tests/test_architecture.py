"""The walls of the package: what may import what, which words stand where, who touches the outside."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "tflint_cognito"

#: Data flows one way: a package imports from itself and from those before it.
ORDER = ("terraform", "cognito", "policy", "configuration", "finding", "fix", "report", "cli")
#: Belongs to no package: what everyone may import.
SHARED = ("digests", "errors", "lazy_patterns", "progress", "records")

#: A rule's id. COG001 to COG099 are the tool's own findings, which do live in the code.
RULE_ID = re.compile(r"\bCOG(?!0\d\d\b)\d{3}\b")
MOST_LINES = 300
REASON = "over 300 lines because"


@dataclass(frozen=True)
class Module:
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """The first folder below the package, or the module's own name right inside it."""
        return self.path.relative_to(PACKAGE).with_suffix("").parts[0]

    @property
    def shown(self) -> str:
        return str(self.path.relative_to(PACKAGE.parent))

    @property
    def docstring(self) -> str:
        """In one line."""
        return " ".join((ast.get_docstring(self.tree) or "").split())

    def imported(self) -> Iterator[tuple[int, str]]:
        """Line and package of every import of our own code, wherever it stands."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=aliases):
                    names = [alias.name for alias in aliases]
                case ast.ImportFrom(module=PACKAGE.name, names=aliases):
                    names = [f"{PACKAGE.name}.{alias.name}" for alias in aliases]
                case ast.ImportFrom(module=str(name)):
                    names = [name]
                case _:
                    continue
            yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith(f"{PACKAGE.name}."))

    def words(self) -> Iterator[tuple[int, str]]:
        """Line and text of every string that the program uses: not docstrings, not comments."""
        nodes = list(ast.walk(self.tree))
        documented = [node for node in nodes if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
        docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.lineno, node.value


MODULES = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]


def test_every_package_has_its_place_in_the_order() -> None:
    packages = {module.package for module in MODULES}
    assert packages - {*ORDER, *SHARED, "__init__", "__main__"} == set()


def test_data_flows_one_way() -> None:
    after = {package: ORDER[index + 1 :] for index, package in enumerate(ORDER)} | dict.fromkeys(SHARED, ORDER)
    imports = ((module, line, package) for module in MODULES for line, package in module.imported())
    assert [
        f"{module.shown}:{line} imports {package}"
        for module, line, package in imports
        if package in after.get(module.package, ())
    ] == []


def test_policy_is_data_so_no_rule_is_named_in_the_code() -> None:
    lines = ((module, number, line) for module in MODULES for number, line in enumerate(module.text.splitlines(), 1))
    assert [f"{module.shown}:{number}: {line}" for module, number, line in lines if RULE_ID.search(line)] == []


def test_only_the_cognito_package_names_its_resources() -> None:
    others = [module for module in MODULES if module.package != "cognito"]
    words = ((module, line, word) for module in others for line, word in module.words())
    assert [f"{module.shown}:{line}: {word!r}" for module, line, word in words if "aws_cognito_" in word] == []


def test_only_the_command_line_prints_reads_the_environment_or_exits() -> None:
    others = [module for module in MODULES if module.package != "cli"]
    assert [f"{module.shown}:{line}: {name}" for module in others for line, name in _outside(module.tree)] == []


def test_records_are_made_the_quick_way() -> None:
    others = [module for module in MODULES if module.path.name != "records.py"]
    assert [module.shown for module in others if "from dataclasses import" in module.text] == []


def test_no_module_compiles_a_pattern_that_nothing_may_use() -> None:
    others = [module for module in MODULES if module.path.name != "lazy_patterns.py"]
    lines = ((module, number, line) for module in others for number, line in enumerate(module.text.splitlines(), 1))
    at_the_left = ((module, number) for module, number, line in lines if line[:1].isalpha() and "re.compile(" in line)
    assert [f"{module.shown}:{line}" for module, line in at_the_left] == []


def test_a_long_module_says_why() -> None:
    long = [module for module in MODULES if len(module.text.splitlines()) > MOST_LINES]
    assert [module.shown for module in long if REASON not in module.docstring] == []


def _outside(tree: ast.Module) -> Iterator[tuple[int, str]]:
    forbidden = {"print", "input", "exit", "quit"}
    attributes = {
        "os": {"environ", "getenv", "putenv", "_exit"},
        "sys": {"exit", "argv", "stdin", "stdout", "stderr"},
        "click": {"echo", "secho", "get_current_context"},
    }
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in forbidden:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in attributes.get(module, set()):
                yield node.lineno, f"{module}.{name}"
            case ast.ImportFrom(module=str(module), names=aliases):
                names = [alias.name for alias in aliases if alias.name in attributes.get(module, set())]
                yield from ((node.lineno, f"from {module} import {name}") for name in names)
