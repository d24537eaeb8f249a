import { beforeAll, describe, expect, test } from 'vitest';
import type { CalibratedJob, Calibration } from '../../../src/history/calibration.ts';
import { importSessions, readPastSessions } from '../../../src/import/sessions.ts';
import { calibrateScenario } from '../../../src/runs/calibration/calibration.ts';
import { formatDateTime } from '../../../src/units/format-quantity.ts';
import { realExport } from '../../helpers/real-exports.ts';
import { tablesOfFiles } from '../../import/tables-of-files.ts';

const { path: SAMPLE, isAbsent } = realExport(
  'session-report/VeeamSessionReport-2019-04-to-09.csv',
  'calibration by a real session report',
);

describe.skipIf(isAbsent)('half a year of a real lab, and the scenario that its report alone gives', () => {
  let found: Calibration;
  beforeAll(async () => {
    const { sessions } = readPastSessions(await tablesOfFiles(SAMPLE));
    const imported = importSessions(sessions);
    if (!imported.ok) throw new Error('the report gives no scenario');
    const [header = [], ...rows] = imported.inventoryRows;
    const table = {
      source: { name: 'inventory.csv', text: '' },
      header,
      rows: rows.map((cells, row) => ({ line: row + 2, cells })),
    };
    const sources = {
      source: { name: 'scenario.yaml', text: imported.scenarioYaml },
      texts: [],
      tables: [table],
    };
    const calibrated = calibrateScenario(sources, sessions);
    if (!calibrated.ok) throw new Error(calibrated.diagnostics[0]?.message);
    found = calibrated.value;
  });
  const job = (name: string): CalibratedJob => found.jobs.find((each) => each.name === name)!;

  test('fits of ten increments forecast the next one better than their plain median does', () => {
    const { sessions, forecast, rollingMedian } = found.forecasts!;
    expect(sessions).toBe(2745);
    expect(forecast.medianError).toBeCloseTo(0.162, 3);
    expect(forecast.p90Error).toBeCloseTo(0.598, 3);
    expect(forecast.total).toBeCloseTo(0.896, 3);
    expect(forecast.medianError).toBeLessThan(rollingMedian.medianError);
    expect(forecast.p90Error).toBeLessThan(rollingMedian.p90Error);
    expect(forecast.total).toBeGreaterThan(rollingMedian.total);
  });

  test('the job that has become three times slower for much the same data is reported, with its day and its VM', () => {
    const { drift } = job('AUSVCENTER-NoTag');
    expect(drift).toMatchObject({ kind: 'slower', vm: { name: 'ausveeambr' } });
    expect(formatDateTime(drift!.sinceUs).slice(0, 7)).toBe('2019-07');
    expect(drift!.since.medianSeconds / drift!.before.medianSeconds).toBeGreaterThan(3);
    expect(drift!.since.bytes! / drift!.before.bytes!).toBeLessThan(1.5);
  });

  test('a job that has not changed is not reported', () => {
    expect(job('DomainControllers').drift).toBeUndefined();
  });

  test('after the fit every job is simulated within a quarter of its past, which none of the slow ones was before', () => {
    for (const { seconds, check } of found.jobs) {
      expect(Math.abs(check.secondsAfter! / seconds - 1)).toBeLessThan(0.25);
      expect(check.otherModes).toEqual([]);
    }
    const { seconds, check } = job('AUSVCENTER-NoTag');
    expect(check.secondsBefore! / seconds).toBeLessThan(0.25);
  });
});
