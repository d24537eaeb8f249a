import { describe, expect, test } from 'vitest';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const HOUR = 3600;
/** A month of hours from Monday 2026-01-05T00:00: Tuesday 00:00 is 24, Saturday 00:00 is 120. */
const WEEK = '{ start: 2026-01-05T00:00, horizon: 14d }';

/** 360 GB take an hour. */
const run = (jobs: string, sizes: readonly number[], clock = WEEK) =>
  runText(
    night({
      clock,
      proxies: '[{ name: px1, maxConcurrentTasks: 8 }]',
      vms: `[${sizes.map((size, index) => vm(`vm${index + 1}`, [size])).join(', ')}]`,
      jobs: `[${jobs}]`,
    }),
  );

const job = (name: string, vmName: string, rest: string) =>
  `{ name: ${name}, vms: [${vmName}], repository: repo, method: active-full, ${rest} }`;

/** `job started-ended result closes`, hours. */
const sessions = (result: ReturnType<typeof runText>) =>
  result.sessions.map(
    ({ job: name, startSeconds, endSeconds, result: how, closesSeconds }) =>
      `${name} ${startSeconds / HOUR}-${(endSeconds ?? 0) / HOUR} ${how} ${(closesSeconds ?? 0) / HOUR}`,
  );

/** Mondays and Wednesdays from 22:00 to 06:00, and from Saturday 08:00 to Sunday 20:00. */
const PARTS =
  '[{ days: [mon, wed], within: "22:00-06:00" }, { days: [sat], within: "08:00-24:00" }, { days: [sun], within: "00:00-20:00" }]';

describe('a window of parts of the week', () => {
  test('a daily job has on each of its days the close of that day', () => {
    // At 23:00 on Monday, Wednesday and Saturday; on Sunday it would be outside.
    const schedule = 'schedule: { daily: "23:00", days: [mon, wed, sat] }';
    const result = run(
      job('often', 'vm1', `${schedule}, window: ${PARTS}`),
      [3600],
      '{ start: 2026-01-05T00:00, horizon: 7d }',
    );
    // 10 h of work: 7 h of it until 06:00, then stopped; from Saturday 23:00 to Sunday 09:00 it is done.
    expect(sessions(result)).toEqual([
      'often 23-30 failed 30',
      'often 71-78 failed 78',
      'often 143-153 success 164',
    ]);
    expect(result.tasks.map(({ readBytes }) => readBytes)).toEqual([2520e9, 2520e9, 3600e9]);
  });

  test('a periodic job starts in it, at the opening for all that was due since it closed', () => {
    const result = run(
      job('often', 'vm1', `schedule: { every: 12h }, window: ${PARTS}`),
      [360],
      '{ start: 2026-01-05T00:00, horizon: 8d }',
    );
    // Slots at 0 and 12 o'clock. Monday 12:00 waits until 22:00; Tuesday 00:00; Tuesday 12:00 and Wednesday 00:00 and 12:00 wait
    // until Wednesday 22:00; Thursday 00:00; then none before Saturday 08:00; the next Monday 22:00 comes again.
    // Midnight of the first Monday is outside.
    expect(sessions(result).map((line) => line.split(' ')[1])).toEqual([
      '22-23',
      '24-25',
      '70-71',
      '72-73',
      '128-129',
      '132-133',
      '144-145',
      '156-157',
      '190-191',
    ]);
    expect(result.sessions.map(({ closesSeconds }) => closesSeconds! / HOUR)).toEqual([
      30, 30, 78, 78, 164, 164, 164, 164, 198,
    ]);
  });

  test('a chained job waits for the next opening of the week, and has its close', () => {
    const chain = (daily: string, sizeGb: number) =>
      run(
        `${job('one', 'vm1', `schedule: ${daily}`)}, ${job('two', 'vm2', `schedule: { after: one }, window: ${PARTS}`)}`,
        [sizeGb, 360],
        '{ start: 2026-01-05T00:00, horizon: 7d }',
      );
    // Thursday 20:00 is hour 92; the next opening is on Saturday at 08:00.
    expect(sessions(chain('{ daily: "20:00", days: [thu] }', 360))).toEqual([
      'one 92-93 success 0',
      'two 128-129 success 164',
    ]);
    // Begun on Wednesday at 23:00, 8 h of work: an hour behind the close, not early for Saturday.
    expect(sessions(chain('{ daily: "23:00", days: [wed] }', 2880))).toEqual([
      'one 71-79 success 0',
      'two 79-79 failed 78',
    ]);
  });

  test('parts that touch do not stop what runs from the one into the other', () => {
    const window = '[{ days: [fri], within: "20:00-24:00" }, { days: [sat], within: "00:00-12:00" }]';
    const schedule = 'schedule: { daily: "22:00", days: [fri] }';
    // Friday 22:00 is hour 118; 4 h.
    const result = run(
      job('weekly', 'vm1', `${schedule}, window: ${window}`),
      [1440],
      '{ start: 2026-01-05T00:00, horizon: 7d }',
    );
    expect(sessions(result)).toEqual(['weekly 118-122 success 132']);
  });

  test('with onClose: report it goes on, and the overrun is counted from the close of that part', () => {
    const window = `{ length: ${PARTS}, onClose: report }`;
    const schedule = 'schedule: { daily: "05:00", days: [tue, sun] }';
    const result = run(
      job('late', 'vm1', `${schedule}, window: ${window}`),
      [720],
      '{ start: 2026-01-05T00:00, horizon: 7d }',
    );
    // Tuesday 05:00 to 07:00 against 06:00; Sunday 05:00 to 07:00 against 20:00.
    expect(result.sessions.map(({ result: how, overrunSeconds }) => [how, overrunSeconds])).toEqual([
      ['success', HOUR],
      ['success', 0],
    ]);
  });
});
