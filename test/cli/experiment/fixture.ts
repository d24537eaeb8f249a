import { prepareExperiment } from '../../../src/cli/experiment/prepare.ts';
import { readAxis } from '../../../src/experiment/designs/axis-spec.ts';
import type { ReplicatedDesigns } from '../../../src/experiment/replications/replicated-designs.ts';
import type { UnitInput } from '../../../src/runs/experiments/experiment-runs.ts';
import { memoryIo } from '../memory-io.ts';

/** Thirty disks whose sizes are drawn, so that replications differ; a run takes a few milliseconds. */
export const DRAWN = `version: 1
name: Drawn
seed: 7
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, read: 800 MB/s, maxSnapshots: 8 }]
proxies: [{ name: px1, kind: virtual, host: esx1, cores: 4 }, { name: px2, kind: virtual, host: esx1, cores: 4 }]
repositories: [{ name: repo1, write: 500 MB/s, perVmFiles: true }]
vms:
  - { name: "app{01..30}", disks: { count: 1, size: { lognormal: { median: 80 GB, p95: 400 GB } }, used: 60%, datastores: [ds1] } }
jobs: [{ name: nightly, vms: ["app*"], repository: repo1, schedule: { daily: "22:00" }, window: 8h }]
`;

export async function drawnExperiment(vary: readonly string[], replications: number): Promise<UnitInput> {
  const prepared = await prepareExperiment(
    {
      file: 'drawn.yaml',
      changes: { overlays: [] },
      axes: vary.map((text) => {
        const read = readAxis(text);
        if (!read.ok) throw new Error(read.diagnostics[0]!.message);
        return read.value;
      }),
      sampling: { kind: 'crossed' },
      policies: [],
      replications,
      precision: null,
    },
    memoryIo({ files: { 'drawn.yaml': DRAWN } }),
  );
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return prepared.value.input;
}

/** Every outcome of a study as bytes: what must not depend on who did the work. */
export function bytesOf(study: ReplicatedDesigns): string {
  return JSON.stringify(study.designs);
}
