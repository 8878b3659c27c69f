"""One configuration file: TOML or YAML, held against the schema, as a Configuration; with those that it extends."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tflint_cognito import __version__
from tflint_cognito.configuration.configuration import (
    Configuration,
    ConfiguredIgnore,
    Environment,
    Override,
    RuleSetting,
    Setting,
    usual_rank,
)
from tflint_cognito.configuration.places import toml_places
from tflint_cognito.configuration.version import require
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.strict_yaml import Places, read_yaml
from tflint_cognito.policy.validation import validate
from tflint_cognito.records import replace

SCHEMA = Path(__file__).parent.parent / "schemas" / "configuration.schema.json"

Data = Mapping[str, Any]

#: What is kept by its own kind of object; everything else is a setting.
_STRUCTURED = ("required-version", "extend", "rules", "overrides", "ignores", "environments")
#: Settings that are paths, relative to the file that they stand in.
_PATHS = ("baseline", "rule-folders", "var-files")


def read_configuration(path: Path, working_directory: str) -> Configuration:
    """The configuration in `path` over all that it extends. CognitoLintError with file and line where it is wrong."""
    return _read(path.resolve(), working_directory, ())


def _read(path: Path, working_directory: str, chain: tuple[Path, ...]) -> Configuration:
    shown = shown_path(path, working_directory)
    if path in chain:
        raise CognitoLintError(f"{shown}: extend goes in a circle: it leads back to this file")
    data, places = _parse(path, shown)
    if "required-version" in data:
        require(data["required-version"], __version__, shown)
    validate(data, places, shown, SCHEMA)
    below = Configuration()
    for other in data.get("extend", ()):
        extended = path.parent / other
        if not extended.is_file():
            raise CognitoLintError(f"{_origin(shown, places, 'extend')}: there is no file {other!r} to extend")
        below = _read(extended.resolve(), working_directory, (*chain, path)).over(below)
    return _configuration(data, places, path, shown).over(below)


def _parse(path: Path, shown: str) -> tuple[Data, Places]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CognitoLintError(f"{shown} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CognitoLintError(f"{shown} is not UTF-8: save it as UTF-8") from None
    if path.suffix in (".yaml", ".yml"):
        data, places = read_yaml(text, shown)
    else:
        data, places = _parse_toml(text, path, shown)
    if data is None:
        return {}, places
    if not isinstance(data, Mapping):
        raise CognitoLintError(f"{shown}: a configuration is a mapping of settings")
    return data, places


def _parse_toml(text: str, path: Path, shown: str) -> tuple[Any, Places]:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CognitoLintError(f"{shown}: this is not TOML: {error}") from None
    table = ("tool", "cognito-lint") if path.name == "pyproject.toml" else ()
    for name in table:
        data = data.get(name, {})
    return _plain(data), toml_places(text, table)


def _plain(data: Any) -> Any:
    """TOML has dates of its own; a schema knows strings."""
    if isinstance(data, Mapping):
        return {key: _plain(item) for key, item in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return data.isoformat() if isinstance(data, date) else data


def _configuration(data: Data, places: Places, path: Path, shown: str) -> Configuration:
    folder = path.parent
    settings = {
        key: Setting(_absolute(folder, value) if key in _PATHS else value, _origin(shown, places, key))
        for key, value in data.items()
        if key not in _STRUCTURED
    }
    if "exclude" in settings:
        exclude = settings["exclude"]
        settings["exclude"] = Setting([(str(folder), pattern) for pattern in exclude.value], exclude.origin)
    return Configuration(
        settings,
        {
            name: replace(setting, origin=_origin(shown, places, "rules", name))
            for name, setting in rule_settings(data.get("rules", {})).items()
        },
        tuple(_override(item, folder) for item in data.get("overrides", ())),
        tuple(_ignores(data.get("ignores", ()), path, shown, places)),
        tuple(
            replace(_environment(name, item, folder), origin=_origin(shown, places, "environments", name))
            for name, item in data.get("environments", {}).items()
        ),
        (path,),
    )


def rule_settings(data: Data) -> Mapping[str, RuleSetting]:
    return {name: _rule_setting(item) for name, item in data.items()}


def _rule_setting(data: str | Data) -> RuleSetting:
    if isinstance(data, str):
        if data in ("on", "off"):
            return RuleSetting(enabled=data == "on")
        return RuleSetting(severity=Severity.named(data))
    severity = Severity.named(data["severity"]) if "severity" in data else None
    return RuleSetting(data.get("enabled"), severity, data.get("options", {}))


def _override(data: Data, folder: Path) -> Override:
    return Override(folder, tuple(data["paths"]), tuple(data.get("ignore", ())), rule_settings(data.get("rules", {})))


def _ignores(items: Sequence[Data], path: Path, shown: str, places: Places) -> Iterator[ConfiguredIgnore]:
    for index, data in enumerate(items):
        origin = _origin(shown, places, "ignores", index)
        yield ConfiguredIgnore(
            path.parent,
            tuple(data["rules"]),
            data["reason"].strip(),
            origin,
            data.get("address", ""),
            data.get("path", ""),
            data.get("attribute", ""),
            data.get("environment", ""),
            _day(data["until"], origin) if "until" in data else None,
            path,
            (places.get(("ignores", index)) or places.get(("ignores",), (1, 1)))[0],
        )


def _day(text: str, origin: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CognitoLintError(f"{origin}: there is no day {text}") from None


def _environment(name: str, data: Data, folder: Path) -> Environment:
    return Environment(
        name,
        tuple(_absolute(folder, data.get("paths", []))),
        tuple(_absolute(folder, data.get("var-files", []))),
        {variable: _as_terraform_writes(value) for variable, value in data.get("vars", {}).items()},
        data.get("workspace", ""),
        data.get("profile", ""),
        data.get("fail-on", ""),
        data.get("rank", usual_rank(name)),
    )


def _as_terraform_writes(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _absolute(folder: Path, value: Any) -> Any:
    if isinstance(value, list):
        return [_absolute(folder, item) for item in value]
    return os.path.normpath(folder / value)


def _origin(shown: str, places: Places, *at: str | int) -> str:
    place = places.get(at) or places.get(at[:1])
    return f"{shown}:{place[0]}" if place else shown


def shown_path(path: Path, working_directory: str) -> str:
    """`path` as users know it: relative to the working directory where it lies below it."""
    try:
        return path.relative_to(Path(working_directory).resolve()).as_posix()
    except ValueError:
        return str(path)
