import { describe, expect, test } from 'vitest';
import { splitJob } from '../../../src/runs/what-if/split-job.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { job, weekOf } from './week-of-fulls.ts';

function splitsOf(text: string) {
  const scenario = scenarioOf(text);
  return splitJob(scenario, run(scenario)).map(({ what, set, apply }) => ({
    what,
    set,
    jobs: apply(scenario).jobs.map(({ name, vms, activeFullDays }) => ({ name, vms, activeFullDays })),
  }));
}

const whatOf = (text: string) => splitsOf(text).map(({ what }) => what);

describe('a job whose full fills a night', () => {
  test('becomes two of the same size, or one for each day and VM, each with its full on another day', () => {
    const [two, many, ...more] = splitsOf(weekOf(job('all', '["a*"]')));
    expect(more).toEqual([]);
    // No setting can say it.
    expect(two).toEqual({
      what: 'jobs.all sat-sun.split',
      set: [],
      jobs: [
        { name: 'all-1', vms: [0, 2], activeFullDays: { weekdays: [5] } },
        { name: 'all-2', vms: [1, 3], activeFullDays: { weekdays: [6] } },
      ],
    });
    expect(many!.what).toBe('jobs.all sat-sun-mon-tue.split');
    expect(many!.jobs.map(({ vms }) => vms)).toEqual([[0], [1], [2], [3]]);
  });

  test('the emptier nights first, and only those on which it starts', () => {
    const others = job('other', '[a4]', 'activeFull: { days: [sun] }');
    expect(whatOf(weekOf(job('all', '["a{1..3}"]') + others))).toEqual([
      'jobs.all sat-mon.split',
      'jobs.all sat-mon-tue.split',
    ]);
    const days = 'schedule: { daily: "22:00", days: [thu, sat] }';
    expect(whatOf(weekOf(job('all', '["a*"]', days)))).toEqual(['jobs.all sat-thu.split']);
  });

  test('names of its parts are free', () => {
    const [two] = splitsOf(
      weekOf(job('all', '["a{1..3}"]') + job('all-1', '[a4]', 'activeFull: { days: [mon] }')),
    );
    expect(two!.jobs.map(({ name }) => name)).toEqual(['all-1-2', 'all-2', 'all-1']);
  });

  test.each([
    ['it has one VM', job('all', '[a1]')],
    [
      'another job follows it',
      job('all', '["a{1..3}"]') +
        job('next', '[a4]', 'schedule: { after: all }, activeFull: { days: [sun] }'),
    ],
    ['it makes two fulls a week already', job('all', '["a*"]', 'activeFull: { days: [wed, sat] }')],
    [
      'most of the night is something else',
      job('all', '[a1, a2]') +
        job('other', '[a1, a2, a3, a4]', 'method: active-full, activeFull: { days: [sun] }'),
    ],
    ['it makes no fulls', job('all', '["a*"]').replace(', activeFull: { days: [sat] }', '')],
  ])('none where %s', (_, jobs) => {
    expect(whatOf(weekOf(jobs))).toEqual([]);
  });
});

test('splitting it is told as enough where a run has shown it, with no more jobs than that takes', () => {
  // Four fulls take 24 minutes, two 12, one 6.
  const fitting = (until: string) => {
    const window = `window: { length: "22:00-${until}", onClose: report }`;
    const scenario = scenarioOf(weekOf(job('all', '["a*"]', window)));
    const options = { file: { name: 'week.yaml', sha256: '' } };
    return whatIfDoubled(scenario, { result: run(scenario), options, budget: Number.POSITIVE_INFINITY })!
      .untilItFits;
  };
  expect(fitting('22:15')).toMatchObject({
    changes: ['jobs.all sat-sun.split'],
    set: [],
    before: { job: 'all', spareSeconds: -9 * 60 },
  });
  expect(fitting('22:10')?.changes).toEqual(['jobs.all sat-sun-mon-tue.split']);
  expect(fitting('22:30')).toBeUndefined();
});
