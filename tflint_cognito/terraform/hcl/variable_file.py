"""Reads files of variable values: .tfvars and .tfvars.json."""

from __future__ import annotations

from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.hcl.body import Body, File
from tflint_cognito.terraform.hcl.json_syntax import read_json_values
from tflint_cognito.terraform.hcl.native import read_native
from tflint_cognito.terraform.source import Source


def read_variable_file(source: Source) -> File:
    """The values as attributes; JSON if the path ends in .json, else native syntax. There are no blocks."""
    if source.path.endswith(".json"):
        return read_json_values(source)
    file = read_native(source)
    for block in file.body.blocks:
        message = f"a file of variable values holds no blocks such as {block.type}"
        file.diagnostics.append(Diagnostic("error", message, block.header))
    file.body = Body(file.body.attributes, ())
    return file
