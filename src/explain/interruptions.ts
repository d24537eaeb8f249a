import { carriersOf } from '../model/carriers.ts';
import type { Part } from '../model/parts.ts';
import { machinesOf, pathOf } from '../model/path.ts';
import { isStorageMode } from '../model/transport.ts';
import type { Explanation } from './explanation.ts';
import { wayOfTask } from './rates/transfer-flows.ts';
import type { ToldTask } from './state/chronicle.ts';
import { Replica } from './state/replica.ts';

/** A time in which a task stood still and kept its slots. Microseconds from the start. */
export interface InterruptionTold {
  readonly fromUs: number;
  /** Null: it never went on. */
  readonly toUs: number | null;
  /** What was down on its way, in the order in which it went down: `proxies.px1 was down`. */
  readonly by: readonly string[];
}

/** When a task stood still, and by which faults: also those that struck its way while it stood. */
export function interruptionsOf(
  { chronicle, policy, seed }: Explanation,
  task: ToldTask,
): InterruptionTold[] {
  const by: Set<string>[] = [];
  if (task.interruptions.length === 0) return [];
  const replica = new Replica(chronicle, policy, seed);
  let isStanding = false;
  for (const record of chronicle.records) {
    replica.apply(record);
    if ('task' in record && record.task === task.task) {
      if (record.kind === 'task-ended') break;
      isStanding = record.kind === 'task-interrupted';
      if (isStanding) by.push(new Set(faultsOnWay(replica, task)));
    } else if (isStanding && (record.kind === 'went-down' || record.kind === 'connection-lost')) {
      for (const fault of faultsOnWay(replica, task)) by.at(-1)!.add(fault);
    }
  }
  return task.interruptions.map(({ fromUs, toUs }, i) => ({
    fromUs,
    toUs: toUs < 0 ? null : toUs,
    by: [...by[i]!],
  }));
}

/** Of all that a running task needs, what is down, from where it reads to where it writes. */
function faultsOnWay(replica: Replica, task: ToldTask): string[] {
  const { model, condition } = replica;
  const { work } = model.jobs[task.job]!;
  const { movement, places } = wayOfTask(replica, task);
  const faults: string[] = [];
  const need = (what: Part, row: number) => {
    if (!condition.isUp(what, row)) faults.push(`${condition.nameOf(what, row)} was down`);
  };
  const needProxy = (proxy: number) => {
    if (proxy < 0) return;
    need('proxies', proxy);
    need('hosts', model.proxies[proxy]!.host);
  };
  const needRepository = (repository: number) => {
    if (repository < 0) return;
    need('repositories', repository);
    for (const proxy of carriersOf(model.repositories[repository]!)) needProxy(proxy);
  };
  if (work.reads === 'vm') {
    need('hosts', task.host);
    need('datastores', task.datastore);
  } else needRepository(movement.source);
  for (const place of [places.first, places.second]) {
    if (place === undefined) continue;
    needProxy(place.proxy);
    const datastore = place.end === 'read' ? task.datastore : task.targetDatastore;
    if (place.proxy >= 0 && isStorageMode(place.mode) && !condition.reaches(place.proxy, datastore)) {
      const [proxy, storage] = [
        condition.nameOf('proxies', place.proxy),
        condition.nameOf('datastores', datastore),
      ];
      faults.push(`${proxy} did not reach ${storage}`);
    }
  }
  if (machinesOf(model, movement, places).length > 0)
    for (const link of pathOf(model, movement, places).links) need('links', link);
  needProxy(movement.gateway);
  needRepository(movement.repository);
  need('hosts', task.targetHost);
  need('datastores', task.targetDatastore);
  return [...new Set(faults)];
}
