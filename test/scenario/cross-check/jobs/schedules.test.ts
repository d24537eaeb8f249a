import { describe, expect, test } from 'vitest';
import { codesOf, findings, parse, parsed, SMALL } from '../../parse-fixture.ts';

const HOUR = 3600e6;
/** The small scenario's job with more fields. */
const withJob = (fields: string) => SMALL.replace('repository: repo1 }', `repository: repo1, ${fields} }`);

describe('a schedule', () => {
  const scheduled = (schedule: string, clock = 'clock: { start: 2026-01-05T20:00 }\n') =>
    parsed(`${withJob(`schedule: ${schedule}`)}${clock}`).jobs[0]!.schedule;

  test('at instants has each of them once, in order, from the start of the run', () => {
    expect(scheduled('{ at: "22:00" }')).toEqual({ kind: 'at', atUs: [2 * HOUR] });
    expect(scheduled('{ at: ["23:00", "21:00", "23:00"] }')).toEqual({ kind: 'at', atUs: [HOUR, 3 * HOUR] });
    expect(scheduled('{ at: ["21:00", "23:00", "22:00"] }')).toEqual({
      ...{ kind: 'at', atUs: [HOUR, 2 * HOUR, 3 * HOUR] },
    });
  });

  test('at instants points at the one that is before the start', () => {
    const clock = 'clock: { start: 2026-01-05T20:00 }\n';
    const said = (at: string) => findings(`${clock}${withJob(`schedule: { at: ${at} }`)}`);
    const before = '2026-01-05T19:00';
    const first = said(before)[0]!;
    const column = Number(first.split(':').at(-1));
    expect(
      withJob(`schedule: { at: ${before} }`)
        .split('\n')[7]!
        .slice(column - 1),
    ).toMatch(/^2026-01-05T19:00 /);
    const further = (by: number) => first.replace(/\d+$/, `${column + by}`);
    expect(said(`[${before}, "22:00"]`)).toEqual([further('['.length)]);
    expect(said(`["22:00", ${before}]`)).toEqual([further('["22:00", '.length)]);
  });

  test('by hand starts at the stated time, otherwise at once', () => {
    expect(parsed(SMALL).jobs[0]!.schedule).toEqual({ kind: 'manual', atUs: 0 });
    expect(scheduled('{ start: 2h }')).toEqual({ kind: 'manual', atUs: 2 * HOUR });
  });

  test('after another job follows it', () => {
    const two = `${SMALL}  - { name: second, vms: [vm1], repository: repo1, schedule: { after: nightly } }\n`;
    expect(parsed(two).jobs[1]!.schedule).toEqual({ kind: 'after', job: 'nightly' });
    expect(codesOf(two.replace('after: nightly', 'after: nobody'))).toEqual(['unknown-reference']);
  });

  test.each([
    ['{ every: 4h, offset: 3h }', []],
    ['{ every: 4h, offset: 4h }', ['out-of-range']],
    ['{ every: 4h, offset: 5h }', ['out-of-range']],
    ['{ daily: "20:00", days: [mon] }', []],
    ['{ every: 4h, days: [mon] }', ['contradiction']],
    ['{ daily: "20:00", offset: 1h }', ['contradiction']],
    ['{ daily: "20:00", within: "08:00-18:00" }', ['contradiction']],
    ['{ start: 1h, within: "08:00-18:00" }', ['contradiction']],
  ])('%s', (schedule, expected) => expect(codesOf(withJob(`schedule: ${schedule}`))).toEqual(expected));
});

test('days of full backups are of some weeks of the month and of some months, each once and in order', () => {
  const { activeFullDays } = parsed(
    withJob('activeFull: { days: [sun, fri, sun], weeks: [last, first], months: [mar, jan, mar] }'),
  ).jobs[0]!;
  expect(activeFullDays).toEqual({ weekdays: [4, 6], weeks: ['first', 'last'], months: [1, 3] });
  expect(parsed(withJob('activeFull: { days: [fri] }')).jobs[0]!.activeFullDays).toEqual({ weekdays: [4] });
});

describe('schedules and windows', () => {
  test.each([
    ['schedule: {}', ['missing-key']],
    ['schedule: { daily: "20:00", every: 4h }', ['contradiction']],
    // What starts at given times must start in its interval; its end is outside. Other starts wait for it.
    ['schedule: { daily: "20:00" }, window: "20:00-04:00"', []],
    ['schedule: { daily: "05:00" }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { daily: "04:00" }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { at: ["20:00", "22:00"] }, window: "20:00-04:00"', []],
    ['schedule: { at: ["20:00", "12:00", "13:00"] }, window: "20:00-04:00"', ['contradiction']],
    ['schedule: { every: 4h }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "03:00-12:00" }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "18:00-21:00" }, window: "20:00-04:00"', []],
    ['schedule: { every: 4h, within: "08:00-18:00" }, window: "20:00-04:00"', ['contradiction']],
    // Only one of the times of the window is within the hours, or the other way round.
    [
      'schedule: { every: 4h, within: "08:00-10:00" }, window: [{ days: [mon], within: "09:00-12:00" }, { days: [tue], within: "20:00-22:00" }]',
      [],
    ],
    [
      'schedule: { every: 4h, within: "08:00-10:00" }, window: [{ days: [mon], within: "07:00-09:00" }, { days: [tue], within: "20:00-22:00" }]',
      [],
    ],
  ])('%s', (fields, codes) => expect(codesOf(withJob(fields))).toEqual(codes));
});

describe('jobs that wait for each other', () => {
  test('are reported once, at the first job of the circle, even if a job before it waits for the circle', () => {
    const jobs = ['z after a', 'a after b', 'b after a']
      .map((line) => line.split(' after '))
      .map(
        ([name, before]) =>
          `  - { name: ${name}, vms: [vm1], repository: repo1, schedule: { after: ${before} } }\n`,
      );
    const text = `${SMALL.slice(0, SMALL.indexOf('  - { name: nightly'))}${jobs.join('')}`;
    expect(findings(text)).toEqual(['dependency-cycle night.yaml:9:66']);
    expect(parse(text)).toMatchObject({
      diagnostics: [{ message: "'a' waits for 'b', which waits for 'a': none of them ever starts." }],
    });
  });

  test('a job that waits for itself is told so', () => {
    expect(parse(SMALL.replace('vms: [vm1],', 'vms: [vm1], schedule: { after: nightly },'))).toMatchObject({
      diagnostics: [{ code: 'dependency-cycle', message: "'nightly' waits for itself, so it never starts." }],
    });
  });
});
