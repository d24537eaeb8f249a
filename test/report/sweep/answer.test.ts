import { describe, expect, test } from 'vitest';
import { answerSentences } from '../../../src/report/sweep/answer.ts';
import { sweepData } from '../../../src/report/sweep/build-sweep-data.ts';
import { night, vm } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

/** Four disks of 1000 s each: on one slot 4000 s, on two 2000 s, on four or more 1000 s. */
function told(job: string, values: string): string[] {
  const text = night({
    clock: '{ start: 2026-01-05T22:00 }',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('vm1', [100, 100, 100, 100])}]`,
    jobs: `[{ name: nightly, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" }${job} }]`,
  });
  return answerSentences(sweepData(swept(text, [`proxies.px1.maxConcurrentTasks=${values}`])));
}

describe('the answer of a sweep', () => {
  test('names the design with the shortest window, and in how many designs all windows are met', () => {
    const within = (length: string) => `, window: { length: ${length}, onClose: report }`;
    expect(told(within('2000s'), '1,2,4')).toEqual([
      'The window is shortest with proxies.px1.maxConcurrentTasks=4: 16m 40s.',
      'All windows are met in 2 of 3 designs.',
    ]);
    expect(told(within('999s'), '2,4')[1]).toBe('All windows are met in no design.');
    expect(told(within('4000s'), '2,4')[1]).toBe('All windows are met in every design.');
  });

  test('says nothing of windows that no job states', () => {
    expect(told('', '1,2')).toEqual([
      'The window is shortest with proxies.px1.maxConcurrentTasks=2: 33m 20s.',
    ]);
  });

  test('of equally short windows names the first, and how many others there are', () => {
    expect(told('', '1,4,5,6')).toEqual([
      'The window is shortest with proxies.px1.maxConcurrentTasks=4 and 2 other designs: 16m 40s.',
    ]);
    expect(told('', '4,5')).toEqual(['The window is 16m 40s in both designs.']);
    expect(told('', '4,5,6')).toEqual(['The window is 16m 40s in all 3 designs.']);
  });
});
