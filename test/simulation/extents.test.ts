import { describe, expect, test } from 'vitest';
import { night } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** A full and two increments, into a scale-out repository of two extents: where each night goes. */
function nights(placement: string, faults: string): (string | null)[] {
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
      repositories: `[{ name: "e{1..2}" }, { name: repo, extents: [e1, e2], placement: ${placement} }]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: auto, schedule: { daily: "22:00" } }]',
      faults,
    }),
  );
  return run.tasks.map(({ repository, readBytes }) => `${repository} ${readBytes / 1e9}`);
}

describe('a scale-out repository of two extents', () => {
  test.each([
    ['data-locality', ['e1 100', 'e1 5', 'e1 5']],
    ['performance', ['e1 100', 'e2 5', 'e2 5']],
  ])('with placement %s', (placement, expected) => {
    expect(nights(placement, '[]')).toEqual(expected);
  });

  test('placement performance puts an increment beside its full while no other extent is up', () => {
    const faults = '[{ kind: repository-down, target: e2, at: 20h, for: 10h }]';
    expect(nights('performance', faults)).toEqual(['e1 100', 'e1 5', 'e2 5']);
  });

  test('placement data-locality makes a new full where the extent of the last one is down', () => {
    const faults = '[{ kind: repository-down, target: e1, at: 20h, for: 10h }]';
    expect(nights('data-locality', faults)).toEqual(['e1 100', 'e2 100', 'e2 5']);
  });
});

test('a plain repository that is down when a session starts has its chain all the same: the increment waits', () => {
  // 100 GB in the first night, 5 % of it in the second, once the repository is up again.
  const run = runText(
    night({
      clock: '{ horizon: 3d }',
      jobs: '[{ name: daily, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]',
      faults: '[{ kind: repository-down, target: repo, at: 24h, for: 10 min }]',
    }),
  );
  expect(run.tasks.map(({ startSeconds, readBytes }) => `${startSeconds} ${readBytes / 1e9}`)).toEqual([
    '0 100',
    '87000 5',
    '172800 5',
  ]);
});
