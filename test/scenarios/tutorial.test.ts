import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';

const FOLDER = join(import.meta.dirname, '../..', 'scenarios', 'tutorial');
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort();

function textOf(start: string): string {
  return readFileSync(join(FOLDER, files.find((file) => file.startsWith(start))!), 'utf8');
}

function tutorial(start: string): TestRun {
  return runText(textOf(start));
}

/** `vm/disk` to where it ran and when: slots got, data flows, data done, slots freed. */
function courses({ tasks }: TestRun, session = 1): Record<string, string> {
  return Object.fromEntries(
    tasks
      .filter((task) => task.session === session)
      .map((t) => [
        `${t.vm}/${t.disk}`,
        `${t.mode} on ${t.proxy}: ${t.startSeconds} ${t.transferStartSeconds} ${t.transferEndSeconds} ${t.endSeconds}`,
      ]),
  );
}

/** `vm/disk`: start to end, in the order of their start. */
function turns({ tasks }: TestRun): string[] {
  return tasks.map((t) => `${t.vm}/${t.disk}: ${t.startSeconds} to ${t.endSeconds}`);
}

function bottlenecks({ summary }: TestRun): Record<string, string> {
  return Object.fromEntries(
    Object.entries(summary.jobs).map(([name, { sessions }]) => [name, sessions[0]!.bottleneck]),
  );
}

describe('the tutorial scenarios', () => {
  test('are numbered from 01 without a gap', () => {
    expect(files.map((file) => Number(file.slice(0, 2)))).toEqual(files.map((_, i) => i + 1));
  });
});

describe('the numbers in the tutorial headers', () => {
  test('01: a disk waits for init, snapshot and opening before its data flows', () => {
    const run = tutorial('01');
    expect(courses(run)).toEqual({ 'app1/0': 'nbd on vbr: 15 37 1037 1037' });
    expect(bottlenecks(run)).toEqual({ first: 'source' });
    expect(run.summary.bound!.gap).toBe(0);
  });

  test('02: four disks run, two wait, and the proxies take turns', () => {
    const run = tutorial('02');
    expect(courses(run)).toEqual({
      'vm1/0': 'nbd on vbr: 0 0 1000 1000',
      'vm2/0': 'nbd on px1: 0 0 1000 1000',
      'vm3/0': 'nbd on vbr: 0 0 1000 1000',
      'vm4/0': 'nbd on px1: 0 0 1000 1000',
      'vm5/0': 'nbd on vbr: 1000 1000 2000 2000',
      'vm6/0': 'nbd on px1: 1000 1000 2000 2000',
    });
    expect(run.summary.bound).toEqual({ seconds: 2000, by: 'proxies.vbr+px1.slots', gap: 0 });
  });

  test('03: each disk goes to the proxy with the best connection that has room', () => {
    const run = tutorial('03');
    expect(courses(run)).toEqual({
      'sql/0': 'san on san1: 15 40 140 140',
      'web/0': 'nfs on nas1: 15 40 140 140',
      'print/0': 'hotadd on hot1: 15 65 165 195',
      'lab/0': 'nbd on vbr: 15 37 137 137',
      'erp/0': 'hotadd on hot1: 15 65 165 195',
      'mixed/0': 'hotadd on hot1: 15 65 165 195',
      'mixed/1': 'nfs on nas1: 140 145 245 245',
    });
  });

  test('03: what decided is known of every disk', () => {
    const decided = tutorial('03').tasks.map((t) => [`${t.vm}/${t.disk}`, t.decidedBy]);
    expect(Object.fromEntries(decided)).toMatchObject({
      'sql/0': 'connection-class',
      'lab/0': 'load-ratio',
      'erp/0': 'proxy-slot-at-the-best',
    });
  });

  test('04: each disk runs at its max-min fair share, and one takes what the others leave', () => {
    const run = tutorial('04');
    const ends = run.tasks.map((t) => [t.vm, t.endSeconds]);
    expect(Object.fromEntries(ends)).toEqual({ d1: 1000, d2: 1000, c1: 500, c2: 500, r1: 1000 });
    expect(bottlenecks(run)).toEqual({ 'slow-disk': 'source', 'weak-proxy': 'proxy', big: 'target' });
    expect(run.summary.diagnostics.map(({ code }) => code)).toEqual(['oversubscribed']);
  });

  test('04: the big disk runs at 180 MB/s while the others do: 90 GB in the first 500 s', () => {
    const { tasks } = runText(textOf('04').replace('size: 280 GB', 'size: 90 GB'));
    expect(tasks.find(({ vm }) => vm === 'r1')!.endSeconds).toBe(500);
  });

  test('05: the queue is served by priority, VM in process, running job, session start', () => {
    expect(turns(tutorial('05'))).toEqual([
      'a1/0: 0 to 100',
      'a2/0: 0 to 100',
      'd1/0: 50 to 150',
      'd1/1: 100 to 200',
      'd1/2: 100 to 200',
      'u1/0: 150 to 250',
      'd2/0: 200 to 300',
      'd3/0: 200 to 300',
      'c1/0: 250 to 350',
    ]);
  });

  test('05: the disk that came first and ended last waited for the snapshot limit, then for a slot', () => {
    const c1 = tutorial('05').tasks.find(({ vm }) => vm === 'c1')!;
    expect(c1.waitedFor).toEqual([
      { cause: 'proxy-slot', seconds: 200 },
      { cause: 'datastore-snapshots', seconds: 50 },
    ]);
  });

  test('05: first come, first served would start it at 100 s', () => {
    const { tasks } = runText(textOf('05'), { policy: 'fifo' });
    expect(tasks.find(({ vm }) => vm === 'c1')!.startSeconds).toBe(100);
  });

  test('06: what each VM reads and sends in each of the three nights', () => {
    const { tasks } = tutorial('06');
    const gigabytes = (vm: string) =>
      [1, 2, 3].map((session) => {
        const task = tasks.find((t) => t.vm === vm && t.session === session)!;
        return [task.readBytes / 1e9, task.transferredBytes / 1e9, task.endSeconds! - task.startSeconds!];
      });
    expect(gigabytes('tracked')).toEqual([
      [10, 5, 100],
      [10, 5, 100],
      [19, 9.5, 190],
    ]);
    expect(gigabytes('windows')).toEqual([
      [7.5, 3.75, 75],
      [7.5, 3.75, 75],
      [14.25, 7.125, 142.5],
    ]);
    expect(gigabytes('legacy')).toEqual([
      [100, 5, 500],
      [100, 5, 500],
      [100, 9.5, 500],
    ]);
    expect(gigabytes('fresh')).toEqual([
      [60, 30, 300],
      [6, 3, 60],
      [11.4, 5.7, 114],
    ]);
  });

  test('07: every job waits for its own limit and for no other', () => {
    const { waits } = tutorial('07');
    expect(waits.map(({ job, cause, tasks, seconds }) => [job, cause, tasks, seconds])).toEqual([
      ['slots', 'proxy-slot', 1, 100],
      ['repository', 'repository-slot', 2, 300],
      ['snapshots', 'datastore-snapshots', 2, 200],
      ['network', 'nbd-connections', 1, 100],
      ['hotadd', 'hotadd-disks', 2, 200],
    ]);
  });

  test('07: with all modes allowed the disks over the hot-add limit go over the network at once', () => {
    const run = runText(textOf('07').replace(', modes: [hotadd]', ''));
    const { hot1 } = run.summary.proxies;
    expect(hot1!.modes).toEqual({ hotadd: 2, nbd: 2 });
    expect(run.summary.waits['hotadd-disks']).toBe(0);
  });

  test('08: what the window cuts off, and what follows', () => {
    const run = tutorial('08');
    const evening = run.tasks.filter(({ job }) => job === 'evening');
    expect(evening.map((t) => [t.vm, t.startSeconds, t.endSeconds, t.readBytes / 1e9, t.result])).toEqual([
      ['e1', 0, 600, 60, 'success'],
      ['e2', 600, 1000, 40, 'window-closed'],
      ['e3', null, null, 0, 'window-closed'],
    ]);
    expect(run.summary.vms.unprotected).toEqual(['e2', 'e3']);
    expect(run.summary.jobs).toMatchObject({ evening: { sessions: [{ result: 'failed' }] } });
    expect(turns(run).at(-2)).toBe('m1/0: 1000 to 1100');
  });
});
