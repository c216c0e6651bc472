/**
 * The page's style. Colours are chosen in light and dark so that text has a contrast of 4.5 to 1 or more and bars of 3 to 1
 * (https://www.w3.org/TR/WCAG22/#contrast-minimum); severities are told by word too.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2130; --soft: #56607a; --line: #d9dee8;
  --link: #1d4fa8; --mark: #ffe08a; --mark-ink: #1b2130; --chip: #e4e9f2; --right: #0c6b3f;
  --critical: #a3123a; --major: #a84300; --minor: #3d5f9e;
  --critical-back: #fde7ec; --major-back: #fdeedd; --minor-back: #e7eefa;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12151c; --card: #1b202a; --ink: #e7eaf1; --soft: #a3adc2; --line: #323a49;
    --link: #8db8ff; --mark: #6b5200; --mark-ink: #fff3cf; --chip: #313a4b; --right: #6fdba4;
    --critical: #ff8fa8; --major: #ffb067; --minor: #9dbcf7;
    --critical-back: #471424; --major-back: #43280c; --minor-back: #1f2f50;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3rem; }
body {
  margin: 0; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
header, main { max-width: 100rem; margin: 0 auto; }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2rem 0 .75rem; font-size: 1.2rem; }
p { margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .75rem; background: var(--card); z-index: 2; }
.small { font-size: .8125rem; color: var(--soft); }
.id { overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; }
.facts dt { font-size: .8125rem; color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.total { margin-bottom: .75rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
.tiles li { min-width: 8rem; padding: .6rem 1rem; border-radius: .5rem; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; }
.critical { color: var(--critical); background: var(--critical-back); }
.major { color: var(--major); background: var(--major-back); }
.minor { color: var(--minor); background: var(--minor-back); }
rect.critical { fill: var(--critical); }
rect.major { fill: var(--major); }
rect.minor { fill: var(--minor); }
.chart { width: 100%; max-width: 64rem; border-collapse: collapse; }
.chart caption, #findings caption { padding-bottom: .4rem; text-align: start; font-size: .8125rem; color: var(--soft); }
.chart th, .chart td { padding: .35rem 1rem .35rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: middle; }
.chart thead th { border-top: 0; font-size: .8125rem; font-weight: 600; color: var(--soft); }
.chart tbody th { font-weight: 400; }
.chart tbody th b { display: block; font-weight: 600; }
.chart .count { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.chart .bar { width: 40%; padding-right: 0; }
.bar svg { display: block; width: 100%; height: .9rem; }
#filters { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; margin-bottom: 1.25rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
#filters[hidden] { display: none; }
fieldset { display: flex; min-width: 0; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 0; padding: 0; border: 0; }
legend { padding: 0 0 .25rem; font-size: .8125rem; font-weight: 600; color: var(--soft); }
fieldset label { display: inline-flex; align-items: baseline; gap: .4rem; min-height: 1.75rem; }
input[type=checkbox] { width: 1rem; height: 1rem; margin: 0; align-self: center; accent-color: var(--link); }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1.25rem; }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; font-size: .8125rem; font-weight: 600; color: var(--soft); }
.field { min-width: 0; max-width: 100%; }
select { max-width: 100%; }
.field:first-child { flex: 1 1 18rem; max-width: 32rem; }
input[type=search], select, button { min-height: 2.25rem; padding: .3rem .7rem; font: inherit; font-size: 1rem; font-weight: 400; color: var(--ink); background: var(--page); border: 1px solid var(--soft); border-radius: .375rem; }
input[type=search] { width: 100%; }
input::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; }
output { padding: .45rem 0; color: var(--soft); }
output.filtered { color: var(--ink); font-weight: 600; }
#findings { display: block; }
#findings caption { display: block; }
#findings thead { display: block; position: sticky; top: 0; z-index: 1; background: var(--page); }
#findings tbody { display: block; }
#findings tr { display: grid; grid-template-columns: 6rem minmax(14rem, 5fr) minmax(12rem, 6fr) minmax(12rem, 6fr); gap: 0 1.25rem; }
#findings thead tr { padding: .4rem 1rem; font-size: .8125rem; color: var(--soft); }
#findings th { text-align: start; font-weight: 600; }
#findings tbody tr {
  margin-bottom: .5rem; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  content-visibility: auto; contain-intrinsic-size: auto 9rem;
}
#findings tbody tr[hidden] { display: none; }
#findings tbody tr:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
#findings tbody th > span { display: block; }
#findings th .small { font-weight: 400; }
.message + div, .message + p { margin-top: .3rem; }
.number .label { display: none; }
.head { margin-bottom: .2rem; }
.severity { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; }
.label { font-size: .8125rem; color: var(--soft); }
.message, .text p { overflow-wrap: anywhere; }
.text p { white-space: pre-wrap; unicode-bidi: isolate; }
.right ul { display: inline; margin: 0; padding: 0; list-style: none; }
.right li { display: inline; font-weight: 600; color: var(--right); overflow-wrap: anywhere; }
.right li + li::before { content: " | "; font-weight: 400; color: var(--soft); }
.meta { margin-top: .35rem; }
mark { padding: .05em 0; background: var(--mark); color: var(--mark-ink); border-radius: .15em; -webkit-box-decoration-break: clone; box-decoration-break: clone; text-decoration: underline 2px var(--major); text-underline-offset: .2em; }
mark.gap { display: inline-block; width: .35em; height: 1.1em; vertical-align: text-bottom; text-decoration: none; border-left: 2px solid var(--major); }
.code, .control { display: inline-block; padding: 0 .35em; background: var(--chip); color: var(--soft); border-radius: .25em; font: 600 .75em/1.5 ui-monospace, Consolas, monospace; white-space: nowrap; user-select: none; }
.control { color: var(--critical); }
.space { border-bottom: 2px dotted var(--soft); }
.ignored { color: var(--soft); }
.problems { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
.cut { color: var(--soft); font-style: italic; }
details { margin-top: .35rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--link); }
details dl { margin: .35rem 0 0; }
details dt { font-size: .8125rem; color: var(--soft); }
details dd { margin: 0 0 .35rem; overflow-wrap: anywhere; }
details ul { margin: 0; padding-left: 1.1rem; }
.nothing { padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.nothing[hidden] { display: none; }
@media screen and (max-width: 60rem) {
  #findings thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  #findings tr { grid-template-columns: minmax(0, 1fr); gap: .6rem; }
  #findings tbody th { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; }
  #findings tbody tr { contain-intrinsic-size: auto 18rem; }
  .number .label { display: inline; font-size: inherit; color: inherit; }
  .text::before { content: attr(data-label); display: block; font-size: .8125rem; color: var(--soft); }
  .tiles li { flex: 1 1 5.5rem; min-width: 0; padding: .5rem .75rem; }
  .chart .bar { width: 30%; }
  .chart th .small { display: none; }
}
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  html { font-size: 9.5pt; }
  body { padding: 0; background: #fff; }
  #filters:not(:has(.filtered)), #filters fieldset, #filters .field, #filters button, .skip { display: none; }
  #filters { margin: 0; padding: 0; border: 0; }
  h2 { break-after: avoid; }
  #findings thead { position: static; background: none; }
  #findings thead tr { padding: .4rem 0; }
  #findings tr { grid-template-columns: 4.5rem 5fr 6fr 6fr; gap: 0 .75rem; }
  #findings tbody tr { margin: 0; padding: .4rem 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; break-inside: avoid; content-visibility: visible; }
  mark, .severity, .tiles li, .code, rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
}
`;
