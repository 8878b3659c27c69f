"""How the page looks: light and dark by the reader's own choice, on any width, and on paper."""

from __future__ import annotations

from typing import Final

_COLOURS: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #16202a; --soft: #51606e; --box: #f5f7f9; --line: #d5dbe1;
  --mark: #ffe9a8; --critical: #a4001d; --high: #c22525; --medium: #8f5400; --low: #51606e; --good: #22692a;
  --doubt: #6a4fa3; --link: #0b57a4; --odd: #fff4d6; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #11161c; --ink: #e6edf3; --soft: #a3b3c2;
  --box: #1a2129;
  --line: #38434e; --mark: #5d4a12; --critical: #ff9aa3; --high: #ff8a80; --medium: #ffb74d; --low: #a3b3c2;
  --good: #81c784; --doubt: #bda6f2; --link: #8cbff5; --odd: #3a3013; } }
"""
_PAGE: Final = """
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif; }
header, main { padding: 0 clamp(1rem, 4vw, 2.5rem); }
header { padding-top: 1.75rem; padding-bottom: .75rem; }
header > *, main > section > *, nav > ul { max-width: 76rem; margin-inline: auto; }
main > section > .picture, main > section > .matrix { max-width: 140rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper); z-index: 3; }
.skip:focus { left: 1rem; top: 1rem; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h1, h2, h3, h4 { line-height: 1.3; overflow-wrap: anywhere; }
h1 { margin-block: 0 .4rem; font-size: clamp(1.5rem, 4vw, 2rem); letter-spacing: -.015em; }
h2 { margin-block: 3rem 1rem; font-size: 1.4rem; letter-spacing: -.01em; }
h3 { margin-block: 1.75rem .5rem; font-size: 1.08rem; } h4 { margin: 0 0 .25rem; font-size: 1rem; font-weight: 600; }
p { margin-block: .5rem; overflow-wrap: anywhere; }
.tool { margin-block: 0 .2rem; color: var(--soft); font-size: .9rem; }
.closing { margin-block: 0; color: var(--soft); } .source { color: var(--soft); font-size: .9rem; }
.verdict { display: inline-block; margin-right: .4rem; padding: .05rem .6rem; border-radius: 1rem; font-size: .88rem;
  color: var(--paper); background: var(--high); } .verdict.good { background: var(--good); }
.verdict.unsure { background: var(--medium); }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line);
  padding: 0 clamp(1rem, 4vw, 2.5rem); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; margin-block: 0; list-style: none; }
nav a { display: inline-block; padding: .55rem 0; text-decoration: none; font-size: .93rem; }
nav a:hover { text-decoration: underline; }
code { font: .9em/1.5 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere;
  unicode-bidi: isolate; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem;
  margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .93rem; line-height: 1.5; }
mark { background: var(--mark); color: inherit; border-radius: 2px; box-shadow: 0 0 0 2px var(--mark); }
summary { cursor: pointer; color: var(--link); width: fit-content; padding: .2rem 0; }
.warning, .note { border-left: .3rem solid var(--medium); padding: .4rem .8rem; background: var(--box); }
.note { border-left-color: var(--low); }
.plain { list-style: none; margin: 0; padding: 0; }
"""
_SUMMARY: Final = """
.counts { display: grid; grid-template-columns: repeat(8, 1fr); gap: .6rem; padding: 0; margin-block: 1rem 1.5rem;
  list-style: none; }
@media (max-width: 68rem) { .counts { grid-template-columns: repeat(4, 1fr); } }
@media (max-width: 34rem) { .counts { grid-template-columns: repeat(2, 1fr); } }
.counts li { border: 1px solid var(--line); border-top: .25rem solid var(--line); border-radius: .5rem;
  padding: .35rem .8rem .5rem; background: var(--box); color: var(--soft); font-size: .9rem; }
.counts b { display: block; font-size: 1.6rem; line-height: 1.3; color: var(--ink);
  font-variant-numeric: tabular-nums; }
.counts .none b { color: var(--soft); font-weight: 400; }
.counts li:not(.none).critical { border-top-color: var(--critical); } .counts li:not(.none).high { border-top-color:
  var(--high); } .counts li:not(.none).medium { border-top-color: var(--medium); }
.counts li:not(.none).low, .counts li:not(.none).info { border-top-color: var(--low); }
.counts li:not(.none).undetermined { border-top-color: var(--doubt); }
.counts li:not(.none).passed { border-top-color: var(--good); }
.critical:not(.none) > b, .critical .severity { color: var(--critical); }
.high:not(.none) > b, .high .severity { color: var(--high); }
.medium:not(.none) > b, .medium .severity { color: var(--medium); }
.low .severity, .info .severity { color: var(--low); } .undetermined:not(.none) > b { color: var(--doubt); }
.severity { text-transform: uppercase; font-size: .78rem; font-weight: 700; letter-spacing: .05em; }
"""
_TABLES: Final = """
table { border-collapse: collapse; width: 100%; font-size: .93rem; margin-block: 1rem 1.5rem; }
caption { text-align: left; color: var(--soft); padding: .3rem 0; overflow-wrap: anywhere; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
thead th { font-size: .83rem; color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody tr:hover { background: var(--box); }
td:first-child { font-weight: 600; min-width: 5.5rem; } .cause td:first-child { font-weight: 400; }
.cause td:nth-child(-n + 2) { min-width: 8.5rem; }
.of-compliance td:nth-child(2) { min-width: 6.5rem; } .of-summary td:nth-child(3) { white-space: nowrap; }
tr.not-met td:first-child, tr.error td:first-child { color: var(--high); }
tr.undetermined td:first-child, tr.no-rule td:first-child, tr.warning td:first-child { color: var(--medium); }
tr.warning { border: 0; background: none; }
tr.met td:first-child, tr.supported td:first-child { color: var(--good); }
.matrix { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; padding: 0 .9rem; }
.matrix table { margin: 0; } .matrix caption { padding-top: .6rem; }
.matrix th[scope="row"] { font-weight: 400; min-width: 13rem; max-width: 26rem; }
.matrix td { min-width: 8.5rem; padding-left: .6rem; } .matrix thead th + th { padding-left: .6rem; }
.matrix thead th { white-space: normal; } .matrix .resource { padding-top: 1.1rem; font-weight: 600; }
.matrix td.odd { background: var(--odd); font-weight: 600; } .matrix td.unknown { color: var(--doubt); }
.matrix small { display: block; color: var(--soft); font-size: .82rem; line-height: 1.35; }
body:has(#equal:not(:checked)) .matrix .equal { display: none; }
.matrix tbody:last-child tr:last-child > * { border-bottom: 0; }
@media (max-width: 44rem) { nav { position: static; } html { scroll-padding-top: 1rem; }
  table[role] thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  table[role], table[role] tbody, table[role] tr, table[role] caption { display: block; }
  table[role] tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table[role] td { display: grid; grid-template-columns: 5.5rem 1fr; gap: .6rem; border: 0; padding: .12rem 0;
    min-width: 0; } table[role] td:empty { display: none; }
  table[role] td::before { content: attr(data-head); color: var(--soft); font-weight: 400; font-size: .88rem; } }
"""
_PARTS: Final = """
.picture { position: relative; overflow: auto; border: 1px solid var(--line); border-radius: .5rem; max-height: 88vh; }
.picture svg { display: block; margin: 0 auto; }
body:has(#fit:checked) .picture svg { width: 100%; height: auto; }
.words { margin-top: .6rem; } .words ul { padding-left: 1.3rem; } .words li { overflow-wrap: anywhere; }
.filter { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: baseline; border: 0; padding: 0;
  margin-block: 0 .6rem; min-width: 0; font-size: .93rem; }
.filter legend { float: left; margin-right: 1.1rem; padding: 0; color: var(--soft); }
.filter label { padding: .2rem 0; overflow-wrap: anywhere; }
.policy, .cause { border: 1px solid var(--line); border-left: .35rem solid var(--low); border-radius: .5rem;
  padding: .9rem 1.15rem; margin-block: 0 1.1rem; }
.policy h3, .cause h3 { margin-block: 0; }
.policy.critical { border-left-color: var(--critical); } .policy.high { border-left-color: var(--high); }
.policy.medium { border-left-color: var(--medium); } .cause { border-left-color: var(--doubt); }
.policy .severity { margin-right: .4rem; } .id, .where, .at, .from { color: var(--soft); font-size: .92rem; }
.id { margin: .1rem 0 0; } .where, .at, .from { margin: .15rem 0; } ul.at, .references { padding-left: 1.3rem; }
.place { margin-top: .8rem; padding-top: .8rem; border-top: 1px solid var(--line); }
.place + details, details + details { margin-top: .7rem; border-top: 1px solid var(--line); padding-top: .5rem; }
.policy > details:last-child { margin-top: .8rem; }
.in { margin-left: .5rem; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .85rem; }
.trail { margin: .2rem 0; padding-left: 1.6rem; font-size: .93rem; overflow-wrap: anywhere; }
.cause table { margin-block: .6rem 0; } .cause caption { position: absolute; clip-path: inset(50%); width: 1px; }
"""
_FILTERS: Final = "\n".join(
    f"body:has(#show-{each}:not(:checked)) .policy.{each} {{ display: none; }}"
    for each in ("critical", "high", "medium", "low", "info")
)
#: On paper everything is open, nothing is to be pressed, and the picture has a sheet of its own.
_PAPER: Final = """
@page { margin: 16mm 14mm; } @page picture { size: landscape; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --box: #fff; --line: #bbb;
    --mark: #e8e8e8; --critical: #a4001d; --high: #b21f1f; --medium: #7a4700; --low: #444; --good: #1d5c24;
    --doubt: #57408a; --link: #000; --odd: #eee; }
  html { font-size: 11.5px; } body { font-size: 9.5pt; } header, main, nav { padding: 0; }
  nav, .skip, .filter, .words { display: none !important; }
  summary { list-style: none; color: var(--soft); } details::details-content { display: block;
    content-visibility: visible; block-size: auto; }
  details:not([open]) > summary::marker { content: ""; }
  h2, h3, h4, summary, caption, thead, .id, .where { break-after: avoid; } h2 { margin-block: 1.5rem .6rem; }
  .place, tr, pre, .counts { break-inside: avoid; } thead { display: table-header-group; }
  .policy .place:first-of-type { break-before: avoid; } mark { box-shadow: none; border-bottom: 1px solid #000; }
  .verdict { border: 1px solid #000; color: #000; background: none; }
  .of-picture { page: picture; } .picture { overflow: visible; max-height: none; border: 0; }
  .picture svg { width: 100%; height: auto; } .picture svg:not(.tall) { max-height: 165mm; }
  .picture:has(.tall) + .words { display: block !important; }
  .words > ul { columns: 2; } .matrix { overflow: visible; border: 0; padding: 0; }
  .matrix td, .matrix th[scope="row"] { min-width: 0; }
  body:has(#equal:not(:checked)) .matrix tr.equal { display: table-row; }
  body:has(#equal:not(:checked)) .matrix tbody.equal { display: table-row-group; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; } }
"""

STYLE: Final = "\n".join(part.strip() for part in (_COLOURS, _PAGE, _SUMMARY, _TABLES, _PARTS, _FILTERS, _PAPER))


def picking(environments: int) -> str:
    """What hides the findings of other environments than the one that a reader picks."""
    rules = (
        f"body:has(#in-{one}:checked) :is(.place:not(.in-{one}), .policy:not(:has(.in-{one}))) {{ display: none; }}"
        for one in range(environments if environments > 1 else 0)
    )
    return "".join(f"\n{rule}" for rule in rules)
