import { expect } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { run, type TestRun } from '../../helpers/run-scenario-text.ts';
import { asked } from '../agreement/asked.ts';
import { simulateReference } from '../simulator/simulate.ts';
import { accountOf, byName } from './account.ts';
import { Diary } from './diary.ts';
import { differences } from './difference.ts';
import type { FigureCoverage } from './figure-coverage.ts';

/** Runs a scenario in the product and in the reference, and holds every figure of the one against the other's account. */
export function agreeInFigures(data: ScenarioData, coverage: FigureCoverage): void {
  const { found, isDoubtful } = figuresThatDiffer(data, coverage);
  if (isDoubtful) return;
  expect(found).toEqual({});
}

export function figuresThatDiffer(
  data: ScenarioData,
  coverage: FigureCoverage,
): { readonly found: Record<string, unknown>; readonly isDoubtful: boolean } {
  const { scenario, night } = asked(data);
  let diary: Diary | undefined;
  const world = simulateReference(night, (of) => {
    diary = new Diary(of);
    return diary;
  });
  if (world.doubtfulUs < Number.POSITIVE_INFINITY) {
    coverage.doubtful++;
    return { found: {}, isDoubtful: true };
  }
  const result = run(scenario);
  const account = accountOf(diary!, result.trace.at(-1)!.at);
  coverage.add(account);
  // Each transfer that was cut off may be rounded to the other side.
  const slack = world.tasks.filter((task) => task.result !== 'success' && task.doneBytes > 0).length;
  return {
    found: { ...differences(accountOfProduct(result, account.series), account, slack), ...boundsOf(result) },
    isDoubtful: false,
  };
}

function accountOfProduct(result: TestRun, series: Record<string, number>) {
  const told = Object.fromEntries(
    result.utilisation.map(({ seconds, resource, value }) => [
      `${Math.round(seconds * 1e6)} ${resource}`,
      value,
    ]),
  );
  const silent = Object.keys(series).filter((name) => !(name in told));
  return {
    ...result,
    sessions: byName(result.sessions, ({ job, session }) => `${job} ${session}`),
    tasks: byName(
      result.tasks,
      ({ job, session, attempt, vm, disk }) => `${job} ${session}.${attempt} ${vm}/${disk}`,
    ),
    waits: byName(result.waits, ({ job, cause }) => `${job} ${cause}`),
    snapshots: byName(
      result.snapshots.filter(({ createdSeconds }) => createdSeconds !== null),
      ({ job, session, attempt, vm }) => `${job} ${session}.${attempt} ${vm}`,
    ),
    // What is told of nothing is no news.
    series: {
      ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== 0)),
      ...Object.fromEntries(silent.map((name) => [name, 0])),
    },
  };
}

/** The lower bound is below the window, and the gap says by how much. */
function boundsOf({ summary: { bound, window } }: TestRun): Record<string, unknown> {
  if (bound === null) return {};
  // Where there is nothing to do there is no gap either.
  const gap = window!.seconds === 0 ? 0 : window!.seconds / bound.seconds - 1;
  const isBelow = bound.seconds <= window!.seconds && Math.abs(bound.gap - gap) <= 1e-9 * (1 + gap);
  return isBelow ? {} : { bound: [bound, window] };
}
