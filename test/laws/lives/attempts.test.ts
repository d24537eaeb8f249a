import { expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { healing } from '../domain/random-faults.ts';
import { holdsInDomain } from '../law.ts';
import { instantsOf, type Night, nightOf, type RecordOf, type Story, storiesByVmRun } from '../night.ts';

type VmEnd = RecordOf<'vm-ended'>;

interface Try {
  readonly stories: readonly Story[];
  readonly attempt: number;
  readonly end: VmEnd | undefined;
}

/** The tries at each VM in each session, by `session/vm`, in order. */
function triesOf(night: Night): Map<string, Try[]> {
  const ends = new Map<number, VmEnd>();
  for (const record of night.trace) {
    if (record.kind !== 'vm-ended') continue;
    expect(ends.has(record.vmRun), `VM run ${record.vmRun} ends twice`).toBe(false);
    ends.set(record.vmRun, record);
  }
  const tries = new Map<string, Try[]>();
  for (const [vmRun, stories] of storiesByVmRun(night)) {
    const { ready, vm } = stories[0]!;
    const key = `${ready.session}/${vm.name}`;
    const own = { stories, attempt: ready.attempt, end: ends.get(vmRun) };
    tries.set(key, [...(tries.get(key) ?? []), own]);
  }
  return tries;
}

test('a VM is tried again only after it failed, one try at a time, as often as its job may, never by hand', () => {
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    for (const [key, tries] of triesOf(night)) {
      const { job } = tries[0]!.stories[0]!;
      expect(tries.map(({ attempt }) => attempt)).toEqual(tries.map((_, n) => n + 1));
      const most = job.schedule.kind === 'manual' ? 0 : job.retries.times;
      expect(tries.length - 1, key).toBeLessThanOrEqual(most);
      tries.slice(1).forEach((next, n) => {
        const { end } = tries[n]!;
        expect(end?.result, key).toBe('failed');
        for (const { ready, started } of next.stories) {
          expect(ready.at).toBeGreaterThanOrEqual(end!.at);
          if (started !== undefined) expect(started.at).toBeGreaterThanOrEqual(ready.at + job.retries.waitUs);
        }
      });
    }
  });
});

test('every VM ends each ended session in one result, and its tasks and the session agree with it', () => {
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    const tries = triesOf(night);
    for (const record of night.trace) {
      if (record.kind !== 'session-ended') continue;
      const results = [...tries]
        .filter(([key]) => key.startsWith(`${record.session}/`))
        .map(([key, own]) => {
          expect(
            own.every(({ end }) => end !== undefined),
            key,
          ).toBe(true);
          return own.at(-1)!.end!.result;
        });
      const wanted = ['failed', 'warning'].find((worse) => results.includes(worse as never)) ?? 'success';
      expect(record.result, `session ${record.session}`).toBe(wanted);
    }
    for (const own of tries.values()) {
      for (const { stories, end } of own) {
        if (end === undefined) continue;
        const isRead = stories.every(({ terminal }) => terminal[0]?.result === 'success');
        expect(end.result !== 'failed', `VM run ${end.vmRun}`).toBe(isRead);
      }
    }
  });
});

test('protected is who succeeded last in every job that protects it; everybody else is listed', () => {
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    const { scenario, run } = night;
    /** What became of a VM in the last session of a job; one that is not over gives nothing. */
    const last = new Map<string, string>();
    const covered = new Set<string>();
    const protects = (job: number) => ['backup', 'replication'].includes(scenario.jobs[job]!.type);
    const jobOf = new Map(
      night.trace.flatMap((r) => (r.kind === 'session-started' ? [[r.session, r.job]] : [])),
    );
    const vmOf = new Map(night.stories.map(({ ready, vm }) => [ready.task, vm.name]));
    for (const r of night.trace) {
      if ((r.kind !== 'vm-ended' && r.kind !== 'task-ready') || !protects(jobOf.get(r.session)!)) continue;
      const vm = r.kind === 'task-ready' ? vmOf.get(r.task)! : scenario.vms.names[r.vm]!;
      covered.add(vm);
      last.set(`${jobOf.get(r.session)}/${vm}`, r.kind === 'task-ready' ? 'none' : r.result);
    }
    const isGood = (name: string) =>
      [...last].every(
        ([key, result]) => !key.endsWith(`/${name}`) || ['success', 'warning'].includes(result),
      );
    const good = [...covered].filter(isGood);
    const told = run.summary.vms;
    expect(told.protected).toBe(good.length);
    for (const name of covered) expect(told.unprotected.includes(name), name).toBe(!isGood(name));
  });
});

test('a run whose faults all end ends all its sessions, and what was left undone nobody could do', () => {
  holdsInDomain({ runs: 250, given: hopeful }, (data) => {
    const night = nightOf(data);
    expect(night.end.reason).toBe('idle');
    for (const { job, session, endSeconds } of night.run.sessions)
      expect(endSeconds, `${job}, session ${session}`).not.toBeNull();
    for (const { terminal, ready } of night.stories)
      expect(terminal.length, `ends of task ${ready.task}`).toBe(1);
  });
});

/** Faults that pass, and no production that keeps everybody out for ever; no cut. */
function hopeful(data: ScenarioData): ScenarioData {
  return healing({ ...data, clock: {}, latencyControl: false });
}

test('every run ends by itself, whatever breaks for good', () => {
  holdsInDomain({ runs: 250, given: (data) => ({ ...data, clock: {} }) }, (data) => {
    const { end, trace } = nightOf(data);
    expect(end.reason).toBe('idle');
    // Throws where time runs backwards.
    instantsOf(trace);
  });
});
