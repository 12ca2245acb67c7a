/** The look of an exported page: the reader's light or dark, no colour that alone says something. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8884; --quiet: #5f6570; --link: #0b57b0; --ins: #2ea04340; --del: #f8514938; --head: #8881; }
@media (prefers-color-scheme: dark) { :root { --quiet: #a0a6b0; --link: #7cb7ff; --ins: #2ea04355; --del: #f8514950; } }
* { box-sizing: border-box; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 1200px; margin: 0 auto; padding: 24px; }
h1 { font-size: 22px; overflow-wrap: anywhere; margin: 0 0 12px; }
h2 { font-size: 17px; margin: 36px 0 8px; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 14px; margin: 20px 0 6px; overflow-wrap: anywhere; }
h3 code { font-size: inherit; }
p { margin: 6px 0; overflow-wrap: anywhere; }
a { color: var(--link); font-weight: 600; text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
ul { margin: 6px 0; padding-left: 20px; overflow-wrap: anywhere; }
.summary { margin: 12px 0; }
.summary li { padding: 1px 0; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px; border: 1px solid var(--line); font-weight: normal; }
.wide th, .wide td { min-width: 100px; }
.wide tbody th { min-width: 140px; max-width: 320px; }
.wide td { font-variant-numeric: tabular-nums; }
thead th { background: var(--head); font-weight: 600; }
thead th:empty { border-right-color: transparent; }
.logged, code, pre, .diff td { font-family: ui-monospace, "SFMono-Regular", Consolas, monospace; font-size: 12.5px; overflow-wrap: anywhere; white-space: pre-wrap; }
.words { color: var(--quiet); }
td.better .words, td.worse .words, td.breaking .words { color: inherit; font-weight: 600; }
td.changed { background: var(--head); }
td.better { background: color-mix(in srgb, var(--ins) 60%, transparent); }
td.worse, td.breaking { background: color-mix(in srgb, var(--del) 60%, transparent); }
pre { border: 1px solid var(--line); padding: 8px 10px; margin: 6px 0; }
.diff { table-layout: fixed; }
.diff th:nth-child(odd), .diff td:nth-child(odd) { width: 44px; padding: 1px 6px; text-align: right; color: var(--quiet); }
.diff th { overflow-wrap: anywhere; }
.diff td { padding: 1px 8px; border-width: 0 1px; }
.diff tbody tr:last-child td { border-bottom-width: 1px; }
.changed td.del, .removed td.del { background: color-mix(in srgb, var(--del) 45%, transparent); }
.changed td.ins, .added td.ins { background: color-mix(in srgb, var(--ins) 45%, transparent); }
.none { background: var(--head); }
ins { background: var(--ins); text-decoration: underline; }
del { background: var(--del); text-decoration: line-through; }
summary { cursor: pointer; color: var(--quiet); padding: 2px 0; }
.diff + details > summary, details:has(.diff) > summary { padding: 2px 8px; border: 1px solid var(--line); border-width: 0 1px; }
@media (max-width: 720px) {
  main { padding: 14px; }
  .diff, .diff tbody, .diff thead { display: block; }
  .diff tr { display: grid; grid-template-columns: 44px 1fr; }
  .diff th:nth-child(odd), .diff td:nth-child(odd) { width: auto; }
  .diff td.none, .diff tr.same td:nth-child(-n + 2) { display: none; }
}
@media print { details::details-content { content-visibility: visible; display: block; } summary { list-style: none; } }
`;
