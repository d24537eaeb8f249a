import { expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** Disks of 360 GB take an hour. A Monday. */
const told = (clock: string, jobs: readonly string[]) =>
  runText(
    night({
      clock: `{ start: 2026-01-05T20:00, ${clock} }`,
      vms: `[${['one', 'two', 'three']
        .slice(0, jobs.length)
        .map((name) => vm(name, [360]))
        .join(', ')}]`,
      jobs: `[${jobs.map((more, i) => `{ name: j${i}, vms: [${['one', 'two', 'three'][i]}], repository: repo, run: full, ${more} }`).join(', ')}]`,
    }),
  ).summary.diagnostics.map(({ code, severity, message, path }) => `${severity} ${code} ${path}: ${message}`);

const never = (job: number, why: string) =>
  `warning job-never-starts jobs.j${job}: Job 'j${job}' never starts in this run: ${why}.`;
const FIRST = 'schedule: { daily: "20:00" }';

test('a chained job that did not start is reported: its leader is still running when the run ends', () => {
  expect(told('horizon: 2h', [FIRST, 'schedule: { after: j0 }'])).toEqual([]);
  expect(told('horizon: 50min', [FIRST, 'schedule: { after: j0 }', 'schedule: { after: j1 }'])).toEqual([
    never(1, "'j0', which it follows, is not over when the run ends"),
    never(2, "'j1', which it follows, never starts either"),
  ]);
});

test('a job is reported if its window opens after --until, or its first start comes after that', () => {
  const cut = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 1d }',
      jobs: '[{ name: a, vms: ["*"], repository: repo, run: full }, { name: b, vms: ["*"], repository: repo, schedule: { after: a }, window: "22:00-06:00" }, { name: c, vms: ["*"], repository: repo, schedule: { daily: "23:00" } }]',
    }),
    { untilUs: 119 * 60_000_000 },
  );
  const end = 'and the run ends at 2026-01-05T21:59:00';
  expect(cut.summary.diagnostics.map(({ message }) => message)).toEqual([
    `Job 'b' never starts in this run: its window opens at 2026-01-05T22:00:00, ${end}.`,
    `Job 'c' never starts in this run: its first start is at 2026-01-05T23:00:00, ${end}.`,
  ]);
});

test('a job that was reported before the run is not reported again', () => {
  const opens = 'its window opens at 2026-01-06T01:00:00, and the run ends at 2026-01-06T00:00:00';
  expect(told('horizon: 4h', [FIRST, 'schedule: { after: j0 }, window: "01:00-06:00"'])).toEqual([
    never(1, opens),
  ]);
});

test('a disabled job is not reported', () => {
  expect(told('horizon: 50min', [FIRST, 'schedule: { after: j0 }, enabled: false'])).toEqual([]);
});
