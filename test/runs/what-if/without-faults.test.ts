import { describe, expect, test } from 'vitest';
import type { Doubled } from '../../../src/metrics/doubled.ts';
import { textReport } from '../../../src/report/text.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/** One disk of 1000 s at one proxy. */
function failing(faults: string): string {
  return night({ faults });
}

function tried(text: string): Doubled {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  return whatIfDoubled(scenario, { result: run(scenario), options, budget: Number.POSITIVE_INFINITY })!;
}

const withoutFaults = (text: string) => tried(text).changes.filter(({ what }) => what === 'faults');

/** The lines of the terminal under `What went wrong`. */
function troubles(text: string): string {
  const report = textReport(run(scenarioOf(text)), {
    clockStartUs: 0,
    reproduce: 'again',
    doubled: { kind: 'found', value: tried(text) },
  });
  return /What went wrong\n(.*?)\n\n/s.exec(report)?.[1] ?? '';
}

describe('what faults cost', () => {
  test('is told by a run in which nothing fails', () => {
    // Back at 700 s, which is one of the tries every 15 s from the loss on.
    const text = failing('[{ kind: proxy-down, target: px1, at: 100s, for: 10 min }]');
    expect(withoutFaults(text)).toMatchObject([
      { set: ['faults=[]'], windowSeconds: 1000, savedSeconds: 600, unprotected: 0 },
    ]);
    expect(troubles(text)).toMatch(
      /\n {2}Without faults the window is 16m 40s instead of 26m 40s \(--set 'faults=\[\]'\)$/,
    );
  });

  test('is told as VMs without protection where the window is no longer for it', () => {
    const text = night({
      vms: `[${vm('a', [10])}, ${vm('b', [300], 'ds2')}]`,
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: unlimited }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, retries: { times: 0 } }]',
      faults: '[{ kind: datastore-down, target: ds1, at: 10s }]',
    });
    expect(troubles(text).replaceAll(/\s+/g, ' ')).toContain(
      "Without faults the window is the same, with no VM unprotected instead of 1 (--set 'faults=[]')",
    );
  });

  test('is told of tasks that fail by chance, but not where none did', () => {
    const fails = (probability: string) => failing(`[{ kind: task-fails, probability: ${probability} }]`);
    expect(withoutFaults(fails('100%'))).toMatchObject([{ windowSeconds: 1000, unprotected: 0 }]);
    expect(troubles(fails('100%'))).toContain('Without faults');
    expect(troubles(fails('0%'))).toBe('');
  });

  test('is told as work without success where a later session made up for it', () => {
    const text = night({
      clock: '{ start: 2026-01-05T22:00 }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: [0h, 4h] }, retries: 0 }]',
      faults: '[{ kind: proxy-down, target: px1, at: 500s, for: 3h }]',
    });
    expect(troubles(text).replaceAll(/\s+/g, ' ')).toContain(
      'with no task left without success instead of 1',
    );
  });

  test('leaves a proxy that is added during the run, so that no setting says the same', () => {
    const added = '{ kind: proxy-added, target: px1, at: 50s }';
    expect(withoutFaults(failing(`[${added}]`))).toEqual([]);
    const text = failing(`[${added}, { kind: proxy-down, target: px1, at: 100s, for: 10 min }]`);
    expect(withoutFaults(text)).toMatchObject([{ set: [], savedSeconds: 600 }]);
    expect(troubles(text)).not.toContain('--set');
  });

  test('is not asked where no fault strikes', () => {
    expect(withoutFaults(failing('[{ kind: proxy-down, target: px1, at: 1d }]'))).toEqual([]);
    expect(withoutFaults(night())).toEqual([]);
  });
});
