import { describe, expect, test } from 'vitest';
import { night, type Sections, times, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** From a Saturday's midnight on, every six hours; a VM reads 100 GB in a full and grows by 10 GB a day. */
const weekend = (rest: string, sections: Sections = {}) =>
  runText(
    night({
      clock: '{ start: 2026-01-10T00:00, horizon: 36h }',
      vms: `[${vm('old', [100], 'ds1', 'lastBackup: 6h')}]`,
      jobs: `[{ name: often, vms: ["*"], repository: repo, run: auto, schedule: { every: 6h }, ${rest} }]`,
      ...sections,
    }),
  );

/** `vm session: GB`, whole. */
const reads = (run: ReturnType<typeof runText>) =>
  run.tasks.map((task) => `${task.vm} ${task.session}: ${Math.round(task.readBytes / 1e9)}`);

describe('days of fulls', () => {
  test('an active full is made once on its day: later sessions of that day make increments', () => {
    expect(reads(weekend('activeFull: { days: [sat] }'))).toEqual([
      'old 1: 100',
      'old 2: 1',
      'old 3: 1',
      'old 4: 1',
      'old 5: 1',
      'old 6: 1',
    ]);
  });

  test('on a day between, the first session of the day makes it', () => {
    const sunday = weekend('activeFull: { days: [sun] }');
    expect(reads(sunday).filter((read) => read.endsWith('100'))).toEqual(['old 5: 100']);
  });

  test('an active full that failed is made by the next session of the day', () => {
    const faults = '[{ kind: repository-down, target: repo, at: 10s, for: 1h }]';
    const run = weekend('activeFull: { days: [sat] }, retries: 0', { faults, resume: '1 min' });
    expect(run.tasks.map(({ session, result }) => `${session} ${result}`).slice(0, 2)).toEqual([
      '1 failed',
      '2 success',
    ]);
    expect(reads(run).slice(1, 3)).toEqual(['old 2: 100', 'old 3: 1']);
  });

  test('an active full that failed all day leaves the restore point that was there to the next day', () => {
    const faults = '[{ kind: repository-down, target: repo, at: 10s, for: 1h }]';
    const nightly = 'schedule: { daily: "00:00" }, activeFull: { days: [sat] }, retries: 0';
    const run = weekend('', {
      faults,
      resume: '1 min',
      jobs: `[{ name: nightly, vms: ["*"], repository: repo, run: auto, ${nightly} }]`,
    });
    // 30 h of 5 % a day: the night before the run was the last one.
    expect(reads(run)).toEqual(['old 1: 1', 'old 2: 6']);
  });

  test('a synthetic full is made once on its day, after the first session of it', () => {
    const run = weekend('syntheticFull: { days: [sat] }');
    expect(times(run, 'transform-started')).toHaveLength(1);
    expect(run.sessions.map(({ transforms }) => transforms)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  test('with a file per VM, a VM that makes its first full keeps no other from its synthetic full', () => {
    const files = (perVmFiles: boolean) =>
      weekend('syntheticFull: { days: [sat] }', {
        vms: `[${vm('new', [100])}, ${vm('old', [100], 'ds1', 'lastBackup: 6h')}]`,
        repositories: `[{ name: repo, maxConcurrentTasks: unlimited, perVmFiles: ${perVmFiles} }]`,
      });
    expect(files(true).sessions[0]).toMatchObject({ transforms: 1 });
    // In one file for all there is a full, of the new one.
    expect(files(false).sessions[0]).toMatchObject({ transforms: 0 });
  });

  test('a VM that failed in the session of the synthetic full gets one in the next of the day, but not where it shares its file', () => {
    const files = (perVmFiles: boolean) =>
      weekend('syntheticFull: { days: [sat] }, retries: 0', {
        datastores: '[{ name: ds1, type: vmfs }, { name: ds2, type: vmfs }]',
        vms: `[${vm('a', [100], 'ds1', 'lastBackup: 6h')}, ${vm('b', [100], 'ds2', 'lastBackup: 6h')}]`,
        repositories: `[{ name: repo, maxConcurrentTasks: unlimited, perVmFiles: ${perVmFiles} }]`,
        faults: '[{ kind: datastore-down, target: ds2, at: 2s, for: 1h }]',
        resume: '1 min',
      }).sessions.map(({ result, transforms }) => `${result} ${transforms}`);
    expect(files(true).slice(0, 3)).toEqual(['failed 1', 'success 1', 'success 0']);
    // The file has got its full of the day.
    expect(files(false).slice(0, 3)).toEqual(['failed 1', 'success 0', 'success 0']);
  });

  test.each(['activeFull', 'syntheticFull'])(
    'on a day of %s a daily job runs though it does not on other such days',
    (key) => {
      const week = (rest: string) =>
        times(
          weekend('', {
            clock: '{ start: 2026-01-05T00:00, horizon: 7d }',
            jobs: `[{ name: nightly, vms: ["*"], repository: repo, schedule: { daily: "22:00", days: [mon, tue] }${rest} }]`,
          }),
          'session-started',
        ).map((at) => at / 3600);
      expect(week('')).toEqual([22, 46]);
      expect(week(`, ${key}: { days: [sat, tue] }`)).toEqual([22, 46, 142]);
    },
  );
});
