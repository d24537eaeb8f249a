import { describe, expect, test } from 'vitest';
import { checkKeys, KEY_LAWS } from '../../src/policy/conformance/conformance.ts';
import { settingOf } from '../../src/policy/conformance/world.ts';
import type { CapacityFilter, ClusterView, Policy, RankKey, TaskView } from '../../src/policy/policy.ts';
import { PRESETS } from '../../src/policy/presets.ts';
import { FAULTY } from './faulty-policies.ts';
import { own, preset } from './policies.ts';

function breaches(policy: Policy): Record<string, string> {
  const broken = checkKeys(policy).filter(({ breach }) => breach !== null);
  return Object.fromEntries(broken.map(({ law, breach }) => [law, breach!]));
}

/** The first breach of one law on the made-up settings. */
function breachOf(law: string, policy: Policy): string | undefined {
  const { breach } = KEY_LAWS.find(({ name }) => name === law)!;
  for (let n = 0; n < 40; n++) {
    const found = breach(policy, settingOf(n), n);
    if (found !== undefined) return found;
  }
  return undefined;
}

const ofKeys = (laws: readonly string[]) => laws.filter((law) => KEY_LAWS.some(({ name }) => name === law));

test('the laws of keys and filters stand in a fixed order, each with what it says', () => {
  expect(KEY_LAWS.map(({ name }) => name)).toEqual([
    'reads-only',
    'whole-numbers',
    'same-answer',
    'changes-with',
    'differs-by-task',
    'own-state',
    'any-order',
    'both-slots',
    'more-room',
    'comes-free',
    'reach',
  ]);
  for (const { says } of KEY_LAWS) expect(says).toMatch(/^[a-z].{20,}[^.]$/);
});

test.each([...PRESETS.keys()])('the keys and filters of %s, as it ships, keep every law', (name) => {
  const findings = checkKeys(preset(name));
  expect(findings).toEqual(KEY_LAWS.map(({ name: law, says }) => ({ law, says, breach: null })));
});

describe('a policy with a fault in its keys or filters breaks the law that is about it', () => {
  test.each(FAULTY.filter(([, , laws]) => ofKeys(laws).length > 0))('%s', (_, policy, laws, words) => {
    const found = breaches(policy());
    expect(Object.keys(found)).toEqual(ofKeys(laws));
    expect(found[laws[0]!]).toMatch(words);
  });

  test('where keys throw or answer nonsense, nothing else is looked at', () => {
    const throws = own({ order: [{ name: 'odd', of: () => Number.NaN }] });
    expect(checkKeys(throws).map(({ law }) => law)).toEqual(['reads-only', 'whole-numbers', 'same-answer']);
  });
});

type Of = (task: TaskView, view: ClusterView) => number;
const inProcess: Of = ({ task }, view) => (view.isVmInProcess(task) ? 0 : 1);
const running: Of = ({ task }, view) => (view.isJobRunning(task) ? 0 : 1);

describe('a queue key changes with what it names and with nothing else', () => {
  const law = (changesWith: 'nothing' | 'session' | 'vm', of: Of) =>
    breachOf('changes-with', own({ order: [{ name: 'key', changesWith, of }] }));
  const goes = (changesWith: string, when: string) =>
    `queue key 'key' says changesWith '${changesWith}', but goes from 1 to 0 for task 0 when its ${when}`;

  test('with the session', () => {
    expect(law('session', running)).toBeUndefined();
    expect(law('nothing', running)).toBe(
      `${goes('nothing', 'session starts running')}: it must say changesWith: 'session'`,
    );
    expect(law('vm', running)).toBe(goes('vm', 'session starts running'));
  });

  test('with the VM', () => {
    expect(law('vm', inProcess)).toBeUndefined();
    expect(law('nothing', inProcess)).toBe(
      `${goes('nothing', 'VM is in process')}: it must say changesWith: 'vm'`,
    );
    expect(law('session', inProcess)).toBe(goes('session', 'VM is in process'));
  });

  test.each<[string, Of]>([
    ['slots', (_, view) => view.runningTasks(4)],
    ['snapshots', ({ datastore }, view) => +view.datastoreHasRoomForSnapshot(datastore)],
    ['latency', ({ datastore }, view) => +view.latencyAllowsStart(datastore)],
    ['spacing', ({ datastore }, view) => +view.spacingAllowsStart(datastore)],
    ['connections', ({ host }, view) => view.nbdDisks(host)],
    ['hot-added disks', (_, view) => view.hotaddDisks(1)],
    ['memory', (_, view) => view.ram(2).needs],
    ['slots of a repository', ({ repository }, view) => +view.repositoryHasRoom({ repository } as TaskView)],
    ['the last placement', (_, view) => view.lastPlacement(3)],
  ])('never with %s', (_, of) => {
    for (const changesWith of ['nothing', 'session', 'vm'] as const)
      expect(law(changesWith, of)).toMatch(
        /for task \d when slots, snapshots, connections or memory are taken or freed, which no queue key can follow$/,
      );
  });

  test.each<[string, Of]>([
    ['the slots and the host of a proxy', (_, view) => view.slots(1) + 100 * view.proxyHost(1)],
    ['limits', ({ host }, view) => view.hotaddLimit() + 100 * view.nbdLimit(host) + +view.ramIsEnforced()],
    ['the seed', (_, view) => view.seed.length],
  ])('%s are the same all night', (_, of) => {
    expect(law('nothing', of)).toBeUndefined();
  });
});

describe('a ranking key orders places for all tasks alike, by what happens at these places', () => {
  const law = (name: string, of: RankKey['of'], differsByTask = false) =>
    breachOf(name, own({ rank: [{ name: 'key', of, differsByTask }] }));

  test.each<[string, RankKey['of']]>([
    ['at each place and its proxy', (_, { proxy }, v) => v.runningTasks(proxy) * 100 + v.hotaddDisks(proxy)],
    ['at the repository of the session', ({ repository }, { proxy }) => (repository === 0 ? proxy : -proxy)],
    ['at the size of the session', (t, { proxy }) => (t.sessionBytes % 2e9 === 0 ? proxy : -proxy)],
  ])('it may look %s', (_, of) => {
    for (const name of ['differs-by-task', 'own-state', 'any-order']) expect(law(name, of)).toBeUndefined();
  });

  test.each<[string, (task: TaskView) => number]>([
    ['number', ({ task }) => task],
    ['VM', ({ vm }) => vm],
    ['host', ({ host }) => host],
    ['size', ({ readBytes }) => +(readBytes > 200e9)],
    ['snapshot', ({ hasSnapshot }) => +hasSnapshot],
    ['time of becoming ready', ({ readyUs, sessionStartUs }) => +(readyUs > sessionStartUs)],
    ['datastores', ({ datastores }) => datastores.length - 1],
  ])('by the %s of a task it differs by task, and may when it says so', (_, figure) => {
    const of = (task: TaskView, { proxy }: { proxy: number }) => (figure(task) > 0 ? proxy : -proxy);
    expect(law('differs-by-task', of)).toMatch(
      /^ranking key 'key' puts proxy \d by \w+ (before|level with) proxy \d by \w+ for task 0, but not for task \d: it must say differsByTask: true$/,
    );
    expect(law('differs-by-task', of, true)).toBeUndefined();
  });

  test('what happens at other proxies must not turn two places round, unless it says that it differs by task', () => {
    const busiest = (
      _: TaskView,
      { proxy }: { proxy: number },
      view: ClusterView,
      among: readonly { proxy: number }[],
    ) => (Math.max(...among.map((c) => view.runningTasks(c.proxy))) > 5 ? proxy : -proxy);
    expect(law('own-state', busiest)).toMatch(
      /^ranking key 'key' puts proxy \d by \w+ before proxy \d by \w+, until something changes at other places: it must say differsByTask: true$/,
    );
    expect(law('own-state', busiest, true)).toBeUndefined();
  });

  test('the order of the list is nothing to go by', () => {
    const first: RankKey['of'] = (_t, place, _v, among) => +(among[0] === place);
    expect(law('any-order', first, true)).toMatch(
      /^ranking key 'key' answers 1 for proxy \d, and 0 when the places are listed the other way round$/,
    );
  });
});

describe('a filter gives way to room', () => {
  const law = (name: string, hasRoom: CapacityFilter['hasRoom']) =>
    breachOf(name, own({ filters: [{ name: 'ram', hasRoom }] }));

  test.each<[string, CapacityFilter['hasRoom']]>([
    [
      'one task less on every proxy',
      (_t, { proxy }, v) => v.runningTasks(proxy) !== 1 || v.hotaddDisks(proxy) !== 0,
    ],
    ['one task less on every proxy', (_t, { proxy }, v) => v.ram(proxy).needs !== 5e9],
    [
      'one task less on every proxy',
      (_t, { proxy }, v) => v.runningTasks(proxy) === 0 || v.hotaddDisks(proxy) !== 1,
    ],
    ['no task on any proxy', (_t, { proxy }, v) => v.runningTasks(proxy) + v.ram(proxy).needs / 1e9 !== 3],
    ['no network-mode connection on any host', ({ host }, _c, v) => v.nbdDisks(host) !== 0],
    ['room for snapshots everywhere', ({ datastore }, _c, v) => !v.datastoreHasRoomForSnapshot(datastore)],
    ['nothing at all in use', ({ repository }, _c, v) => !v.repositoryHasRoom({ repository } as TaskView)],
    ['nothing at all in use', ({ task }, _c, v) => v.isVmInProcess(task)],
  ])('and does not refuse with %s', (what, hasRoom) => {
    expect(law('more-room', hasRoom)).toMatch(
      new RegExp(`^filter 'ram' lets task \\d at proxy \\d by \\w+ go, and refuses it with ${what}$`),
    );
  });

  test.each<[string, CapacityFilter['hasRoom']]>([
    ['a task', (_t, { proxy }, v) => v.runningTasks(proxy) > 0],
    ['a hot-added disk', (_t, { proxy }, v) => v.hotaddDisks(proxy) > 0],
    ['a connection', ({ host }, _c, v) => v.nbdDisks(host) > 0],
    ['memory in use', (_t, { proxy }, v) => v.ram(proxy).needs > 3e9],
    ['a VM in process', ({ task }, _c, v) => v.isVmInProcess(task)],
    ['a job that runs', ({ task }, _c, v) => v.isJobRunning(task)],
    ['a datastore without room', ({ datastore }, _c, v) => !v.datastoreHasRoomForSnapshot(datastore)],
    ['a datastore in trouble', ({ datastore }, _c, v) => !v.latencyAllowsStart(datastore)],
    ['a datastore that has just been asked', ({ datastore }, _c, v) => !v.spacingAllowsStart(datastore)],
    ['a full repository', ({ repository }, _c, v) => !v.repositoryHasRoom({ repository } as TaskView)],
  ])('and never waits for %s', (_, hasRoom) => {
    expect(law('comes-free', hasRoom)).toMatch(
      /^filter 'ram' refuses task \d at proxy \d by \w+, where nothing at all is in use$/,
    );
  });
});

describe('a filter looks at no more of a task than its name says', () => {
  const allowed = (name: string, figure: (task: TaskView) => boolean) => {
    const hasRoom = (task: TaskView, { proxy }: { proxy: number }, view: ClusterView) =>
      view.runningTasks(proxy) === 0 || figure(task);
    return breachOf('reach', own({ filters: [{ name, hasRoom }] })) === undefined;
  };
  const BY: Readonly<Record<string, (task: TaskView) => boolean>> = {
    session: ({ sessionStartUs }) => sessionStartUs > 60e6,
    datastores: ({ datastores }) => datastores.length > 1,
    snapshot: ({ hasSnapshot }) => hasSnapshot,
    host: ({ host }) => host > 1,
    disk: ({ diskOrder }) => diskOrder > 0,
  };

  test.each([
    ['proxy-slot', ['session']],
    ['repository-slot', ['session']],
    ['nbd-connections', ['session', 'datastores', 'snapshot', 'host']],
    ['hotadd-disks', ['session', 'datastores', 'snapshot']],
    ['datastore-snapshots', ['session', 'datastores', 'snapshot']],
    ['ram', ['session', 'datastores', 'snapshot']],
  ])('%s: %j', (name, may) => {
    expect(Object.keys(BY).filter((what) => allowed(name, BY[what]!))).toEqual(may);
  });
});
