"""What a root module's variables are given, in Terraform's order of precedence.

https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.evaluation.conversion import without_optional
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.variables import Given, NoNames, Variable
from tflint_cognito.terraform.hcl.body import Attribute
from tflint_cognito.terraform.options import VariableSource
from tflint_cognito.terraform.repository import Unreadable
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.stand_ins import GIVE
from tflint_cognito.terraform.values import Known, Unknown, Value, string


@dataclass(frozen=True, slots=True)
class Layer:
    """One place that gives variables values: a file, or one word of the command line or environment."""

    how: str  # one of source.HOW
    attributes: Mapping[str, Attribute]
    texts: Mapping[str, str]
    #: Why it may give more than what stands here: it could not be read as a whole.
    broken: str = ""


class RootInputs:
    """The inputs of a root module."""

    default = "default"

    def __init__(self, run: Run, scope: Surroundings, layers: Sequence[Layer], fed: bool) -> None:
        self._run = run
        self._scope = NoNames(scope)
        self._layers = layers
        self._fed = fed

    def given(self, variable: Variable) -> Given | None:
        for layer in self._layers:
            if variable.name in layer.attributes:
                attribute = layer.attributes[variable.name]
                return Given(self._run.evaluate(attribute.expression, self._scope), layer.how)
            if variable.name in layer.texts:
                return Given(self._read(variable, layer.texts[variable.name], layer.how), layer.how)
            if layer.broken:
                return Given(Unknown(f"{layer.broken}, and may set var.{variable.name}", decides="correct it"), "")
        if self._fed:
            return Given(Unknown(f"terragrunt.hcl feeds var.{variable.name}", decides="lint the plan"), "")
        return None

    def missing(self, variable: Variable) -> Unknown:
        type = without_optional(variable.constraint.type)
        return Unknown(f"var.{variable.name} has no value here", type, decides=GIVE)

    def _read(self, variable: Variable, text: str, how: str) -> Value:
        """A value from the command line or the environment: text as it is, or an expression."""
        if variable.takes_text:
            return string(text)
        from tflint_cognito.terraform.hcl.variable_file import read_variable_file

        file = read_variable_file(Source(f"{variable.name}.tfvars", f"{variable.name} = {text.strip()}\n"))
        attribute = file.body.attributes.get(variable.name)
        value = None if attribute is None else self._run.evaluate(attribute.expression, self._scope)
        if value is None or file.diagnostics:
            given = f"TF_VAR_{variable.name}" if how == "environment" else f"--var {variable.name}"
            self._run.report(f"{given} is not a value that Terraform can read", None)
            return Unknown(f"{given} is not a value that Terraform can read", decides="correct it")
        return _without_places(value)


def read_layers(
    run: Run, folder: str, sources: Sequence[VariableSource], environment: Mapping[str, str]
) -> Iterator[Layer]:
    """All that gives the variables of the root module in `folder` values, the strongest first; paths are absolute."""
    for source in reversed(sources):
        match source:
            case ("file", path):
                yield _read_file(run, path)
            case (_, name, text):
                yield Layer("command line", {}, {name: text})
    run.folders.repository.seen.names(folder)
    for name in reversed(automatic_files(folder, run.folders.repository.overlaid(folder))):
        yield _read_file(run, os.path.join(folder, name))
    texts = {name.removeprefix("TF_VAR_"): text for name, text in environment.items() if name.startswith("TF_VAR_")}
    yield Layer("environment", {}, texts)


def automatic_files(folder: str, overlaid: Sequence[str] = ()) -> list[str]:
    """The variable files that Terraform reads by itself, the weakest first; those `overlaid` may not be on disk."""
    try:
        names = sorted({*os.listdir(folder), *overlaid})
    except OSError:
        return []
    named = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in names]
    return named + [name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json"))]


def _read_file(run: Run, path: str) -> Layer:
    try:
        file = run.folders.repository.variable_file(path)
    except Unreadable as fault:
        run.cannot_read(fault)
        return Layer("variable file", {}, {}, broken=f"{fault.path} could not be read")
    run.read_file(file)
    broken = any(found.severity == "error" for found in file.diagnostics)
    because = f"{file.source.path} could not be read as a whole" if broken else ""
    return Layer("variable file", file.body.attributes, {}, because)


def _without_places(value: Value) -> Value:
    """`value` without ranges: it stands in no file."""
    value = replace(value, range=None, trail=())
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(map(_without_places, items)))
        case Known(value=Mapping() as mapping):
            return replace(value, value={key: _without_places(item) for key, item in mapping.items()})
    return value
