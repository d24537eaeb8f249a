import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';

const WRITES = ['60 MB/s', undefined, '150 MB/s', '400 MB/s'];

/** A target for a job: some datastore, and in some nights only some proxies that may write to it. */
export function targetOf({ seed, datastores, proxies }: ScenarioData, n: number): Record<string, unknown> {
  const writers = proxies.filter((_, row) => (seed + n + row) % 3 !== 0).map(({ name }) => name);
  return {
    datastore: datastores[(seed + n) % datastores.length]!.name,
    proxies: seed % 4 === 0 && writers.length > 0 ? writers : undefined,
  };
}

export function withEnds(data: ScenarioData, jobOf: (job: Entry, n: number) => Entry): ScenarioData {
  const { seed, datastores, jobs, vms } = data;
  return {
    ...data,
    datastores: datastores.map((store, n) => ({ ...store, write: WRITES[(seed + n) % WRITES.length] })),
    vms: vms.map(({ disks, ...vm }, n) => ({
      ...vm,
      disks: (disks as Entry[]).map((disk, row) => ({ ...disk, thin: (seed + n + row) % 5 === 0 })),
    })),
    jobs: jobs.map(jobOf),
  };
}

/** Replications beside some backups: a proxy reads, one writes, perhaps the same; with a repository for metadata or without. */
export function withReplications(data: ScenarioData): ScenarioData {
  return withEnds(data, (job, n) => {
    if ((data.seed + n) % 4 === 3) return job;
    const { method, repository, ...more } = job;
    void method;
    const hasMetadata = (data.seed + n) % 3 === 0;
    return {
      ...more,
      type: 'replication',
      target: targetOf(data, n),
      repository: hasMetadata ? repository : undefined,
    };
  });
}
