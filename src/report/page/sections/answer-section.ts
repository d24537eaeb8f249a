import { severalNights } from '../../../metrics/sessions/nights.ts';
import type { Summary } from '../../../metrics/summary/summary.ts';
import { usedBytesOf } from '../../../metrics/troubles/protection.ts';
import { counted } from '../../../units/counted.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { nextSteps } from '../../next-steps.ts';
import { aboveBound } from '../../wording/bound-words.ts';
import { expectationsVerdict } from '../../wording/expectation-text.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { vmsWithData } from '../../wording/undone.ts';
import { waitsByCause } from '../../wording/waits-by-cause.ts';
import type { Card } from '../cards.ts';
import { html } from '../html.ts';
import { bulletList } from '../prose.ts';
import { answerFirst, type PageSection } from '../section.ts';
import { stepWords } from '../step-words.ts';

/** The first screen: whether the work fits, by how much, what limits it and what to do next. */
export function answerSection(data: ReportData): PageSection {
  const { words, summary } = data;
  const steps = nextSteps(data).map(stepWords);
  const limits = words.limits.length === 0 ? ['Nothing ran, so nothing limits it.'] : words.limits;
  return answerFirst(
    {
      tone: words.verdict.tone,
      verdict: words.verdict.text,
      told: words.span.map((line) => html`<p>${line}</p>`),
      cards: cards(data),
    },
    html`<div class="columns"><div><h3>What limits it</h3>
${bulletList(limits)}</div>
<div><h3>What to do next</h3>
${bulletList(steps)}</div></div>`,
    summary.expect.length === 0 ? null : html`<p>${expectationsVerdict(summary.expect)}.</p>`,
  );
}

function windowCards(summary: Summary): Card[] {
  const { window, bound } = summary;
  const nights = severalNights(summary);
  if (nights !== undefined)
    return [
      {
        name: 'Longest night',
        value: formatSeconds(nights.longestSeconds),
        note: `of ${nights.count}; median ${formatSeconds(nights.medianSeconds)}`,
      },
    ];
  return [
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
          ? 'nothing finished that it counts, or that takes time'
          : `the window is ${aboveBound(bound.gap)}`,
    },
  ];
}

function cards({ summary, unprotected }: ReportData): Card[] {
  const { totals, vms, waits } = summary;
  const causes = waitsByCause(waits);
  const [most] = causes;
  const found: Card[] = [
    ...windowCards(summary),
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
      name: 'Total waiting',
      value: formatSeconds(causes.reduce((sum, { seconds }) => sum + seconds, 0)),
      note: most === undefined ? 'no task waited' : `${formatShare(most.share)} for ${most.cause}`,
    },
  ];
  if (vms.protected + vms.unprotected.length > 0)
    found.push({
      name: 'VMs protected',
      value: `${vms.protected}`,
      note:
        vms.unprotected.length === 0
          ? 'none unprotected'
          : `${vmsWithData(unprotected.length, usedBytesOf(unprotected))} ${unprotected.length === 1 ? 'is' : 'are'} not`,
    });
  return found;
}
