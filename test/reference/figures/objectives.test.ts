import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { run } from '../../helpers/run-scenario-text.ts';
import { asked } from '../agreement/asked.ts';
import { simulateReference } from '../simulator/simulate.ts';
import { nightWithObjectives } from './objective-nights.ts';
import { objectiveFigures } from './objectives.ts';
import { protectionOf } from './protection.ts';

/** How many jobs kept their objective, and how many did not; how many copies were older than their session, or the run. */
const met = { kept: 0, missed: 0, olderCopies: 0, ofBefore: 0, nights: 0, doubtful: 0 };

function agreeInObjectives(data: ScenarioData): void {
  const { scenario, night } = asked(data);
  const world = simulateReference(night);
  met.nights++;
  if (world.doubtfulUs < Number.POSITIVE_INFINITY) {
    met.doubtful++;
    return;
  }
  const { summary, trace } = run(scenario);
  const endUs = trace.at(-1)!.at;
  for (const job of world.scenario.jobs) {
    const figures = objectiveFigures(world, job, endUs);
    expect(summary.jobs[job.name]!.rpo).toEqual(figures);
    if (figures !== undefined) met[figures.vmsBeyond === 0 ? 'kept' : 'missed']++;
  }
  expect(summary.vms).toMatchObject(protectionOf(world, endUs));
  const runs = world.sessions.flatMap(({ vmRuns }) => vmRuns);
  met.olderCopies += runs.filter(
    ({ isOver, session, tellsOf: { us, standingIn } }) =>
      isOver && standingIn === undefined && us < session.startUs,
  ).length;
  met.ofBefore += runs.filter(({ isOver, tellsOf }) => isOver && tellsOf.standingIn !== undefined).length;
}

test('how long VMs went without a newer restore point is what the second simulator tells, as is who is unprotected for it', () => {
  fc.assert(fc.property(nightWithObjectives, agreeInObjectives), { seed: 20_261_130, numRuns: 80 });
  expect(met.kept).toBeGreaterThan(20);
  expect(met.missed).toBeGreaterThan(20);
  expect(met.olderCopies).toBeGreaterThan(20);
  expect(met.ofBefore).toBeGreaterThan(20);
  // Fuzzing asks for many more nights.
  expect(met.doubtful).toBeLessThan(met.nights / 100 + 2);
});
