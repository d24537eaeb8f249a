import type { InParts } from '../collections/in-parts.ts';
import { needsOf } from '../model/ways/way-needs.ts';
import type { Explanation } from './explanation.ts';
import { type Way, wayOfTask } from './rates/transfer-flows.ts';
import type { ToldTask } from './state/chronicle.ts';
import { pathOfPart } from './state/recorded-condition.ts';
import { Replica } from './state/replica.ts';

/** An interval in which a task was paused and kept its slots. Microseconds from the start. */
export interface InterruptionTold {
  readonly fromUs: number;
  /** Null: it never resumed. */
  readonly toUs: number | null;
  /** What was down on its way, in the order in which it went down: `proxies.px1 was down`. */
  readonly by: readonly string[];
}

/** When a task was interrupted and by which faults, including those that hit its way during the interruption. */
export function* interruptionsOf(explanation: Explanation, task: ToldTask): InParts<InterruptionTold[]> {
  const by: Set<string>[] = [];
  if (task.interruptions.length === 0) return [];
  const replica = new Replica(explanation);
  let isStanding = false;
  const { records, endUs } = explanation.chronicle;
  for (const record of records) {
    yield record.at / Math.max(1, endUs);
    replica.apply(record);
    if ('task' in record && record.task === task.task) {
      if (record.kind === 'task-ended') break;
      isStanding = record.kind === 'task-interrupted';
      if (isStanding) by.push(new Set(faultsOnWay(replica, wayOfTask(replica, task))));
    } else if (isStanding && (record.kind === 'went-down' || record.kind === 'connection-lost')) {
      for (const fault of faultsOnWay(replica, wayOfTask(replica, task))) by.at(-1)!.add(fault);
    }
  }
  return task.interruptions.map(({ fromUs, toUs }, i) => ({
    fromUs,
    toUs: toUs < 0 ? null : toUs,
    by: [...by[i]!],
  }));
}

/** Everything that a running task needs and that is down, in order from where it reads to where it writes. */
function faultsOnWay({ model, condition }: Replica, { movement, places }: Way): string[] {
  const faults: string[] = [];
  for (const need of needsOf(model, movement, places)) {
    if (condition.isMet(need)) continue;
    faults.push(
      need.what === 'connection'
        ? `${pathOfPart(model, 'proxies', need.proxy)} did not reach ${pathOfPart(model, 'datastores', need.datastore)}`
        : `${pathOfPart(model, need.what, need.row)} was down`,
    );
  }
  return faults;
}
