import { usedBytesOf } from '../../../metrics/protection.ts';
import { counted } from '../../../units/counted.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { nextSteps, settingWords } from '../../next-steps.ts';
import { vmsWithData } from '../../text/undone.ts';
import { aboveBound } from '../../wording/bound-words.ts';
import { expectationsVerdict } from '../../wording/expectation-text.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { waitsByCause } from '../../wording/waits-by-cause.ts';
import { type Card, cardList } from '../cards.ts';
import { type Html, html } from '../html.ts';

/** The first screen: does it fit, by how much, what limits it, what to do next. */
export function answerSection(data: ReportData): Html {
  const { words, summary } = data;
  const steps = nextSteps(data).map((step) => {
    const setting = settingWords(step);
    return html`<li>${step.text}${setting === undefined ? null : html` Try it with <code>${setting}</code>`}</li>
`;
  });
  return html`<section id="answer" class="answer tone-${words.verdict.tone}" aria-labelledby="answer-title">
<h2 id="answer-title" class="verdict">${words.verdict.text}</h2>
${words.span.map(
  (line) => html`<p>${line}</p>
`,
)}${cardList(cards(data))}
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

function cards({ summary, unprotected }: ReportData): Card[] {
  const { window, bound, totals, vms, waits } = summary;
  const causes = waitsByCause(waits);
  const [most] = causes;
  const found: Card[] = [
    {
      name: 'Backup window',
      value: window === null ? 'none' : formatSeconds(window.seconds),
      note: 'first task start to last task end',
    },
    {
      name: 'Lower bound',
      value: bound === null ? 'unknown' : formatSeconds(bound.seconds),
      note: bound === null ? 'nothing finished that it counts' : `the window is ${aboveBound(bound.gap)}`,
    },
    {
      name: 'Tasks done',
      value: `${totals.succeeded} of ${totals.tasks}`,
      note: `${totals.failed} failed, ${totals.unfinished} unfinished, ${counted(totals.retries, 'retry', 'retries')}`,
    },
    {
      name: 'Data read',
      value: formatBytes(totals.readBytes),
      note: `${formatBytes(totals.transferredBytes)} transferred`,
    },
    {
      name: 'Waiting, all tasks',
      value: formatSeconds(causes.reduce((sum, { seconds }) => sum + seconds, 0)),
      note: most === undefined ? 'nobody waited' : `${formatShare(most.share)} for ${most.cause}`,
    },
  ];
  if (vms.protected + vms.unprotected.length > 0)
    found.push({
      name: 'VMs protected',
      value: `${vms.protected}`,
      note:
        vms.unprotected.length === 0
          ? 'none without protection'
          : `${vmsWithData(unprotected.length, usedBytesOf(unprotected))} ${unprotected.length === 1 ? 'is' : 'are'} not`,
    });
  return found;
}

function expectationsLine({ summary: { expect } }: ReportData): string {
  return `${expectationsVerdict(expect)}.`;
}
