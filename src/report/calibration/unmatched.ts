import type { Calibration } from '../../history/calibration.ts';
import { firstOf } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';

/** Jobs and VMs that only the reports or only the scenario have, one line per kind; empty if both have the same. */
export function unmatchedLines({ unmatched }: Calibration): string[] {
  const { pastJobs, withoutIncrements, scenarioJobs, pastVms, scenarioVms } = unmatched;
  return [
    ...line('Jobs only in the reports (--job THEIRS=OURS matches names)', pastJobs),
    ...line(
      'Jobs without an increment that succeeded at the first try and has a duration',
      withoutIncrements,
    ),
    ...line('Jobs only in the scenario, left as they are', scenarioJobs),
    ...line('VMs only in the reports (--vm THEIRS=OURS matches names)', pastVms),
    ...line('VMs only in the scenario, left as they are', scenarioVms),
  ];
}

/** Most names on a line; the rest are counted. */
const SHOWN = 4;

function line(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${firstOf(names, SHOWN, printable)}.`];
}
