import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestRun } from '../helpers/run-scenario-text.ts';
import {
  Examples,
  NOT_MODELLED,
  NUMBERS,
  outcomeOf,
  runOf,
  STUDY,
  windowOf,
} from '../helpers/vendor-examples.ts';

const HOUR = 3600;
const vendor = new Examples();

/** How often an amount of work that took so long goes into 8 h. */
const inEightHours = (count: number, seconds: number) => (count * 8 * HOUR) / seconds;

const sentGigabytes = ({ summary }: TestRun) => summary.totals.transferredBytes / 1e9;

const repositoriesOf = (run: TestRun, job: string) =>
  run.tasks.filter((task) => task.job === job).map(({ repository }) => repository);

describe('sizing of proxies', () => {
  vendor.says('V1', '100 TB in 8 h take about 36 cores in full, about 14 in increments', () => {
    const run = runOf('v01');
    expect(windowOf(run, 'full-36') / HOUR).toBeCloseTo(8.09, 2);
    expect(windowOf(run, 'inc-14') / HOUR).toBeCloseTo(8.32, 2);
    expect(windowOf(run, 'inc-15') / HOUR).toBeCloseTo(7.77, 2);
  });

  vendor.says('V2', 'with 14 cores the full takes about 21 h', () => {
    expect(Math.round(windowOf(runOf('v01'), 'full-14') / HOUR)).toBe(21);
  });

  vendor.says('V3', 'half the window, or twice the change, takes twice the cores', () => {
    const run = runOf('v01');
    expect(windowOf(run, 'full-72') * 2).toBeCloseTo(windowOf(run, 'full-36'), 3);
    expect(windowOf(run, 'inc-28')).toBeCloseTo(windowOf(run, 'inc-14'), 3);
  });

  vendor.says('V4', '480 VMs take 16 cores in 8 h and 32 in 4 h', () => {
    const run = runOf('v04');
    expect(windowOf(run, 'v10-480')).toBeLessThanOrEqual(8 * HOUR);
    expect(windowOf(run, 'v4-4h')).toBeLessThanOrEqual(4 * HOUR);
    expect(windowOf(run, 'v10-480') / windowOf(run, 'v4-4h')).toBe(2);
  });

  const cores = (number: string, file: string, claim: string, enough: string, few: string) =>
    vendor.says(number, `100 TB in 8 h take ${claim}, and not one less`, () => {
      expect(windowOf(runOf(file), enough)).toBeLessThanOrEqual(8 * HOUR);
      expect(windowOf(runOf(file), few)).toBeGreaterThan(8 * HOUR);
    });
  cores('V5', 'v05', '21 cores for fulls (virtual, block)', 'full-21', 'full-20');
  cores('V6', 'v05', '3 cores for increments (virtual, block)', 'inc-3', 'inc-2');
  cores('V7', 'v07', '25 cores for fulls (physical, object)', 'full-25', 'full-24');
  cores('V8', 'v07', '2 cores for increments (physical, object)', 'inc-2', 'inc-1');

  vendor.says('V9', 'a core backs up 18 VMs of 100 GB in 8 h, or 36 increments', () => {
    const run = runOf('v04');
    expect(inEightHours(18, windowOf(run, 'v9-full'))).toBeCloseTo(17.6, 1);
    expect(inEightHours(36, windowOf(run, 'v9-inc'))).toBeCloseTo(35.2, 1);
  });

  vendor.says('V10', 'the calculator gives 100, 480 and 1,000 VMs cores enough', () => {
    const run = runOf('v04');
    for (const job of ['v10-100', 'v10-480', 'v10-1000']) {
      expect(windowOf(run, job)).toBeLessThanOrEqual(8 * HOUR);
    }
    expect(windowOf(run, 'v10-1000-full')).toBeLessThanOrEqual(16 * HOUR);
  });

  vendor.says('V11', '582.5 MB/s are needed; two proxies make 640, over 4,660.3 Mbit/s', () => {
    const run = runOf('v11');
    expect(run.summary.jobs['v11']!.sessions[0]!.processingRate / 1e6).toBeCloseTo(640, 6);
    const session = run.summary.jobs['v11-network']!.sessions[0]!;
    expect(session.processingRate / 1e6).toBeCloseTo(582.5, 1);
    expect(windowOf(run, 'v11-network') / HOUR).toBeCloseTo(10, 3);
  });

  vendor.says('V12', '500 TB, 10 %, 10 h, 200 MB/s per core take 8 cores, 1,600 MB/s', () => {
    const run = runOf('v11');
    expect(run.summary.jobs['v12']!.sessions[0]!.processingRate / 1e6).toBeCloseTo(1600, 6);
    expect(windowOf(run, 'v12')).toBeLessThanOrEqual(10 * HOUR);
    expect(windowOf(run, 'v12-few')).toBeGreaterThan(10 * HOUR);
  });
});

describe('repositories, networks and Hyper-V', () => {
  vendor.says('V15', '10 Gbit/s are full with 50 tasks of 25 MB/s', () => {
    const { jobs } = runOf('v15').summary;
    expect(['few', 'full', 'many'].map((job) => jobs[job]!.window)).toEqual([400, 400, 600]);
    expect(['few', 'full'].map((job) => jobs[job]!.sessions[0]!.load.target)).toEqual([0.5, 1]);
  });

  vendor.says('V16', 'a cap of 8 MB/s: 4 + 4 for two writes, 8 for a read, 4 + 4 for two', () => {
    const rates = runOf('v16').tasks.map((task) => [
      task.job,
      task.transferredBytes / (task.transferEndSeconds! - task.transferStartSeconds!) / 1e6,
    ]);
    expect(rates.sort()).toEqual([
      ['one', 8],
      ['two', 4],
      ['two', 4],
      ['write', 4],
      ['write', 4],
    ]);
  });

  vendor.says('V17', 'two jobs under one throttle have half each, then one has all', () => {
    const run = runOf('v17');
    expect([windowOf(run, 'short'), windowOf(run, 'long')]).toEqual([500, 750]);
  });

  vendor.says('V18', '24 cores on 12 Hyper-V hosts: 2 tasks per host', () => {
    const { proxies, repositories } = runOf('v18').summary;
    expect(Object.values(proxies).map(({ peakTasks }) => peakTasks)).toEqual(Array(12).fill(2));
    expect(repositories['repo1']!.peakTasks).toBe(24);
  });

  vendor.says('V19', 'the extent with 10 of 30 tasks is chosen before the one with 3 of 5', () => {
    expect(repositoriesOf(runOf('v19'), 'new')).toEqual(['ext-b']);
  });

  vendor.says('V20', 'the full to the extent with more room, the increment to the other', () => {
    expect(repositoriesOf(runOf('v20'), 'nightly')).toEqual(['large', 'small']);
  });
});

describe('capacity, as data sent', () => {
  vendor.says('V23', '30 days of reverse incremental: 400 + 580 GB', () => {
    expect(sentGigabytes(runOf('v23'))).toBe(400 + 580);
  });

  vendor.says('V24', 'weekly fulls, 38 points: 6 x 400 + 640 GB', () => {
    expect(sentGigabytes(runOf('v24'))).toBe(3040);
  });

  vendor.says('V25', 'monthly fulls, 63 points: 3 x 400 + 1,200 GB', () => {
    expect(sentGigabytes(runOf('v25'))).toBe(2400);
  });

  vendor.says('V26', 'C x (F x Data + R x D x Data) = 1,200 GB', () => {
    expect(sentGigabytes(runOf('v26'))).toBe(1200);
  });

  vendor.says('V45', '62.5 MB/s reduced tenfold fill 50 Mbit/s', () => {
    const { jobs, links } = runOf('v45').summary;
    expect(jobs['nightly']!.sessions[0]!.processingRate / 1e6).toBe(62.5);
    expect(links['hq-dr']!.utilisation).toBeCloseTo(1, 12);
  });
});

describe('the table of worked examples in scenarios/study/README.md', () => {
  const readme = readFileSync(join(STUDY, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (V\d+) \| .+ \| (exact|within|not modelled)([^|]*)\|/gm)];

  test('has a row for each, in order, with the outcome that is tested', () => {
    expect(rows.map(([, number, outcome]) => [number, outcome])).toEqual(
      NUMBERS.map((number) => [number, outcomeOf(number)]),
    );
  });

  test('says why the ones that are not modelled are not', () => {
    const reasons = rows
      .filter(([, , outcome]) => outcome === 'not modelled')
      .map(([, number, , reason]) => [number, reason!.replace(':', '').trim()]);
    expect(Object.fromEntries(reasons)).toEqual(NOT_MODELLED);
  });
});

vendor.answerFor((number) => Number(number.slice(1)) <= 26 || Number(number.slice(1)) >= 44);
