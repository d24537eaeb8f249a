import type { ByDefault } from '../../metrics/limits-by-default.ts';
import type { WaitCause } from '../../metrics/summary.ts';
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

/** The same, followed by the defaults involved, for a table cell. */
export function causeWords(cause: WaitCause, { waits }: ByDefault): string {
  const figures = waits[cause];
  return figures === undefined ? CAUSE_WORDS[cause] : withUnsaid(`${CAUSE_WORDS[cause]}.`, figures);
}
