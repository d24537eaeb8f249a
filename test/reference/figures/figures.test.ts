import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreeInFigures } from './agreement.ts';
import { FigureCoverage } from './figure-coverage.ts';
import { figuredNight, figuredWorkingNight } from './figure-nights.ts';

/** What is there or null. */
const NULLABLE: readonly string[] = ['sessions.*.window', 'summary.nights', 'summary.window'];

/** Rare things need but one value that tells. */
const RARE: readonly string[] = [
  'sessions.*.transforms',
  'snapshots.*.creationStunSeconds',
  'summary.waits.datastore-latency',
  'summary.waits.start-spacing',
  'sessions.*.attempts',
  'summary.faults.*.datastore',
  'summary.proxies.*.modes.off-host',
  'summary.repositories.*.dataMovers.read',
  'summary.waits.hotadd-disks',
  'summary.totals.retries',
  'summary.waits.ram',
  'summary.waits.retry-wait',
  'transforms.*.repository',
  'work.bytes.none',
  'work.bytes.throttling',
];

describe('what is told of a night', () => {
  const coverage = new FigureCoverage();

  test('is what an account says that is kept beside the second simulator', () => {
    fc.assert(
      fc.property(figuredNight, (data) => agreeInFigures(data, coverage)),
      { seed: 20_261_129, numRuns: 110 },
    );
  });

  test('also of datastores that slow down, and of work inside repositories', () => {
    fc.assert(
      fc.property(figuredWorkingNight, (data) => agreeInFigures(data, coverage)),
      { seed: 20_261_142, numRuns: 25 },
    );
  });

  test('and says something in each of its figures', () => {
    const silent = coverage.figures
      .filter((figure) => !NULLABLE.includes(figure))
      .filter((figure) => coverage.telling(figure) < (RARE.includes(figure) ? 1 : 2));
    expect(silent).toEqual([]);
    expect(coverage.figures.length).toBeGreaterThan(120);
    expect(coverage.doubtful).toBeLessThan(coverage.nights / 100 + 2);
  });
});
