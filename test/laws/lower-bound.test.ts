import { expect, test } from 'vitest';
import { lowerBound } from '../../src/metrics/bound/lower-bound.ts';
import { Collector } from '../../src/metrics/collector.ts';
import { compile } from '../../src/model/compile.ts';
import { takesTasksIn } from '../helpers/own-policy.ts';
import { holdsFor } from './law.ts';
import { nightOf } from './night.ts';

test('the window is never shorter than its lower bound', () => {
  holdsFor({ runs: 240 }, (data) => {
    const { scenario, run, stories } = nightOf(data);
    const collector = new Collector(compile(scenario, { seed: scenario.seed, replication: 0 }));
    for (const record of run.trace) collector.record(record);
    // Asked here, not taken from the summary, which never shows a bound above the window.
    const bound = lowerBound(
      collector.model,
      collector.tasks,
      collector.sessions.sessions,
      takesTasksIn(collector.model),
    );
    if (bound === undefined || bound.seconds === 0) return;
    // Every step of a task ends on a whole microsecond.
    const rounding = (4 * stories.length + 4) * 0.5e-6;
    expect(run.summary.window, bound.by).not.toBeNull();
    expect(run.summary.window!.seconds * (1 + 1e-9) + rounding, bound.by).toBeGreaterThanOrEqual(
      bound.seconds,
    );
  });
});
