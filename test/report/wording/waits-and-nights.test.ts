import { describe, expect, test } from 'vitest';
import type { Night } from '../../../src/metrics/sessions/nights.ts';
import { chanceWords } from '../../../src/report/wording/chance-words.ts';
import { designWords } from '../../../src/report/wording/design-words.ts';
import { meanSeconds } from '../../../src/report/wording/mode-costs.ts';
import { modesText } from '../../../src/report/wording/modes-text.ts';
import { nightStandingWords, nightTone } from '../../../src/report/wording/night-standing.ts';
import { seedWords } from '../../../src/report/wording/seed-words.ts';
import { assumedFor } from '../../../src/report/wording/standing-words.ts';
import { thingsWaitedFor } from '../../../src/report/wording/things-waited-for.ts';
import { notableQueue, taskHours, waitsByCause } from '../../../src/report/wording/waits-by-cause.ts';
import { summary } from '../sample-result.ts';

const NO_WAITS = Object.fromEntries(
  Object.keys(summary().waits).map((cause) => [cause, 0]),
) as unknown as ReturnType<typeof summary>['waits'];

describe('what tasks waited for', () => {
  test('by cause: those that occur, the longest first, with their shares of all waiting', () => {
    const waits = { ...NO_WAITS, 'repository-slot': 20, 'proxy-slot': 60, ram: 20 };
    expect(waitsByCause(waits).map(({ cause, seconds, share }) => [cause, seconds, share])).toEqual([
      ['proxy-slot', 60, 0.6],
      ...[...Object.keys(waits)]
        .filter((cause) => cause === 'repository-slot' || cause === 'ram')
        .map((cause) => [cause, 20, 0.2]),
    ]);
    const last = { ...NO_WAITS, 'proxy-slot': 10, 'retry-wait': 90 };
    expect(waitsByCause(last).map(({ cause }) => cause)).toEqual(['retry-wait', 'proxy-slot']);
  });

  test('is worth a word from a fifth of their time on', () => {
    const queue = (seconds: number, heldSeconds: number) =>
      notableQueue({ ...NO_WAITS, 'proxy-slot': seconds }, { heldSeconds } as never);
    expect(queue(20, 80)).toMatchObject({ shareOfTime: 0.2, most: { cause: 'proxy-slot', share: 1 } });
    expect(queue(19, 81)).toBeUndefined();
    expect(queue(0, 0)).toBeUndefined();
  });

  test('by thing: over all jobs, the three with most of it, as shares of all waiting for the cause', () => {
    const row = (thing: string | null, seconds: number, job = 'a') => {
      return { job, cause: 'proxy-slot', thing, seconds } as const;
    };
    const rows = [
      row('proxies.few', 5),
      row('proxies.most', 30),
      row('proxies.most', 20, 'b'),
      row('proxies.none.dot', 10),
      row('proxies.other', 25),
      row(null, 10),
    ];
    expect(thingsWaitedFor(rows, 'proxy-slot')).toBe('most 50%, other 25%, none.dot 10% and 1 more');
    expect(thingsWaitedFor([row('proxies.a\u001b[2Jb', 10)], 'proxy-slot')).toBe('a\ufffd[2Jb 100%');
    expect(thingsWaitedFor([row(null, 10)], 'proxy-slot')).toBeUndefined();
    expect(thingsWaitedFor(rows, 'ram')).toBeUndefined();
  });

  test('in task-hours: what is not zero is never shown as zero', () => {
    expect([0, 1, 17.9, 18, 3600].map(taskHours)).toEqual(['0.00', '<0.01', '<0.01', '0.01', '1.00']);
  });
});

describe('a night', () => {
  const night = (changes: Partial<Night>) => {
    const one = { failedVms: 0, isCut: false, spareSeconds: 60, ...changes } as Night;
    return [nightTone(one), nightStandingWords(one)];
  };

  test.each([
    [{}, 'good', '1m to spare'],
    [{ spareSeconds: 0 }, 'good', '0s to spare'],
    [{ spareSeconds: -60 }, 'bad', '1m late'],
    [{ spareSeconds: null }, 'neutral', 'no limit'],
    [{ failedVms: 1 }, 'bad', '1 VM failed, 1m to spare'],
    [{ failedVms: 3, spareSeconds: null }, 'bad', '3 VMs failed, no limit'],
    [{ isCut: true }, 'bad', 'unfinished'],
  ])('%j', (changes, tone, words) => {
    expect(night(changes)).toEqual([tone, words]);
  });
});

test('how many tasks used each mode; those that none used are left out', () => {
  expect(modesText({ modes: { hotadd: 137, san: 0, nbd: 2 } }, 'none')).toBe('hotadd 137, nbd 2');
  expect(modesText({ modes: { san: 0 } }, 'none')).toBe('none');
});

test('mean times: tenths below ten seconds, whole seconds from there on', () => {
  expect([9.94, 9.96, 10.4, 75.6].map(meanSeconds)).toEqual(['9.9s', '10s', '10s', '1m 16s']);
});

test('a seed is named with its replication, a design with its policy', () => {
  expect(seedWords({ seed: 1, replication: 0 })).toBe('seed 1');
  expect(seedWords({ seed: 'x', replication: 37 })).toBe('seed x, replication 37');
  expect(designWords({ values: { a: '1', b: '2' }, policy: null })).toBe('a=1, b=2');
  expect(designWords({ values: { a: '1' }, policy: 'rts' })).toContain('rts');
});

test('what was drawn at random', () => {
  const rest = ' are drawn at random: --replications 30 shows the range.';
  expect(chanceWords([])).toBeUndefined();
  expect(chanceWords(['faults'])).toBe(`One outcome of many, since faults${rest}`);
  expect(chanceWords(['disks', 'faults', 'scheduler'])).toBe(
    `One outcome of many, since disk figures, faults and scheduler choices${rest}`,
  );
});

test('to what a default applies', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const of = (section: string, count: number, all: number) =>
    assumedFor({ section, names: names.slice(0, count), count, of: all } as never);
  expect(of('proxies', 1, 1)).toBe('a');
  expect(of('vms', 3, 3)).toBe('all 3 VMs');
  expect(of('hosts', 4, 6)).toBe('4 of 6 hosts: a, b, c, d');
  expect(of('hosts', 5, 6)).toBe('5 of 6 hosts: a, b, c, d and 1 more');
});
