import { describe, expect, test } from 'vitest';
import { spreadFulls } from '../../../src/runs/what-if/spread-fulls.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';
import { FOUR_JOBS, job, weekOf } from './week-of-fulls.ts';

const SEVEN_JOBS = Array.from({ length: 7 }, (_, i) => job(`j${i}`, `[a${i + 1}]`)).join('');

function changesOf(text: string) {
  const scenario = scenarioOf(text);
  return spreadFulls(scenario, run(scenario));
}

const setsOf = (text: string) => changesOf(text).map(({ set }) => set);
const windowed = (jobs: string, window: string) =>
  jobs.replaceAll('repository:', `window: { length: ${window}, onClose: report }, repository:`);

describe('fulls on other days', () => {
  test('of jobs that make them in one night, one stays and the others go to the next days', () => {
    const [change, ...more] = changesOf(weekOf(FOUR_JOBS));
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      what: 'jobs.a sat-sun, b sat-mon, c sat-tue.fullDays',
      set: ['jobs.a.activeFull.days=[sun]', 'jobs.b.activeFull.days=[mon]', 'jobs.c.activeFull.days=[tue]'],
    });
  });

  test('the largest first, at most four, and then all that help', () => {
    const jobs = ['[a1, a2, a3]', '[a4, a5]', '[a6]', '[a7]', '[a8]', '[a9]'].map((vms, i) =>
      job(`j${i}`, vms),
    );
    const [few, all] = setsOf(weekOf(jobs.join(''), { vms: 9 }));
    expect(few).toEqual([
      'jobs.j0.activeFull.days=[sun]',
      'jobs.j1.activeFull.days=[mon]',
      'jobs.j2.activeFull.days=[tue]',
    ]);
    expect(all).toBeUndefined();
    // Of seven that are alike six can move, one to each other day.
    expect(setsOf(weekOf(SEVEN_JOBS, { vms: 7 })).map(({ length }) => length)).toEqual([4, 6]);
  });

  test('synthetic ones too, and the days of a job that keeps another one', () => {
    const jobs = [
      job('a', '[a1]', 'syntheticFull: { days: [wed, sat] }'),
      job('b', '[a2]', 'syntheticFull: { days: [sat] }'),
    ];
    expect(setsOf(weekOf(jobs.join('')))).toEqual([['jobs.a.syntheticFull.days=[wed, sun]']]);
  });

  test('only on days on which the job starts in the run', () => {
    const jobs = [
      job('a', '[a1]', 'schedule: { daily: "22:00", days: [thu, sat] }'),
      job('b', '[a2]', 'schedule: { daily: "22:00", days: [sat] }'),
    ];
    expect(setsOf(weekOf(jobs.join('')))).toEqual([['jobs.a.activeFull.days=[thu]']]);
    expect(setsOf(weekOf(jobs.join(''), { horizon: '2d' }))).toEqual([]);
  });

  test('not on days on which the same job makes fulls of the other kind, in some weeks only', () => {
    const rest = 'activeFull: { days: [sat] }, syntheticFull: { days: [sun], weeks: [first] }';
    const onSaturday = job('b', '[a2]', 'schedule: { daily: "22:00", days: [sat] }');
    expect(setsOf(weekOf(job('a', '[a1]', rest) + onSaturday))).toEqual([['jobs.a.activeFull.days=[mon]']]);
  });

  test('a night that has fulls in some weeks only has the rest of its work all the same', () => {
    const rest = 'schedule: { daily: "22:00", days: [sun] }, activeFull: { days: [sun], weeks: [first] }';
    const busy = job('busy', '[a3, a4]', `${rest}, run: full`);
    expect(setsOf(weekOf(job('a', '[a1]') + job('b', '[a2]') + busy))).toEqual([
      ['jobs.a.activeFull.days=[mon]'],
    ]);
  });

  test('a start after midnight belongs to the night before', () => {
    const early = (days: string) =>
      job('b', '[a2]', `schedule: { daily: "00:30", days: [fri, sun] }, activeFull: { days: [${days}] }`);
    const late = job('a', '[a1]', 'schedule: { daily: "22:00", days: [sat] }');
    expect(setsOf(weekOf(late + early('sun')))).toEqual([['jobs.b.activeFull.days=[fri]']]);
    expect(setsOf(weekOf(late + early('fri')))).toEqual([]);
  });

  test('a night whose windows are open longer can take more', () => {
    const open = (weekend: string) =>
      `[{ days: [mon, tue, wed, thu, fri, sun], within: "22:00-23:00" }, { days: [sat], within: "${weekend}" }]`;
    expect(setsOf(weekOf(windowed(FOUR_JOBS, open('22:00-23:00'))))).toHaveLength(1);
    expect(setsOf(weekOf(windowed(FOUR_JOBS, open('22:00-21:00'))))).toEqual([]);
  });

  test.each([
    ['one job makes all', job('a', '["a*"]')],
    ['they are on different days', job('a', '[a1]') + job('b', '[a2]', 'activeFull: { days: [sun] }')],
    ['jobs make nothing but fulls', FOUR_JOBS.replaceAll('repository:', 'method: active-full, repository:')],
    ['jobs are off', FOUR_JOBS.replaceAll('repository:', 'enabled: false, repository:')],
    ['no job makes any', FOUR_JOBS.replaceAll(', activeFull: { days: [sat] }', '')],
  ])('none where %s', (_, jobs) => {
    expect(setsOf(weekOf(jobs))).toEqual([]);
  });

  test('law: the settings give the simulated scenario, also where a day of the week was only there for the full', () => {
    const weekdays = 'schedule: { daily: "22:00", days: [mon, tue, wed, thu, fri] }';
    const texts = [
      weekOf(FOUR_JOBS),
      weekOf(['a', 'b', 'c'].map((name, vm) => job(name, `[a${vm + 1}]`, weekdays)).join('')),
      weekOf(FOUR_JOBS.replaceAll('activeFull', 'syntheticFull')),
      weekOf(job('a', '[a1]') + job('b', '[a2]', 'schedule: { after: a }')),
      weekOf(
        job('a', '[a1]', 'activeFull: { days: [sat] }, syntheticFull: { days: [sun], weeks: [first] }') +
          job('b', '[a2]', 'schedule: { daily: "22:00", days: [sat] }'),
      ),
    ];
    for (const text of texts) {
      const changes = changesOf(text);
      expect(changes).toHaveLength(1);
      for (const { set, apply } of changes) {
        const changed = run(withSettings(text, set));
        expect(changed.sessions).toEqual(run(apply(scenarioOf(text))).sessions);
        expect(changed.sessions).not.toEqual(run(scenarioOf(text)).sessions);
      }
    }
  });
});

describe('what other days bring', () => {
  const doubledOf = (text: string) => {
    const scenario = scenarioOf(text);
    const options = { file: { name: 'week.yaml', sha256: '' } };
    return whatIfDoubled(scenario, { result: run(scenario), options, budget: Number.POSITIVE_INFINITY })!;
  };

  test('is measured in a night: one full and three increments instead of four fulls', () => {
    const { of, windowSeconds, changes } = doubledOf(weekOf(FOUR_JOBS));
    expect({ of, windowSeconds }).toEqual({ of: 'longest-night', windowSeconds: 4 * 360 });
    const moved = changes.find(({ what }) => what.endsWith('.fullDays'))!;
    expect(moved.windowSeconds).toBeCloseTo(360 + 3 * 3.6, 5);
  });

  test('is enough by itself, with no more moves than that takes', () => {
    // Seven fulls take 42 minutes, three after four moves 18 and a bit.
    const text = (until: string) => weekOf(windowed(SEVEN_JOBS, `"22:00-${until}"`), { vms: 7 });
    expect(doubledOf(text('22:30')).untilItFits?.set).toHaveLength(4);
    expect(doubledOf(text('22:10')).untilItFits?.set).toHaveLength(6);
    expect(doubledOf(text('22:45')).untilItFits).toBeUndefined();
  });

  test('where more is needed besides, fewer moves are told if they do', () => {
    // The full of three VMs takes 18 minutes by itself, those of the six other VMs 36. At twice the rate 9 minutes are left of each
    // after four moves, and 1.5 of the others after six, which is no shorter.
    const jobs = [
      job('large', '[a1, a2, a3]'),
      ...Array.from({ length: 6 }, (_, i) => job(`j${i}`, `[a${i + 4}]`)),
    ].join('');
    const { changes } = doubledOf(weekOf(windowed(jobs, '"22:00-22:12"'), { vms: 9 })).untilItFits!;
    expect(changes.map((what) => [what.slice(what.lastIndexOf('.') + 1), what.split(', ').length])).toEqual([
      ['fullDays', 4],
      ['read', 1],
    ]);
  });
});
