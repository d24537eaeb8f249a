import { groupedBy } from '../collections/grouped-by.ts';
import { kindOfChange, type UntilItFits } from '../metrics/doubled.ts';
import { capitalised } from '../units/capitalised.ts';
import { counted } from '../units/counted.ts';
import type { NextStep } from './gains.ts';
import { doubledNames, doublingWords, isDoubling } from './wording/doubled-name.ts';
import { marginText } from './wording/job-standing.ts';
import { listed } from './wording/listed.ts';
import { formatSeconds } from './wording/metric-value.ts';
import { withUnsaid } from './wording/unsaid-words.ts';

/** What it takes until all windows hold, or that nothing does it. */
export function untilItFitsStep(found: UntilItFits): NextStep {
  const { set, before, stops, byDefault } = found;
  // What a window stops has no end of its own in the run that is reported.
  const now =
    stops && before !== null ? `Left to run, ${before.job} would end ${afterItsWindow(before)}. ` : '';
  return { text: withUnsaid(`${now}${capitalised(besideFaults(found))}`, byDefault), set };
}

/** What the changes do, or why there are none. */
function besideFaults(found: UntilItFits): string {
  const { before, withoutFaults: calm } = found;
  const text = found.changes.length === 0 ? inVain(found) : fitting(found);
  if (calm === undefined) return text;
  const faults =
    before === null
      ? 'with the faults of this run, not every job would end.'
      : 'with the faults of this run, nothing that can be bought or set makes every job fit its window.';
  return calm.spareSeconds >= 0
    ? `${faults} Without them every job fits: ${calm.job}, the tightest, with ${marginText(calm.spareSeconds)}.`
    : `${faults} Without them, ${calm.job} would still end ${afterItsWindow(calm)}; then ${text}`;
}

function inVain({ times, after }: UntilItFits): string {
  return `nothing that can be bought or set makes every job fit its window: with ${times} times as much of everything, and cores twice as fast, ${after.job} would still end ${afterItsWindow(after)}. It needs more time, or less data.`;
}

function fitting({ changes, after: { job, spareSeconds }, unprotected }: UntilItFits): string {
  const told = toldOnce(changes);
  const make = told.length === 1 ? 'makes' : 'together make';
  const left = unprotected === 0 ? '' : ` ${counted(unprotected, 'VM')} would stay unprotected.`;
  return `${told.join(', and ')} ${make} every job fit its window: ${job}, the tightest, with ${marginText(spareSeconds)}.${left}`;
}

const afterItsWindow = ({ spareSeconds }: UntilItFits['after']) =>
  `${formatSeconds(-spareSeconds)} after its window`;

/** All that is doubled in one phrase, then what is more than doubled, then what is switched or added. */
function toldOnce(changes: readonly string[]): readonly string[] {
  const different = [...new Set(changes)];
  const timesOf = (what: string) =>
    changes.reduce((times, one) => (one === what || one === allOf(what) ? 2 * times : times), 1);
  const doublings = different.filter(isDoubling);
  const names = (times: number) =>
    listed(
      [
        ...groupedBy(
          doublings.filter((what) => timesOf(what) === times),
          kindOfChange,
        ).values(),
      ].map((own) => nameBeside(own, different)),
    );
  const factors = [...new Set(doublings.map(timesOf))].sort((a, b) => a - b);
  return [
    ...factors.map((times) => `${times === 2 ? 'doubling' : `${times} times`} ${names(times)}`),
    ...different.filter((what) => !isDoubling(what)).map(doublingWords),
  ];
}

/** `datastores.*.read` for `datastores.ds1.read`. */
const allOf = (what: string) => kindOfChange(what).replace('.', '.*.');

/** Things of one kind in one phrase. All things of a kind are all others where one of them has more than they. */
function nameBeside(own: readonly string[], changes: readonly string[]): string {
  const hasMore = changes.some((one) => !own.includes(one) && own.includes(allOf(one)));
  const name = doubledNames(own);
  return hasMore ? name.replace(' of all ', ' of all other ') : name;
}
