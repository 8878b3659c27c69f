"""Makes an example of a rule plannable: Terraform refuses what leaves out a required argument or refers to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from tflint_cognito.terraform.hcl.body import Block, Body
from tflint_cognito.terraform.hcl.native import read_native
from tflint_cognito.terraform.source import Source

#: A block of a provider's schema, as `terraform providers schema -json` gives it.
Schema = Mapping[str, Any]
#: Schemas of blocks, by kind ("resource", "data") and type.
Schemas = Mapping[tuple[str, str], Schema]

_REFERENCE = re.compile(r"(?<![\w.\"/-])(data\.)?(aws_[a-z0-9_]+)\.([A-Za-z_][\w-]*)")
#: Values by what their argument is named, where any text would not do.
_VALUES = {
    "user_pool_id": '"eu-west-1_Example1"',
    "identity_pool_id": '"eu-west-1:11111111-2222-3333-4444-555555555555"',
    "assume_role_policy": '"{}"',
    "policy": '"{}"',
}
_ARN = '"arn:aws:lambda:eu-west-1:123456789012:function:example"'
_EMPTY = {"string": '"example"', "number": "1", "bool": "false"}


def schemas_of(document: Mapping[str, Any]) -> Schemas:
    """The schemas in the output of `terraform providers schema -json`, of all its providers."""
    found: dict[tuple[str, str], Schema] = {}
    for provider in document["provider_schemas"].values():
        for kind, key in (("resource", "resource_schemas"), ("data", "data_source_schemas")):
            found |= {(kind, type): schema["block"] for type, schema in provider.get(key, {}).items()}
    return found


def complete(files: Mapping[str, str], schemas: Schemas) -> dict[str, str]:
    """The files of an example with what they lack. Files in JSON syntax are left as they are."""
    texts = dict(files)
    modules: dict[PurePosixPath, list[str]] = {}
    for name, text in files.items():
        if name.endswith(".tf"):
            texts[name] = _with_required(name, text, schemas)
            modules.setdefault(PurePosixPath(name).parent, []).append(text)
    for folder, written in sorted(modules.items()):
        stubs = "\n".join(_stubs(written, schemas))
        if stubs:
            texts[str(folder / "completed.tf")] = stubs
    return texts


def _with_required(name: str, text: str, schemas: Schemas) -> str:
    file = read_native(Source(name, text))
    insertions = [
        insertion
        for block in file.body.blocks
        if (schema := schemas.get((block.type, block.labels[0] if block.labels else ""))) is not None
        for insertion in _insertions(block, schema)
    ]
    for at, inserted in sorted(insertions, reverse=True):
        text = text[:at] + inserted + text[at:]
    return text


def _insertions(block: Block, schema: Schema) -> Iterator[tuple[int, str]]:
    lacking = "\n".join(_lacking(block.body, schema))
    if lacking:
        # Alone on its line, `{ name = "web" }` takes no second argument: hence the line end before the brace, too.
        yield block.range.source.text.index("{", block.header.stop) + 1, f"\n{lacking}\n"
        yield block.range.stop - 1, "\n"
    for nested in block.body.blocks:
        below = schema.get("block_types", {}).get(nested.type)
        if below is not None:
            yield from _insertions(nested, below["block"])


def _lacking(body: Body, schema: Schema) -> Iterator[str]:
    """The required arguments and blocks that `body` does not have."""
    dynamic = {block.labels[0] for block in body.of_type("dynamic") if block.labels}
    for name, attribute in schema.get("attributes", {}).items():
        if attribute.get("required") and name not in body.attributes:
            yield f"{name} = {_value(name, attribute.get('type', 'string'))}"
    for name, nested in schema.get("block_types", {}).items():
        if nested.get("min_items", 0) > 0 and name not in dynamic and not body.of_type(name):
            yield f"{name} {{\n" + "\n".join(_lacking(Body({}, ()), nested["block"])) + "\n}"


def _value(name: str, type: Any) -> str:
    if isinstance(type, list):
        kind = type[0]
        return f"[{_value(name, type[1])}]" if kind in ("list", "set") else "{}"
    if name.endswith("arn"):
        return _ARN
    return _VALUES.get(name, _EMPTY.get(type, "null")) if type == "string" else _EMPTY.get(type, "null")


def _stubs(texts: list[str], schemas: Schemas) -> Iterator[str]:
    """Blocks for what the files of one module refer to and do not declare."""
    declared = {
        (block.type, *block.labels)
        for text in texts
        for block in read_native(Source("", text)).body.blocks
        if block.type in ("resource", "data")
    }
    wanted = {
        ("data" if data else "resource", type, name)
        for text in texts
        for data, type, name in _REFERENCE.findall(_without_comments(text))
    }
    for kind, type, name in sorted(wanted - declared):
        schema = schemas.get((kind, type))
        if schema is not None:
            yield f'{kind} "{type}" "{name}" {{\n' + "\n".join(_lacking(Body({}, ()), schema)) + "\n}\n"


def _without_comments(text: str) -> str:
    return re.sub(r"(?m)(^|\s)(#|//).*$", "", text)
