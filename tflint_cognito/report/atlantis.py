"""For Atlantis' custom policy checks, which take the letters "fail" anywhere in the output for a failure.

https://github.com/runatlantis/atlantis/pull/3765
"""

from __future__ import annotations

import re

from tflint_cognito.finding.finding import Report
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.report.concise import render as concise
from tflint_cognito.report.view import View

_WORD = pattern("fail", re.IGNORECASE)
#: Nobody sees it, and no comparison of letters finds the word across it.
_WORD_JOINER = "\u2060"


def render(report: Report, view: View) -> str:
    """Lines as `concise` has them. The word stands there if, and only if, the run ends with an exit code that stops."""
    text = _WORD.sub(lambda found: found[0][0] + _WORD_JOINER + found[0][1:], concise(report, view))
    return f"{text}FAIL\n" if view.stops else text
