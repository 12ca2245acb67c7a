/** The look of an exported page: the reader's light or dark, no colour that alone says something. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --ins: #2ea04333; --del: #f8514933; --head: #8881; }
@media (prefers-color-scheme: dark) { :root { --quiet: #999; } }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 1200px; margin: 0 auto; padding: 24px; }
h1 { font-size: 22px; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 32px 0 8px; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 14px; margin: 16px 0 6px; overflow-wrap: anywhere; }
.summary { padding-left: 20px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 3px 10px; border: 1px solid var(--line); font-weight: normal; }
tbody th { min-width: 140px; max-width: 300px; }
thead th { background: var(--head); font-weight: 600; }
.logged, code, pre, .diff td { font-family: ui-monospace, monospace; font-size: 12.5px; overflow-wrap: anywhere; white-space: pre-wrap; }
.words { color: var(--quiet); }
td.better .words, td.worse .words, td.breaking .words { color: inherit; font-weight: 600; }
td.changed, td.better, td.worse, td.breaking { background: var(--head); }
pre { border: 1px solid var(--line); padding: 8px; }
.diff { table-layout: fixed; }
.diff th:nth-child(odd), .diff td:nth-child(odd) { width: 44px; padding: 1px 6px; text-align: right; color: var(--quiet); }
.diff td { padding: 1px 8px; border-width: 0 1px; }
.changed td.del, .removed td.del { background: color-mix(in srgb, var(--del) 40%, transparent); }
.changed td.ins, .added td.ins { background: color-mix(in srgb, var(--ins) 40%, transparent); }
.none { background: var(--head); }
ins { background: var(--ins); text-decoration: underline; }
del { background: var(--del); text-decoration: line-through; }
summary { cursor: pointer; color: var(--quiet); }
@media print { details:not([open]) > * { display: block; } }
`;
