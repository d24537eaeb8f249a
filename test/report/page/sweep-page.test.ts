import { expect, test } from 'vitest';
import { sweepPage } from '../../../src/report/page/sweep-page.ts';
import { sweepData } from '../../../src/report/sweep/build-sweep-data.ts';
import { sweepJson } from '../../../src/report/sweep/json.ts';
import type { SweepData } from '../../../src/report/sweep/sweep-data.ts';
import { night, vm } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

const NIGHT = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: `[${vm('vm1', [100])}]`,
  jobs: `[${[1, 2]
    .map((n) => `{ name: job${n}, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" } }`)
    .join(', ')}]`,
});

/** The page of a sweep as read back from its `sweep.json`. */
function pageOf(...vary: string[]): string {
  const stored = JSON.parse(sweepJson(sweepData(swept(NIGHT, vary)))) as SweepData;
  return sweepPage(stored, { script: '', hash: () => '' }).replaceAll('<wbr>', '');
}

test('an axis of figures is aligned as figures, one with a word among them as words', () => {
  const page = pageOf('proxies.px1.maxConcurrentTasks=1,2', 'jobs.*.starts=15min,2 chains,own');
  expect(page).toContain(
    '<th scope="col" class="figure">maxConcurrentTasks</th><th scope="col" class="word">starts</th>',
  );
  expect(page).toContain('<td class="word">2 chains</td>');
});

test('what "mean job end" counts from is said where that column is shown, and nowhere else', () => {
  const words =
    'Mean job end: from the start of the first task to the end of a job, on average over all jobs.';
  expect(pageOf('jobs.*.starts=own,together')).toContain(words);
  expect(pageOf('proxies.px1.maxConcurrentTasks=1,2')).not.toContain('ean job end');
});
