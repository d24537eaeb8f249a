import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { expectedUse, fixedCapacities } from '../expected-use.ts';
import { holdsFor, WORLDS } from '../law.ts';
import { type Night, nightOf, type Story } from '../night.ts';

const cutAfter = (horizon: string) => (data: ScenarioData) => ({ ...data, clock: { horizon } });

/** Names of the capacities, in the order in which the trace numbers them. */
function resourceNames(night: Night): string[] {
  const { seed } = night.scenario;
  return compile(night.scenario, { seed, replication: 0 }).resources.map(({ name }) => name);
}

test.each([
  ['to their end', 150, (data: ScenarioData) => ({ ...data, clock: {} })],
  ['to a cut', 120, cutAfter('3h')],
])('what tasks read and send %s is the integral of what every capacity carried', (_, runs, given) => {
  holdsFor({ runs, given }, (data) => {
    const night = nightOf(data);
    const expected = new Map<string, number>();
    for (const story of night.stories) {
      for (const [name, units] of expectedUse(night, story))
        expected.set(name, (expected.get(name) ?? 0) + units);
    }
    const capacities = fixedCapacities(night.scenario);
    const transfers = night.stories.filter((story) => story.transferEnded !== undefined).length;
    for (const [number, name] of resourceNames(night).entries()) {
      const capacity = capacities.get(name);
      if (capacity === undefined) continue;
      const carried = night.end.busySeconds[number]! * capacity;
      // A transfer ends on a whole microsecond, and bytes of a transfer that was cut are whole.
      const rounding = transfers * (capacity * 1e-6 + 2) + carried * 1e-9;
      expect(Math.abs(carried - (expected.get(name) ?? 0)), name).toBeLessThanOrEqual(rounding);
    }
  });
});

/** Bytes of a full run by the table of changed blocks; undefined for an increment. */
function bytesInFull({ ready, vm, disk, job }: Story): { read: number; sent: number } | undefined {
  if (!ready.full) return undefined;
  const skipped = job.bitLooker && vm.guest === 'windows' ? disk.deleted + disk.swap : 0;
  const data = Math.round(disk.used * Math.max(0, 1 - skipped));
  return { read: vm.tracking === 'none' ? disk.size : data, sent: Math.round(data * job.compressionRatio) };
}

test('a full reads and sends its bytes by the table of changed blocks, and no run reads more than the disk', () => {
  let fulls = 0;
  holdsFor({ runs: 150 }, (data) => {
    for (const story of nightOf(data).stories) {
      const { readBytes: read, transferredBytes: sent } = story.ready;
      const full = bytesInFull(story);
      if (full !== undefined) expect({ read, sent }).toEqual(full);
      if (full !== undefined) fulls++;
      expect(read).toBeLessThanOrEqual(story.disk.size);
    }
  });
  expect(fulls).toBeGreaterThan(100);
});

/** Round figures give whole bytes, rounded or not. */
function inOddBytes(data: ScenarioData): ScenarioData {
  const withOdd = (disk: object) => ({ ...disk, changeRate: '7.000001%' });
  return {
    ...data,
    vms: data.vms.map((vm) => ({ ...vm, disks: (vm['disks'] as object[]).map(withOdd) })),
    jobs: data.jobs.map((job) => ({ ...job, compressionRatio: 0.37 })),
  };
}

/** A half may go either way: how far from it the exact number is depends on the order of a sum. */
function expectNearest(bytes: number, exact: number): void {
  expect(Number.isInteger(bytes)).toBe(true);
  expect(Math.abs(bytes - exact)).toBeLessThanOrEqual(0.5 + 1e-3);
}

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('a task that succeeds has read and sent what it had to, one that is cut no more', () => {
    holds({ runs: 150 }, (data) => {
      for (const { ready, transferEnded, terminal } of nightOf(data).stories) {
        const isDone = terminal[0]?.result === 'success';
        if (isDone) expect(transferEnded).toBeDefined();
        if (transferEnded === undefined) continue;
        for (const key of ['readBytes', 'transferredBytes'] as const) {
          if (isDone) expect(transferEnded[key]).toBe(ready[key]);
          else expect(transferEnded[key]).toBeLessThanOrEqual(ready[key]);
        }
      }
    });
  });

  test('what is sent is the nearest whole byte to its share of the data, and of what a cut transfer has read', () => {
    let parts = 0;
    holds({ runs: 80, given: (data) => inOddBytes(cutAfter('25 min')(data)) }, (data) => {
      for (const { ready, job, transferEnded } of nightOf(data).stories) {
        // A repository holds what has been reduced before.
        if (job.type !== 'backup-copy' && job.type !== 'restore')
          expectNearest(ready.transferredBytes, ready.dataBytes * job.compressionRatio);
        if (transferEnded === undefined || ready.readBytes === 0) continue;
        const { readBytes, transferredBytes } = transferEnded;
        expectNearest(transferredBytes, ready.transferredBytes * (readBytes / ready.readBytes));
        if (readBytes > 0 && readBytes < ready.readBytes) parts++;
      }
    });
    expect(parts).toBeGreaterThan(20);
  });

  test('the bytes of tasks, sessions and totals agree', () => {
    holds({ runs: 90 }, (data) => {
      const { run, stories } = nightOf(data);
      for (const key of ['readBytes', 'transferredBytes'] as const) {
        const total = stories.reduce((sum, { transferEnded }) => sum + (transferEnded?.[key] ?? 0), 0);
        expect(run.summary.totals[key]).toBe(total);
        expect(run.tasks.reduce((sum, task) => sum + task[key], 0)).toBe(total);
        expect(run.sessions.reduce((sum, session) => sum + session[key], 0)).toBe(total);
      }
    });
  });
});
