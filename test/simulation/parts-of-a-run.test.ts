import { expect, test } from 'vitest';
import { night, places, times, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** One disk that is read for 20,000 s, and a sample of utilisation each second: over 20,000 events. */
const LONG = night({
  clock: '{ start: 2026-01-05T20:00, sample: 1s }',
  vms: `[${vm('a', [2000])}]`,
});

test('a run of more events than are simulated in one part goes on to its end', () => {
  const run = runText(LONG);
  expect(places(run)).toEqual(['a/0 px1 0-20000']);
  expect(times(run, 'sample')).toHaveLength(20_000);
});

test('how far a run is is told every 4096 events', () => {
  const told: number[] = [];
  runText(LONG, { onProgress: ({ events }) => told.push(events) });
  expect(told.slice(1).map((events, before) => events - told[before]!)).toEqual([4096, 4096, 4096]);
});
