import { expect, test } from 'vitest';
import type { ScenarioData } from '../helpers/random-scenario.ts';
import { Holdings } from './holdings.ts';
import { holdsFor } from './law.ts';
import { instantsOf, type Night, nightOf, type Story } from './night.ts';
import { type Place, placesFor } from './places.ts';
import { scarce } from './scarce.ts';

/** Takes the next class when the best is busy, decides at once, has no turns to wait for. */
function degrading(data: ScenarioData): ScenarioData {
  const isScarce = data.seed % 2 === 0;
  const given = isScarce ? scarce(data) : data;
  return {
    ...given,
    parallelProcessing: true,
    policy: { ...given.policy, whenBestBusy: 'degrade', schedulerTick: undefined, sameHostHotAdd: 0 },
  };
}

function hasRoom({ scenario }: Night, holdings: Holdings, story: Story, { proxy, mode }: Place): boolean {
  const { ready, job, vm } = story;
  const limitOf = (of: readonly { name: string; maxConcurrentTasks: number }[], name: string) =>
    of.find((thing) => thing.name === name)!.maxConcurrentTasks;
  if (!holdings.online.has(proxy.name)) return false;
  if (holdings.proxyTasks.of(proxy.name) >= proxy.maxConcurrentTasks) return false;
  if (holdings.repositoryTasks.of(job.repository!) >= limitOf(scenario.repositories, job.repository!))
    return false;
  if (!holdings.vmRunsWithSnapshot.has(ready.vmRun)) {
    for (const name of holdings.datastoresOf(ready.vmRun)) {
      const { maxSnapshots } = scenario.datastores.find((d) => d.name === name)!;
      if (holdings.snapshots.of(name) >= maxSnapshots) return false;
    }
  }
  if (mode === 'hotadd' && holdings.hotaddDisks.of(proxy.name) >= (scenario.policy.hotaddMaxDisks ?? 60))
    return false;
  if (mode === 'nbd' || mode === 'nbdssl') {
    const { nbdMaxDisks } = scenario.hosts.find((h) => h.name === vm.host)!;
    if (holdings.nbdDisks.of(vm.host!) >= nbdMaxDisks) return false;
  }
  const memory = 2e9 + (holdings.proxyTasks.of(proxy.name) + 1) * 1e9;
  return !scenario.enforceRam || memory <= proxy.ram;
}

test('no task is left waiting while a place for it has room', () => {
  holdsFor({ runs: 180, given: degrading }, (data) => {
    const night = nightOf(data);
    const holdings = new Holdings(night);
    const instants = instantsOf(night.trace);
    // The last instant of a run that was cut is not finished.
    if (night.end.reason === 'horizon') instants.pop();
    for (const instant of instants) {
      for (const record of instant) holdings.step(record);
      for (const story of holdings.waiting) {
        const free = placesFor(night.scenario, story.job, story.vm, story.disk).filter((place) =>
          hasRoom(night, holdings, story, place),
        );
        const names = free.map(({ proxy, mode }) => `${proxy.name} in ${mode}`);
        if (names.length > 0)
          expect(names, `free for task ${story.ready.task} at ${instant[0]!.at}`).toEqual([]);
      }
    }
  });
});

test('a task is placed only where it can be read', () => {
  holdsFor({ runs: 120 }, (data) => {
    const { scenario, stories } = nightOf(data);
    for (const { job, vm, disk, started, ready } of stories) {
      if (started === undefined) continue;
      const places = placesFor(scenario, job, vm, disk).map(({ proxy, mode }) => `${proxy.name} ${mode}`);
      const { name } = scenario.proxies[started.proxy]!;
      expect(places, `task ${ready.task}`).toContain(`${name} ${started.mode}`);
    }
  });
});

test('with parallel processing off a session has one VM at work at a time, and one disk of it', () => {
  holdsFor({ runs: 72, given: (data) => ({ ...data, parallelProcessing: false }) }, (data) => {
    const night = nightOf(data);
    const holdings = new Holdings(night);
    const vmAtWork = new Map<number, number>();
    for (const record of night.trace) {
      holdings.step(record);
      if (record.kind === 'vm-ended') vmAtWork.delete(record.session);
      if (record.kind === 'task-started') {
        const { session, vmRun } = night.stories[record.task]!.ready;
        expect(vmAtWork.get(session) ?? vmRun, `VM at work in session ${session}`).toBe(vmRun);
        vmAtWork.set(session, vmRun);
      }
      const busy = new Set<number>();
      for (const { ready } of holdings.running) {
        if (busy.has(ready.session)) throw new Error(`two disks of session ${ready.session} at once`);
        busy.add(ready.session);
      }
    }
  });
});
