import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/diagnostics/diagnostic.ts';
import { ORDERS, PRESETS, SELECTIONS } from '../../src/policy/presets.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import type { PolicyDeclaration } from '../../src/scenario/scenario.ts';
import { night } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

function resolved(declaration: PolicyDeclaration) {
  const outcome = resolvePolicy(declaration);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.policy;
}

function problems(declaration: PolicyDeclaration): string[] {
  const outcome = resolvePolicy(declaration);
  return outcome.ok ? [] : outcome.diagnostics.map((d) => `${d.code}: ${d.message} ${d.hint}`);
}

test('a preset is its order and its selection, with load by ratio unless told otherwise', () => {
  for (const [preset, { order, select }] of PRESETS) {
    const policy = resolved({ preset });
    expect(policy.order).toEqual(ORDERS.get(order));
    expect(policy.rank).toEqual(SELECTIONS.get(select)!('ratio'));
    expect(resolved({ preset, load: 'count' }).rank).toEqual(SELECTIONS.get(select)!('count'));
  }
});

test('an unknown name is reported where it is written', () => {
  const names = ['rtz', 'fifoo', 'nearest', 'spare', 'luck'];
  const text = night({
    policy:
      '{ preset: rtz, order: fifoo, select: nearest, filters: [ram, spare], scores: [load-ratio, luck] }',
  });
  const outcome = resolvePolicy(scenarioOf(text).policy);
  if (outcome.ok) throw new Error('no problem found');
  expect(outcome.diagnostics.map(({ span }) => text.slice(span?.start, span?.end))).toEqual(names);
  expect(outcome.diagnostics.map(({ path }) => path)).toEqual([
    'policy.preset',
    'policy.order',
    'policy.select',
    'policy.filters.1',
    'policy.scores.1',
  ]);
});

test('filters are asked in the order in which waiting is charged', () => {
  expect(resolved({ preset: 'rts' }).filters.map(({ name }) => name)).toEqual([
    'proxy-slot',
    'repository-slot',
    'datastore-snapshots',
    'datastore-latency',
    'start-spacing',
    'hotadd-disks',
    'nbd-connections',
    'ram',
  ]);
});

test('direct NFS and storage snapshots wait for their best proxies unless told otherwise; all else degrades', () => {
  const { whenBestBusy } = resolved({ preset: 'rts' });
  const waiting = Object.entries(whenBestBusy).filter(([, answer]) => answer === 'wait');
  expect(waiting.map(([mode]) => mode)).toEqual(['nfs', 'storage-snapshot']);
  expect(resolved({ preset: 'rts', whenBestBusy: { default: 'degrade' } }).whenBestBusy.nfs).toBe('degrade');
});

test('an answer for one mode beats the answer for all modes', () => {
  const { whenBestBusy } = resolved({ preset: 'rts', whenBestBusy: { default: 'wait', hotadd: 'degrade' } });
  expect([whenBestBusy.hotadd, whenBestBusy.san, whenBestBusy.nbd]).toEqual(['degrade', 'wait', 'wait']);
});

test('by default there is no polling and no same-host rule', () => {
  expect(resolved({ preset: 'rts' })).toMatchObject({ tickUs: 0, sameHostHotAdd: 0 });
  expect(resolved({ preset: 'rts', schedulerTickUs: 10_000_000, sameHostHotAdd: 2 })).toMatchObject({
    tickUs: 10_000_000,
    sameHostHotAdd: 2,
  });
});

describe("the policy's name", () => {
  test('a preset as it ships goes by its name; changes are appended to it', () => {
    expect(resolved({ preset: 'fifo' }).name).toBe('fifo');
    expect(resolved({ preset: 'fifo', select: 'random' }).name).toBe('fifo+random');
  });

  test('two policies that decide differently have different names', () => {
    const names = [
      {},
      { load: 'count' as const },
      { whenBestBusy: { default: 'wait' as const } },
      { scores: ['running-tasks'] },
      { filters: ['ram'] },
      { order: 'fifo', load: 'count' as const, filters: ['ram'] },
    ].map((changed) => resolved({ preset: 'rts', ...changed }).name);
    expect(names).toEqual([
      'rts',
      'rts+load=count',
      'rts+whenBestBusy',
      'rts+scores',
      'rts+filters',
      'rts+fifo+load=count+filters',
    ]);
  });

  test('what a preset does anyway adds nothing to its name', () => {
    const said = {
      order: 'rts',
      select: 'connection-first',
      load: 'ratio' as const,
      whenBestBusy: { nfs: 'wait' as const, san: 'degrade' as const },
    };
    expect(resolved({ preset: 'rts', ...said }).name).toBe('rts');
  });

  test('an order and a selection replace those of the preset, and the name shows it', () => {
    const policy = resolved({ preset: 'rts', order: 'largest-first', select: 'round-robin' });
    expect(policy.name).toBe('rts+largest-first+round-robin');
    expect(policy.order[0]?.name).toBe('largest-first');
    expect(policy.rank[0]?.name).toBe('least-recent');
  });

  test('filters replace those of the preset, but both slots stay, in the order of charging', () => {
    const { filters } = resolved({ preset: 'rts', filters: ['ram', 'datastore-snapshots'] });
    expect(filters.map(({ name }) => name)).toEqual([
      'proxy-slot',
      'repository-slot',
      'datastore-snapshots',
      'ram',
    ]);
  });

  test('scores replace the ranking, in the order given', () => {
    const { rank } = resolved({ preset: 'rts', scores: ['running-tasks', 'connection-class'] });
    expect(rank.map(({ name }) => name)).toEqual(['running-tasks', 'connection-class']);
  });
});

describe('unknown names', () => {
  test.each([
    [{ preset: 'rtss' }, "unknown-policy: 'rtss' is not a policy. Did you mean 'rts'?"],
    [
      { preset: 'rts', order: 'largest-frist' },
      "unknown-policy: 'largest-frist' is not a queue order. Did you mean 'largest-first'?",
    ],
    [
      { preset: 'rts', select: 'least-load' },
      "unknown-policy: 'least-load' is not a selection. Did you mean 'least-loaded'?",
    ],
    [
      { preset: 'rts', filters: ['repository-slots'] },
      "unknown-policy: 'repository-slots' is not a filter. Did you mean 'repository-slot'?",
    ],
    [
      { preset: 'rts', scores: ['load-ration'] },
      "unknown-policy: 'load-ration' is not a score. Did you mean 'load-ratio'?",
    ],
  ])('%j is refused with the nearest name', (declaration, message) => {
    expect(problems(declaration)).toEqual([message]);
  });

  test('a name near none gets the list of all', () => {
    expect(problems({ preset: 'rts', order: 'zzzzzzzz' })).toEqual([
      "unknown-policy: 'zzzzzzzz' is not a queue order. Possible: rts, fifo, list, largest-first, " +
        'smallest-first, longest-job-first, random.',
    ]);
  });

  test('the finding is at the place where the policy is declared', () => {
    const span = { source: 0, start: 12, end: 16 } as unknown as Span;
    expect(resolvePolicy({ preset: 'rtss', origin: { path: 'policy', span } })).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'unknown-policy',
          severity: 'error',
          message: "'rtss' is not a policy.",
          hint: "Did you mean 'rts'?",
          path: 'policy',
          span,
        },
      ],
    });
  });

  test('all are reported at once', () => {
    expect(problems({ preset: 'rts', order: 'fifoo', select: 'randm' })).toHaveLength(2);
  });
});

test('every preset names an order and a selection that exist', () => {
  const dangling = [...PRESETS].filter(([, p]) => !ORDERS.has(p.order) || !SELECTIONS.has(p.select));
  expect(dangling).toEqual([]);
  expect([...PRESETS.keys()]).toEqual(
    expect.arrayContaining(['fifo', 'largest-first', 'smallest-first', 'longest-job-first', 'random']),
  );
  expect([...PRESETS.keys()]).toEqual(
    expect.arrayContaining(['round-robin', 'two-choices', 'least-loaded', 'most-free-slots']),
  );
});
