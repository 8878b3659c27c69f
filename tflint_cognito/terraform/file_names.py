"""Which files are configuration, told by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ENDINGS = (".tf", ".tofu", ".tf.json", ".tofu.json")
TERRAGRUNT = "terragrunt.hcl"
#: How the names of templates end that configuration is rendered from, after its own ending.
_RENDERED = (".j2", ".jinja", ".jinja2", ".tpl", ".tmpl", ".tftpl", ".erb", ".mustache")
_TEMPLATES = tuple(ending + rendered for ending in ENDINGS for rendered in _RENDERED)
IS_A_TEMPLATE = "it is a template that is not rendered here"
LOOKED_AT = (*ENDINGS, TERRAGRUNT, *_TEMPLATES)


def configuration_files(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are configuration, sorted. `main.tofu` replaces `main.tf`; hidden files and editors' are left out.

    https://opentofu.org/docs/language/files/#file-extension
    """
    found = {name for name in names if name.endswith(ENDINGS) and not name.startswith((".", "#"))}
    if not any(".tofu" in name for name in found):
        return tuple(sorted(found))
    return tuple(sorted(name for name in found if not (".tofu" not in name and _as_tofu(name) in found)))


def not_rendered(names: Sequence[str]) -> tuple[str, ...]:
    """The templates of configuration among `names` that were not rendered: `variables.tf.j2` without `variables.tf`."""
    return tuple(sorted(name for name in names if name.endswith(_TEMPLATES) and name.rpartition(".")[0] not in names))


def _as_tofu(name: str) -> str:
    return name.removesuffix(".json").removesuffix(".tf") + (".tofu.json" if name.endswith(".json") else ".tofu")
