import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import type { Model } from '../../../src/model/model.ts';
import { type Candidate, candidatesFor } from '../../../src/model/ways/transport.ts';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsInDomain } from '../law.ts';
import { instantsOf, type Night, nightOf, type Story } from '../night.ts';
import { DomainHoldings } from './domain-holdings.ts';

const entriesOf = (data: ScenarioData, section: string) => data[section] as Entry[];

/** Takes the next class when the best is busy, at once, with no turns and no latency; what breaks is machines. */
function plain(data: ScenarioData): ScenarioData {
  const kinds = ['proxy-down', 'host-down', 'task-fails', 'tracking-reset'];
  return {
    ...data,
    parallelProcessing: true,
    latencyControl: false,
    policy: { ...data.policy, whenBestBusy: 'degrade', schedulerTick: undefined, sameHostHotAdd: 0 },
    datastores: data.datastores.map((d) => ({ ...d, array: undefined })),
    jobs: data.jobs
      .filter((job) => job['type'] !== 'snapshot-scan')
      .map((job) => ({ ...job, storageSnapshots: undefined })),
    faults: entriesOf(data, 'faults').filter((fault) => kinds.includes(fault['kind'] as string)),
  };
}

/** Plain work: a proxy reads, and writes to a repository that counts by disk. */
function isPlain({ scenario }: Night, { job }: Story): boolean {
  if (job.target !== undefined || !['backup', 'vm-copy'].includes(job.type)) return false;
  const repository = scenario.repositories.find(({ name }) => name === job.repository)!;
  return repository.extents.length === 0 && repository.slotUnit === 'disk';
}

function hasRoom(night: Night, holdings: DomainHoldings, story: Story, { proxy, mode }: Candidate): boolean {
  const { proxies, repositories, datastores, hosts, policy, enforceRam } = night.scenario;
  const { ready, job, vm } = story;
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
    const host = hosts.findIndex(({ name }) => name === vm.host);
    if (holdings.nbdDisks.of(host) >= hosts[host]!.nbdMaxDisks) return false;
  }
  return !enforceRam || 2e9 + (running + 1) * 1e9 <= proxies[proxy]!.ram;
}

function candidatesOf(model: Model, { ready, job }: Story): Candidate[] {
  const row = model.jobs.findIndex(({ name }) => name === job.name);
  const { vm, datastore } = model.disks.at(ready.disk);
  return candidatesFor(model, { job: row, vm, datastore });
}

test('while nothing is down, no task is left waiting while a place for it has room', () => {
  let asked = 0;
  holdsInDomain({ runs: 150, given: plain }, (data) => {
    const night = nightOf(data);
    const model = compile(night.scenario, { seed: night.scenario.seed, replication: 0 });
    const holdings = new DomainHoldings(night);
    const attempts = new Map<number, number>();
    const instants = instantsOf(night.trace);
    // The last instant of a run that was cut is not finished.
    if (night.end.reason === 'horizon') instants.pop();
    for (const instant of instants) {
      for (const record of instant) {
        holdings.step(record);
        if (record.kind === 'session-retried') attempts.set(record.session, record.attempt);
      }
      if (holdings.down.size > 0) continue;
      for (const story of holdings.waiting) {
        const isBetweenTries = story.ready.attempt > (attempts.get(story.ready.session) ?? 1);
        if (isBetweenTries || !isPlain(night, story)) continue;
        asked++;
        const free = candidatesOf(model, story).filter((c) => hasRoom(night, holdings, story, c));
        const names = free.map(({ proxy, mode }) => `${night.scenario.proxies[proxy]!.name} in ${mode}`);
        expect(names, `free for task ${story.ready.task} at ${instant[0]!.at}`).toEqual([]);
      }
    }
  });
  expect(asked).toBeGreaterThan(1000);
});
