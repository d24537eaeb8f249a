import { didYouMean } from '../../diagnostics/suggest.ts';
import type { ByDefault } from '../../metrics/limits/limits-by-default.ts';
import { type Summary, WAIT_CAUSES, type WaitCause } from '../../metrics/summary/summary.ts';
import { withUnsaid } from './unsaid-words.ts';

/** What a wait cause means, as the end of "it waited because …". */
export const CAUSE_WORDS: Readonly<Record<WaitCause, string>> = {
  'proxy-slot': 'the best proxy for it was full',
  'repository-slot': 'the repository had no free slot',
  'datastore-snapshots': 'too many snapshots open on the datastore',
  'datastore-latency': 'the datastore was too slow for one more',
  'start-spacing': 'starts are spaced out in time',
  'hotadd-disks': 'the proxy VM could not attach one more disk',
  'nbd-connections': 'the host had no free network-mode connection',
  ram: 'the proxy had too little RAM for one more',
  'no-candidate': 'no proxy could take the disk',
  'retry-wait': 'the pause before a retry',
  'scheduler-tick': 'the scheduler looks at the queue only at intervals',
  sequential: 'others come first: one at a time, or group by group',
};

/** Which cause somebody may mean who writes something else, such as the words that a backup server shows. */
export function causeHint(text: string): string | undefined {
  const words = text.toLowerCase().split(/[^a-z]+/);
  const named = WAIT_CAUSES.filter((cause) => cause.split('-').some((part) => words.some(isFormOf(part))));
  if (named.length === 1) return `Did you mean '${named[0]}'?`;
  if (named.length > 1) return `Possible: ${named.join(', ')}.`;
  if (words.some(isFormOf('resource')))
    return `Backup servers say so whatever is missing; 'Why tasks waited' of proxysim run tells which of these it was: ${WAIT_CAUSES.join(', ')}.`;
  return didYouMean(text, WAIT_CAUSES);
}

/** `proxies` of `proxy`, `snapshot` of `snapshots`, but not `waiting` of `wait`. */
function isFormOf(part: string): (word: string) => boolean {
  const stem = part.length > 4 ? part.slice(0, -1) : part;
  return (word) =>
    word === part || (stem.length >= 4 && word.startsWith(stem) && word.length <= part.length + 2);
}

/** Whether tasks waited under this cause only because a filter of the policy refused them. */
export function isRefusedByPolicy({ diagnostics }: Pick<Summary, 'diagnostics'>, cause: WaitCause): boolean {
  return cause === 'proxy-slot' && diagnostics.some(({ code }) => code === 'refused-by-policy');
}

/** The same in a run: a filter of the user's own policy has the name of one that ships. */
export function causeWordsIn(summary: Pick<Summary, 'diagnostics'>, cause: WaitCause): string {
  return isRefusedByPolicy(summary, cause)
    ? 'a filter of the policy refused, no proxy was ever full'
    : CAUSE_WORDS[cause];
}

/** The same, followed by the defaults involved, for a table cell. */
export function causeWords(
  summary: Pick<Summary, 'diagnostics'>,
  cause: WaitCause,
  { waits }: ByDefault,
): string {
  const words = causeWordsIn(summary, cause);
  const figures = waits[cause];
  return figures === undefined ? words : withUnsaid(`${words}.`, figures);
}
