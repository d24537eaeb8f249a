import { type Model, STAGES, type Stage } from '../../src/model/model.ts';
import type { Movement } from '../../src/model/paths/movement.ts';
import type { TaskPath } from '../../src/model/paths/task-path.ts';
import type { Candidate, Connection } from '../../src/model/ways/transport.ts';
import { CONNECTION_CLASS } from '../../src/model/ways/transport.ts';

/** What a backup of the first disk of the first VM by the first job moves, sent at half the size that is read. */
export function moving(changes: Partial<Movement> = {}): Movement {
  return {
    job: 0,
    vm: 0,
    datastore: 0,
    targetDatastore: -1,
    targetHost: -1,
    readsToTheEnd: true,
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
export function shown(model: Model, path: TaskPath): string[] {
  return Array.from({ length: path.length }, (_, i) => {
    const { name } = model.resources[path.resources[i]!]!;
    return `${STAGES[path.stages[i]!]} ${name} ${path.coefficients[i]}`;
  });
}

/** The limit in all, and those of the stages that have one. */
export function limits({ cap, caps }: TaskPath): {
  readonly cap: number;
  readonly caps: readonly { readonly stage: Stage; readonly cap: number }[];
} {
  const all = STAGES.map((stage, row) => ({ stage, cap: caps[row]! }));
  return { cap, caps: all.filter((each) => Number.isFinite(each.cap)) };
}
