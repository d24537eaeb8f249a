import type { Calibration } from '../../history/calibration.ts';
import { firstOf } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';

/** What only one side knows, a line each; nothing where both know the same. */
export function unmatchedLines({ unmatched }: Calibration): string[] {
  const { pastJobs, withoutIncrements, scenarioJobs, pastVms, scenarioVms } = unmatched;
  return [
    ...line('Jobs only in the reports (--job THEIRS=OURS brings names together)', pastJobs),
    ...line('Jobs with no increment that succeeded at once and has a time', withoutIncrements),
    ...line('Jobs only in the scenario, left as they are', scenarioJobs),
    ...line('VMs only in the reports (--vm THEIRS=OURS brings names together)', pastVms),
    ...line('VMs only in the scenario, left as they are', scenarioVms),
  ];
}

/** Names of a line: the rest is counted. */
const SHOWN = 4;

function line(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${firstOf(names, SHOWN, printable)}.`];
}
