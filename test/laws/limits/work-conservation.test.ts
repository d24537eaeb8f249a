import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import type { Model } from '../../../src/model/model.ts';
import { type Candidate, candidatesFor } from '../../../src/model/ways/transport.ts';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { Holdings } from '../holdings.ts';
import { holdsFor, holdsInDomain } from '../law.ts';
import { instantsOf, type Night, nightOf, type Story } from '../night.ts';
import { placesFor } from '../places.ts';
import { scarce } from '../scarce.ts';

/** A proxy, by its row, in one mode. */
type Way = Pick<Candidate, 'proxy' | 'mode'>;

/** A policy that takes the next class when the best is busy, and decides at once; no turns to wait for. */
function degrading(data: ScenarioData): ScenarioData {
  return {
    ...data,
    parallelProcessing: true,
    policy: { ...data.policy, whenBestBusy: 'degrade', schedulerTick: undefined, sameHostHotAdd: 0 },
  };
}

/** Over the whole domain also without latency control and storage snapshots, which hold tasks back; only machines fail. */
function plain(data: ScenarioData): ScenarioData {
  const kinds = ['proxy-down', 'host-down', 'task-fails', 'tracking-reset'];
  return {
    ...degrading(data),
    latencyControl: false,
    datastores: data.datastores.map((d) => ({ ...d, array: undefined })),
    jobs: data.jobs
      .filter((job) => job['type'] !== 'snapshot-scan')
      .map((job) => ({ ...job, storageSnapshots: undefined })),
    faults: (data['faults'] as Entry[]).filter((fault) => kinds.includes(fault['kind'] as string)),
  };
}

function hasRoom(night: Night, holdings: Holdings, story: Story, { proxy, mode }: Way): boolean {
  const { proxies, repositories, datastores, hosts, policy, enforceRam } = night.scenario;
  const { ready, job } = story;
  const running = holdings.proxyTasks.of(proxy);
  if (!holdings.isOnline(proxy) || running >= proxies[proxy]!.maxConcurrentTasks) return false;
  const repository = repositories.findIndex(({ name }) => name === job.repository);
  if (holdings.repositorySlots.of(repository) >= repositories[repository]!.maxConcurrentTasks) return false;
  if (!holdings.withSnapshot.has(ready.vmRun)) {
    for (const row of holdings.datastoresOf(ready.vmRun))
      if (holdings.snapshots.of(row) >= datastores[row]!.maxSnapshots) return false;
  }
  if (mode === 'hotadd' && holdings.hotaddDisks.of(proxy) >= (policy.hotaddMaxDisks ?? 60)) return false;
  if (mode === 'nbd' || mode === 'nbdssl') {
    const host = holdings.hostOf(story);
    if (holdings.nbdDisks.of(host) >= hosts[host]!.nbdMaxDisks) return false;
  }
  return !enforceRam || 2e9 + (running + 1) * 1e9 <= proxies[proxy]!.ram;
}

function expectNoRoom(night: Night, holdings: Holdings, story: Story, places: readonly Way[]): void {
  const free = places.filter((place) => hasRoom(night, holdings, story, place));
  const names = free.map(({ proxy, mode }) => `${night.scenario.proxies[proxy]!.name} in ${mode}`);
  if (names.length > 0) expect(names, `free for task ${story.ready.task}`).toEqual([]);
}

/** Instants that the run has finished: the last one of a run that was cut is not. */
function finishedInstants({ trace, end }: Night) {
  const instants = instantsOf(trace);
  return end.reason === 'horizon' ? instants.slice(0, -1) : instants;
}

test('no task is left waiting while a place for it has room', () => {
  let asked = 0;
  const given = (data: ScenarioData) => degrading(data.seed % 2 === 0 ? scarce(data) : data);
  holdsFor({ runs: 180, given }, (data) => {
    const night = nightOf(data);
    const { scenario } = night;
    const holdings = new Holdings(night);
    for (const instant of finishedInstants(night)) {
      for (const record of instant) holdings.step(record);
      for (const story of holdings.waiting) {
        const places = placesFor(scenario, story.job, story.vm, story.disk).map(({ proxy, mode }) => ({
          proxy: scenario.proxies.indexOf(proxy),
          mode,
        }));
        asked += places.length;
        expectNoRoom(night, holdings, story, places);
      }
    }
  });
  expect(asked).toBeGreaterThan(1000);
});

/** Plain work: a proxy reads, and writes to a repository that counts by disk. */
function isPlain({ scenario }: Night, { job }: Story): boolean {
  if (job.target !== undefined || !['backup', 'vm-copy'].includes(job.type)) return false;
  const repository = scenario.repositories.find(({ name }) => name === job.repository)!;
  return repository.extents.length === 0 && repository.slotUnit === 'disk';
}

function candidatesOf(model: Model, { ready, job }: Story): Candidate[] {
  const row = model.jobs.findIndex(({ name }) => name === job.name);
  const { vm, datastore } = model.disks.at(ready.disk);
  return candidatesFor(model, { job: row, vm, datastore });
}

test('over the whole domain no task of plain work is left waiting while a place has room and nothing is down', () => {
  let asked = 0;
  holdsInDomain({ runs: 150, given: plain }, (data) => {
    const night = nightOf(data);
    const model = compile(night.scenario, { seed: night.scenario.seed, replication: 0 });
    const holdings = new Holdings(night);
    const attempts = new Map<number, number>();
    for (const instant of finishedInstants(night)) {
      for (const record of instant) {
        holdings.step(record);
        if (record.kind === 'session-retried') attempts.set(record.session, record.attempt);
      }
      if (holdings.down.size > 0) continue;
      for (const story of holdings.waiting) {
        const isBetweenTries = story.ready.attempt > (attempts.get(story.ready.session) ?? 1);
        if (isBetweenTries || !isPlain(night, story)) continue;
        asked++;
        expectNoRoom(night, holdings, story, candidatesOf(model, story));
      }
    }
  });
  expect(asked).toBeGreaterThan(1000);
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
