import { describe, expect, test } from 'vitest';
import { workOf } from '../../../src/model/jobs/work.ts';
import type { JobTarget, JobType } from '../../../src/scenario/job.ts';

const of = (type: JobType, priority: 'normal' | 'high' = 'normal', target?: JobTarget) =>
  workOf({ type, priority, ...(target === undefined ? {} : { target }) });
const THERE: JobTarget = { datastore: 'ds2' };

describe('the work of a job', () => {
  // type, target, reads, writes, snapshot of the VM, only from an array, always full, protects, priority
  test.each<[JobType, JobTarget | undefined, string, string, boolean, boolean, boolean, boolean, number]>([
    ['backup', undefined, 'vm', 'repository', true, false, false, true, 300],
    ['replication', THERE, 'vm', 'vm', true, false, false, true, 300],
    ['quick-migration', THERE, 'vm', 'vm', true, false, true, false, 300],
    ['vm-copy', undefined, 'vm', 'repository', true, false, true, false, 300],
    ['vm-copy', THERE, 'vm', 'vm', true, false, true, false, 300],
    ['restore', undefined, 'repository', 'vm', false, false, true, false, 800],
    ['restore', THERE, 'repository', 'vm', false, false, true, false, 800],
    ['backup-copy', undefined, 'repository', 'repository', false, false, false, false, 200],
    ['snapshot-scan', undefined, 'vm', 'nothing', false, true, false, false, 300],
  ])('%s, target %o', (type, target, reads, writes, snapshot, arrayOnly, alwaysFull, protects, priority) => {
    expect(of(type, 'normal', target)).toEqual({
      reads,
      writes,
      snapshot,
      arrayOnly,
      alwaysFull,
      protects,
      priority,
    });
  });

  test.each<[JobType, number]>([
    ['backup', 400],
    ['replication', 400],
    ['quick-migration', 400],
    ['vm-copy', 400],
    ['backup-copy', 400],
    ['snapshot-scan', 400],
    // A restore comes before every other work as it is.
    ['restore', 800],
  ])('%s with high priority has priority %d, and is otherwise the same work', (type, priority) => {
    expect(of(type, 'high')).toEqual({ ...of(type), priority });
  });
});
