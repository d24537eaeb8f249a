import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessSchedule } from '../../../src/import/sessions/scenario/schedule-guess.ts';
import { DAY_US, HOUR_US, MINUTE_US, SECOND_US } from '../../../src/units/civil-time.ts';
import { at } from './past.ts';

/** Days of January 2024, whose 1st, 8th, 15th and 22nd are Mondays. */
const MONTH = Array.from({ length: 28 }, (_, index) => index + 1);

test.each<[string, readonly number[], object]>([
  ['one start', [at(3, 22)], { daily: '22:00' }],
  ['every evening', MONTH.map((day) => at(day, 22)), { daily: '22:00' }],
  ['three evenings', [1, 2, 3].map((day) => at(day, 22)), { daily: '22:00' }],
  ['a start some seconds late', MONTH.map((day) => at(day, 22) + 13 * SECOND_US), { daily: '22:00' }],
  ['around midnight', MONTH.map((day) => at(day, 0) + ((day % 3) - 1) * MINUTE_US), { daily: '00:00' }],
  [
    'the middle of several',
    [0, 4, 1, 2, 10].map((minute, day) => at(day + 1, 22, minute)),
    { daily: '22:02' },
  ],
  [
    'both sides of midnight',
    [-2, 2, -1, 1, -1].map((minute, day) => at(day + 2, 0) + minute * MINUTE_US),
    { daily: '23:59' },
  ],
  [
    'every evening, the last of all starts by hand',
    [...MONTH.map((day) => at(day, 22)), at(29, 9, 12)],
    { daily: '22:00' },
  ],
  [
    'every morning, the last of all starts by hand',
    [...MONTH.map((day) => at(day, 3)), at(28, 20)],
    { daily: '03:00' },
  ],
  [
    'the evenings of workdays',
    MONTH.filter((day) => day % 7 !== 6 && day % 7 !== 0).map((day) => at(day, 22)),
    { daily: '22:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
  ],
  ['Saturdays', [6, 13, 20, 27].map((day) => at(day, 10, 30)), { daily: '10:30', days: ['sat'] }],
  [
    'Mondays, and Wednesdays in half of the weeks',
    [1, 3, 8, 10, 15, 22, 29].map((day) => at(day, 22)),
    { daily: '22:00', days: ['mon', 'wed'] },
  ],
  ['the first of three months', [1, 32, 61].map((day) => at(day, 22)), { daily: '22:00', days: ['fri'] }],
  [
    'every 4 hours from 1:05 on',
    MONTH.flatMap((day) => [1, 5, 9, 13, 17, 21].map((hour) => at(day, hour, 5))),
    { every: '4h', offset: '1h 5m' },
  ],
  ['every 15 minutes', Array.from({ length: 300 }, (_, index) => at(1, 0, 15 * index)), { every: '15m' }],
  [
    'every hour of the day',
    MONTH.flatMap((day) => Array.from({ length: 11 }, (_, index) => at(day, 8 + index))),
    { every: '1h', within: '08:00-18:01' },
  ],
  [
    'every second hour of the night',
    MONTH.flatMap((day) => [20, 22, 24, 26, 28].map((hour) => at(day, hour, 30))),
    { every: '2h', offset: '30m', within: '20:30-04:31' },
  ],
])('the schedule of %s', (_, starts, expected) => {
  expect(guessSchedule(starts)).toEqual(expected);
});

test('starts by hand among the others do no harm, and neither does another schedule long ago', () => {
  const evenings = MONTH.map((day) => at(day, 22));
  const byHand = [at(5, 9, 12), at(17, 14, 40)];
  const before = Array.from({ length: 40 }, (_, index) => at(-80 + index, 3));
  expect(guessSchedule([...before, ...[...evenings, ...byHand].sort((a, b) => a - b)])).toEqual({
    daily: '22:00',
  });
});

test('whatever interval starts are apart by, and whenever they begin, it is found', () => {
  const minutes = fc.constantFrom(15, 30, 60, 120, 180, 240, 360, 480, 720);
  fc.assert(
    fc.property(
      minutes,
      fc.integer({ min: 0, max: 719 }),
      fc.integer({ min: 0, max: 30 }),
      (every, shift, late) => {
        const offset = shift % every;
        const starts = Array.from(
          { length: (3 * 1440) / every },
          (_, index) => at(8, 0, offset + index * every) + late * SECOND_US,
        );
        const guessed = guessSchedule(starts);
        expect(guessed).toHaveProperty('every', every < 60 ? `${every}m` : `${every / 60}h`);
        expect(guessed).not.toHaveProperty('within');
        const read = /^(?:(\d+)h ?)?(?:(\d+)m)?$/.exec('offset' in guessed ? (guessed.offset ?? '') : '');
        const told = Number(read?.[1] ?? 0) * HOUR_US + Number(read?.[2] ?? 0) * MINUTE_US;
        expect(told).toBe(offset * MINUTE_US);
        expect(told).toBeLessThan(DAY_US);
      },
    ),
  );
});
