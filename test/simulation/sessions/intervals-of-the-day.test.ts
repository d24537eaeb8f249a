import { describe, expect, test } from 'vitest';
import { night, places, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const HOUR = 3600;

/** Disks of 100 GB take 1000 s. One slot per proxy; the clock starts on Monday at 20:00. */
const run = (
  jobs: string,
  clock = '{ start: 2026-01-05T20:00, horizon: 2d }',
  vms = [vm('a', [100]), vm('b', [100])],
) =>
  runText(
    night({
      clock,
      proxies: '[{ name: "px{1..2}", kind: physical, maxConcurrentTasks: 1 }]',
      vms: `[${vms.join(', ')}]`,
      jobs: `[${jobs}]`,
    }),
  );

const job = (name: string, vmName: string, rest: string) =>
  `{ name: ${name}, vms: [${vmName}], repository: repo, method: active-full, ${rest} }`;

/** `job started-ended result`, hours after midnight of the first day. */
const sessions = (result: ReturnType<typeof runText>) =>
  result.sessions.map(
    ({ job: name, startSeconds, endSeconds, result: how }) =>
      `${name} ${20 + startSeconds / HOUR}-${endSeconds === null ? '' : 20 + endSeconds / HOUR} ${how}`,
  );

describe('an allowed window by the time of day: a periodic job', () => {
  test('starts only inside it, and at its opening for what fell outside', () => {
    // Slots at 20, 0, 4, 8, 12 and 16 o'clock; 1080 GB take 3 h.
    const result = run(
      job('often', 'a', 'schedule: { every: 4h }, window: "22:00-06:00"'),
      '{ start: 2026-01-05T20:00, horizon: 28h }',
      [vm('a', [1080])],
    );
    // The run is cut at 48. The one of 04:00 is stopped at 06:00, after 2 h of 3.
    expect(sessions(result)).toEqual(['often 22-25 success', 'often 28-30 failed', 'often 46- unfinished']);
    expect(result.tasks.map(({ readBytes }) => readBytes)).toEqual([1080e9, 720e9, 720e9]);
    expect(result.sessions.map(({ closesSeconds }) => 20 + closesSeconds! / HOUR)).toEqual([30, 30, 54]);
  });

  test('with onClose: report it goes on after the close, and is late by that much', () => {
    const result = run(
      job('often', 'a', 'schedule: { every: 4h }, window: { length: "22:00-06:00", onClose: report }'),
      '{ start: 2026-01-06T02:00, horizon: 10h }',
      [vm('a', [1080])],
    );
    expect(result.sessions.map(({ result: how, overrunSeconds }) => [how, overrunSeconds])).toEqual([
      ['success', HOUR],
    ]);
  });
});

describe('an allowed window by the time of day: a chained job', () => {
  const chain = (start: string, sizeGb: number, window: string, clock?: string) =>
    run(
      `${job('one', 'a', `schedule: { daily: "${start}" }`)}, ${job('two', 'b', `schedule: { after: one }, window: ${window}`)}`,
      clock,
      [vm('a', [sizeGb]), vm('b', [360])],
    );
  const ONE_DAY = '{ start: 2026-01-05T20:00, horizon: 1d }';

  test('starts when the one before has ended, and closes with its window', () => {
    // 1 h and 1 h; then 7 h 30 min of the eight, and half an hour for an hour of work.
    expect(sessions(chain('22:00', 360, '"22:00-06:00"', ONE_DAY))).toEqual([
      'one 22-23 success',
      'two 23-24 success',
    ]);
    const late = chain('22:00', 2700, '"22:00-06:00"', ONE_DAY);
    expect(sessions(late)).toEqual(['one 22-29.5 success', 'two 29.5-30 failed']);
    expect(late.tasks[1]).toMatchObject({ result: 'window-closed', readBytes: 180e9 });
  });

  test('waits for its window to open where the chain has begun before', () => {
    expect(sessions(chain('20:00', 360, '"22:00-06:00"', ONE_DAY))).toEqual([
      'one 20-21 success',
      'two 22-23 success',
    ]);
  });

  test('is stopped at once, late and failed, where the chain has outlasted its window', () => {
    // 8 h 30 min from 22:00: half an hour behind the close.
    const result = chain('22:00', 3060, '"22:00-06:00"', ONE_DAY);
    expect(sessions(result)).toEqual(['one 22-30.5 success', 'two 30.5-30.5 failed']);
    expect(places(result)).toEqual(['a/0 px1 7200-37800', 'b/0 window-closed']);
    expect(result.unprotected).toEqual([{ vm: 'b', reason: 'two: the window closed', usedBytes: 360e9 }]);
    // Nothing of it ran behind the close.
    expect(result.summary.jobs['two']).toMatchObject({ window: 0, overrun: 0 });
  });

  test('with onClose: report it runs all the same, and all of it is an overrun, counted from the close', () => {
    const result = chain('22:00', 3060, '{ length: "22:00-06:00", onClose: report }', ONE_DAY);
    expect(sessions(result)).toEqual(['one 22-30.5 success', 'two 30.5-31.5 success']);
    expect(result.summary.jobs['two']).toMatchObject({ overrun: 1.5 * HOUR });
  });

  test('is late by its whole chain, not just by the job before it', () => {
    // one 22:00 to 05:00, two 05:00 to 06:30, three behind the close although two began before it.
    const result = run(
      [
        job('one', 'a', 'schedule: { daily: "22:00" }'),
        job('two', 'b', 'schedule: { after: one }'),
        job('three', 'c', 'schedule: { after: two }, window: "22:00-06:00"'),
        job('four', 'c', 'schedule: { after: three }, window: "23:00-05:00"'),
      ].join(', '),
      ONE_DAY,
      [vm('a', [2520]), vm('b', [540]), vm('c', [36])],
    );
    expect(sessions(result)).toEqual([
      'one 22-29 success',
      'two 29-30.5 success',
      'three 30.5-30.5 failed',
      'four 30.5-30.5 failed',
    ]);
  });

  test('starts once when its window opens, after however many ends', () => {
    // An hour every two hours from 20:00 to 06:00; the window opens at 01:00.
    const result = run(
      `${job('one', 'a', 'schedule: { every: 2h }')}, ${job('two', 'b', 'schedule: { after: one }, window: "01:00-06:00"')}`,
      '{ start: 2026-01-05T20:00, horizon: 6h }',
      [vm('a', [360]), vm('b', [36])],
    );
    expect(sessions(result)).toEqual([
      'one 20-21 success',
      'one 22-23 success',
      'one 24-25 success',
      'two 25-25.1 success',
    ]);
    expect(result.events).toEqual([]);
  });

  test('whose window opens after the horizon does not start, and holds no run open', () => {
    const result = chain('20:00', 360, '"22:00-06:00"', '{ start: 2026-01-05T20:00, horizon: 90min }');
    expect(sessions(result)).toEqual(['one 20-21 success']);
  });
});
