import { describe, expect, test } from 'vitest';
import { atInstant } from '../../src/explain/at-instant.ts';
import { criticalPath } from '../../src/explain/chain/critical-path.ts';
import { lifeOf } from '../../src/explain/task-life.ts';
import { blameFor } from '../../src/explain/waits/blame.ts';
import { reliefFor } from '../../src/explain/waits/relief.ts';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { FIBRE, twoArrays } from '../helpers/two-arrays.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

/** One slot, 100 MB/s: a 0 to 100, b 100 to 300, c 300 to 400. */
const IN_A_ROW = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [10])}]`,
});

/** Two slots: a 0 to 100, b 0 to 200, c 100 to 150. */
const TWO_SLOTS = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [5])}]`,
});

describe('the explanation of a session that was held back', () => {
  /** Why tasks became ready, and the origin of the chain to the end. One disk of 100 GB: 1000 s. */
  const told = (jobs: string, clock = '{ start: 2026-01-05T17:00, horizon: 6h }') => {
    const explanation = explained(night({ clock, jobs: `[${jobs}]` }));
    const { tasks } = explanation.chronicle;
    return {
      why: tasks.map((task) => lifeOf(explanation, task).why),
      origin: criticalPath(explanation)!.origin,
    };
  };
  const JOB = 'vms: ["*"], repository: repo, run: full';

  test('by its window gives the first due time that was held back', () => {
    // Every 2 h: 18:00 and 20:00 are outside the window, 22:00 is a start of its own.
    const late = told(`{ name: often, ${JOB}, schedule: { every: 2h }, window: "21:00-06:00" }`);
    expect(late.why).toEqual([
      'often began when its window opened (it was due at Mon 18:00:00)',
      'session 2 of often began',
    ]);
    expect(late.origin).toBe('often was due');
  });

  test('is also the origin of the chain to the end', () => {
    const late = told(`{ name: often, ${JOB}, schedule: { every: 5h }, window: "21:00-06:00" }`);
    // Due at 15:00 and 20:00; the time before the start of the run does not count.
    expect(late.origin).toBe('often was due at Mon 20:00:00 and waited for its window to open');
    const long = told(
      `{ name: often, ${JOB}, schedule: { every: 24h, offset: 1h }, window: [{ days: [sat], within: "08:00-12:00" }] }`,
      '{ start: 2026-01-05T17:00, horizon: 7d }',
    );
    // On Monday at 01:00 the run had not begun, so the first due time is on Tuesday.
    expect(long.why).toEqual(['often began when its window opened (it was due at Tue 01:00:00)']);
  });

  test('by its schedule names the schedule', () => {
    const late = told(`{ name: often, ${JOB}, schedule: { every: 5h, within: "21:00-06:00" } }`);
    expect(late.why).toEqual(['often began when its schedule let it (it was due at Mon 20:00:00)']);
    expect(late.origin).toBe('often was due at Mon 20:00:00 and waited for its schedule to let it start');
  });

  test('of a chained job gives the end of the leading job as due time', () => {
    const late = told(
      `{ name: one, ${JOB}, schedule: { daily: "18:00" } }, { name: two, ${JOB}, schedule: { after: one }, window: "21:00-06:00" }`,
    );
    // `one` ends 1000 s after 18:00.
    expect(late.why).toEqual(['one began', 'two began when its window opened (it was due at Mon 18:16:40)']);
    expect(late.origin).toBe('two was due at Mon 18:16:40 and waited for its window to open');
    // `one` ends at 18:16:40 and 20:16:40 before the window opens; the first end counts.
    const often = told(
      `{ name: one, ${JOB}, schedule: { every: 2h } }, { name: two, ${JOB}, schedule: { after: one }, window: "21:00-06:00" }`,
    );
    expect(often.why).toContain('two began when its window opened (it was due at Mon 18:16:40)');
    expect(often.why).toContain('session 2 of two began when one had ended');
  });
});

describe('the life of a task', () => {
  test('names the holders of the slot that it waited for, with times', () => {
    const explanation = explained(IN_A_ROW);
    const life = lifeOf(explanation, explanation.chronicle.tasks[2]!);
    expect(life.waitsAreExact).toBe(true);
    expect(life.waits).toEqual([
      {
        fromUs: 0,
        toUs: 300 * S,
        cause: 'proxy-slot',
        place: 'px1 by nbd',
        what: 'proxies.px1',
        holders: [
          { who: 'b/0', us: 200 * S },
          { who: 'a/0', us: 100 * S },
        ],
        down: [],
        byDefault: [],
      },
    ]);
  });

  test('sums more than ten stretches of waiting up by thing, longest first', () => {
    const explanation = explained(IN_A_ROW);
    const life = lifeOf(explanation, explanation.chronicle.tasks[2]!);
    const stretch = (at: number) => ({
      ...life.waits[0]!,
      fromUs: at * 10 * S,
      toUs: (at + 1) * 10 * S,
      ...(at % 3 === 0
        ? {
            cause: 'datastore-snapshots',
            what: 'datastores.ds1',
            holders: [{ who: 'the snapshot of a', us: 10 * S }],
          }
        : {
            place: `px${at} by nbd`,
            holders: [
              { who: 'a/0', us: 4 * S },
              { who: 'b/0', us: 6 * S },
            ],
          }),
    });
    const waits = Array.from({ length: 12 }, (_, at) => stretch(at));
    const told = lifeText(explanation.chronicle, { ...life, waits }, 120);
    expect(told).toContain(
      [
        'waits 2m in 12 stretches (--at TIME tells of one), all together:',
        '    1m 20s for proxy-slot (proxies.px1), 8 times',
        '      held by b/0 for 48s, a/0 for 32s',
        '    40s for datastore-snapshots (datastores.ds1), 4 times',
        '      held by the snapshot of a\n',
      ].join('\n'),
    );
    expect(lifeText(explanation.chronicle, { ...life, waits: waits.slice(0, 10) }, 120)).not.toContain(
      'all together',
    );
  });

  test('names what limited its rate: first its own limit, then the datastore that it shares', () => {
    // a alone: its limit of 100 MB/s. b starts at 50 s and both share 120 MB/s: 60 each. a has 10 - 5 = 5 GB left: 83.3 s.
    const explanation = explained(
      night({
        datastores: '[{ name: ds1, maxSnapshots: unlimited, read: 120 MB/s }]',
        vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
        jobs: `[{ name: one, vms: [a], repository: repo, run: full },
          { name: two, vms: [b], repository: repo, run: full, schedule: { start: 50s } }]`,
      }),
    );
    const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
    expect(rate.exact).toBe(true);
    expect(
      rate.pieces.map(({ fromUs, stage, by, most, sharers }) => ({ fromUs, stage, by, most, sharers })),
    ).toEqual([
      { fromUs: 0, stage: 'source', by: 'nbd per task', most: 100e6, sharers: 1 },
      { fromUs: 50 * S, stage: 'source', by: 'datastores.ds1.read', most: 60e6, sharers: 2 },
    ]);
    expect(rate.pieces[1]!.toUs).toBe(133_333_333);
  });

  test('a transfer without any limit takes no time, and its rates are still exact', () => {
    const explanation = explained(night({ transport: '{ nbd: { perTask: unlimited } }' }));
    const life = lifeOf(explanation, explanation.chronicle.tasks[0]!);
    expect(life.rate).toEqual({ pieces: [], exact: true });
    const told = lifeText(explanation.chronicle, life, 120);
    expect(told).toContain('has transferred 100 GB in less than a microsecond: nothing limits it');
    expect(told).not.toContain('as near as');
  });

  test('says why each better mode was not used', () => {
    const explanation = explained(IN_A_ROW);
    const { decision } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
    expect(decision?.better.map(({ mode }) => mode)).toEqual(['san', 'nfs', 'storage-snapshot', 'hotadd']);
    expect(decision?.better.at(3)?.why).toBe(
      'no virtual proxy of the job stands on a host of its site that mounts ds1',
    );
    expect(decision?.candidates).toHaveLength(1);
    expect(decision?.candidates[0]).toMatchObject({ place: 'px1 by nbd', chosen: true, refusedBy: null });
  });

  test('names proxies that could reach the disk but never have enough memory for a task', () => {
    const ofTwoGigabytes = (rest: string) => `{ ${rest}, ram: 2 GB }`;
    const explanation = explained(
      night({
        enforceRam: 'true',
        datastores: '[{ name: ds1, protocol: fc }]',
        proxies: `[${ofTwoGigabytes('name: san1, kind: physical, storage: { protocols: [fc] }')},
          ${ofTwoGigabytes('name: "ha{1..2}", host: esx1')}, { name: lan, modes: [nbd] }]`,
      }),
    );
    const { decision } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
    expect(decision).toMatchObject({ place: 'lan by nbd', decidedBy: 'only-candidate' });
    expect(decision?.better).toContainEqual({ mode: 'san', why: 'no memory for a task at san1' });
    expect(decision?.better).toContainEqual({ mode: 'hotadd', why: 'no memory for a task at ha1, ha2' });
  });

  test('says why a VM with disks on two arrays is not read from storage snapshots', () => {
    const whole = 'a VM is read from storage snapshots as a whole';
    const why = (sections: Sections) => {
      const explanation = explained(night(sections));
      return explanation.chronicle.tasks.map((task) => {
        const { decision } = lifeOf(explanation, task);
        return decision?.better.find(({ mode }) => mode === 'storage-snapshot')?.why;
      });
    };
    // The proxy may use storage snapshots only, because otherwise the first disk would be read by direct SAN, which is no worse.
    const net = FIBRE.replace('storage:', 'modes: [storage-snapshot], storage:');
    expect(why(twoArrays(`[${net}]`))).toEqual([
      `${whole}, and no proxy of the job can read those of ip1`,
      "no proxy of the job may read snapshots of ip1's array",
    ]);
  });

  test('at an instant: what it waits for, who holds it, and which tasks are tried before it', () => {
    const explanation = explained(IN_A_ROW);
    const [, b, c] = explanation.chronicle.tasks;
    expect(atInstant(explanation, c!, 50 * S)).toMatchObject({
      state: 'waiting',
      sinceUs: 0,
      waiting: { cause: 'proxy-slot', place: 'px1 by nbd', holders: ['a/0'], before: ['b/0'] },
    });
    expect(atInstant(explanation, b!, 100 * S)).toMatchObject({ state: 'transferring', sinceUs: 100 * S });
    expect(atInstant(explanation, b!, 300 * S)).toMatchObject({ state: 'ended', result: 'success' });
  });
});

test('bytes written to a datastore are the bytes of the disk, not those sent and rounded', () => {
  // Half of 5,000,001 bytes is rounded to 2,500,001; doubling that would give one byte too many. All bytes are written, at 1 MB/s.
  const explanation = explained(
    night({
      transport: '{ nbd: { perTask: unlimited } }',
      datastores: '[{ name: ds1 }, { name: ds2, write: 1 MB/s }]',
      vms: '[{ name: vm1, host: esx1, disks: [{ size: 5000001 B, datastore: ds1 }] }]',
      jobs: '[{ name: night, type: replication, vms: [vm1], run: full, target: { datastore: ds2 } }]',
    }),
  );
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate.pieces).toMatchObject([{ by: 'datastores.ds2.write', least: 1e6, most: 1e6 }]);
});

describe('a slot that is counted by chain', () => {
  /** 100 MB/s: a/0 0 to 100, a/1 0 to 200, and b from 200 on; the second slot of the proxy is free from 100 on. */
  const told = (perVmFiles: boolean, jobs = 'vms: [a, b]') =>
    explained(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
        repositories: `[{ name: repo, slotUnit: chain, maxConcurrentTasks: 1, perVmFiles: ${perVmFiles} }]`,
        vms: `[${vm('a', [10, 20])}, ${vm('b', [10])}]`,
        jobs: `[{ name: night, repository: repo, run: full, ${jobs} }]`,
      }),
    );

  test('is held by the chain until its last task ends, not by the task that opened it', () => {
    const explanation = told(true);
    const b = explanation.chronicle.tasks[2]!;
    expect(lifeOf(explanation, b).waits.map(({ cause, holders }) => [cause, holders])).toEqual([
      [
        'proxy-slot',
        [
          { who: 'a/0', us: 100 * S },
          { who: 'a/1', us: 100 * S },
        ],
      ],
      ['repository-slot', [{ who: 'the chain of a', us: 100 * S }]],
    ]);
    expect(atInstant(explanation, b, 150 * S).waiting?.holders).toEqual(['the chain of a']);
    expect(blameFor(explanation, 'repository-slot')).toMatchObject({
      byJob: [{ name: 'night', us: 100 * S }],
      byVm: [{ name: 'a', us: 100 * S }],
    });
    expect(criticalPath(explanation)!.links.map(({ who, gave }) => [who, gave])).toEqual([
      ['a/1 at px1 by nbd', 'repository-slot (repositories.repo)'],
      ['b/0 at px1 by nbd', 'the end'],
    ]);
  });

  test('is held by the chain of the job if its VMs share a file', () => {
    const explanation = told(
      false,
      'vms: [a] }, { name: later, vms: [b], repository: repo, run: full, schedule: { start: 1s }',
    );
    const b = explanation.chronicle.tasks[2]!;
    // From 100 s, when a slot of the proxy becomes free, to 200 s.
    expect(lifeOf(explanation, b).waits.at(-1)).toMatchObject({
      cause: 'repository-slot',
      holders: [{ who: 'the chain of night', us: 100 * S }],
    });
    expect(blameFor(explanation, 'repository-slot').byVm).toEqual([
      { name: 'the chain of night', us: 100 * S },
    ]);
  });
});

describe('who is responsible for waits of one cause', () => {
  test('each waiting task is charged to the holders of what it waits for', () => {
    const explanation = explained(IN_A_ROW);
    const blame = blameFor(explanation, 'proxy-slot');
    // a holds the slot for 100 s while two wait; b for 200 s while one does.
    expect(blame).toEqual({
      cause: 'proxy-slot',
      waitedUs: 400 * S,
      tasks: 2,
      nobodyUs: 0,
      byThing: [{ name: 'proxies.px1', us: 400 * S, wantedUs: 300 * S, mostWaiting: 2 }],
      byJob: [{ name: 'night', us: 400 * S }],
      byVm: [
        { name: 'a', us: 200 * S },
        { name: 'b', us: 200 * S },
      ],
      exact: true,
      byDefault: [],
    });
    expect(reliefFor(explanation.chronicle.model, blame)).toEqual({
      what: 'one more slot on px1',
      set: 'proxies.px1.maxConcurrentTasks=2',
      share: 1,
      wantedUs: 300 * S,
    });
  });

  test('several holders share a charge equally', () => {
    const blame = blameFor(explained(TWO_SLOTS), 'proxy-slot');
    // c waits 100 s for two slots, held by a and b.
    expect(blame.byVm).toEqual([
      { name: 'a', us: 50 * S },
      { name: 'b', us: 50 * S },
    ]);
  });

  test('snapshots that fill a datastore are charged to their VMs', () => {
    const text = night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    });
    const blame = blameFor(explained(text), 'datastore-snapshots');
    expect(blame.byThing).toEqual([
      { name: 'datastores.ds1', us: 100 * S, wantedUs: 100 * S, mostWaiting: 1 },
    ]);
    expect(blame.byVm).toEqual([{ name: 'a', us: 100 * S }]);
  });
});

describe('the chain that determined the end', () => {
  test('goes back from the last end, slot by slot, to the start', () => {
    const path = criticalPath(explained(IN_A_ROW))!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['a/0 at px1 by nbd', 0, 100, 'proxy-slot (proxies.px1)'],
      ['b/0 at px1 by nbd', 100, 300, 'proxy-slot (proxies.px1)'],
      ['c/0 at px1 by nbd', 300, 400, 'the end'],
    ]);
    expect(path.tasks.map(({ slackUs }) => slackUs)).toEqual([0, 0, 0]);
  });

  test('the slack of a task is limited by the end and by the slack of the task that takes its slot', () => {
    const path = criticalPath(explained(TWO_SLOTS))!;
    expect(path.links.map(({ who }) => who)).toEqual(['b/0 at px1 by nbd']);
    // b ends last, at 200. c ends at 150, so it has 50 s to spare, and so has a, whose slot c takes.
    expect(path.tasks.map(({ name, slackUs }) => [name.vm, slackUs / S])).toEqual([
      ['a', 50],
      ['b', 0],
      ['c', 50],
    ]);
  });

  test('says what was released at the place that the task got, even if the best place still lacks something', () => {
    // Only one disk at a time by hot-add, which a uses from 0 to 300. b goes over the network from 0 to 100, and c after it.
    const path = criticalPath(
      explained(
        night({
          transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
          policy: '{ hotaddMaxDisks: 1 }',
          proxies:
            '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 4 }, { name: px2, modes: [nbd], maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [30])}, ${vm('b', [10])}, ${vm('c', [30])}]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px2 by nbd', 0, 100, 'proxy-slot (proxies.px2)'],
      ['c/0 at px2 by nbd', 100, 400, 'the end'],
    ]);
  });

  test('with a polling scheduler, says what made room first, even if the task gets another place at the tick', () => {
    // By hot-add a from 0 to 20 s, over the network b from 0 to 10: from then on c could go to px2. At the tick, 60 s, it goes to px1.
    const path = criticalPath(
      explained(
        night({
          transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
          policy: '{ schedulerTick: 1 min }',
          proxies:
            '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 1 }, { name: px2, modes: [nbd], maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [2])}, ${vm('b', [1])}, ${vm('c', [1])}]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px2 by nbd', 0, 10, 'proxy-slot (proxies.px2)'],
      ['wait for the next pass of the scheduler', 10, 60, 'its slots'],
      ['c/0 at px1 by hotadd', 60, 70, 'the end'],
    ]);
  });

  test('says what was released at the writing proxy if the reading proxy always had room', () => {
    // a is written by w1 from 0 to 300 s, b by w2 from 0 to 100, and c after it; the better of the two is w1, which is declared first.
    const path = criticalPath(
      explained(
        night({
          proxies:
            '[{ name: px1, maxConcurrentTasks: 4 }, { name: w1, maxConcurrentTasks: 1 }, { name: w2, maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [30])}, ${vm('b', [10])}, ${vm('c', [30])}]`,
          jobs: `[{ name: night, type: replication, vms: ["*"], run: full, proxies: [px1],
            target: { datastore: ds1, proxies: [w1, w2] } }]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px1 by nbd', 0, 100, 'proxy-slot (proxies.w2)'],
      ['c/0 at px1 by nbd', 100, 400, 'the end'],
    ]);
  });

  test('goes back from a job to the one that it follows', () => {
    const path = criticalPath(
      explained(
        night({
          vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
          jobs: `[{ name: one, vms: [a], repository: repo, run: full },
            { name: two, vms: [b], repository: repo, run: full, schedule: { after: one } }]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, gave }) => [who, gave])).toEqual([
      ['a/0 of one at px1 by nbd', 'the end of one'],
      ['b/0 of two at px1 by nbd', 'the end'],
    ]);
    expect(path.jobs.map(({ slackUs }) => slackUs)).toEqual([0, 0]);
  });
});

test('with one extent down and the other one full, tasks wait for the slot of the one that is up', () => {
  // 10 GB at 100 MB/s: a is written to e2 for 100 s, and b waits for that.
  const explanation = explained(
    night({
      repositories:
        '[{ name: e1, maxConcurrentTasks: 1 }, { name: e2, maxConcurrentTasks: 1 }, { name: repo, extents: [e1, e2] }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      faults: '[{ at: 0s, kind: repository-down, target: e1, for: 1h }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 10s } }]',
    }),
  );
  expect(blameFor(explanation, 'repository-slot').byThing).toMatchObject([
    { name: expect.stringContaining('e2'), us: 100 * S },
  ]);
});

test('waits with the same cause for one datastore after the other are separate stretches', () => {
  // c needs a snapshot on both datastores: that of a exists on ds1 for 100 s, that of b on ds2 for 200 s.
  const explanation = explained(
    night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2, maxSnapshots: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [20], 'ds2')}, { name: c, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`,
    }),
  );
  const task = explanation.chronicle.tasks.find(({ vm }) => vm === 2)!;
  const told = lifeOf(explanation, task).waits.map(({ fromUs, toUs, cause, what, holders }) => ({
    ...{ fromUs, toUs, cause, what },
    holders: holders.map(({ who, us }) => `${who} ${us / S} s`),
  }));
  expect(told).toEqual([
    {
      fromUs: 0,
      toUs: 100 * S,
      cause: 'datastore-snapshots',
      what: 'datastores.ds1',
      holders: ['the snapshot of a 100 s'],
    },
    {
      fromUs: 100 * S,
      toUs: 200 * S,
      cause: 'datastore-snapshots',
      what: 'datastores.ds2',
      holders: ['the snapshot of b 100 s'],
    },
  ]);
});

test('after an interruption, a task is transferring since it resumed', () => {
  // The proxy is down from 40 to 60 s; the connection is retried every 15 s: at 55 and 70.
  const explanation = explained(
    night({
      vms: `[${vm('a', [10])}]`,
      faults: '[{ at: 40s, kind: proxy-down, target: px1, for: 20s }]',
    }),
  );
  const [task] = explanation.chronicle.tasks;
  const at = (seconds: number) => {
    const { state, sinceUs } = atInstant(explanation, task!, seconds * S);
    return `${state} since ${sinceUs! / S} s`;
  };
  expect([at(30), at(65), at(70), at(80)]).toEqual([
    'transferring since 0 s',
    'interrupted since 40 s',
    'transferring since 70 s',
    'transferring since 70 s',
  ]);
});

test('after a failover, the place of a task shows the mode that it continues in', () => {
  // The connection is lost at 5 s, which is noticed when the disk is opened, from 10 to 15 s.
  const explanation = explained(
    night({
      overheads: '{ base: none, openNbd: 2s, openSan: 5s }',
      datastores: '[{ name: ds1, protocol: fc }]',
      proxies: `[${FIBRE}]`,
      vms: `[${vm('a', [10])}]`,
      faults: '[{ kind: connectivity-lost, target: fibre, datastore: ds1, at: 5s }]',
      jobs: '[{ name: night, vms: [a], repository: repo, run: full, schedule: { start: 10s } }]',
    }),
  );
  const [task] = explanation.chronicle.tasks;
  expect(task!.started!.mode).toBe('san');
  expect(atInstant(explanation, task!, 50 * S).place).toMatch(/ by nbd$/);
});

test('tasks pass from preparing to opening with and without a snapshot', () => {
  // Without one (restore): 10 s to prepare the VM, 20 s to open. With one: 10 + 5 s, then 20 s to open.
  const explanation = explained(
    night({
      overheads: '{ jobInit: 0s, vmPrepare: 10s, snapshotCreate: 5s, openNbd: 20s }',
      vms: `[${vm('a', [10])}]`,
      jobs: '[{ name: back, type: restore, vms: [a], repository: repo }, { name: night, vms: [a], repository: repo, run: full, schedule: { start: 1h } }]',
    }),
  );
  const stateAt = (task: number, seconds: number) =>
    atInstant(explanation, explanation.chronicle.tasks[task]!, seconds * S);
  expect(stateAt(0, 9)).toMatchObject({ state: 'preparing', sinceUs: 0 });
  expect(stateAt(0, 10)).toMatchObject({ state: 'opening', sinceUs: 10 * S });
  expect(stateAt(0, 30)).toMatchObject({ state: 'transferring', sinceUs: 30 * S });
  expect(stateAt(1, 3600 + 14)).toMatchObject({ state: 'preparing', sinceUs: 3600 * S });
  expect(stateAt(1, 3600 + 15)).toMatchObject({ state: 'opening', sinceUs: 3615 * S });
});

test('a snapshot is its own only for the VM’s first task to start, whatever the order of the disks', () => {
  // x holds the only slot of fc from 0 to 105 s, so disk 0 of v starts then. Disk 1 starts at 0: its snapshot is created at 5 s.
  const proxy = (name: string) =>
    `{ name: ${name}, kind: physical, modes: [san], failoverToNetwork: false, maxConcurrentTasks: 1, storage: { protocols: [${name}] } }`;
  const explanation = explained(
    night({
      overheads: '{ base: none, snapshotCreate: 5s }',
      transport: '{ san: { perTask: 100 MB/s } }',
      datastores: '[{ name: ds1, protocol: fc }, { name: ds2, protocol: iscsi }]',
      proxies: `[${proxy('fc')}, ${proxy('iscsi')}]`,
      vms: `[${vm('x', [10])}, { name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`,
    }),
  );
  const [, late, early] = explanation.chronicle.tasks;
  expect([late!.startUs, early!.startUs]).toEqual([105 * S, 0]);
  const of = (task: typeof late) => lifeOf(explanation, task!);
  expect(of(early).snapshot).toMatchObject({ createdUs: 5 * S, isOwn: true });
  expect(of(late).snapshot).toMatchObject({ createdUs: 5 * S, isOwn: false });
  expect(lifeText(explanation.chronicle, of(late), 120)).toContain('its VM has had its snapshot since');
});

test('the tasks tried before another one follow the order of the queue, here by size of the session', () => {
  // One slot, longest job first: b/0 of large runs, and b/1 of large comes before small's disk.
  const explanation = explained(
    night({
      policy: '{ order: longest-job-first }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [1])}, ${vm('b', [10, 10])}]`,
      jobs: '[{ name: small, vms: [a], repository: repo, run: full }, { name: large, vms: [b], repository: repo, run: full }]',
    }),
  );
  const small = explanation.chronicle.tasks.find(({ vm }) => vm === 0)!;
  expect(atInstant(explanation, small, 50 * S).waiting?.before).toEqual(['b/1 of large']);
});
