import { describe, expect, test } from 'vitest';
import { type Candidate, NO_PROXY } from '../../../src/model/ways/transport.ts';
import { bestCandidate, decide, verdicts } from '../../../src/policy/deciding/decide.ts';
import type { TaskView } from '../../../src/policy/policy.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import type { PolicyDeclaration } from '../../../src/scenario/scenario.ts';
import { cluster, type FakeCluster, type FakeProxy, place, task } from '../cluster.ts';

interface Case extends Partial<FakeCluster> {
  readonly policy?: Partial<PolicyDeclaration>;
  readonly task?: Partial<TaskView>;
  readonly proxies: readonly FakeProxy[];
}

function policyOf(changes: Partial<PolicyDeclaration> = {}) {
  const resolved = resolvePolicy({ preset: 'rts', ...changes });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.diagnostics));
  return resolved.policy;
}

/** `hotadd on 1 by connection-class`, or `waits for proxy-slot`. */
function decided(candidates: readonly Candidate[], { policy, task: of, ...fake }: Case): string {
  const decision = decide(policyOf(policy), task(of), candidates, cluster(fake));
  if (decision.kind === 'wait') return `waits for ${decision.cause}`;
  return `${decision.candidate.mode} on ${decision.candidate.proxy} by ${decision.decidedBy}`;
}

const FULL: FakeProxy = { running: 4, slots: 4 };
const FREE: FakeProxy = { running: 0, slots: 4 };
const ALMOST_FULL: FakeProxy = { running: 3, slots: 4 };

describe('the choice among candidates with room', () => {
  test('the connection class comes before the load', () => {
    const found = decided([place('nbd', 0), place('hotadd', 1)], { proxies: [FREE, ALMOST_FULL] });
    expect(found).toBe('hotadd on 1 by connection-class');
  });

  test('load-first looks at the load before the class', () => {
    const candidates = [place('nbd', 0), place('hotadd', 1)];
    const policy = { select: 'load-first' };
    expect(decided(candidates, { proxies: [FREE, ALMOST_FULL], policy })).toBe('nbd on 0 by load-ratio');
    expect(decided(candidates, { proxies: [FREE, FREE], policy })).toBe('hotadd on 1 by connection-class');
  });

  test('the site of the VM comes before the load', () => {
    const far = place('hotadd', 0, { sameSite: false });
    expect(decided([far, place('hotadd', 1)], { proxies: [FREE, ALMOST_FULL] })).toBe(
      'hotadd on 1 by same-site',
    );
  });

  test('V19: 3 of 5 against 10 of 30: by ratio the second is less loaded, by count the first', () => {
    const proxies = [
      { running: 3, slots: 5 },
      { running: 10, slots: 30 },
    ];
    const candidates = [place('nbd', 0), place('nbd', 1)];
    expect(decided(candidates, { proxies })).toBe('nbd on 1 by load-ratio');
    expect(decided(candidates, { proxies, policy: { load: 'count' } })).toBe('nbd on 0 by running-tasks');
  });

  test('at equal ratio the one with fewer tasks', () => {
    const proxies = [
      { running: 10, slots: 20 },
      { running: 2, slots: 4 },
    ];
    expect(decided([place('nbd', 0), place('nbd', 1)], { proxies })).toBe('nbd on 1 by running-tasks');
  });

  test('all else equal, the one declared first', () => {
    expect(decided([place('nbd', 0), place('nbd', 1)], { proxies: [FREE, FREE] })).toBe(
      'nbd on 0 by declaration-order',
    );
    expect(decided([place('nbd', 1)], { proxies: [FREE, FREE] })).toBe('nbd on 1 by only-candidate');
  });

  test('a preferred proxy comes before every other, whatever its class', () => {
    const candidates = [place('hotadd', 0), place('nbd', 1, { preferred: true })];
    expect(decided(candidates, { proxies: [FREE, FREE] })).toBe('nbd on 1 by affinity');
  });

  test('V36: a preference is not a restriction: offline or full, another proxy is used', () => {
    const candidates = [place('nbd', 0), place('nbd', 1, { preferred: true })];
    expect(decided(candidates, { proxies: [FREE, { online: false }] })).toBe('nbd on 0 by only-candidate');
    expect(decided(candidates, { proxies: [FREE, FULL] })).toBe('nbd on 0 by proxy-slot-at-the-best');
  });
});

describe('when the best candidate is busy', () => {
  const candidates = [place('hotadd', 0), place('nbd', 1)];

  test('the next class is used by default', () => {
    expect(decided(candidates, { proxies: [FULL, FREE] })).toBe('nbd on 1 by proxy-slot-at-the-best');
  });

  test('a mode that is to be waited for waits, and goes on another proxy of its class', () => {
    const policy = { whenBestBusy: { hotadd: 'wait' } } as const;
    expect(decided(candidates, { proxies: [FULL, FREE], policy })).toBe('waits for proxy-slot');
    const another = [...candidates, place('hotadd', 2)];
    expect(decided(another, { proxies: [FULL, FREE, { running: 99 }], policy })).toBe(
      'hotadd on 2 by load-ratio',
    );
  });

  test('V35: direct NFS waits for the proxies of the site of the VM, though a far one is free', () => {
    const nfs = [place('nfs', 0), place('nfs', 1, { sameSite: false }), place('nbd', 1)];
    expect(decided(nfs, { proxies: [FULL, FREE] })).toBe('waits for proxy-slot');
    expect(decided([...nfs, place('nfs', 2)], { proxies: [FULL, FREE, ALMOST_FULL] })).toBe(
      'nfs on 2 by load-ratio',
    );
  });

  test('unavailable is not busy: without the near NFS proxy the far one is the best', () => {
    const nfs = [place('nfs', 0), place('nfs', 1, { sameSite: false }), place('nbd', 1)];
    expect(decided(nfs, { proxies: [{ ...FULL, online: false }, FREE] })).toBe(
      'nfs on 1 by connection-class',
    );
  });

  test('direct NFS degrades where the policy says so', () => {
    const nfs = [place('nfs', 0), place('nbd', 1)];
    const policy = { whenBestBusy: { nfs: 'degrade' } } as const;
    expect(decided(nfs, { proxies: [FULL, FREE], policy })).toBe('nbd on 1 by proxy-slot-at-the-best');
  });

  test('nobody online is no candidate, all full is a wait for a slot', () => {
    expect(decided(candidates, { proxies: [{ online: false }, { online: false }] })).toBe(
      'waits for no-candidate',
    );
    expect(decided(candidates, { proxies: [FULL, FULL] })).toBe('waits for proxy-slot');
    expect(decided([], { proxies: [] })).toBe('waits for no-candidate');
  });
});

describe('a mode that is to be waited for', () => {
  const preferred = { preferred: true };
  const waiting = { whenBestBusy: { hotadd: 'wait', nfs: 'wait' } } as const;

  test('a peer of the best takes the task at once: another proxy of the class, wherever it is', () => {
    const far = place('hotadd', 1, { sameSite: false });
    expect(
      decided([place('hotadd', 0, preferred), far, place('nbd', 2)], {
        proxies: [FULL, FREE, FREE],
        policy: waiting,
      }),
    ).toBe('hotadd on 1 by proxy-slot-at-the-best');
  });

  test('of direct NFS the peers are those as near as the best, and no others', () => {
    const best = place('nfs', 0, preferred);
    const near = place('nfs', 1);
    const far = place('nfs', 2, { sameSite: false });
    const fake = { proxies: [FULL, FREE, FREE], policy: waiting };
    expect(decided([best, far, near], fake)).toBe('nfs on 1 by proxy-slot-at-the-best');
    expect(decided([best, far], fake)).toBe('waits for proxy-slot');
  });

  test('the wait names what refuses the best, and every refusal met on the way, each once', () => {
    const candidates = [place('hotadd', 0), place('nbd', 1), place('hotadd', 2), place('nbd', 3)];
    const view = cluster({ proxies: [FULL, FULL, { ...FREE, hotadd: 60 }, FREE] });
    expect(decide(policyOf(waiting), task(), candidates, view)).toEqual({
      kind: 'wait',
      best: candidates[2],
      cause: 'hotadd-disks',
      refusals: new Set(['proxy-slot', 'hotadd-disks']),
      hasRoomElsewhere: true,
    });
    // The network proxy with room is what it does not take. Without it there is none anywhere.
    expect(decide(policyOf(waiting), task(), candidates.slice(0, 3), view)).toEqual({
      kind: 'wait',
      best: candidates[2],
      cause: 'hotadd-disks',
      refusals: new Set(['proxy-slot', 'hotadd-disks']),
    });
  });
});

describe('a task that no proxy moves', () => {
  test('goes where a repository has a slot, without a question about proxies', () => {
    const fake = { proxies: [], enforceRam: true };
    expect(decided([NO_PROXY], fake)).toBe('repository on -1 by only-candidate');
    expect(decided([NO_PROXY], { ...fake, repositoryFull: true })).toBe('waits for repository-slot');
  });
});

test('a decision for a place says so, with the candidate and the key that made it', () => {
  const candidates = [place('nbd', 0), place('hotadd', 1)];
  const proxies = [FREE, FULL];
  expect(decide(policyOf(), task(), candidates, cluster({ proxies }))).toEqual({
    kind: 'place',
    candidate: candidates[0],
    decidedBy: 'proxy-slot-at-the-best',
  });
});

test('the best candidate is the best of those that are there, room aside', () => {
  const candidates = [place('nbd', 0), place('hotadd', 1), place('san', 2)];
  const best = (proxies: readonly FakeProxy[], cutOff: readonly number[] = []) =>
    bestCandidate(policyOf(), task(), candidates, cluster({ proxies, cutOff }));
  expect(best([FREE, FULL, { online: false }])).toBe(candidates[1]);
  expect(best([FREE, FREE, FREE], [1, 2])).toBe(candidates[0]);
  expect(best([FREE, FREE, FREE], [0, 1, 2])).toBeUndefined();
});

describe('what a waiting task is charged to: the first that refuses its best candidate', () => {
  /** Everything refuses at once; each line removes the first obstacle. */
  const all = {
    proxies: [{ ...FULL, hotadd: 60, ram: { has: 1, needs: 2 } }],
    repositoryFull: true,
    snapshotsFull: [0],
    latencyStops: [0],
    spaced: [0],
    enforceRam: true,
    nbdFull: true,
  };
  const slotFree = { ...all, proxies: [{ ...all.proxies[0], ...FREE }] };
  const repositoryFree = { ...slotFree, repositoryFull: false };
  const snapshotFree = { ...repositoryFree, snapshotsFull: [] };
  const calm = { ...snapshotFree, latencyStops: [] };
  const apart = { ...calm, spaced: [] };

  test.each([
    ['proxy-slot', 'hotadd', all],
    ['repository-slot', 'hotadd', slotFree],
    ['datastore-snapshots', 'hotadd', repositoryFree],
    ['datastore-latency', 'hotadd', snapshotFree],
    ['start-spacing', 'hotadd', calm],
    ['hotadd-disks', 'hotadd', apart],
    ['nbd-connections', 'nbd', apart],
    ['ram', 'nbd', { ...apart, nbdFull: false }],
  ] as const)('%s', (cause, mode, fake) => {
    expect(decided([place(mode, 0)], fake)).toBe(`waits for ${cause}`);
  });

  test('the best candidate counts, not the first or the last', () => {
    const candidates = [place('nbd', 0), place('hotadd', 1)];
    const proxies = [FULL, { ...FREE, hotadd: 60 }];
    expect(decided(candidates, { proxies })).toBe('waits for hotadd-disks');
  });

  test('a VM that has its snapshot needs no room for one; any full datastore of a VM without one refuses', () => {
    const fake = { proxies: [FREE], snapshotsFull: [3] };
    const spread = { datastores: [1, 3] };
    expect(decided([place('nbd', 0)], { ...fake, task: spread })).toBe('waits for datastore-snapshots');
    expect(decided([place('nbd', 0)], { ...fake, task: { ...spread, hasSnapshot: true } })).toBe(
      'nbd on 0 by only-candidate',
    );
    expect(decided([place('nbd', 0)], { ...fake, task: { datastores: [1, 2] } })).toBe(
      'nbd on 0 by only-candidate',
    );
  });

  test('network mode loads the host of the VM where it reads, that of the copy where it writes', () => {
    const fake = { proxies: [FREE], nbdFull: [7], task: { host: 3, targetHost: 7 } };
    expect(decided([place('nbd', 0)], fake)).toBe('nbd on 0 by only-candidate');
    expect(decided([place('nbd', 0, { end: 'write' })], fake)).toBe('waits for nbd-connections');
  });

  test('encrypted network mode counts like plain', () => {
    expect(decided([place('nbdssl', 0)], { proxies: [FREE], nbdFull: true })).toBe(
      'waits for nbd-connections',
    );
    expect(decided([place('san', 0)], { proxies: [FREE], nbdFull: true })).toBe('san on 0 by only-candidate');
  });

  test('memory that is just enough is enough', () => {
    const enough = { proxies: [{ ram: { has: 4, needs: 4 } }], enforceRam: true };
    expect(decided([place('nbd', 0)], enough)).toBe('nbd on 0 by only-candidate');
  });

  test('memory refuses only where it is enforced', () => {
    const short = { proxies: [{ ram: { has: 3, needs: 4 } }] };
    expect(decided([place('nbd', 0)], { ...short, enforceRam: true })).toBe('waits for ram');
    expect(decided([place('nbd', 0)], short)).toBe('nbd on 0 by only-candidate');
  });
});

describe('hot-add on the host of the VM (0)', () => {
  const local = place('hotadd', 0);
  const other = place('hotadd', 1);
  const network = place('nbd', 2);
  const candidates = [other, network, local];
  const proxies = (mine: FakeProxy): FakeProxy[] => [{ host: 0, ...mine }, { host: 1 }, {}];
  const found = (sameHostHotAdd: 0 | 1 | 2, mine: FakeProxy, among: readonly Candidate[] = candidates) =>
    decided(among, { proxies: proxies(mine), policy: { sameHostHotAdd } });

  test('0: no preference: the less loaded', () => {
    expect(found(0, ALMOST_FULL)).toBe('hotadd on 1 by load-ratio');
  });

  test.each([1, 2] as const)('%i: the local proxy is used, and awaited while it is busy', (setting) => {
    expect(found(setting, ALMOST_FULL)).toBe('hotadd on 0 by only-candidate');
    expect(found(setting, FULL)).toBe('waits for proxy-slot');
  });

  test('1: while it is unavailable, another hot-add proxy', () => {
    expect(found(1, { online: false })).toBe('hotadd on 1 by connection-class');
  });

  test('2: while it is unavailable, the network', () => {
    expect(found(2, { online: false })).toBe('nbd on 2 by only-candidate');
  });

  test.each([1, 2] as const)(
    '%i: says nothing about direct storage, which stays the better way',
    (setting) => {
      const withSan = [...candidates, place('san', 2)];
      expect(found(setting, FREE, withSan)).toBe('san on 2 by connection-class');
    },
  );
});

test('only hot-add counts as near: a network proxy on the host of the VM is none', () => {
  const candidates = [place('hotadd', 0), place('nbd', 1)];
  const proxies = [{ host: 7 }, { host: 0 }];
  expect(decided(candidates, { proxies, policy: { sameHostHotAdd: 1 } })).toBe(
    'hotadd on 0 by connection-class',
  );
});

test('where a copy is written the setting for hot-add on the own host says nothing', () => {
  const candidates = [
    place('hotadd', 0, { end: 'write' }),
    place('hotadd', 1, { end: 'write' }),
    place('nbd', 2, { end: 'write' }),
  ];
  const proxies = [{ host: 0, ...ALMOST_FULL }, { host: 1, ...FREE }, FREE];
  expect(decided(candidates, { proxies, policy: { sameHostHotAdd: 2 } })).toBe('hotadd on 1 by load-ratio');
});

test('verdicts name why a candidate is out of the question', () => {
  const candidates = [place('hotadd', 0), place('hotadd', 1), place('nbd', 2), place('san', 3)];
  const proxies = [{ host: 0 }, { host: 1 }, {}, {}];
  const reasons = (sameHostHotAdd: 1 | 2, fake: Partial<FakeCluster>) =>
    verdicts(policyOf({ sameHostHotAdd }), task(), candidates, cluster({ proxies, ...fake })).map(
      ({ refusedBy }) => refusedBy,
    );
  expect(reasons(1, { cutOff: [3] })).toEqual([null, 'same-host-hot-add', 'same-host-hot-add', 'cut-off']);
  const withoutLocal = [{ host: 0, online: false }, { host: 1 }, {}, {}];
  expect(reasons(1, { proxies: withoutLocal })).toEqual(['offline', null, null, null]);
  expect(reasons(2, { proxies: withoutLocal })).toEqual(['offline', 'same-host-hot-add', null, null]);
});

test('verdicts tell for every candidate what refused it, and its keys in the order of the ranking', () => {
  const candidates = [place('hotadd', 0), place('nbd', 1), place('nbd', 2)];
  const view = cluster({ proxies: [FULL, { running: 1, slots: 4 }, { online: false }] });
  const found = verdicts(policyOf(), task(), candidates, view);
  expect(found.map(({ candidate, refusedBy }) => [candidate.proxy, refusedBy])).toEqual([
    [0, 'proxy-slot'],
    [1, null],
    [2, 'offline'],
  ]);
  expect(found[1]?.keys).toEqual([
    { name: 'affinity', value: 1 },
    { name: 'connection-class', value: 2 },
    { name: 'same-site', value: 0 },
    { name: 'load-ratio', value: 250_000 },
    { name: 'running-tasks', value: 1 },
  ]);
});

describe('selections', () => {
  const three = [place('nbd', 0), place('nbd', 1), place('nbd', 2)];
  const pick = (select: string, proxies: readonly FakeProxy[], number = 0, seed = 'test') =>
    decided(three, { proxies, policy: { select }, task: { task: number, vm: number }, seed }).split(' ')[2];

  test('least-loaded: the lowest ratio, whatever the class', () => {
    const candidates = [place('nbd', 0), place('san', 1)];
    const policy = { select: 'least-loaded' };
    expect(decided(candidates, { proxies: [FREE, ALMOST_FULL], policy })).toBe('nbd on 0 by load-ratio');
  });

  test('most-free-slots: 20 of 30 in use leave 10, more than 1 of 5', () => {
    const proxies = [
      { running: 1, slots: 5 },
      { running: 20, slots: 30 },
      { running: 3, slots: 5 },
    ];
    expect(pick('most-free-slots', proxies)).toBe('1');
    expect(pick('least-loaded', proxies)).toBe('0');
  });

  test('round-robin: the one whose last task came longest ago, those without any first', () => {
    expect(pick('round-robin', [{ lastPlacement: 5 }, { lastPlacement: 3 }, { lastPlacement: 4 }])).toBe('1');
    expect(pick('round-robin', [{ lastPlacement: 5 }, { lastPlacement: 3 }, {}])).toBe('2');
  });

  test('random: every proxy gets its part, the same with the same seed', () => {
    const draws = (seed: string) =>
      Array.from({ length: 300 }, (_, n) => pick('random', [{}, {}, {}], n, seed));
    const counts = ['0', '1', '2'].map((p) => draws('a').filter((drawn) => drawn === p).length);
    // 100 each by expectation, standard deviation 8.2: 60 to 140 is five of them.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40);
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
  });

  test('two-choices: the less loaded of two drawn: never the most loaded of three, the least loaded in 2 of 3', () => {
    const loads = [
      { running: 90, slots: 100 },
      { running: 50, slots: 100 },
      { running: 10, slots: 100 },
    ];
    const picks = Array.from({ length: 300 }, (_, n) => pick('two-choices', loads, n));
    expect(picks.filter((p) => p === '0')).toEqual([]);
    // The least loaded is among the two in 2 of 3 draws: 200, standard deviation 8.2.
    expect(Math.abs(picks.filter((p) => p === '2').length - 200)).toBeLessThan(40);
  });
});
