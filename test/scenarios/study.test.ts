import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';

const FOLDER = join(import.meta.dirname, '../..', 'scenarios', 'study');
const textOf = (name: string) => readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');

/** The run of a study scenario, with words in its text replaced by others. */
function study(name: string, ...changes: readonly (readonly [string, string])[]): TestRun {
  let text = textOf(name);
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return runText(text);
}

/** `vm/disk mode proxy start-end`, seconds, in the order of starts. */
function courses({ tasks }: TestRun, job?: string): string[] {
  return tasks
    .filter((task) => job === undefined || task.job === job)
    .map((t) => `${t.vm}/${t.disk} ${t.mode} ${t.proxy} ${t.startSeconds}-${t.endSeconds}`);
}

describe('what the headers say beside the expectations', () => {
  test('hyper-v-off-host: who reads what, in which mode', () => {
    expect(courses(study('hyper-v-off-host'), 'auto')).toEqual([
      'big/0 off-host off1 0-280',
      'big/1 off-host off1 0-280',
      'next/0 on-host hv1 0-100',
      'files/0 on-host hv2 0-100',
    ]);
  });

  test('restore-at-night: the restore goes before backups that waited longer', () => {
    const turns = study('restore-at-night').tasks.map((t) => `${t.vm} ${t.startSeconds}`);
    expect(turns).toEqual(['b1 0', 'b2 100', 'lost 200', 'b3 300', 'b4 400']);
  });

  test('backup-copy: the copies wait behind the backups and share what is read', () => {
    const turns = study('backup-copy').tasks.map((t) => `${t.job} ${t.vm} ${t.startSeconds}-${t.endSeconds}`);
    expect(turns).toEqual([
      'nightly b1 0-100',
      'nightly b2 0-100',
      'nightly b3 100-200',
      'copy b1 100-200',
      'copy b2 200-400',
      'copy b3 200-400',
    ]);
  });

  test('storage-snapshots: VM snapshots live for 10 s with them, for 105 s without', () => {
    const lives = study('storage-snapshots').sessions.map((s) => [s.job, s.longestSnapshotSeconds]);
    expect(Object.fromEntries(lives)).toEqual({ array: 10, plain: 105 });
  });

  test('forever-incremental: merges in nights 4 and 5 of the plain repository, none that moves data on the other', () => {
    const merges = study('forever-incremental').trace.flatMap((r) =>
      r.kind === 'transform-started' ? [[r.at / 3600e6, r.work, r.bytes / 1e9]] : [],
    );
    expect(merges.filter(([, , bytes]) => bytes !== 0).map(([, ...rest]) => rest)).toEqual([
      ['merge', 5],
      ['merge', 5],
    ]);
    expect(merges).toHaveLength(4);
  });

  test('direct-nfs: the disks of the share one after the other, the other disk at once', () => {
    expect(courses(study('direct-nfs'))).toEqual([
      'files/0 nfs near 0-100',
      'files/3 nbd far 0-100',
      'files/1 nfs near 100-200',
      'files/2 nfs near 200-300',
    ]);
  });

  test('same-host-hotadd: without the setting the disks take any hot-add proxy', () => {
    const run = study('same-host-hotadd', ['sameHostHotAdd: 1', 'sameHostHotAdd: 0']);
    expect(courses(run)).toEqual([
      'local/0 hotadd hot1 0-100',
      'local/1 hotadd hot2 0-100',
      'local/2 hotadd hot1 100-200',
      'other/0 hotadd hot2 100-200',
    ]);
  });

  test('same-host-hotadd: at 2 a VM without a proxy on its host goes over the network', () => {
    const run = study('same-host-hotadd', ['sameHostHotAdd: 1', 'sameHostHotAdd: 2']);
    expect(courses(run, 'other')).toEqual(['other/0 nbd hot2 0-200']);
    expect(run.summary.jobs['local']!.window).toBe(300);
  });

  test('failover-and-rescan: what each of the three proxies does, hour by hour', () => {
    const run = study('failover-and-rescan');
    const of = (job: string) =>
      run.tasks
        .filter((task) => task.job === job)
        .map((task) => `${task.session} ${task.mode} ${task.result}`);
    const san = (session: number) => `${session} san success`;
    const nbd = (session: number) => `${session} nbd success`;
    expect(of('flexible')).toEqual([san(1), nbd(2), nbd(3), nbd(4), san(5)]);
    expect(of('strict')).toEqual([san(1), '2 san failed', nbd(3), nbd(4), san(5)]);
    expect(of('bound').sort()).toEqual([
      san(1),
      '2 san failed',
      '3 null unfinished',
      '4 null unfinished',
      san(5),
    ]);
    expect(run.summary.jobs['flexible']!.sessions.map(({ result }) => result)).toEqual([
      'success',
      'warning',
      'success',
      'success',
      'success',
    ]);
  });

  test('scale-out: which extent takes which night', () => {
    const { tasks } = study('scale-out');
    const of = (job: string) => tasks.filter((task) => task.job === job).map(({ repository }) => repository);
    expect(of('together')).toEqual(['t1', 't1', 't2']);
    expect(of('apart')).toEqual(['a1', 'a2', 'a2']);
  });

  test('closing-windows: a synthetic full goes on after the close of the window', () => {
    const run = study('closing-windows');
    const ends = run.trace.filter(({ kind }) => kind === 'transform-ended').map(({ at }) => at / 1e6);
    expect(ends).toEqual([660]);
    expect(run.sessions.filter(({ job }) => job === 'hourly').map((s) => s.startSeconds)).toEqual([0, 7200]);
  });

  test('latency-control: when each disk starts', () => {
    const starts = study('latency-control').tasks.filter(({ job }) => job === 'spaced');
    expect(starts.map(({ startSeconds }) => startSeconds)).toEqual([0, 40, 80, 220, 260, 300]);
  });

  test('random-faults: another seed, another week, the same protection', () => {
    const weeks = ['seed: 2', 'seed: 3'].map((seed) => study('random-faults', ['seed: 1', seed]).summary);
    for (const { vms, totals } of weeks) {
      expect(vms).toMatchObject({ protected: 40, unprotected: [] });
      expect(totals.succeeded).toBe(280);
    }
    expect(weeks[0]!.fingerprint).not.toBe(weeks[1]!.fingerprint);
  });

  test('oversubscription: where memory is enforced the poor proxy runs one disk at a time', () => {
    const run = study('oversubscription', ['overheads: none', 'overheads: none\nenforceRam: true']);
    expect(run.summary.proxies['poor']!.peakTasks).toBe(1);
    expect(run.summary.jobs['poor']!.window).toBe(400);
  });
});
