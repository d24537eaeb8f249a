import type { ComparedSide, ComparedSummary } from '../../src/report/comparison/comparison.ts';
import type { ComparedTask } from '../../src/report/comparison/tasks.ts';
import { summary } from './sample-result.ts';

/** A side with the figures of the sample night; tests change what they are about. */
export function side(name: string, changes: Parameters<typeof summary>[0] = {}): ComparedSide {
  const figures = summary(changes) as unknown as ComparedSummary;
  return {
    file: `${name}.yaml`,
    name,
    changes: [],
    summary: figures,
    ofSessions: new Map(),
    tasks: [],
    scaleOut: new Set(),
    clockStartUs: 0,
    replications: null,
    settings: [],
    modesByDefault: [],
  };
}

export function task(vm: string, startSeconds: number | null, place: string | null): ComparedTask {
  return {
    job: 'nightly',
    session: 1,
    attempt: 1,
    vm,
    disk: '0',
    startSeconds,
    place,
    readBytes: 0,
    took: null,
  };
}
