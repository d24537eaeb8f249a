import { expect, test } from 'vitest';
import { snapshotsSection } from '../../../../src/report/page/sections/snapshots-section.ts';
import { sampleReport } from '../../data/sample-report.ts';

test('lifetimes are the same as on a terminal: the median is the mean of the middle two, P95 is by nearest rank', () => {
  // 1 s to 20 s: the middle is between 10 and 11; 19 of 20, 95%, are no longer than 19 s.
  const lifeSeconds = Float64Array.from({ length: 20 }, (_, i) => i + 1);
  const base = sampleReport();
  const section = snapshotsSection({ ...base, snapshots: { ...base.snapshots, count: 20, lifeSeconds } });
  expect(section!.html.text).toContain('Lifetime: median 10.5s, P95 19s, longest 20s.');
});
