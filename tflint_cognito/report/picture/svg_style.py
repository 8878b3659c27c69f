"""How the picture looks, in light and dark.

Without variables and nesting: much that shows SVG (librsvg, for one) knows neither, and draws black on black instead.
"""

from __future__ import annotations

from string import Template
from typing import Final

from tflint_cognito.policy.severity import Severity

COLOURS: Final = {
    Severity.CRITICAL: "#a4001d",
    Severity.HIGH: "#c62828",
    Severity.MEDIUM: "#9a5b00",
    Severity.LOW: "#5b6b7a",
    Severity.INFO: "#5b6b7a",
}
#: Of what has no finding, and could not be decided either.
UNDECIDED: Final = "#6a4fa3"

_LIGHT: Final = {
    "paper": "#ffffff", "ink": "#16202a", "soft": "#5a6673", "box": "#f7f9fb", "line": "#7b8794", "good": "#2e7d32",
    "doubt": UNDECIDED, **{str(severity): colour for severity, colour in COLOURS.items()},
}  # fmt: skip
_DARK: Final = {
    "paper": "#11161c", "ink": "#e6edf3", "soft": "#9aa7b4", "box": "#1a2129", "line": "#7b8794", "good": "#4caf50",
    "doubt": "#a489e0", "critical": "#ff5c75", "high": "#f05545", "medium": "#d98a1a", "low": "#8296a8",
    "info": "#8296a8",
}  # fmt: skip
_COLOURED: Final = Template("""
.cl-picture text { fill: $ink; } .cl-picture .column, .cl-picture .kind, .cl-picture .legend { fill: $soft; }
.cl-picture .badge { fill: #ffffff; } .cl-picture .paper { fill: $paper; } .cl-picture .tip { fill: $line; }
.cl-picture .box { fill: $box; stroke: $good; } .cl-picture .outside, .cl-picture .arrow { stroke: $line; }
.cl-picture .critical { stroke: $critical; } .cl-picture .high { stroke: $high; }
.cl-picture .medium { stroke: $medium; } .cl-picture .low, .cl-picture .info { stroke: $low; }
.cl-picture .doubt { stroke: $doubt; }
""")
_FORM: Final = """
.cl-picture { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
.cl-picture text { font-size: 11px; } .cl-picture .title { font-size: 15px; font-weight: 600; }
.cl-picture .column, .cl-picture .kind, .cl-picture .legend { font-size: 10px; }
.cl-picture .name { font-weight: 600; font-size: 12px; } .cl-picture .badge { font-size: 9px; font-weight: 600; }
.cl-picture .box, .cl-picture .arrow { stroke-width: 1.2; } .cl-picture .arrow { fill: none; }
.cl-picture .critical, .cl-picture .high, .cl-picture .medium, .cl-picture .low,
.cl-picture .info { stroke-width: 2.4; } .cl-picture .doubt { stroke-width: 1.8; }
.cl-picture .outside { stroke-dasharray: 4 3; } .cl-picture .unsure { stroke-dasharray: 5 4; }
"""

STYLE: Final = "\n".join(
    part.strip()
    for part in (
        _FORM,
        _COLOURED.substitute(_LIGHT),
        f"@media screen and (prefers-color-scheme: dark) {{ {_COLOURED.substitute(_DARK).strip()} }}",
    )
)
