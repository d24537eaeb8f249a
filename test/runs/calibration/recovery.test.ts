import { describe, expect, test } from 'vitest';
import type { Calibration } from '../../../src/history/calibration.ts';
import { calibrateScenario } from '../../../src/runs/calibration/calibration.ts';
import { parseRate, parseShare } from '../../../src/units/parse-quantity.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { sourcesOf } from '../../helpers/swept.ts';
import { pastOf } from './past-of-run.ts';

/** Two jobs over hot-add and network mode; what they read differs from day to day, since days are left out. */
const estate = (figures: {
  readonly overheads: string;
  readonly transport: string;
  readonly profile: string;
  readonly jobs: string;
  readonly rates: readonly string[];
}) => `version: 1
clock: { start: 2026-01-05T20:00, horizon: 28d }
profile: ${figures.profile}
overheads: ${figures.overheads}
transport: ${figures.transport}
hosts: [{ name: "esx{1..2}" }]
datastores: [{ name: shared, hosts: [esx1, esx2], maxSnapshots: unlimited }, { name: local, hosts: [esx2], maxSnapshots: unlimited }]
proxies: [{ name: px1, kind: virtual, host: esx1, cores: 16 }]
repositories: [{ name: repo, maxConcurrentTasks: 16, perVmFiles: true }]
vms:
  - { name: a, lastBackup: 24h, disks: [{ size: 400 GB, datastore: shared, changeRate: ${figures.rates[0]} }] }
  - { name: b, lastBackup: 24h, disks: [{ size: 300 GB, datastore: shared, changeRate: ${figures.rates[1]} }, { size: 100 GB, datastore: shared, changeRate: ${figures.rates[2]} }] }
  - { name: c, lastBackup: 24h, disks: [{ size: 200 GB, datastore: local, changeRate: ${figures.rates[3]} }] }
  - { name: d, lastBackup: 24h, disks: [{ size: 500 GB, datastore: local, changeRate: ${figures.rates[4]} }] }
jobs:
  - { name: one, vms: [a, b], repository: repo, run: incremental, schedule: { daily: "21:00", days: [mon, tue, fri, sat] }${figures.jobs} }
  - { name: two, vms: [c, d], repository: repo, run: incremental, schedule: { daily: "23:00", days: [mon, wed, thu, sun] }, vmPrepare: 70s }
`;

const TRUTH = estate({
  overheads: '{ vmPrepare: 20s, hotaddAttach: 12s, hotaddDetach: 4s }',
  transport: '{ hotadd: { perTask: 120 MB/s }, nbd: { perTask: 30 MB/s } }',
  profile: 'unlimited',
  jobs: ', compressionRatio: 0.31',
  rates: ['4%', '2%', '4%', '3%', '1.5%'],
});
/** The same as somebody who knows only the machines would write it; b's disks are known to differ. */
const GUESS = estate({
  overheads: 'default',
  transport: '{}',
  profile: 'bp95',
  jobs: '',
  rates: ['5%', '5%', '10%', '5%', '5%'],
}).replace(', vmPrepare: 70s', '');

/** Two whole weeks of either job, so that what their increments cover is spread as in the month. */
function calibrated(bytesOf: 'vms' | 'sessions'): Calibration {
  const past = pastOf(runText(TRUTH), scenarioOf(TRUTH).clock.startUs, bytesOf);
  const result = calibrateScenario(sourcesOf(GUESS), past, { last: 8 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

const fittedAt = ({ values }: Calibration, path: string) =>
  values.find((value) => value.path === path)?.value;
const rateOf = (found: Calibration, path: string) => {
  const read = parseRate(fittedAt(found, path) ?? '');
  return read.ok ? read.value : undefined;
};
const shareOf = (found: Calibration, path: string) => {
  const read = parseShare(fittedAt(found, path) ?? '');
  return read.ok ? read.value : undefined;
};

/** So far a figure may be from the truth, as a share of it. */
const near = (value: number | undefined, truth: number, share: number) =>
  expect(Math.abs((value ?? Number.NaN) - truth) / truth).toBeLessThan(share);

describe.each([
  // Fitted values have three figures. Where bytes are told of sessions alone, what a VM has read is divided by its seconds.
  ['vms', 0.01],
  ['sessions', 0.1],
] as const)('a past that the simulator itself made, with bytes of %s', (bytesOf, share) => {
  const found = calibrated(bytesOf);

  test('recovers its rates', () => {
    expect(found.modes.map(({ kind }) => kind)).toEqual(['line', 'line']);
    near(rateOf(found, 'transport.hotadd.perTask'), 120e6, share);
    near(rateOf(found, 'transport.nbd.perTask'), 30e6, share);
  });

  test('recovers the change rate of each VM, and keeps the proportions of its disks', () => {
    near(shareOf(found, 'vms.a.disks.*.changeRate'), 0.04, share);
    near(shareOf(found, 'vms.b.disks.0.changeRate'), 0.02, 2 * share);
    near(shareOf(found, 'vms.b.disks.1.changeRate'), 0.04, 2 * share);
    near(shareOf(found, 'vms.c.disks.*.changeRate'), 0.03, share);
    near(shareOf(found, 'vms.d.disks.*.changeRate'), 0.015, share);
  });

  test('recovers the ratio of sent to read data of each job', () => {
    near(Number(fittedAt(found, 'jobs.one.compressionRatio')), 0.31, 0.01);
    expect(fittedAt(found, 'jobs.two.compressionRatio')).toBeUndefined();
  });

  test('reproduces the past by simulation, which the guess was far from', () => {
    for (const { seconds, check } of found.jobs) {
      near(check.secondsAfter ?? undefined, seconds, share);
      expect(Math.abs(check.secondsBefore! - seconds) / seconds).toBeGreaterThan(0.3);
    }
  });
});
