import { expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor } from '../law.ts';
import { type Night, nightOf, type Story, storiesByVmRun } from '../night.ts';
import { lastingPlacesFor } from '../places.ts';

/** Why a task ended as it did; undefined: for no reason that the contract knows. */
function reasonFor(night: Night, story: Story): string | undefined {
  const { ready, job, session, terminal, transferEnded } = story;
  const last = terminal[0];
  const cut = night.end.reason === 'horizon';
  if (last === undefined) return cut && story.started !== undefined ? 'still running at the cut' : undefined;
  switch (last.result) {
    case 'success':
      return transferEnded?.readBytes === ready.readBytes ? 'all bytes read' : undefined;
    case 'window-closed':
      return job.window?.onClose === 'stop' && last.at >= session.closesAt! ? 'window closed' : undefined;
    case 'unfinished':
      if (lastingPlacesFor(night.scenario, job, story.vm, story.disk).length === 0)
        return 'nobody can read it';
      return last.at === night.end.at ? 'still waiting at the end' : undefined;
    case 'failed':
      // Nothing breaks in the plain scenarios.
      return undefined;
  }
}

test('every task ends in one terminal state, with a reason', () => {
  holdsFor({ runs: 180 }, (data) => {
    const night = nightOf(data);
    for (const story of night.stories) {
      expect(story.terminal.length, `ends of task ${story.ready.task}`).toBeLessThanOrEqual(1);
      const { result } = story.terminal[0] ?? { result: 'no end' };
      expect(reasonFor(night, story), `task ${story.ready.task}: ${result}`).toBeDefined();
    }
    const { tasks, succeeded, failed, unfinished } = night.run.summary.totals;
    expect(tasks).toBe(night.stories.length);
    expect(succeeded + failed + unfinished).toBe(tasks);
    expect(succeeded).toBe(night.stories.filter((s) => s.terminal[0]?.result === 'success').length);
  });
});

test('what every task goes through is in the order of its life', () => {
  holdsFor({ runs: 120 }, (data) => {
    for (const { ready, started, transferStarted, transferEnded, terminal } of nightOf(data).stories) {
      const times = [ready, started, transferStarted, transferEnded, terminal[0]].flatMap((r) => r?.at ?? []);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      if (transferStarted !== undefined) expect(started).toBeDefined();
      if (transferEnded !== undefined) expect(transferStarted).toBeDefined();
    }
  });
});

/** Protected: the last session succeeded, in every job that has begun with the VM; one that is not over has not. */
function expectProtection(night: Night, lastResults: ReadonlyMap<string, string>): void {
  const protectedVms = new Set(night.stories.map(({ vm }) => vm.name));
  for (const { vm, job } of night.stories) {
    const result = lastResults.get(`${job.name}/${vm.name}`);
    if (result !== 'success' && result !== 'warning') protectedVms.delete(vm.name);
  }
  const covered = new Set(night.stories.map(({ vm }) => vm.name));
  const { vms } = night.run.summary;
  expect(vms.protected).toBe(protectedVms.size);
  expect(new Set(vms.unprotected)).toEqual(new Set([...covered].filter((name) => !protectedVms.has(name))));
}

test('a VM succeeds when all its disks did, a session when all its VMs did, and protection follows', () => {
  holdsFor({ runs: 150 }, (data) => {
    const night = nightOf(data);
    const byVmRun = storiesByVmRun(night);
    const vmResults = new Map<number, string[]>();
    const notHonoured = new Set(
      night.trace.flatMap((record) => (record.kind === 'affinity-not-honoured' ? [record.task] : [])),
    );
    const lastResults = new Map<string, string>();
    for (const record of night.trace) {
      if (record.kind === 'task-ready') {
        const { job, vm } = byVmRun.get(record.vmRun)![0]!;
        lastResults.delete(`${job.name}/${vm.name}`);
      }
      if (record.kind === 'vm-ended') {
        const disks = byVmRun.get(record.vmRun)!;
        const allRead = disks.every(({ terminal }) => terminal[0]?.result === 'success');
        const asWished = disks.every(({ ready }) => !notHonoured.has(ready.task));
        const ifRead = asWished ? 'success' : 'warning';
        expect(record.result, `VM run ${record.vmRun}`).toBe(allRead ? ifRead : 'failed');
        vmResults.set(record.session, [...(vmResults.get(record.session) ?? []), record.result]);
        const { job, vm } = disks[0]!;
        lastResults.set(`${job.name}/${vm.name}`, record.result);
      }
      if (record.kind === 'session-ended') {
        const results = vmResults.get(record.session)!;
        const wanted = ['failed', 'warning'].find((worse) => results.includes(worse as never)) ?? 'success';
        expect(record.result, `session ${record.session}`).toBe(wanted);
      }
    }
    expectProtection(night, lastResults);
  });
});

test('a run without a horizon leaves no session open', () => {
  holdsFor({ runs: 120, given: endless }, (data) => {
    const night = nightOf(data);
    expect(night.end.reason).toBe('idle');
    for (const { job, session, result, endSeconds } of night.run.sessions) {
      expect(result, `${job}, session ${session}`).not.toBe('unfinished');
      expect(endSeconds).not.toBeNull();
    }
  });
});

/** No cut, and many disks that nobody can read. */
function endless(data: ScenarioData): ScenarioData {
  const proxies = data.proxies.map((proxy) => ({ ...proxy, failoverToNetwork: false }));
  return { ...data, clock: {}, proxies };
}
