import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PastSessions, readPastSessions } from '../../../src/import/sessions.ts';
import { DAY_US, daysFromCivil } from '../../../src/units/civil-time.ts';
import { realExport } from '../../helpers/real-exports.ts';
import { tablesOfFiles } from '../tables-of-files.ts';
import { imported, runImported } from './past.ts';

const { path: SAMPLES, isAbsent } = realExport('', 'tests of real session reports');

async function sample(...paths: string[]): Promise<PastSessions> {
  return readPastSessions(await tablesOfFiles(...paths.map((path) => join(SAMPLES, path))));
}

/** How often each word stands in a list. */
function counts(words: readonly (string | undefined)[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words) found[word ?? 'none'] = (found[word ?? 'none'] ?? 0) + 1;
  return found;
}

/** Read once: it has 9,006 rows. */
const lab = isAbsent ? undefined : sample('session-report/VeeamSessionReport-2019-04-to-09.csv');

test.skipIf(isAbsent)(
  'the lab of six months has 3,007 sessions of four jobs with 9,006 tasks, as counted by other means',
  async () => {
    const { sessions, diagnostics } = await lab!;
    const tasks = sessions.flatMap((session) => session.tasks);
    expect(counts(sessions.map(({ job }) => job))).toEqual({
      ...{ 'AUSVCENTER-NoTag': 1004, 'AUSVCENTER-TagTest': 990 },
      ...{ DomainControllers: 861, vCenterServers: 152 },
    });
    expect(counts(tasks.map(({ result }) => result))).toEqual({ success: 8989, failed: 13, warning: 4 });
    expect(counts(tasks.map(({ kind }) => kind))).toEqual({ incremental: 8971, full: 35 });
    expect(counts(tasks.map(({ mode }) => mode))).toEqual({ hotadd: 7570, nbd: 1436 });
    // A session once: rows of 9,006 tasks repeat its bytes.
    expect(sessions.reduce((sum, { dataBytes = 0 }) => sum + dataBytes, 0)).toBe(23_665_239_318_428);
    expect(sessions.reduce((sum, { backupBytes = 0 }) => sum + backupBytes, 0)).toBe(8_987_832_602_624);
    const hotadd = tasks.filter(({ mode }) => mode === 'hotadd');
    expect(hotadd.reduce((sum, { seconds = 0 }) => sum + seconds, 0)).toBeCloseTo(829_855.0633, 3);
    expect(counts(diagnostics.map(({ code }) => code))).toEqual({
      'duration-unknown': 1,
      'totals-repeated': 1,
    });
    expect(diagnostics[0]?.rows).toHaveLength(9);
  },
);

test.skipIf(isAbsent)(
  "of the health check's folder the session report is taken, without its physical servers",
  async () => {
    const { sessions, diagnostics } = await sample('veeam-healthcheck');
    expect(sessions.map(({ job, tasks }) => [job, tasks.length])).toEqual([
      ['Production-VM-Backup', 4],
      ['Test-VM-Backup', 1],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['not-a-session-report', 'other-work']);
  },
);

test.skipIf(isAbsent)('of the REST dumps the task sessions are taken, without the file share', async () => {
  const { sessions } = await sample('veeam-rest');
  expect(sessions.map(({ job, dataBytes }) => [job, dataBytes])).toEqual([
    ['job-winsrv88', 4_255_121_408],
    ['job-linbase01', 1_001_390_080],
    ['job-winsrv88', 3_495_952_384],
    ['job-linbase01', 881_852_416],
  ]);
});

test.skipIf(isAbsent)(
  'the lab becomes a scenario with the medians of its last sessions and the ways that data went',
  async () => {
    const { sessions } = await lab!;
    const written = imported(sessions);
    // By hand: the middle two of the last ten increments of each job.
    expect(
      written.summary.jobs.map(({ name, schedule, dataBytes = 0 }) => [name, schedule, dataBytes]),
    ).toEqual([
      ['AUSVCENTER-TagTest', 'every 4h + 1h 5m', 5_944_105_812],
      ['AUSVCENTER-NoTag', 'every 4h + 5m', 14_688_054_938],
      ['DomainControllers', 'every 4h + 25m', 1_309_102_838.5],
      ['vCenterServers', 'daily 19:00', 10_263_065_487],
    ]);
    const { summary } = runImported(written);
    expect(summary.totals).toMatchObject({ tasks: 62, succeeded: 62 });
    expect(summary.proxies['px1']?.modes).toEqual({ hotadd: 56, nbd: 6 });
  },
);

test.skipIf(isAbsent)(
  'a night of the lab is replayed with the bytes of each of its 21 sessions',
  async () => {
    const { sessions } = await lab!;
    const noon = daysFromCivil({ year: 2019, month: 9, day: 19 }) * DAY_US + DAY_US / 2;
    const night = sessions.filter(({ startUs }) => startUs >= noon && startUs < noon + DAY_US);
    const { summary } = runImported(imported(sessions, { nightUs: noon - DAY_US / 2 }));
    const simulated = Object.values(summary.jobs).flatMap((job) => job.sessions);
    expect(simulated).toHaveLength(21);
    for (const [index, { dataBytes = 0 }] of night.entries()) {
      expect((simulated[index]?.readBytes ?? 0) / dataBytes).toBeCloseTo(1, 5);
    }
  },
);

test.skipIf(isAbsent).each(['veeam-healthcheck', 'veeam-rest'])(
  'the sample %s becomes a scenario that runs',
  async (path) => {
    const { sessions } = await sample(path);
    const { totals } = runImported(imported(sessions)).summary;
    expect(totals.succeeded).toBe(totals.tasks);
    expect(totals.tasks).toBeGreaterThan(0);
  },
);
