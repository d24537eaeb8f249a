import { describe, expect, test } from 'vitest';
import { startedJobs } from '../../../src/scenario/overlay/job-starts.ts';
import { formatTimeOfDay } from '../../../src/units/format-quantity.ts';
import { findings, parse, parsed, SMALL } from '../parse-fixture.ts';

const HEAD = SMALL.slice(0, SMALL.indexOf('jobs:'));

/** The run starts at 20:00. */
function night(...jobs: readonly string[]): string {
  const rows = jobs.map((job) => `  - { vms: [vm1], repository: repo1, ${job} }\n`);
  return `${HEAD}clock: { start: 2026-01-05T20:00 }\njobs:\n${rows.join('')}`;
}

const NIGHT = night(
  'name: a, schedule: { daily: "22:00" }',
  'name: b, schedule: { daily: "22:05" }',
  'name: c, schedule: { daily: "23:00" }',
  'name: d, schedule: { after: b }',
);

/** `a 22:00:00`, `b 01:00:00 on 5`, `c after b`. */
function starts(text: string, ...sets: readonly string[]): string[] {
  return parsed(text, {}, sets).jobs.map(({ name, schedule }) => {
    if (schedule.kind === 'after') return `${name} after ${schedule.job}`;
    if (schedule.kind !== 'daily') return `${name} ${schedule.kind}`;
    const days = schedule.days.length === 7 ? '' : ` on ${schedule.days.join()}`;
    return `${name} ${formatTimeOfDay(schedule.timeOfDayUs)}${days}`;
  });
}

/** What is said of the setting, whether it is an error or a warning. */
function said(text: string, set: string): string[] {
  const result = parse(text, {}, [set]);
  const all = result.ok ? result.warnings : result.diagnostics;
  return all.map(({ message, hint }) => `${message} ${hint}`);
}

describe('--set jobs.NAME.starts', () => {
  test.each([
    ['own', ['a 22:00:00', 'b 22:05:00', 'c 23:00:00', 'd after b']],
    ['together', ['a 22:00:00', 'b 22:00:00', 'c 22:00:00', 'd 22:00:00']],
    ['10min', ['a 22:00:00', 'b 22:10:00', 'c 22:20:00', 'd 22:30:00']],
    ['chain', ['a 22:00:00', 'b after a', 'c after b', 'd after c']],
    ['2 chains', ['a 22:00:00', 'b 22:00:00', 'c after a', 'd after b']],
    ['1 chain', ['a 22:00:00', 'b after a', 'c after b', 'd after c']],
    ['12 chains', ['a 22:00:00', 'b 22:00:00', 'c 22:00:00', 'd 22:00:00']],
    ['4 chains', ['a 22:00:00', 'b 22:00:00', 'c 22:00:00', 'd 22:00:00']],
  ])('%s: in the order of declaration, the first at its own time', (way, jobs) =>
    expect(starts(NIGHT, `jobs.*.starts=${way}`)).toEqual(jobs),
  );

  test('a pattern takes only its own jobs', () => {
    const text = night(
      'name: hq-a, schedule: { daily: "22:00" }',
      'name: dr, schedule: { daily: "22:30" }',
      'name: hq-b, schedule: { daily: "23:00" }',
    );
    expect(starts(text, 'jobs.hq-*.starts=chain')).toEqual([
      'hq-a 22:00:00',
      'dr 22:30:00',
      'hq-b after hq-a',
    ]);
  });

  test('jobs of other days or kinds, with other schedules, and those that are switched off keep their starts', () => {
    const text = night(
      'name: a, schedule: { daily: "22:00" }',
      'name: weekly, schedule: { daily: "22:00", days: [fri] }',
      'name: hourly, schedule: { every: 1h }',
      'name: off, enabled: false, schedule: { daily: "22:00" }',
      'name: restore, type: restore, schedule: { daily: "22:00" }',
      'name: after-weekly, schedule: { after: weekly }',
      'name: b, schedule: { daily: "23:00" }',
    );
    expect(starts(text, 'jobs.*.starts=chain')).toEqual([
      'a 22:00:00',
      'weekly 22:00:00 on 4',
      'hourly every',
      'off 22:00:00',
      'restore 22:00:00',
      'after-weekly after weekly',
      'b after a',
    ]);
  });

  test('of those, a warning names the ones that could have taken part', () => {
    const text = night(
      'name: a, schedule: { daily: "22:00" }',
      'name: weekly, schedule: { daily: "22:00", days: [fri] }',
      'name: off, enabled: false, schedule: { daily: "22:00" }',
      'name: restore, type: restore, schedule: { daily: "22:00" }',
      'name: b, schedule: { daily: "23:00" }',
      'name: at-once',
    );
    expect(said(text, 'jobs.*.starts=chain')).toEqual([
      "Some jobs that match '*' keep their own starts: 'weekly', 'at-once'. Only jobs take part that start daily on the same days as 'a', or after such a job.",
    ]);
    expect(said(text, 'jobs.*.starts=own')).toEqual([]);
    expect(said(NIGHT, 'jobs.*.starts=chain')).toEqual([]);
  });

  test('a single job has nobody to follow it, and its own start has its own path', () => {
    expect(said(NIGHT, 'jobs.a.starts=chain')).toEqual([
      "'a' alone takes part: no other job that matches 'a' starts daily on the same days, or after it. To move its own start, set jobs.a.schedule.daily.",
    ]);
    expect(said(night('name: a, schedule: { every: 1h }'), 'jobs.*.starts=chain')).toEqual([
      "No job that matches '*' starts daily. Copies, restores, scans, and jobs that start otherwise keep their starts.",
    ]);
  });

  test('a job declared before the one that it follows becomes the first, at the time of the first daily one', () => {
    const text = night('name: late, schedule: { after: daily }', 'name: daily, schedule: { daily: "22:00" }');
    expect(starts(text, 'jobs.*.starts=together')).toEqual(['late 22:00:00', 'daily 22:00:00']);
    expect(starts(text, 'jobs.*.starts=chain')).toEqual(['late 22:00:00', 'daily after late']);
  });

  test('jobs take part whose type is written, or that are switched on in words', () => {
    const text = night(
      'name: a, type: backup, schedule: { daily: "22:00" }',
      'name: b, enabled: true, schedule: { daily: "22:30" }',
      'name: c, type: replication, schedule: { daily: "23:00" }',
    ).replace(/repository: repo1, (?=name: c)/, 'target: { datastore: ds1 }, ');
    expect(starts(text, 'jobs.*.starts=chain')).toEqual(['a 22:00:00', 'b after a', 'c after b']);
  });

  test('a start past midnight is on the next day of the week', () => {
    const text = night(
      'name: a, schedule: { daily: "22:00", days: [sun, fri] }',
      'name: b, schedule: { daily: "22:00", days: [fri, sun] }',
    );
    expect(starts(text, 'jobs.*.starts=3h')).toEqual(['a 22:00:00 on 4,6', 'b 01:00:00 on 0,5']);
  });

  test('the last start is less than a day after the start of the clock', () => {
    // The first is two hours after it.
    const text = night('name: a, schedule: { daily: "22:00" }', 'name: b, schedule: { daily: "22:00" }');
    expect(starts(text, 'jobs.*.starts=21h59m').at(-1)).toBe('b 19:59:00');
    expect(findings(text, {}, ['jobs.*.starts=22h'])).toEqual(['bad-overlay --set:1:1']);
    // One hour after it.
    const later = text.replace('T20:00', 'T21:00');
    expect(starts(later, 'jobs.*.starts=22h59m').at(-1)).toBe('b 20:59:00');
  });

  test.each([
    ['jobs.x*.starts=together', 'overlay-no-match --set:1:1'],
    ['jobs.a.starts=together', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=soon', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=0 chains', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=x2 chains', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=2 chains more', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=15', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=500ms', 'bad-overlay --set:1:1'],
    ['jobs.*.starts=[a]', 'bad-overlay --set:1:1'],
  ])('%s is answered by %s', (set, finding) => expect(findings(NIGHT, {}, [set])).toEqual([finding]));

  test.each(['jobs.a.starts.days', 'defaults.jobs.a.starts', 'jobs.starts'])('%s is another field', (path) =>
    expect(startedJobs(path)).toBeUndefined(),
  );

  test('a later setting changes what it made', () =>
    expect(starts(NIGHT, 'jobs.*.starts=chain', 'jobs.d.schedule.after=a').at(-1)).toBe('d after a'));
});
