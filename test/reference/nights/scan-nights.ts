import type * as fc from 'fast-check';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { hasIntegrated, storageSnapshotNight } from './storage-snapshots-nights.ts';

/** Nights in which some jobs only look at the snapshots of arrays, beside backups of the same VMs. */
export const scanNight: fc.Arbitrary<ScenarioData> = storageSnapshotNight.map((data) => ({
  ...data,
  jobs: data.jobs.map((job, n) => ((data.seed + n) % 3 === 2 ? job : scanOf(data, job))),
}));

/** It writes nothing, and keeps nothing. */
function scanOf(data: ScenarioData, job: Entry): Entry {
  const vms = (job['vms'] as string[]).filter((name) => hasIntegrated(data, name));
  if (vms.length === 0) return job;
  const { name, schedule, window, priority, proxies, vmPrepare } = job;
  return { name, type: 'snapshot-scan', vms, schedule, window, priority, proxies, vmPrepare };
}
