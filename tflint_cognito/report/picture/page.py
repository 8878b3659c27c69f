"""The picture as a page of its own: no network, no script, and in words as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tflint_cognito.report.html_picture import BELOW, in_words
from tflint_cognito.report.html_text import head
from tflint_cognito.report.picture.scene import Scene
from tflint_cognito.report.picture.svg import svg

_TITLE: Final = "Amazon Cognito architecture"
_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #16202a; --soft: #51606e; --link: #0b57a4; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #11161c; --ink: #e6edf3; --soft: #a3b3c2;
  --link: #8cbff5; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif; }
h1 { margin: 1.25rem 1.5rem 0; font-size: 1.4rem; } h2 { font-size: 1.08rem; }
.picture { overflow-x: auto; } .picture svg { display: block; }
details { margin: 0 1.5rem 2rem; overflow-wrap: anywhere; } summary { cursor: pointer; color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: -3px; }
@media print { @page { size: landscape; margin: 10mm; } :root { color-scheme: light; } details { display: none; }
  .picture { overflow: visible; } .picture svg { width: 100%; height: auto; }
  .picture svg:not(.tall) { max-height: 160mm; } }
""".strip()


def page(scenes: Sequence[Scene]) -> str:
    return "".join(f"{line}\n" for line in _lines(scenes))


def _lines(scenes: Sequence[Scene]) -> Iterator[str]:
    yield from head(_TITLE, _STYLE)
    yield "<body><main>"
    yield f"<h1>{_TITLE}</h1>"
    yield '<div class="picture" role="region" aria-label="The picture" tabindex="0">'
    yield svg(scenes, BELOW).rstrip("\n")
    yield "</div>"
    yield "<details><summary>The picture in words</summary>"
    yield from in_words(scenes, level=2)
    yield "</details>"
    yield "</main></body>"
    yield "</html>"
