import { expect, test } from 'vitest';
import { neverStarted } from '../../../src/experiment/replications/never-started.ts';
import {
  neverStartedInDesigns,
  neverStartedSentences,
} from '../../../src/report/replications/never-started.ts';
import { night, vm } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

test('a job that waits for another in vain never started; a disabled one is not listed', () => {
  // 1000 s of work with a slot for each disk, 2000 s with one: the second job follows within 1500 s or not at all.
  const text = night({
    clock: '{ start: 2026-01-05T20:00, horizon: 1500s }',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
    jobs: `[{ name: first, vms: ["*"], repository: repo, run: full },
            { name: a.b, vms: [a], repository: repo, run: full, schedule: { after: first } },
            { name: off, vms: [a], repository: repo, run: full, enabled: false }]`,
  });
  const { designs } = swept(text, ['proxies.px1.maxConcurrentTasks=1,2']);
  expect(designs.map(({ outcomes }) => neverStarted(outcomes))).toEqual([{ 'a.b': 1 }, {}]);
  expect(designs[1]!.outcomes[0]!.figures).toMatchObject({
    'jobs.first.sessionCount': 1,
    'jobs.a.b.sessionCount': 1,
  });
  expect(designs[0]!.outcomes[0]!.figures).not.toHaveProperty('jobs.off.sessionCount');
  expect(neverStartedInDesigns(designs.map(({ replicated }) => replicated))).toEqual([
    'a.b never started in 1 of 2 runs, of 1 design.',
  ]);
});

test('jobs that are missing most often come first, and if there are many the rest is counted', () => {
  const missing = { a: 1, b: 3, c: 3, d: 3, e: 2, f: 1, g: 1 };
  expect(neverStartedSentences(missing, 3, 'night')).toEqual([
    'b never started in 3 of 3 nights.',
    'c never started in 3 of 3 nights.',
    'd never started in 3 of 3 nights.',
    'e never started in 2 of 3 nights.',
    'a never started in 1 of 3 nights.',
    'and 2 more jobs never started in some.',
  ]);
  expect(neverStartedSentences({}, 3, 'run')).toEqual([]);
});

test('for a sweep, runs are summed over its designs', () => {
  const designs = [
    { neverStarted: { a: 2 }, replications: 5 },
    { neverStarted: { a: 5 }, replications: 5 },
  ];
  expect(neverStartedInDesigns(designs)).toEqual(['a never started in 7 of 10 runs, of every design.']);
  expect(neverStartedInDesigns(designs.slice(1))).toEqual(['a never started in 5 of 5 runs.']);
});
