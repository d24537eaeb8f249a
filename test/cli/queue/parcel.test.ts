import { describe, expect, test } from 'vitest';
import { prepareExperiment } from '../../../src/cli/experiment/prepare.ts';
import { openParcel, packParcel } from '../../../src/cli/queue/parcel.ts';
import { ReplicatedDesigns } from '../../../src/experiment/replications/replicated-designs.ts';
import { type UnitInput, UnitRunner } from '../../../src/runs/experiments/experiment-runs.ts';
import { DRAWN, drawnExperiment } from '../experiment/fixture.ts';
import { memoryIo } from '../memory-io.ts';

/** The drawn night with its site in an include and its VMs in an inventory. */
async function inThreeFiles(): Promise<UnitInput> {
  const lines = DRAWN.split('\n');
  const isSite = (line: string) => /^(hosts|datastores|proxies|repositories):/.test(line);
  const from = lines.indexOf('vms:');
  const vms = ['vms:', '  - { inventory: vms.csv }'];
  const night = [...lines.slice(0, from), ...vms, ...lines.slice(from + 2)].filter((line) => !isSite(line));
  const rows = Array.from({ length: 9 }, (_, i) => `app${i},esx1,ds1,${100 + i} GB,60 GB`);
  const files = {
    'drawn.yaml': ['include: site.yaml', ...night].join('\n'),
    'site.yaml': lines.filter(isSite).join('\n'),
    'vms.csv': ['vm,host,datastore,size,used', ...rows].join('\n'),
  };
  const prepared = await prepareExperiment(
    {
      file: 'drawn.yaml',
      changes: { overlays: [] },
      axes: [],
      sampling: { kind: 'crossed' },
      policies: [],
      replications: 2,
      precision: null,
    },
    memoryIo({ files }),
  );
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return prepared.value.input;
}

describe('the parcel of an experiment', () => {
  test('contains everything that a machine without its files needs, including includes and inventories', async () => {
    const input = await inThreeFiles();
    const { name, text } = packParcel(input);
    const parcel = openParcel(name, text)!;
    const there = new UnitRunner({ ...parcel, policies: new Map() });
    const here = new UnitRunner(input);
    for (const unit of new ReplicatedDesigns(input.experiment).ask()) {
      const result = there.run(unit);
      expect(result).toMatchObject({ ok: true, outcome: { figures: { 'totals.tasks': 9 } } });
      expect(JSON.stringify(result)).toBe(JSON.stringify(here.run(unit)));
    }
  });

  test('has one name for equal content, and another for any other', async () => {
    const names = [2, 2, 3].map(async (n) => packParcel(await drawnExperiment([], n)).name);
    const [first, again, other] = await Promise.all(names);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('that was damaged is refused', async () => {
    const { name, text } = packParcel(await drawnExperiment([], 2));
    expect(openParcel(name, text.replace('800 MB/s', '900 MB/s'))).toBeUndefined();
    expect(openParcel(name, text.slice(0, -1))).toBeUndefined();
  });
});
