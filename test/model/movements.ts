import type { Model } from '../../src/model/model.ts';
import type { Movement, PathOfTask } from '../../src/model/path.ts';
import type { Candidate, Connection } from '../../src/model/transport.ts';
import { CONNECTION_CLASS } from '../../src/model/transport.ts';

/** What a backup of the first disk of the first VM by the first job moves, sent at half the size that is read. */
export function moving(changes: Partial<Movement> = {}): Movement {
  return {
    job: 0,
    vm: 0,
    datastore: 0,
    targetDatastore: -1,
    targetHost: -1,
    full: true,
    transferRatio: 0.5,
    dataRatio: 1,
    repository: 0,
    source: -1,
    gateway: -1,
    ...changes,
  };
}

export function placeAt(proxy: number, mode: Connection, end: Candidate['end'] = 'read'): Candidate {
  const connectionClass = CONNECTION_CLASS[mode];
  return { proxy, mode, connectionClass, sameSite: true, preferred: false, end };
}

/** `stage resource coefficient` of everything that is crossed. */
export function shown(model: Model, { crossings }: PathOfTask): string[] {
  return crossings.map((c) => `${c.stage} ${model.resources[c.resource]!.name} ${c.coefficient}`);
}
