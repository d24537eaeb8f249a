import { describe, expect, test } from 'vitest';
import type { QueueKey } from '../../src/policy/policy.ts';
import { isShipped, resolvePolicy } from '../../src/policy/resolve.ts';
import { CAPACITY_FILTERS } from '../../src/policy/rules/capacity-filters.ts';
import { QUEUE_KEYS } from '../../src/policy/rules/queue-keys.ts';
import { RANK_KEYS } from '../../src/policy/rules/rank-keys.ts';
import { shuffledBy } from '../../src/policy/rules/shuffle.ts';
import { cluster, task } from './cluster.ts';

test('every key has the name by which it is chosen', () => {
  for (const [name, key] of [...Object.entries(QUEUE_KEYS), ...Object.entries(RANK_KEYS)])
    expect(key.name).toBe(name);
});

describe('a key of the queue', () => {
  const view = cluster({ proxies: [] });
  const [early, late] = [task({ task: 1 }), task({ task: 2 })];

  test.each([
    ['kind', { priority: 800 }, { priority: 300 }],
    ['session-start', { sessionStartUs: 5 }, { sessionStartUs: 6 }],
    ['ready-time', { readyUs: 5 }, { readyUs: 6 }],
    ['job-order', { job: 0 }, { job: 1 }],
    ['vm-order', { vmOrder: 0 }, { vmOrder: 1 }],
    ['disk-order', { diskOrder: 0 }, { diskOrder: 1 }],
    ['largest-first', { readBytes: 9 }, { readBytes: 8 }],
    ['smallest-first', { readBytes: 8 }, { readBytes: 9 }],
    ['longest-job-first', { sessionBytes: 9 }, { sessionBytes: 8 }],
  ] as const)('%s puts %j before %j, and what differs in nothing else is equal', (name, first, second) => {
    const key: QueueKey = QUEUE_KEYS[name];
    expect(key.of(task(first), view)).toBeLessThan(key.of(task(second), view));
    expect(key.of({ ...late, ...first }, view)).toBe(key.of({ ...early, ...first }, view));
  });

  test('vm-in-process and job-running ask about the task itself, and change with its VM or session', () => {
    const busy = { ...view, isVmInProcess: (n: number) => n === 2, isJobRunning: (n: number) => n === 2 };
    for (const name of ['vm-in-process', 'job-running'] as const) {
      expect([QUEUE_KEYS[name].of(late, busy), QUEUE_KEYS[name].of(early, busy)]).toEqual([0, 1]);
    }
    expect(QUEUE_KEYS['vm-in-process'].changesWith).toBe('vm');
    expect(QUEUE_KEYS['job-running'].changesWith).toBe('session');
  });

  test('every other key stays as it is while the task waits', () => {
    const changing = Object.values(QUEUE_KEYS).filter(({ changesWith }) => changesWith !== 'nothing');
    expect(changing.map(({ name }) => name)).toEqual(['vm-in-process', 'job-running']);
  });

  test('shuffled depends on the seed and on what the task is, not on when it is asked', () => {
    const drawn = (changes: Parameters<typeof task>[0], seed = 'a') =>
      QUEUE_KEYS.shuffled.of(task(changes), { ...view, seed });
    expect(drawn({})).toBe(drawn({ task: 9 }));
    const others = [drawn({ job: 1 }), drawn({ vm: 1 }), drawn({ diskOrder: 1 }), drawn({ readyUs: 1 })];
    expect(new Set([drawn({}), drawn({}, 'b'), ...others]).size).toBe(6);
  });
});

test('what a task draws for a proxy depends likewise on what it is and not on its number, which others shift', () => {
  const place = { mode: 'nbd', end: 'read', connectionClass: 2, sameSite: true, preferred: false } as const;
  const drawn = (changes: Parameters<typeof task>[0], proxy = 1) =>
    RANK_KEYS.shuffled.of(task(changes), { ...place, proxy }, cluster({ proxies: [] }));
  expect(drawn({})).toBe(drawn({ task: 9 }));
  const others = [drawn({ job: 1 }), drawn({ vm: 1 }), drawn({ diskOrder: 1 }), drawn({ readyUs: 1 })];
  expect(new Set([drawn({}), drawn({}, 2), ...others]).size).toBe(6);
});

test('the ranking keys that draw for each task say so, and no others', () => {
  const drawing = Object.entries(RANK_KEYS).filter(([, key]) => 'differsByTask' in key && key.differsByTask);
  expect(drawing.map(([name]) => name)).toEqual(['shuffled', 'two-choices']);
});

test('a shuffle is a whole number of 32 bits, another for every text', () => {
  const drawn = Array.from({ length: 200 }, (_, n) => shuffledBy(`text ${n}`));
  expect(drawn.every((n) => Number.isInteger(n) && n >= 0 && n < 4_294_967_296)).toBe(true);
  expect(new Set(drawn).size).toBe(200);
});

test('a policy counts as shipped while every ranking key and filter is one of ours, and slots are asked for first', () => {
  const resolved = resolvePolicy({ preset: 'rts' });
  if (!resolved.ok) throw new Error('rts ships');
  const { policy } = resolved;
  expect(isShipped(policy)).toBe(true);
  const own = { name: 'load-ratio', of: () => 0 };
  expect(isShipped({ ...policy, rank: [...policy.rank, own] })).toBe(false);
  const ownFilter = { name: 'ram', hasRoom: () => true };
  expect(isShipped({ ...policy, filters: [...CAPACITY_FILTERS, ownFilter] })).toBe(false);
  expect(isShipped({ ...policy, filters: CAPACITY_FILTERS.slice(0, 2) })).toBe(true);
  expect(isShipped({ ...policy, filters: CAPACITY_FILTERS.toReversed() })).toBe(false);
});
