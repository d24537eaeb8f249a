import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/policy/deciding/decide.ts';
import type { ClusterView, Policy, TaskView } from '../../../src/policy/policy.ts';
import { PRESETS } from '../../../src/policy/presets.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { CAPACITY_FILTERS } from '../../../src/policy/rules/capacity-filters.ts';
import { QUEUE_KEYS } from '../../../src/policy/rules/queue-keys.ts';
import { RANK_KEYS } from '../../../src/policy/rules/rank-keys.ts';
import { PolicyFault } from '../../../src/policy/user-policy/guard.ts';
import { policyFrom, type ShippedPolicyParts } from '../../../src/policy/user-policy/user-policy.ts';
import { cluster, place, task } from '../cluster.ts';

function read(exported: unknown): Policy {
  const outcome = policyFrom(exported, 'mine.js');
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.policy;
}

function problems(exported: unknown): string[] {
  const outcome = policyFrom(exported, 'mine.js');
  if (outcome.ok) return [];
  return outcome.diagnostics.map((d) => `${d.code}: ${d.message}${d.hint === undefined ? '' : ` ${d.hint}`}`);
}

function rts(): Policy {
  const resolved = resolvePolicy({ preset: 'rts' });
  if (!resolved.ok) throw new Error('rts');
  return resolved.policy;
}

const names = (keys: readonly { readonly name: string }[]) => keys.map(({ name }) => name);

describe('a declaration', () => {
  test('names stand for the keys that ship, untouched', () => {
    const policy = read({ name: 'mine', order: ['kind', 'largest-first'], rank: ['running-tasks'] });
    expect(policy).toMatchObject({ name: 'mine', tickUs: 0, sameHostHotAdd: 0 });
    expect(policy.order[0]).toBe(rts().order[0]);
    expect(names(policy.order)).toEqual(['kind', 'largest-first']);
    expect(names(policy.rank)).toEqual(['running-tasks']);
    expect(policy.filters).toBe(rts().filters);
  });

  test('what is left out is taken from the policy that it extends', () => {
    const policy = read({ name: 'mine', extends: 'load-first', order: ['ready-time'] });
    expect(names(policy.order)).toEqual(['ready-time']);
    expect(names(policy.rank)).toEqual([
      'affinity',
      'load-ratio',
      'connection-class',
      'same-site',
      'running-tasks',
    ]);
  });

  test('an answer for busy places goes for one mode or for all, and a tick has its unit', () => {
    expect(read({ name: 'mine', extends: 'rts', whenBestBusy: 'wait' }).whenBestBusy.hotadd).toBe('wait');
    const some = read({ name: 'mine', extends: 'rts', whenBestBusy: { nfs: 'degrade' }, tick: '10s' });
    expect(some.whenBestBusy).toMatchObject({ nfs: 'degrade', hotadd: 'degrade' });
    expect(some.tickUs).toBe(10_000_000);
    for (const sameHostHotAdd of [0, 1, 2])
      expect(read({ name: 'mine', extends: 'rts', sameHostHotAdd }).sameHostHotAdd).toBe(sameHostHotAdd);
    const all = read({ name: 'mine', extends: 'rts', whenBestBusy: { default: 'wait', san: 'degrade' } });
    expect(all.whenBestBusy).toMatchObject({ san: 'degrade', hotadd: 'wait' });
  });

  test("the user's own keys decide", () => {
    const rank = [{ name: 'last-proxy', of: (_: unknown, { proxy }: { proxy: number }) => -proxy }];
    const places = [place('nbd', 0), place('nbd', 1), place('nbd', 2)];
    const decision = decide(
      read({ name: 'mine', extends: 'rts', rank }),
      task(),
      places,
      cluster({ proxies: [{}, {}, {}] }),
    );
    expect(decision).toMatchObject({ kind: 'place', candidate: { proxy: 2 }, decidedBy: 'last-proxy' });
  });

  test('a filter refuses under the name of its wait cause', () => {
    const filters = [{ name: 'ram', hasRoom: () => false }];
    const decision = decide(
      read({ name: 'mine', extends: 'rts', filters }),
      task(),
      [place('nbd', 0)],
      cluster({ proxies: [{}] }),
    );
    expect(decision).toMatchObject({ kind: 'wait', cause: 'ram' });
  });
});

describe('filters', () => {
  test('both slots stay, and all are in the order of charging', () => {
    const policy = read({ name: 'mine', extends: 'rts', filters: ['ram', 'datastore-snapshots'] });
    expect(names(policy.filters)).toEqual(['proxy-slot', 'repository-slot', 'datastore-snapshots', 'ram']);
  });

  test("one of the user's own comes after the shipped one of its name, which stays", () => {
    const mine = { name: 'proxy-slot', hasRoom: () => true };
    const policy = read({ name: 'mine', extends: 'rts', filters: [mine] });
    expect(names(policy.filters)).toEqual(['proxy-slot', 'proxy-slot', 'repository-slot']);
    expect(policy.filters[0]).toBe(rts().filters[0]);
  });

  test('two of one name may stand beside each other', () => {
    const mine = { name: 'ram', hasRoom: () => true };
    expect(problems({ name: 'mine', extends: 'rts', filters: [mine, 'ram', { ...mine }] })).toEqual([]);
  });
});

describe('a function', () => {
  test('gets what ships and may give it back', () => {
    const policy = read(({ queueKeys, presets, capacityFilters }: ShippedPolicyParts) => ({
      name: 'mine',
      extends: 'rts',
      order: [queueKeys['largest-first'], ...presets['rts']!.order],
      filters: Object.values(capacityFilters),
    }));
    expect(policy.order.slice(1)).toEqual(rts().order);
    expect(policy.order[1]).toBe(rts().order[0]);
    expect(policy.filters).toEqual(rts().filters);
  });

  test('gets every key, filter and preset by its name', () => {
    let given: ShippedPolicyParts | undefined;
    read((shipped: ShippedPolicyParts) => {
      given = shipped;
      return { name: 'mine', extends: 'rts' };
    });
    expect(given).toEqual({
      queueKeys: QUEUE_KEYS,
      rankKeys: RANK_KEYS,
      capacityFilters: Object.fromEntries(CAPACITY_FILTERS.map((filter) => [filter.name, filter])),
      presets: Object.fromEntries(
        [...PRESETS.keys()].map((preset) => {
          const resolved = resolvePolicy({ preset });
          return [preset, resolved.ok && resolved.policy];
        }),
      ),
    });
  });

  test('cannot change what ships', () => {
    const before = names(rts().order);
    const spoil = ({ presets }: ShippedPolicyParts) => (presets['rts']!.order as unknown[]).reverse();
    expect(problems(spoil)).toEqual([
      expect.stringMatching(
        /^bad-policy: mine\.js: its function threw TypeError: .* at user-policy\.test\.ts:\d+:\d+\.$/,
      ),
    ]);
    const kind = ({ queueKeys }: ShippedPolicyParts) => Object.assign(queueKeys['kind']!, { of: () => 0 });
    expect(problems(kind)).toHaveLength(1);
    expect(names(rts().order)).toEqual(before);
  });
});

describe('what is no policy is reported in words', () => {
  const own = (more: object) => ({ name: 'mine', extends: 'rts', ...more });
  test.each([
    [
      undefined,
      /^bad-policy: mine\.js: it exports nothing\. Export a policy: export default \{ name: 'mine'/,
    ],
    [42, /it exports 42\./],
    [Promise.resolve({}), /it exports a promise\./],
    [[], /it exports a list\./],
    [{ extends: 'rts' }, /name: a policy needs a name\. Write name: 'mine'/],
    [{ name: '  ', extends: 'rts' }, /name: a policy needs a name\./],
    [{ name: 'rts', extends: 'rts' }, /name: 'rts' is a policy that ships\. Give yours another name/],
    [{ name: 'mine', order: [] }, /rank: a policy needs 'rank'\. List its keys, or write extends: 'rts'/],
    [own({ extends: 'rtss' }), /extends: 'rtss' is not a policy that ships\. Did you mean 'rts'\?/],
    [own({ extends: 'entirely-else' }), /is not a policy that ships\. Possible: rts, load-first, fifo, /],
    [own({ extends: 1 }), /extends: 1 is not a policy that ships\. Possible: /],
    [own({ ordre: [] }), /ordre: a policy has no 'ordre'\. Did you mean 'order'\?/],
    [own({ order: 'kind' }), /order: 'order' is 'kind', not a list\. Write order: \[\.\.\.\]\./],
    [own({ order: ['kidn'] }), /order\[0\]: 'kidn' is not a queue key that ships\. Did you mean 'kind'\?/],
    [own({ rank: ['kind'] }), /rank\[0\]: 'kind' is not a ranking key that ships\. Possible: affinity, /],
    [
      own({ order: [() => 1] }),
      /order\[0\]: a function is not a queue key\. Give the name of one that ships, or/,
    ],
    [own({ order: [{ of: () => 1 }] }), /order\[0\]: an object is not a queue key\./],
    [own({ order: [{ name: 'a' }] }), /order\[0\]: an object is not a queue key\./],
    [own({ filters: [null] }), /filters\[0\]: null is not a filter\. Give the name of one that ships, or/],
    [
      own({ order: [{ name: 'kind', of: () => 1 }] }),
      /order\[0\]: 'kind' is a key that ships\. Give yours another name: reports name what decided\./,
    ],
    [own({ order: ['kind', 'kind'] }), /order: 'kind' is listed twice\./],
    [
      own({ order: [{ name: 'a', changesWith: 'time', of: () => 1 }] }),
      /order\[0\]: changesWith is 'time'\. Possible: nothing, session, vm\./,
    ],
    [
      own({ rank: [{ name: 'a', differsByTask: 'yes', of: () => 1 }] }),
      /rank\[0\]: differsByTask is 'yes'\. It is true or false\./,
    ],
    [
      own({ filters: [{ name: 'friday', hasRoom: () => true }] }),
      /filters\[0\]: 'friday' is not a wait cause\. Waiting is charged to its name: proxy-slot, repository-slot,/,
    ],
    [own({ whenBestBusy: 'never' }), /whenBestBusy: 'never' is not an answer\. Write 'degrade', 'wait',/],
    [
      own({ whenBestBusy: { nsf: 'wait' } }),
      /whenBestBusy\.nsf: 'nsf' is not a transport mode\. Did you mean/,
    ],
    [own({ whenBestBusy: { nfs: true } }), /whenBestBusy\.nfs: true is not an answer\./],
    [own({ sameHostHotAdd: 3 }), /sameHostHotAdd: 3 is not 0, 1 or 2\./],
    [own({ tick: 10 }), /tick: 10 is not a duration\. Write for example tick: '10s'\./],
  ])('%j', (exported, words) => {
    expect(problems(exported)).toEqual([expect.stringMatching(words)]);
  });

  test('a key may declare when its number changes, and that it differs by task', () => {
    const order = (changesWith: string) => [{ name: 'a', changesWith, of: () => 1 }];
    for (const when of ['nothing', 'session', 'vm'])
      expect(problems(own({ order: order(when) }))).toEqual([]);
    for (const differsByTask of [true, false])
      expect(problems(own({ rank: [{ name: 'a', differsByTask, of: () => 1 }] }))).toEqual([]);
  });

  test('everything at once', () => {
    expect(problems({ order: ['a'], rank: ['b'], tick: 1, more: 2 })).toHaveLength(5);
  });
});

describe('what a key may not do', () => {
  const view: ClusterView = cluster({ proxies: [{}, {}] });
  const fault = (of: (task: TaskView, view: ClusterView) => unknown): PolicyFault => {
    const policy = read({ name: 'mine', extends: 'rts', order: [{ name: 'odd', of }] });
    try {
      policy.order[0]!.of(task({ task: 7 }), view);
    } catch (error) {
      if (error instanceof PolicyFault) return error;
    }
    throw new Error('no fault');
  };
  test.each([
    [
      'answer with no number',
      () => Number.NaN,
      "Policy 'mine': Queue key 'odd' answered NaN for task 7.",
      'A figure that it reads is not there, or 0 was divided by 0.',
    ],
    [
      'answer with a fraction',
      () => 1.5,
      "Policy 'mine': Queue key 'odd' answered 1.5 for task 7.",
      'Keys are whole numbers, up to 2^53: round the answer, and multiply it before if fractions matter.',
    ],
    [
      'answer with nothing',
      () => undefined,
      "Policy 'mine': Queue key 'odd' answered undefined for task 7.",
      "Does every way through it end with a 'return'?",
    ],
    [
      'answer later',
      async () => 1,
      "Policy 'mine': Queue key 'odd' answered a promise for task 7.",
      'A key answers at once: remove the async.',
    ],
    [
      'answer with more than 2^53',
      () => 2 ** 60,
      "Policy 'mine': Queue key 'odd' answered 1152921504606847000 for task 7.",
      'Keys are whole numbers, up to 2^53: round the answer, and multiply it before if fractions matter.',
    ],
  ])('%s', (_, of, message, hint) => {
    expect(fault(of).diagnosticOf('task 7')).toMatchObject({
      code: 'bad-policy',
      severity: 'error',
      message,
      hint,
    });
  });

  test('throw: the message says what and where', () => {
    const thrown = fault(() => {
      throw new RangeError('too far');
    });
    expect(thrown.kind).toBe('threw');
    expect(thrown.message).toMatch(
      /^Policy 'mine': Queue key 'odd' threw RangeError: too far at user-policy\.test\.ts:\d+:\d+ for task 7\.$/,
    );
  });

  test('ask for what is not there: the place is in their file, not in ours', () => {
    const asked = fault((_, v) => v.ram(99).has);
    expect(asked.message).toMatch(/threw TypeError: .* at user-policy\.test\.ts:\d+:\d+ for task 7\.$/);
  });

  test.each<[string, (task: TaskView, view: ClusterView) => unknown]>([
    ['a figure of the task', (t) => Object.assign(t, { readBytes: 1 })],
    ['a list of the task', (t) => (t.datastores as number[]).push(3)],
    ['something new on the task', (t) => Object.assign(t, { seen: true })],
    ['a method of the view', (_, v) => Object.assign(v, { slots: () => 99 })],
    ['memory of a proxy', (_, v) => Object.assign(v.ram(0), { has: 99 })],
  ])('write %s', (_, of) => {
    const wrote = fault(of);
    expect(wrote.kind).toBe('wrote');
    expect(wrote.diagnosticOf('task 7').hint).toBe('A key reads what it is given and changes nothing.');
  });

  test('see more of the simulation than the views show', () => {
    const inside = { ...task(), session: { secret: true } };
    const seen: unknown[] = [];
    const of = (t: TaskView, v: ClusterView) => {
      seen.push((t as unknown as Record<string, unknown>)['session']);
      seen.push((v as unknown as Record<string, unknown>)['takeSlots']);
      return 0;
    };
    const policy = read({ name: 'mine', extends: 'rts', order: [{ name: 'nosy', of }] });
    policy.order[0]!.of(inside, Object.assign(cluster({ proxies: [] }), { takeSlots: () => {} }));
    expect(seen).toEqual([undefined, undefined]);
  });
});

test('a key sees every figure of a task and of the view as it is at the moment', () => {
  const live = { ...task({ readBytes: 5, host: 2 }) };
  let running = 1;
  const view = { ...cluster({ proxies: [{}] }), runningTasks: () => running };
  const of = (t: TaskView, v: ClusterView) =>
    t.readBytes + 10 * v.runningTasks(0) + (t.hasSnapshot ? 100 : 0);
  const key = read({ name: 'mine', extends: 'rts', order: [{ name: 'sum', of }] }).order[0]!;
  expect(key.of(live, view)).toBe(15);
  running = 2;
  Object.assign(live, { hasSnapshot: true });
  expect(key.of(live, view)).toBe(125);
});

test('the read-only views pass on every member of what they wrap', () => {
  const behind = task({ host: 3, vm: 4 });
  const view = cluster({ proxies: [{ slots: 6, host: 2 }] });
  const of = (t: TaskView, v: ClusterView) => {
    for (const name of Object.keys(behind) as (keyof TaskView)[]) expect(t[name], name).toEqual(behind[name]);
    for (const name of Object.keys(view) as (keyof ClusterView)[]) {
      if (name === 'seed') expect(v.seed).toBe(view.seed);
      else {
        const ask = (from: ClusterView) =>
          (from[name] as (...args: unknown[]) => unknown)(0, place('nbd', 0));
        if (name !== 'repositoryHasRoom' && name !== 'isCutOff') expect(ask(v), name).toEqual(ask(view));
      }
    }
    return 0;
  };
  read({ name: 'mine', extends: 'rts', order: [{ name: 'reader', of }] }).order[0]!.of(behind, view);
  expect.hasAssertions();
});

test('a place that needs no proxy is ranked and allowed without asking', () => {
  const never = () => {
    throw new Error('asked');
  };
  const declared = {
    name: 'mine',
    extends: 'rts',
    rank: [{ name: 'r', of: never }],
    filters: [{ name: 'ram', hasRoom: never }],
  };
  const policy = read(declared);
  const nowhere = { ...place('nbd', -1) };
  const view = cluster({ proxies: [] });
  expect(policy.rank[0]!.of(task(), nowhere, view, [nowhere])).toBe(0);
  expect(policy.filters.at(-1)!.hasRoom(task(), nowhere, view)).toBe(true);
});
