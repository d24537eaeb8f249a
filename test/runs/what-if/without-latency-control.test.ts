import { describe, expect, test } from 'vitest';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { night } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/**
 * Three disks of 100 s on one datastore, which may all run at once. Two starts are 40 s apart: 0, 40 and 80 s, so the last
 * disk ends at 180 s. Without latency control all end at 100 s.
 */
function spaced(rest: Readonly<Record<string, string>> = {}): string {
  return night({
    datastores: '[{ name: ds1, maxSnapshots: unlimited, latency: { base: 1ms } }]',
    vms: '[{ name: "vm{1..3}", disks: [{ size: 10 GB, datastore: ds1 }] }]',
    ...rest,
  });
}

function changes(text: string) {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const found = whatIfDoubled(scenario, { result: run(scenario), options, budget: Number.POSITIVE_INFINITY });
  return found!.changes.filter(({ what }) => what === 'latencyControl');
}

describe('what latency control costs', () => {
  test('is told by a run without it', () => {
    expect(changes(spaced())).toMatchObject([
      { set: ['latencyControl=false'], windowSeconds: 100, savedSeconds: 80, unprotected: 0 },
    ]);
  });

  test('is told where it only slows down', () => {
    const text = spaced({
      datastores:
        '[{ name: ds1, maxSnapshots: unlimited, read: 100 MB/s, latency: { perTask: 10ms, production: { "00:00-24:00": 25ms } } }]',
      latencyControl: '{ stop: 30ms, throttle: 30ms }',
      vms: '[{ name: vm1, disks: [{ size: 10 GB, datastore: ds1 }] }]',
    });
    // 2 GB until the sample at 20 s, which is 35 ms; then (30 - 25) / 10 of 100 MB/s: 160 s for the other 8 GB.
    expect(changes(text)).toMatchObject([{ windowSeconds: 100, savedSeconds: 80 }]);
  });

  test('is not asked where it held back nothing, or is off', () => {
    expect(changes(spaced({ vms: '[{ name: vm1, disks: [{ size: 10 GB, datastore: ds1 }] }]' }))).toEqual([]);
    expect(changes(spaced({ latencyControl: 'false' }))).toEqual([]);
  });
});
