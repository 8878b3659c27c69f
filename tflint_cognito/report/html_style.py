"""How the page looks: light and dark by the reader's own choice, and on paper."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #16202a; --soft: #51606e; --box: #f5f7f9; --line: #d5dbe1;
  --mark: #ffe9a8; --critical: #a4001d; --high: #c62828; --medium: #9a5b00; --low: #51606e; --good: #2e7d32;
  --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --paper: #11161c; --ink: #e6edf3; --soft: #9fb0bf; --box: #1a2129;
  --line: #303a44; --mark: #5d4a12; --critical: #ff8a94; --high: #ff8a80; --medium: #ffb74d; --low: #9fb0bf;
  --good: #81c784; --link: #82b8f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.3rem; }
h3 { margin: 0; font-size: 1.02rem; }
.tool, .closing, .source, .where { margin: 0; color: var(--soft); }
nav ul, .counts { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; padding: 0; margin: 1rem 0; list-style: none; }
.counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .8rem; background: var(--box); }
.counts b { font-size: 1.3rem; } .counts .none { color: var(--soft); }
.critical:not(.none) > b, .critical .severity { color: var(--critical); }
.high:not(.none) > b, .high .severity { color: var(--high); }
.medium:not(.none) > b, .medium .severity { color: var(--medium); }
.low:not(.none) > b, .low .severity, .info .severity { color: var(--low); }
.warning { border-left: .3rem solid var(--medium); padding: .4rem .8rem; background: var(--box); }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { white-space: nowrap; } td:first-child { white-space: nowrap; font-weight: 600; }
tr.critical td:first-child, tr.not-met td:first-child { color: var(--critical); }
tr.high td:first-child { color: var(--high); } tr.medium td:first-child, tr.undetermined td:first-child,
tr.no-rule td:first-child { color: var(--medium); } tr.met td:first-child { color: var(--good); }
.picture { overflow: auto; border: 1px solid var(--line); border-radius: .5rem; max-height: 90vh; }
.picture svg { display: block; }
.filter { border: 0; padding: 0; margin: 0 0 1rem; } .filter legend { float: left; margin-right: 1rem; }
.filter label { margin-right: 1rem; }
.finding { border: 1px solid var(--line); border-left-width: .35rem; border-radius: .4rem; padding: .8rem 1rem;
  margin: 0 0 1rem; scroll-margin-top: 1rem; }
.finding.critical { border-left-color: var(--critical); } .finding.high { border-left-color: var(--high); }
.finding.medium { border-left-color: var(--medium); } .finding.low, .finding.info { border-left-color: var(--low); }
.severity { text-transform: uppercase; font-size: .75rem; letter-spacing: .04em; margin-right: .4rem; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem;
  margin: .6rem 0; overflow-x: auto; font-size: .88rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
mark { background: var(--mark); color: inherit; }
.trail { margin: .3rem 0; padding-left: 1.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .8rem 0 0; }
dt { color: var(--soft); } dd { margin: 0; grid-column: 2; min-width: 0; overflow-wrap: anywhere; }
body:has(#show-critical:not(:checked)) .finding.critical, body:has(#show-high:not(:checked)) .finding.high,
body:has(#show-medium:not(:checked)) .finding.medium, body:has(#show-low:not(:checked)) .finding.low,
body:has(#show-info:not(:checked)) .finding.info { display: none; }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --box: #fff; --line: #bbb; --mark: #eee; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } nav, .skip, .filter { display: none; }
  .finding, tr, pre { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .picture { overflow: visible; max-height: none; border: 0; } .picture svg { max-width: 100%; height: auto; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; } }
""".strip()
