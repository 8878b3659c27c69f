"""The table of facts knows every fact, without importing what nobody asks for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

import pytest

import tflint_cognito.cognito as package
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.facts import FACTS

HOMES = [module.name for module in iter_modules(package.__path__) if module.name not in ("facts", "fact")]


def test_every_fact_that_a_module_has_is_in_the_table() -> None:
    modules = (import_module(f"{package.__name__}.{name}") for name in HOMES)
    found = [fact for module in modules for fact in getattr(module, "FACTS", ())]
    there = [fact.name for fact in found if isinstance(fact, Fact)]
    assert sorted(FACTS) == sorted(there)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_is_found_by_its_name(name: str) -> None:
    assert FACTS[name].name == name


def test_a_name_that_is_no_fact_is_none() -> None:
    assert "no_such_fact" not in FACTS
    with pytest.raises(KeyError):
        FACTS["no_such_fact"]


def test_the_table_imports_no_module_of_facts() -> None:
    code = (
        "import sys, tflint_cognito.cognito.facts\n"
        f"print([name for name in {HOMES!r} if 'tflint_cognito.cognito.' + name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
