import { describe, expect, test } from 'vitest';
import { earlierStarts } from '../../../src/runs/what-if/earlier-start.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

const LATE = '{ length: "22:00-22:10", onClose: report }';
const CHAIN = `
  - { name: one, schedule: { daily: "22:00" } }
  - { name: two, schedule: { after: one }, window: ${LATE} }`;

/** Each job reads a disk of 36 GB of its own at 100 MB/s, which takes 6 minutes. The proxy has slots for all. */
function night(jobs: string, clock = '2026-01-05T22:00'): string {
  let vm = 0;
  const whole = jobs.replaceAll(
    /\{ name:/g,
    () => `{ vms: [a${++vm}], repository: repo1, run: full, compression: none, name:`,
  );
  return `
version: 1
overheads: none
clock: { start: ${clock} }
profile: { full: 70 MB/s, incremental: 70 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 4000 MB/s, maxSnapshots: 64 }]
proxies: [{ name: px1, kind: physical, cores: 16, storage: { protocols: [fc] } }]
repositories: [{ name: repo1, write: 4000 MB/s, maxConcurrentTasks: 64, perVmFiles: true }]
vms: [{ name: "a{1..${vm}}", host: esx1, disks: [{ size: 36 GB, used: 36 GB, datastore: ds1 }] }]
jobs: ${whole}
`;
}

function changesOf(text: string) {
  const scenario = scenarioOf(text);
  return earlierStarts(scenario, run(scenario));
}

const setsOf = (text: string) => Object.fromEntries(changesOf(text).map(({ what, set }) => [what, set]));
const alone = (schedule: string, window = LATE, rest = '') =>
  `\n  - { name: one, schedule: ${schedule}, window: ${window}${rest} }`;

describe('earlier starts of late jobs', () => {
  test('a job that waits for another is tried together with it', () => {
    expect(setsOf(night(CHAIN))).toEqual({
      'jobs.two.ownStart': ['jobs.two.schedule={ daily: "22:00" }'],
    });
  });

  test('where that would be before its window opens, it is tried when it opens', () => {
    const jobs = `
  - { name: one, schedule: { daily: "23:55", days: [mon, sun] } }
  - { name: two, schedule: { after: one }, window: { length: "00:00-00:02", onClose: report } }`;
    expect(setsOf(night(jobs))).toEqual({
      'jobs.two.ownStart': ['jobs.two.schedule={ daily: "00:00", days: [mon, tue] }'],
    });
  });

  test('not where the job that it waits for starts on some days only for fulls of some weeks, which no schedule can say', () => {
    const fulls = (which: string) => `
  - { name: one, schedule: { daily: "22:00", days: [mon] }, activeFull: { days: [sat]${which} } }
  - { name: two, schedule: { after: one }, window: ${LATE} }`;
    expect(setsOf(night(fulls('')))).toEqual({
      'jobs.two.ownStart': ['jobs.two.schedule={ daily: "22:00", days: [mon, sat] }'],
    });
    expect(setsOf(night(fulls(', weeks: [first]')))).toEqual({});
    // On a day on which it starts anyway, its full adds none.
    expect(setsOf(night(fulls(', weeks: [first]').replace('[sat]', '[mon]')))).toEqual({
      'jobs.two.ownStart': ['jobs.two.schedule={ daily: "22:00", days: [mon] }'],
    });
  });

  test('a job whose own start is late is tried as early as its window allows', () => {
    expect(setsOf(night(alone('{ daily: "22:05" }')))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "22:00" }'],
    });
  });

  test('no earlier than the simulated time begins', () => {
    expect(setsOf(night(alone('{ daily: "22:05" }'), '2026-01-05T22:03'))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "22:03" }'],
    });
    expect(setsOf(night(alone('{ daily: "22:05" }'), '2026-01-05T22:05'))).toEqual({});
  });

  test.each([
    ['{ at: "22:05" }', '{ at: "2026-01-05T22:00" }'],
    ['{ start: 5min }', '{ at: "2026-01-05T22:00" }'],
    ['{ at: ["22:05", "2026-01-06T22:07"] }', '{ at: ["2026-01-05T22:00", "2026-01-06T22:02"] }'],
    ['{ daily: "22:05", days: [mon, wed] }', '{ daily: "22:00", days: [mon, wed] }'],
  ])('%s becomes %s', (before, after) => {
    expect(setsOf(night(alone(before)))).toEqual({ 'jobs.one.earlierStart': [`jobs.one.schedule=${after}`] });
  });

  test('a start that comes to lie before midnight is one of the day before', () => {
    const window = '{ length: "22:00-00:10", onClose: report }';
    expect(setsOf(night(alone('{ daily: "00:05", days: [tue, mon] }', window)))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "22:00", days: [mon, sun] }'],
    });
  });

  test('on no other weekday where these decide about fulls', () => {
    const window = '{ length: "22:00-00:10", onClose: report }';
    const full = ', method: forward-incremental, activeFull: { days: [sat] }';
    expect(setsOf(night(alone('{ daily: "00:05" }', window, full)))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "00:00" }'],
    });
    const chain = `
  - { name: one, schedule: { daily: "23:57" } }
  - { name: two, schedule: { after: one }, window: { length: "22:00-00:05", onClose: report }`;
    expect(Object.keys(setsOf(night(`${chain} }`)))).toContain('jobs.two.ownStart');
    expect(Object.keys(setsOf(night(`${chain}${full} }`)))).not.toContain('jobs.two.ownStart');
  });

  test('of days with different windows, as much earlier as all of them allow', () => {
    const window =
      '{ length: [{ days: [mon], within: "22:00-22:10" }, { days: [tue], within: "22:03-22:20" }], onClose: report }';
    expect(setsOf(night(alone('{ daily: "22:05", days: [mon, tue] }', window)))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "22:03", days: [mon, tue] }'],
    });
  });

  test('jobs that a late one follows are moved, too: all, and each alone', () => {
    const jobs = `
  - { name: one, schedule: { daily: "22:02" } }
  - { name: two, schedule: { after: one } }
  - { name: three, schedule: { after: two }, window: ${LATE} }`;
    expect(setsOf(night(jobs))).toEqual({
      'jobs.one.earlierStart': ['jobs.one.schedule={ daily: "22:00" }'],
      'jobs.*.ownStart': ['jobs.two.schedule={ daily: "22:02" }', 'jobs.three.schedule={ daily: "22:02" }'],
      'jobs.two.ownStart': ['jobs.two.schedule={ daily: "22:02" }'],
      'jobs.three.ownStart': ['jobs.three.schedule={ daily: "22:02" }'],
    });
  });

  test.each([
    ['no job is late', alone('{ daily: "22:05" }', '"22:00-22:30"')],
    ['a window begins with the job', alone('{ daily: "22:05" }', '{ length: 1min, onClose: report }')],
    [
      'it starts when its window opens',
      alone('{ daily: "22:00" }', '{ length: "22:00-22:02", onClose: report }'),
    ],
    [
      'it starts periodically',
      alone('{ every: 1d, offset: 22h }', '{ length: "22:00-22:02", onClose: report }'),
    ],
  ])('none where %s', (_, jobs) => {
    expect(setsOf(night(jobs))).toEqual({});
  });

  test('a copy waits for what it copies', () => {
    const copy = `
  - { name: one, schedule: { daily: "22:00" } }
  - { name: copy, type: backup-copy, source: repo1, schedule: { after: one }, window: ${LATE} }`;
    const text = night(copy).replace('vms: [a2], repository: repo1', 'vms: [a1], repository: repo2');
    const two = text.replace(
      'repositories: [',
      'repositories: [{ name: repo2, write: 50 MB/s, maxConcurrentTasks: 4 }, ',
    );
    expect(run(scenarioOf(two)).sessions.map(({ endSeconds }) => endSeconds)).toEqual([
      360,
      expect.any(Number),
    ]);
    expect(setsOf(two)).toEqual({});
  });

  test('law: the settings give the simulated scenario', () => {
    const texts = [
      night(CHAIN),
      night(alone('{ at: "22:05" }')),
      night(alone('{ daily: "22:05", days: [mon, wed] }')),
      night(alone('{ daily: "00:05", days: [tue, mon] }', '{ length: "22:00-00:10", onClose: report }')),
    ];
    for (const text of texts)
      for (const { set, apply } of changesOf(text)) {
        const set_ = run(withSettings(text, set));
        expect(set_.sessions).toEqual(run(apply(scenarioOf(text))).sessions);
        expect(set_.sessions).not.toEqual(run(scenarioOf(text)).sessions);
      }
  });
});

describe('what an earlier start brings', () => {
  const doubledOf = (text: string) => {
    const scenario = scenarioOf(text);
    const options = { file: { name: 'night.yaml', sha256: '' } };
    return whatIfDoubled(scenario, { result: run(scenario), options, budget: Number.POSITIVE_INFINITY })!;
  };

  test('is told as time to spare, since the window is as long as before', () => {
    const { tightest, changes } = doubledOf(night(alone('{ daily: "22:05" }')));
    expect(tightest).toEqual({ job: 'one', spareSeconds: -60 });
    expect(changes.find(({ what }) => what === 'jobs.one.earlierStart')).toMatchObject({
      savedSeconds: 0,
      tightest: { job: 'one', spareSeconds: 240 },
    });
  });

  test.each(['report', 'stop'])('of one job is enough where that of all late ones is not (%s)', (onClose) => {
    // One disk of loose and two of tight, one at a time: tight until 22:16, loose until 22:22. With two slots, 22:10 and
    // 22:16. Both at 22:00: loose until 22:06, tight until 22:18.
    const window = (until: string) => `{ length: "22:00-${until}", onClose: ${onClose} }`;
    const text = night(`
  - { name: loose, schedule: { daily: "22:05" }, window: ${window('22:18')} }
  - { name: tight, schedule: { daily: "22:04" }, window: ${window('22:13')} }`)
      .replace('a{1..2}', 'a{1..3}')
      .replace('[a2]', '[a2, a3]')
      .replace('cores: 16', 'cores: 16, maxConcurrentTasks: 1');
    expect(doubledOf(text).untilItFits).toMatchObject({
      changes: ['jobs.tight.earlierStart'],
      set: ['jobs.tight.schedule={ daily: "22:00" }'],
      before: { job: 'loose', spareSeconds: -240 },
      after: { job: 'loose', spareSeconds: 0 },
      stops: onClose === 'stop',
    });
  });

  test('is enough by itself, so that nothing is bought, although faster cores would do as well', () => {
    expect(doubledOf(night(CHAIN)).untilItFits).toMatchObject({
      changes: ['jobs.two.ownStart'],
      set: ['jobs.two.schedule={ daily: "22:00" }'],
      before: { job: 'two', spareSeconds: -120 },
      after: { job: 'two', spareSeconds: 240 },
    });
  });
});
