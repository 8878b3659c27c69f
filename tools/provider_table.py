"""Writes cognito/provider.json: what the readers must know of the resource types' schema, and no more of it.

    terraform providers schema -json > schema.json
    python -m tools.provider_table schema.json

The schema is of a folder that requires hashicorp/aws; its version is kept in the table.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tflint_cognito.cognito.resource_types import COGNITO_PREFIX, CONSUMERS, SECRET_PLACES, SUPPORT, TABLE

Block = Mapping[str, Any]

#: How many names a path may have on the types around Cognito: a web ACL nests its statements without end.
DEEPEST = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", type=Path)
    parser.add_argument("--version", default="", help="the provider's version, where the schema does not tell")
    arguments = parser.parse_args()
    schema = json.loads(arguments.schema.read_text(encoding="utf-8"))
    TABLE.write_text(table(schema, arguments.version), encoding="utf-8")


def table(schema: Mapping[str, Any], version: str = "") -> str:
    """The table as JSON, one resource type a line."""
    provider = next(body for name, body in schema["provider_schemas"].items() if name.endswith("/hashicorp/aws"))
    types = provider["resource_schemas"]
    others = CONSUMERS | SUPPORT | SECRET_PLACES
    wanted = sorted(name for name in types if name.startswith(COGNITO_PREFIX) or name in others)
    lines = [f'  "{name}": {json.dumps(_row(name, types[name]["block"]), sort_keys=True)}' for name in wanted]
    said = schema.get("provider_version", version)
    return '{"provider_version": ' + json.dumps(said) + ', "resource_types": {\n' + ",\n".join(lines) + "\n}}\n"


def _row(type: str, block: Block) -> dict[str, list[str]]:
    row: dict[str, list[str]] = {}
    for kind, path in _marks(block, ""):
        if path.count(".") < DEEPEST or type not in SUPPORT | SECRET_PLACES:
            row.setdefault(kind, []).append(path)
    return {kind: sorted(paths) for kind, paths in row.items()}


def _marks(block: Block, prefix: str) -> Iterator[tuple[str, str]]:
    for name, attribute in block.get("attributes", {}).items():
        yield from ((kind, prefix + name) for kind in _kinds(attribute))
    for name, nested in block.get("block_types", {}).items():
        yield "blocks", prefix + name
        if nested["nesting_mode"] == "set":
            yield "sets", prefix + name
        yield from _marks(nested["block"], f"{prefix}{name}.")


def _kinds(attribute: Mapping[str, Any]) -> Iterator[str]:
    type = attribute.get("type")
    if isinstance(type, list) and type[0] == "set":
        yield "sets"
    if type in ("number", "bool"):
        yield f"{type}s"
    if attribute.get("sensitive"):
        yield "secrets"
    if not attribute.get("computed"):
        yield "plain"


if __name__ == "__main__":
    main()
