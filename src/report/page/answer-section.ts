import { WAIT_CAUSES } from '../../metrics/summary.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import type { ReportData } from '../data/report-data.ts';
import { formatSeconds } from '../metric-value.ts';
import { nextSteps } from '../next-steps.ts';
import { type Html, html } from './html.ts';

/** The first screen: does it fit, by how much, what limits it, what to do next. */
export function answerSection(data: ReportData): Html {
  const { words, summary } = data;
  const steps = nextSteps(data).map(
    ({
      text,
      set,
    }) => html`<li>${text}${set.length === 0 ? null : html` Try it with <code>${set.map((one) => `--set ${quoted(one)}`).join(' ')}</code>`}</li>
`,
  );
  return html`<section id="answer" class="answer tone-${words.verdict.tone}" aria-labelledby="answer-title">
<h2 id="answer-title" class="verdict">${words.verdict.text}</h2>
${words.span.map(
  (line) => html`<p>${line}</p>
`,
)}<dl class="cards">
${cards(data).map(
  ({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>
`,
)}</dl>
<div class="columns"><div><h3>What limits it</h3>
<ul>${(words.limits.length === 0 ? ['Nothing was done that could be limited.'] : words.limits).map(
    (line) => html`<li>${line}</li>
`,
  )}</ul></div>
<div><h3>What to do next</h3>
<ul>${steps}</ul></div></div>
${
  summary.expect.length === 0
    ? null
    : html`<p>${expectationsLine(data)}</p>
`
}</section>
`;
}

function quoted(setting: string): string {
  return /^[\w.*=-]+$/.test(setting) ? setting : `'${setting}'`;
}

interface Card {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

function cards({ summary }: ReportData): Card[] {
  const { window, bound, totals, vms, waits } = summary;
  const waited = WAIT_CAUSES.reduce((sum, cause) => sum + waits[cause], 0);
  const most = WAIT_CAUSES.reduce((a, b) => (waits[b] > waits[a] ? b : a));
  const found: Card[] = [
    {
      name: 'Backup window',
      value: window === null ? 'none' : formatSeconds(window.seconds),
      note: 'first task start to last task end',
    },
    {
      name: 'Lower bound',
      value: bound === null ? 'unknown' : formatSeconds(bound.seconds),
      note:
        bound === null
          ? 'nothing finished that it counts'
          : `the window is ${formatShare(bound.gap)} above it`,
    },
    {
      name: 'Tasks done',
      value: `${totals.succeeded} of ${totals.tasks}`,
      note: `${totals.failed} failed, ${totals.unfinished} unfinished, ${totals.retries} retries`,
    },
    {
      name: 'Data read',
      value: formatBytes(totals.readBytes),
      note: `${formatBytes(totals.transferredBytes)} transferred`,
    },
    {
      name: 'Waiting, all tasks',
      value: formatSeconds(waited),
      note: waited === 0 ? 'nobody waited' : `${formatShare(waits[most] / waited)} for ${most}`,
    },
  ];
  if (vms.protected + vms.unprotected.length > 0)
    found.push({
      name: 'VMs protected',
      value: `${vms.protected}`,
      note: vms.unprotected.length === 0 ? 'none without protection' : `${vms.unprotected.length} are not`,
    });
  return found;
}

function expectationsLine({ summary: { expect } }: ReportData): string {
  const missed = expect.filter(({ ok }) => !ok).length;
  if (missed === 0) return `All expectations of the scenario are met (${expect.length}).`;
  return `${missed} of ${expect.length} expectations of the scenario are missed.`;
}
