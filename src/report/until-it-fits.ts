import type { UntilItFits } from '../metrics/doubled.ts';
import { capitalised } from '../units/capitalised.ts';
import { counted } from '../units/counted.ts';
import type { NextStep } from './gains.ts';
import { doublingWords } from './wording/doubled-name.ts';
import { marginText } from './wording/job-standing.ts';
import { formatSeconds } from './wording/metric-value.ts';
import { withUnsaid } from './wording/unsaid-words.ts';

/** What it takes until all windows hold, or how far the changes that help most bring it. */
export function untilItFitsStep(found: UntilItFits): NextStep {
  const { changes, set, before, after, stops, unprotected, byDefault } = found;
  // What a window stops has no end of its own in the run that is reported.
  const now = stops
    ? `Left to run, ${before.job} would end ${formatSeconds(-before.spareSeconds)} after its window. `
    : '';
  const told = [...new Set(changes)].map((what) => timesDone(what, changes));
  const left = unprotected === 0 ? '' : ` ${counted(unprotected, 'VM')} would stay unprotected.`;
  const text = `${now}${capitalised(listed(told))} ${outcome(told.length, after)}${left}`;
  return { text: withUnsaid(text, byDefault), set };
}

function outcome(changes: number, { job, spareSeconds }: UntilItFits['after']): string {
  const together = changes === 1 ? '' : 'together ';
  const s = changes === 1 ? 's' : '';
  return spareSeconds >= 0
    ? `${together}make${s} every job fit its window: ${job}, the tightest, with ${marginText(spareSeconds)}.`
    : `${together}still leave${s} ${job} ${marginText(spareSeconds)}, and nothing else that was tried helps more.`;
}

/** What is doubled twice is four times as much. */
function timesDone(what: string, changes: readonly string[]): string {
  const times = changes.filter((one) => one === what).length;
  const words = doublingWords(what);
  return times === 1 ? words : words.replace(/^doubling/, `${2 ** times} times`);
}

function listed(words: readonly string[]): string {
  const [last] = words.slice(-1);
  return words.length === 1 ? last! : `${words.slice(0, -1).join(', ')} and ${last}`;
}
