"""ANSI colour, or none."""

from __future__ import annotations

from typing import Final

from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass

_SEVERITY: Final = {
    Severity.CRITICAL: "1;31",
    Severity.HIGH: "1;31",
    Severity.MEDIUM: "1;33",
    Severity.LOW: "1;36",
    Severity.INFO: "1;34",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text in colours where `on`. Each method names what the text is, not how it looks."""

    on: bool

    def severity(self, severity: Severity, text: str) -> str:
        return self._wrap(_SEVERITY[severity], text)

    def title(self, text: str) -> str:
        return self._wrap("1", text)

    def frame(self, text: str) -> str:
        return self._wrap("1;34", text)

    def remark(self, text: str) -> str:
        return self._wrap("1;34", text)

    def error(self, text: str) -> str:
        return self._wrap("1;31", text)

    def warning(self, text: str) -> str:
        return self._wrap("1;33", text)

    def good(self, text: str) -> str:
        return self._wrap("1;32", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
