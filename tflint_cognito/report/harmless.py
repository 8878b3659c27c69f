"""Nothing that is printed is a command to whoever keeps the log.

Runners of CI obey lines of a log, and text from a pull request must not become one. GitHub takes `::name …::` at the
beginning of a line, whatever space is before it, and `##[name …]` anywhere in one, also within JSON; Azure takes
`##vso[…]` and TeamCity `##teamcity[…]`. They compare texts as people do, so characters that cannot be seen do not part
what is around them.

https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse)
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
"""

from __future__ import annotations

import re
from typing import Final

from tflint_cognito.lazy_patterns import pattern

#: What a comparison of texts leaves out: Default_Ignorable_Code_Point of Unicode, and control characters.
_UNSEEN: Final = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
#: White space within a line.
_SPACE: Final = r" \t\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROLS: Final = dict.fromkeys([*range(9), *range(14, 32), 127])
# No two repetitions that stand together take the same characters, so that hostile text takes no time either.
#: The first # of ##[, ##vso[ and their like.
_ANYWHERE: Final = pattern(rf"#(?=[{_UNSEEN}]*#[\w{_UNSEEN}]*\[)")
#: The first : of ::name …::, at the beginning of a line.
_AT_BEGINNING: Final = pattern(
    rf"((?:^|\r)[{_SPACE}{_UNSEEN}]*):(?=[{_UNSEEN}]*:[{_UNSEEN}]*[a-zA-Z][^\n]*:[{_UNSEEN}]*:)",
    re.MULTILINE,
)


def in_text(text: str) -> str:
    """`text` for people: what would be a command has a space in it."""
    return _AT_BEGINNING.sub(r"\1: ", _ANYWHERE.sub("# ", text)) if _may_hold_one(text) else text


def in_json(text: str) -> str:
    """JSON that says the same: its lines begin with what is its own, and a # stands within its strings only."""
    return _ANYWHERE.sub(r"\\u0023", text) if _may_hold_one(text) else text


def in_markup(text: str) -> str:
    """XML or HTML that says the same."""
    return _AT_BEGINNING.sub(r"\1&#58;", _ANYWHERE.sub("&#35;", text)) if _may_hold_one(text) else text


def _may_hold_one(text: str) -> bool:
    """Whether to look closer, for which the patterns must be made, which takes long. Whatever is not ASCII is left out
    here, seen or not: that may only bring more together."""
    bare = text.encode("ascii", "ignore").decode().translate(_CONTROLS)
    if "##" in bare:
        return True
    return "::" in bare and any(_begins(line.lstrip()) for line in bare.splitlines() if "::" in line)


def _begins(line: str) -> bool:
    return line.startswith("::") and not line.startswith("::: ")  # the latter is how an excerpt names a further file
