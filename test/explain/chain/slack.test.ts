import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slacksOf } from '../../../src/explain/chain/slack.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';

const S = 1e6;

/**
 * Slack by VM and attempt, seconds. Every test also has c, 30 GB on a proxy of its own: 300 s at 100 MB/s, so that the run ends
 * at 300 s unless a test says otherwise.
 */
function slacks(sections: Sections, jobs: string): Record<string, number | undefined> {
  const explanation = explained(
    night({
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, maxSnapshots: unlimited }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [30], 'ds2')}]`,
      ...sections,
      jobs: `[${jobs}, { name: long, vms: [c], repository: repo, run: full, proxies: [px2] }]`,
    }),
  );
  const { chronicle } = explanation;
  const told = slacksOf(chronicle, explanation.policy);
  return Object.fromEntries(
    chronicle.tasks.map((task, i) => {
      const slack = told[i];
      const name = `${chronicle.model.vms.nameOf(task.vm)}${task.attempt > 1 ? ` try ${task.attempt}` : ''}`;
      return [name, slack === undefined ? undefined : slack / S];
    }),
  );
}

const job = (name: string, vms: string, more = '') =>
  `{ name: ${name}, vms: [${vms}], repository: repo, run: full, proxies: [px1]${more} }`;

describe('the slack of a task is limited by', () => {
  test('the end of the run, and the task that takes its slot next', () => {
    // a 0 to 100, b 100 to 200.
    expect(slacks({}, job('short', 'a, b'))).toEqual({ a: 100, b: 100, c: 0 });
  });

  test('a window that stops running tasks when it closes, but not one that only reports', () => {
    const window = (onClose: string) =>
      slacks({}, job('short', 'a', `, window: { length: 250s, onClose: ${onClose} }`));
    expect(window('stop')).toEqual({ a: 150, c: 0 });
    expect(window('report')).toEqual({ a: 200, c: 0 });
  });

  test('the last tick at which the next task on its slot may start', () => {
    // a 0 to 100, b from the tick at 120 to 220: it may start at the tick at 180, because later ticks leave less than 100 s.
    const policy = '{ schedulerTick: 60s }';
    expect(slacks({ policy }, job('short', 'a, b'))).toEqual({ a: 80, b: 80, c: 0 });
  });

  test('the turn of the next VM of its job, after the removal and finalising of its own VM', () => {
    // Init 15; a: prepare 15, snapshot 5, opening 2, 100 s, until 137; removal 10, finalised 5. b from about 152 on for 122 s, until
    // 274; c from 15 on for 322 s, until 337: 337 - 274 = 63 s.
    const found = slacks({ overheads: 'default', parallelProcessing: 'false' }, job('short', 'a, b'));
    expect(found['b']).toBeCloseTo(63, 1);
    expect(found['a']).toBeCloseTo(found['b']!, 5);
  });

  test('its own retry, after the pause', () => {
    const faults = '[{ kind: task-fails, targets: [a], probability: 100% }]';
    const retries = ', schedule: { at: "20:00" }, retries: { times: 1, wait: 60s }';
    const vms = `[${vm('a', [10])}, ${vm('b', [1])}, ${vm('c', [90], 'ds2')}]`;
    const clock = '{ start: 2026-01-05T20:00, horizon: 1d }';
    const found = slacks({ faults, vms, clock }, job('short', 'a, b', retries));
    expect(found['a try 2']).toBeGreaterThan(0);
    expect(found['a']).toBeCloseTo(found['a try 2']!, 5);
  });

  test('the job that follows its own, or by the end if none does', () => {
    // a ends at 137, its VM at 152, its job at 162; b is ready at 177 and ends at 299; c ends at 337: b has 38 s.
    const vms = `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [30], 'ds2')}, ${vm('d', [5])}]`;
    const proxies =
      '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }, { name: px3, maxConcurrentTasks: 1 }]';
    const jobs = [
      job('first', 'a'),
      job('second', 'b', ', schedule: { after: first }'),
      '{ name: other, vms: [d], repository: repo, run: full, proxies: [px3] }',
    ].join(', ');
    const found = slacks({ overheads: 'default', vms, proxies }, jobs);
    expect(found['b']).toBeCloseTo(38, 1);
    expect(found['a']).toBeCloseTo(found['b']!, 5);
    // d of 5 GB ends after 15 + 22 + 50 s.
    expect(found['d']).toBeCloseTo(337 - 87, 1);
  });

  test('the next start of its own job, but of no other', () => {
    const explanation = explained(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 500s }',
        proxies: '[{ name: px1, maxConcurrentTasks: 3 }]',
        vms: `[${vm('a', [10])}, ${vm('b', [15])}, ${vm('c', [40])}]`,
        jobs: `[{ name: often, vms: [a], repository: repo, run: full, schedule: { every: 300s } },
          { name: once, vms: [b, c], repository: repo, run: full }]`,
      }),
    );
    // a 0 to 100 and, with almost nothing to read, at 300 again; b 0 to 150; c 0 to 400. The first a may end at 300, all others at 400.
    const { chronicle } = explanation;
    const told = slacksOf(chronicle, explanation.policy);
    const latest = chronicle.tasks.map(({ endUs }, i) => Math.round((endUs + told[i]!) / S));
    expect(latest).toEqual([300, 400, 400, 400]);
  });

  test('the spacing between the start of the next task on its slot and the start after that', () => {
    const spaced = (type: string) =>
      slacks(
        {
          latencyControl: '{}',
          datastores: `[{ name: ds1, type: ${type}, maxSnapshots: unlimited, latency: { base: 2 ms, perTask: 0.1 ms } },
            { name: ds2, type: vsan, maxSnapshots: unlimited }]`,
          proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 1 }]',
          vms: `[${vm('first', [5], 'ds2')}, ${vm('second', [14], 'ds2')}, ${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [30], 'ds2')}]`,
        },
        job('short', 'first, second, a, b'),
      );
    // first 0 to 50, second 0 to 140, a 50 to 150, b 140 to 240, which may start at 200. With 40 s between starts, a may start at 160, and
    // first may end then; a itself may end at 300. Second may end at 200, when b may start; without spacing so may first, because two
    // of three tasks have to end before b.
    expect(spaced('vmfs')).toEqual({ first: 110, second: 60, a: 150, b: 60, c: 0 });
    expect(spaced('vsan')).toEqual({ first: 150, second: 60, a: 150, b: 60, c: 0 });
  });

  test('the chain that takes the slot of its repository next, for each task of the chain', () => {
    const explanation = explained(
      night({
        repositories:
          '[{ name: repo, maxConcurrentTasks: unlimited }, { name: one, slotUnit: chain, maxConcurrentTasks: 1, perVmFiles: true }]',
        proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
        vms: `[${vm('a', [10, 5])}, ${vm('b', [10])}, ${vm('d', [10, 2])}, ${vm('c', [50])}, ${vm('e', [5])}]`,
        jobs: `[{ name: short, vms: [a, b, d], repository: one, run: full }, { name: long, vms: [c, e], repository: repo, run: full }]`,
      }),
    );
    // c ends at 500, d 200 to 300 and 220: its chain may begin at 400, that of b at 300, when both disks of a must have ended. e uses
    // another repository, so nothing depends on it.
    const { chronicle } = explanation;
    const told = slacksOf(chronicle, explanation.policy);
    expect(chronicle.tasks.map(({ endUs }, i) => `${endUs / S} +${told[i]! / S}`)).toEqual([
      ...['100 +200', '50 +250', '200 +200'],
      ...['300 +200', '220 +280', '500 +0', '50 +450'],
    ]);
  });

  test('the task that takes its place among the disks that a proxy may attach', () => {
    const found = slacks(
      {
        policy: '{ hotaddMaxDisks: 1 }',
        transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
        proxies:
          '[{ name: px1, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 1, modes: [nbd] }]',
      },
      job('short', 'a, b'),
    );
    expect(found).toEqual({ a: 100, b: 100, c: 0 });
  });
});

test('if the horizon cuts the run, running tasks end there without slack, and waiting tasks have no slack figure', () => {
  const found = slacks(
    {
      clock: '{ start: 2026-01-05T20:00, horizon: 250s }',
      vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [30], 'ds2')}, ${vm('d', [1])}]`,
    },
    job('short', 'a, b, d'),
  );
  // a 0 to 100; b from 100 on and c are still running at 250; d waits for b. Any delay of a delays b.
  expect(found).toEqual({ a: 0, b: 0, c: 0, d: undefined });
});

describe('if tasks share only the slots of one proxy', () => {
  const packed = (slots: number, gigabytes: readonly number[]) => {
    const explanation = explained(
      night({
        proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
        vms: `[${gigabytes.map((size, n) => vm(`v${n}`, [size])).join(', ')}]`,
      }),
    );
    const { tasks } = explanation.chronicle;
    const ends = tasks.map(({ endUs }) => endUs);
    return { ends, lastUs: Math.max(...ends), slacks: slacksOf(explanation.chronicle, explanation.policy) };
  };
  /** 1 GB takes 10 s, so all ends and slacks are multiples of 10 s. */
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 8 });

  test('a task that takes longer by its slack does not move the end, and one without slack does if no two tasks end together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), sizes, fc.nat(), (slots, gigabytes, which) => {
        const row = which % gigabytes.length;
        const before = packed(slots, gigabytes);
        const longerBy = (more: number) =>
          packed(
            slots,
            gigabytes.map((size, n) => (n === row ? size + more : size)),
          ).lastUs;
        const slack = before.slacks[row]! / (10 * S);
        expect(longerBy(slack)).toBe(before.lastUs);
        const isEachAlone = new Set(before.ends).size === gigabytes.length;
        if (slack === 0 && isEachAlone) expect(longerBy(1)).toBeGreaterThan(before.lastUs);
      }),
      { numRuns: 40 },
    );
  });

  test('that holds even if its slot goes to a short task and the next slot to a long one', () => {
    // Two slots. a 0 to 100, b 0 to 110, short 100 to 150, long 110 to 310. If a ends after 110, short takes the slot of b, and long is late.
    const { slacks: told } = packed(2, [10, 11, 5, 20]);
    expect(told.map((us) => us! / S)).toEqual([10, 0, 160, 0]);
    expect(packed(2, [11, 11, 5, 20]).lastUs).toBe(310 * S);
    expect(packed(2, [12, 11, 5, 20]).lastUs).toBe(320 * S);
  });
});
