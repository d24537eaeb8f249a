import { DARK, HEAT_SHADES, heatColor, LIGHT, type Palette, readableOn } from '../theme.ts';

/** The page's whole style: the theme's colours, light or dark as the reader's system has it; always light on paper. */
export function pageStyle(): string {
  return `${rules(LIGHT)}${RULES}
@media (prefers-color-scheme: dark) { @media screen {
${rules(DARK)}} }
${PRINT}`;
}

function rules(palette: Palette): string {
  const { background, surface, text, quiet, line, accent, good, bad, causes, modes, stages } = palette;
  const variables = Object.entries({ background, surface, text, quiet, line, accent, good, bad })
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
  const heat = Array.from({ length: HEAT_SHADES + 1 }, (_, shade) => {
    const color = heatColor(palette, (shade / HEAT_SHADES) * 0.9);
    return `.heat-${shade} { background: ${color}; color: ${readableOn(color)}; }`;
  });
  const parts = [
    ...Object.entries(causes).map(([name, color]) => [`cause-${name}`, color]),
    ...Object.entries(stages).map(([name, color]) => [`stage-${name}`, color]),
  ];
  return [
    `:root { ${variables} }`,
    `.accent .part { fill: ${accent}; }`,
    ...heat,
    ...parts.map(([name, color]) => `.${name} .part { fill: ${color}; }`),
    ...Object.entries(modes).map(([name, color]) => `.mode-${name} { background: ${color}; }`),
    '',
  ].join('\n');
}

const RULES = `
* { box-sizing: border-box; }
html { font: 15px/1.5 system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; background: var(--background); color: var(--text); }
body { margin: 0 auto; max-width: 1280px; padding: 0 24px 48px; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 24px 0 4px; }
h2 { font-size: 1.3rem; margin: 40px 0 8px; }
h3 { font-size: 1rem; margin: 16px 0 4px; }
header p, .note { color: var(--quiet); }
pre { white-space: pre-wrap; font: 0.9em ui-monospace, 'DejaVu Sans Mono', monospace; }
p, ul { margin: 6px 0; max-width: 80ch; }
ul { padding-left: 1.3em; }
a { color: var(--accent); }
code { font: 0.9em ui-monospace, 'DejaVu Sans Mono', monospace; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--background); padding: 8px; }
nav ul { display: flex; flex-wrap: wrap; gap: 2px 16px; list-style: none; padding: 8px 0; margin: 8px 0; max-width: none; border-block: 1px solid var(--line); }
.answer { background: var(--surface); border-left: 6px solid var(--quiet); padding: 8px 20px 16px; margin-top: 16px; }
.tone-good { border-color: var(--good); } .tone-bad { border-color: var(--bad); }
.verdict { font-size: 1.5rem; line-height: 1.25; margin: 8px 0; }
.tone-good .verdict, .good { color: var(--good); } .tone-bad .verdict, .bad { color: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(145px, 1fr)); gap: 12px; margin: 16px 0; }
.cards > div { border-top: 2px solid var(--line); padding-top: 6px; }
.cards dt { color: var(--quiet); } .cards dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
.cards dd.note { font-size: 0.85rem; font-weight: 400; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 0 32px; }
.frame { overflow-x: auto; margin: 8px 0 16px; }
/* A shadow at the side where a wide table can be scrolled further. A gradient that scrolls with the table hides it at the ends. */
.frame { --edge: color-mix(in srgb, var(--quiet) 45%, transparent); background:
  linear-gradient(to right, var(--background) 40%, transparent) left / 32px 100% no-repeat local,
  linear-gradient(to left, var(--background) 40%, transparent) right / 32px 100% no-repeat local,
  linear-gradient(to right, var(--edge), transparent) left / 10px 100% no-repeat scroll,
  linear-gradient(to left, var(--edge), transparent) right / 10px 100% no-repeat scroll; }
table { border-collapse: collapse; font-size: 0.9rem; } .rows table { min-width: 100%; }
th, td { text-align: left; padding: 4px 24px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; } thead th.figure { white-space: normal; }
tbody th.figure { min-width: 0; } tbody th:not(.figure) { font-weight: 600; max-width: 40ch; min-width: 12.5em; overflow-wrap: anywhere; }
table:not(.heat) td:not(.figure) { min-width: 7em; } .heat tbody th { min-width: 4em; } table:not(.heat) td.prose { min-width: 18em; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.unbroken { white-space: nowrap; } table:not(.heat) td.word { min-width: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.share { display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { width: 72px; height: 10px; } .bar .whole { fill: var(--line); }
.heat td, .heat th { text-align: center; padding: 3px 8px; border: 1px solid var(--background); min-width: 30px; font-size: 0.8rem; }
.mode { display: inline-block; white-space: nowrap; margin-right: 8px; } .mode.unused, .none { color: var(--quiet); }
.dot { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 4px; } .unused .dot { opacity: 0.35; }
.facts > div { display: grid; grid-template-columns: minmax(120px, 220px) 1fr; gap: 12px; padding: 3px 0; border-bottom: 1px solid var(--line); }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; }
.standing.model { color: var(--bad); font-weight: 600; }
.tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 8px 0; }
button, select, input { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--quiet); border-radius: 4px; padding: 3px 10px; max-width: 100%; }
select { max-width: 240px; }
button:hover { border-color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
output { color: var(--quiet); font-variant-numeric: tabular-nums; }
figure { margin: 16px 0; } figcaption h3 { display: inline; }
.canvas { position: relative; } canvas { display: block; width: 100%; touch-action: pan-y; cursor: crosshair; }
.points { display: block; width: 100%; max-width: 900px; height: auto; overflow: visible; } .points text { fill: var(--quiet); font-size: 13px; }
.points .plain { color: var(--accent); } .points .grid { stroke: var(--line); } .points .edge { stroke: var(--text); stroke-width: 1.5; } .points .range { stroke: currentColor; stroke-width: 2; opacity: 0.5; }
.points .dot { fill: currentColor; } .points .ring { fill: none; stroke: currentColor; stroke-width: 2; } .points .mark { fill: currentColor; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 0.85rem; color: var(--quiet); min-height: 1.3em; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 5px; } .legend i.line { width: 14px; height: 2px; vertical-align: middle; }
.detail { position: sticky; bottom: 0; background: var(--surface); border: 1px solid var(--line); padding: 6px 12px; max-width: none; margin: 0; white-space: pre-line; }
.detail:empty { border: 0; padding: 0; background: none; }
.tip { position: fixed; z-index: 2; pointer-events: none; background: var(--background); color: var(--text); border: 1px solid var(--quiet); padding: 6px 10px; font-size: 0.85rem; max-width: 380px; white-space: pre-line; box-shadow: 0 2px 10px #0004; }
.rows { overflow: auto; max-height: 460px; border: 1px solid var(--line); } .rows table { white-space: nowrap; }
.rows thead th { position: sticky; top: 0; background: var(--surface); padding: 0; } .rows td, .rows th { padding: 3px 10px; }
.rows thead button { border: 0; background: none; width: 100%; text-align: inherit; font-weight: 600; padding: 4px 10px; border-radius: 0; }
.rows td { max-width: 360px; overflow: hidden; text-overflow: ellipsis; } .rows tr.space td { padding: 0; border: 0; }
@media (max-width: 600px) { .points { margin-top: 10px; } .points text { font-size: 22px; } body { padding: 0 12px 32px; } h1 { font-size: 1.35rem; } .verdict { font-size: 1.2rem; } .facts > div { grid-template-columns: 1fr; gap: 0; }
  .frame tbody th, .frame thead tr > :first-child { position: sticky; left: 0; background: var(--background); }
  /* The background of a cell that stays in place hides the line above it, so it draws that line itself. */
  .frame table:not(.heat) { border-collapse: separate; border-spacing: 0; }
  .frame { padding-bottom: 1px; } .frame table:not(.heat) tbody th { box-shadow: 0 -1px var(--line); } .frame tbody tr:not(:last-child) > th { border-bottom-color: transparent; }
  .frame tbody th:not(.figure) { max-width: 44vw; } }
`;

const PRINT = `
@page { margin: 14mm 12mm; }
@media print {
  body { max-width: none; padding: 0; } html { font-size: 11px; }
  nav, .tools > :not(output), .hint, .skip, .detail, .tip { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; font-weight: 600; }
  section, figure { break-inside: auto; } h2, h3, figcaption, summary, thead, .tools { break-after: avoid; } tbody tr:first-child { break-before: avoid; } tr, thead, figure, .cards > div { break-inside: avoid; }
  .rows, .frame { overflow: visible; max-height: none; background: none; }
  /* Paper cannot be scrolled: everything must fit the width of the sheet. */
  th, td, .figure, .rows table { min-width: 0 !important; white-space: normal; overflow-wrap: break-word; } th:first-child, td:first-child { overflow-wrap: anywhere; min-width: 8em !important; } .heat th { min-width: 0 !important; }
  .frame table:not(.wide) td.figure { white-space: nowrap; } .frame th, .frame td { padding-right: 12px; } .frame .bar { width: 40px; } .heat th, .heat td { padding: 2px 3px; }
  canvas { height: auto !important; }
  .rows { border: 0; } .rows table { font-size: 0.8rem; } .rows td, .rows thead th { padding: 2px 8px 2px 0; max-width: none; overflow: visible; }
  /* Browsers repeat the head of a table on every sheet only if its buttons have no box of their own. */
  .rows thead th { position: static; background: none; } .rows thead button { display: contents; }
  .answer, .heat td, .bar, .dot, i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
