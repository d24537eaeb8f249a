import { describe, expect, test } from 'vitest';
import { groupedBy } from '../../../src/collections/grouped-by.ts';
import { sumOfCurves, timelineOf } from '../../../src/report/data/timeline.ts';
import { WORLDS } from '../law.ts';
import { nightOf } from '../night.ts';

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('whatever is open runs or waits: at no time are more VMs open than tasks run and wait together', () => {
    holds({ runs: 120 }, (data) => {
      const { run, end } = nightOf(data);
      const timeline = timelineOf(run.columns.tasks, end.at / 1e6);
      if (timeline === null) return;
      const { openVms, running, waiting } = timeline;
      const waits = sumOfCurves(waiting);
      openVms.forEach((vms, step) => {
        expect(vms, `step ${step}`).toBeLessThanOrEqual(running[step]! + waits[step]! + 1e-6);
      });
    });
  });

  test('over time, open VMs add up to what the trace tells: from the first task of a VM that starts to the last one that ends', () => {
    holds({ runs: 120 }, (data) => {
      const { run, stories, end } = nightOf(data);
      const timeline = timelineOf(run.columns.tasks, end.at / 1e6);
      if (timeline === null) return;
      const started = stories.filter((story) => story.started !== undefined);
      const attempts = groupedBy(started, ({ ready }) => ready.vmRun);
      let openUs = 0;
      for (const tasks of attempts.values()) {
        const from = Math.min(...tasks.map((story) => story.started!.at));
        const to = Math.max(...tasks.map(({ terminal }) => terminal[0]?.at ?? end.at));
        openUs += to - from;
      }
      const sum = timeline.openVms.reduce((total, vms) => total + vms, 0) * timeline.stepSeconds;
      expect(sum).toBeCloseTo(openUs / 1e6, 3);
    });
  });
});
