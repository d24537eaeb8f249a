import { WAIT_CAUSES, type WaitCause } from '../../metrics/summary.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';

const SHOWN = 5;

const CAUSE_WORDS: Readonly<Record<WaitCause, string>> = {
  'proxy-slot': 'every proxy that could have taken it was full',
  'repository-slot': 'the repository had no free slot',
  'datastore-snapshots': 'too many snapshots open on the datastore',
  'datastore-latency': 'the datastore was too slow for one more',
  'start-spacing': 'starts are spaced out in time',
  'hotadd-disks': 'the proxy VM could not attach one more disk',
  'nbd-connections': 'the host had no free network-mode connection',
  ram: 'the proxy had too little RAM for one more',
  'no-candidate': 'no proxy could reach the disk',
  'retry-wait': 'the pause before a retry',
  'scheduler-tick': 'the scheduler looks at the queue only now and then',
  sequential: 'parallel processing is off, or an earlier disk came first',
};

/** Why tasks waited: task-hours by cause, most first. Empty where nothing waited. */
export function waitLines({ result, paint }: ReportContext): string[] {
  const { waits } = result.summary;
  const total = WAIT_CAUSES.reduce((sum, cause) => sum + waits[cause], 0);
  if (total === 0) return [];
  const causes = WAIT_CAUSES.filter((cause) => waits[cause] > 0).sort((a, b) => waits[b] - waits[a]);
  const rows = causes
    .slice(0, SHOWN)
    .map((cause) => [cause, hours(waits[cause]), formatShare(waits[cause] / total), CAUSE_WORDS[cause]]);
  const table = textTable(
    [
      { head: 'Why tasks waited' },
      { head: 'task-hours', align: 'right' },
      { head: 'share', align: 'right' },
      { head: '' },
    ],
    rows,
    paint.heading,
  );
  return causes.length <= SHOWN ? table : [...table, `  and ${causes.length - SHOWN} more, shorter`];
}

function hours(seconds: number): string {
  const value = seconds / 3600;
  return value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2);
}
