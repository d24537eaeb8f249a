import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../src/experiment/outcome.ts';
import { simulate } from '../../src/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

/**
 * One disk of 60 GB, a full on the first night and 6 GB on each further one, at 100 MB/s: 600 s, then 60 s. Nothing else
 * takes time.
 */
const NIGHTS = `version: 1
name: Nights
clock: { start: 2026-01-05T20:00, horizon: 4d }
overheads: none
profile: { full: unlimited, incremental: unlimited }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, read: 100 MB/s }]
proxies: [{ name: px1, kind: virtual, host: esx1, cores: 4 }]
repositories: [{ name: repo1 }]
vms: [{ name: app, disks: [{ size: 60 GB, used: 60 GB, datastore: ds1, changeRate: 10% }] }]
jobs: [{ name: nightly, vms: [app], repository: repo1, schedule: { daily: "22:00" }, run: auto, window: { length: 5 min, onClose: report } }]
`;

function outcome(...sets: readonly string[]) {
  const overlays = sets.map((set) => ({ path: set.split('=')[0]!, value: set.split('=')[1]! }));
  const parsed = parseScenario({
    source: { name: 'nights.yaml', text: NIGHTS },
    overlays,
    files: { text: () => undefined, table: () => undefined },
  });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  const ran = simulate(parsed.value, { file: { name: 'nights.yaml', sha256: '' } });
  if (!ran.ok) throw new Error('it does not run');
  return outcomeOf(ran.result, parsed.value);
}

describe('the outcome of a run', () => {
  test('has the figures of the summary, and to spare what its worst night has: 300 s less 600 s', () => {
    const { figures, met, bottlenecks } = outcome();
    expect(figures['jobs.nightly.window']).toBe(600);
    expect(figures['jobs.nightly.spareSeconds']).toBe(-300);
    expect(met).toEqual({ nightly: false });
    expect(bottlenecks).toEqual({ nightly: 'source' });
    expect(outcome('jobs.nightly.window.length=10 min').met).toEqual({ nightly: true });
  });

  test('is no met window where the window cut work off, punctual as that is', () => {
    const { figures, met } = outcome('jobs.nightly.window.onClose=stop');
    expect(figures['jobs.nightly.spareSeconds']).toBe(0);
    expect(figures['vms.unprotected']).toBe(1);
    expect(met).toEqual({ nightly: false });
  });

  test('counts nights behind the warm-up alone: (600 + 3 x 60) / 4 of all, 60 of the last three', () => {
    expect(outcome().figures['jobs.nightly.meanWindowSeconds']).toBe(195);
    expect(outcome('clock.warmUp=1d').figures['jobs.nightly.meanWindowSeconds']).toBe(60);
    expect(outcome('clock.warmUp=4d').figures['jobs.nightly.meanWindowSeconds']).toBeUndefined();
  });

  test('comes back from JSON as it went there, byte for byte', () => {
    const found = outcome();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
