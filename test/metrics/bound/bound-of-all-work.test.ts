import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundOfTrace } from '../../helpers/bound-of-trace.ts';
import { night } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/** A backup, with one end on a proxy and one on a repository. */
const PLAIN = '{ name: plain, vms: ["plain*"], repository: repo, run: full }';

/** Work with two ends, or without a proxy. */
const OTHER_WORK = {
  replication: 'type: replication, vms: ["other*"], target: { datastore: ds2 }, run: full',
  copy: 'type: vm-copy, vms: ["other*"], target: { datastore: ds2 }',
  migration: 'type: quick-migration, vms: ["other*"], target: { datastore: ds2 }',
  restore: 'type: restore, vms: ["other*"], repository: repo',
  'backup-copy': 'type: backup-copy, vms: ["other*"], source: repo, repository: vault, run: full',
  scan: 'type: snapshot-scan, vms: ["other*"]',
} as const;
type Kind = keyof typeof OTHER_WORK;

interface Added {
  readonly kind: Kind;
  readonly startSeconds: number;
}

interface Night {
  readonly plain: readonly number[];
  readonly other: readonly number[];
  readonly added: readonly Added[];
  readonly overheads: 'none' | 'default';
  readonly slots: number;
  /** Replaces the plain job and the added ones. */
  readonly jobs?: readonly string[];
  readonly faults?: string;
  readonly horizon?: string;
}

const BARE: Night = { plain: [10], other: [10], added: [], overheads: 'none', slots: 4 };

function textOf({ plain, other, added, overheads, slots, jobs: own, faults, horizon }: Night): string {
  const vms = (name: string, sizes: readonly number[]) =>
    sizes.map((gb, i) => `{ name: ${name}${i}, disks: [{ size: ${gb} GB, datastore: ds1 }] }`);
  const jobs = added.map(
    ({ kind, startSeconds }) =>
      `{ name: ${kind}, ${OTHER_WORK[kind]}, schedule: { start: ${startSeconds}s } }`,
  );
  return night({
    ...(faults === undefined ? {} : { faults }),
    ...(horizon === undefined ? {} : { clock: `{ start: 2026-01-05T20:00, horizon: ${horizon} }` }),
    overheads,
    transport: '{ nbd: { perTask: 100 MB/s }, storage-snapshot: { perTask: 200 MB/s } }',
    arrays: '[{ name: a }]',
    datastores:
      '[{ name: ds1, array: a, read: 250 MB/s, maxSnapshots: unlimited }, { name: ds2, write: 90 MB/s }]',
    proxies: `[{ name: px1, maxConcurrentTasks: ${slots} },
      { name: px2, maxConcurrentTasks: 2, modes: [storage-snapshot], storage: { protocols: [fc] } }]`,
    repositories: `[{ name: repo, read: 60 MB/s, write: 120 MB/s, maxConcurrentTasks: 3 }, { name: vault, write: 30 MB/s }]`,
    vms: `[${[...vms('plain', plain), ...vms('other', other)].join(', ')}]`,
    jobs: `[${(own ?? [PLAIN, ...jobs]).join(', ')}]`,
  });
}

/** Window and bound, seconds. */
function measured(given: Night) {
  const scenario = scenarioOf(textOf(given));
  const { trace, summary, tasks } = run(scenario);
  return {
    window: summary.window!.seconds,
    inSummary: summary.bound,
    ...boundOfTrace(scenario, trace),
    kinds: new Set(tasks.filter(({ result }) => result === 'success').map(({ job }) => job)),
  };
}

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
const nights = (start: fc.Arbitrary<number>): fc.Arbitrary<Night> =>
  fc.record({
    plain: sizes,
    other: sizes,
    added: fc
      .subarray(Object.keys(OTHER_WORK) as Kind[], { minLength: 1 })
      .chain((kinds) =>
        fc.tuple(...kinds.map((kind) => start.map((startSeconds) => ({ kind, startSeconds })))),
      ),
    overheads: fc.constantFrom('none' as const, 'default' as const),
    slots: fc.integer({ min: 2, max: 4 }),
  });
const SETTINGS = { seed: 20_260_105, numRuns: 60 };

test('these nights do work of every kind', () => {
  const added = (Object.keys(OTHER_WORK) as Kind[]).map((kind) => ({ kind, startSeconds: 0 }));
  const { kinds } = measured({ plain: [10], other: [10], added, overheads: 'none', slots: 4 });
  expect([...kinds].sort()).toEqual(['plain', ...Object.keys(OTHER_WORK)].sort());
});

test('the bound is never above the window, whatever work there is and whenever it starts', () => {
  fc.assert(
    fc.property(nights(fc.integer({ min: 0, max: 900 })), (given) => {
      const { window, bound, rounding } = measured(given);
      expect(window * (1 + 1e-9) + rounding, bound!.by).toBeGreaterThanOrEqual(bound!.seconds);
    }),
    SETTINGS,
  );
});

test('adding work of any kind at the same start never lowers the bound, and mostly raises it', () => {
  let [cases, raised] = [0, 0];
  fc.assert(
    fc.property(nights(fc.constant(0)), (given) => {
      cases++;
      const alone = measured({ ...given, added: [] });
      const { bound } = measured(given);
      expect(bound!.seconds).toBeGreaterThan(alone.bound!.seconds - 1e-6);
      if (bound!.seconds > alone.bound!.seconds + 1e-6) raised++;
    }),
    SETTINGS,
  );
  expect(raised).toBeGreaterThan(cases / 2);
});

test('work of each kind alone has a bound of more than half the window (scans: more than 0)', () => {
  for (const [kind, work] of Object.entries(OTHER_WORK)) {
    const { window, bound, inSummary } = measured({ ...BARE, jobs: [`{ name: ${kind}, ${work} }`] });
    expect(bound!.seconds, kind).toBeGreaterThan(kind === 'scan' ? 0 : window / 2);
    expect(inSummary!.by, kind).toBe(bound!.by);
  }
});

describe('there is no bound, rather than one of 0,', () => {
  test('if nothing finished', () => {
    const cut = measured({ ...BARE, horizon: '20s' });
    expect([cut.kinds.size, cut.bound, cut.inSummary]).toEqual([0, undefined, null]);
  });

  test('if a connection may be lost, because modes are then known only during the run', () => {
    // The work has been done long before the fault.
    const faults = '[{ kind: connectivity-lost, target: px2, at: 1h }]';
    const { kinds, bound, inSummary } = measured({ ...BARE, faults });
    expect([kinds.size, bound, inSummary]).toEqual([1, undefined, null]);
    expect(measured(BARE).bound!.seconds).toBeGreaterThan(0);
  });
});
