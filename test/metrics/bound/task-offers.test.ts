import { expect, test } from 'vitest';
import { TaskOffers } from '../../../src/metrics/bound/task-offers.ts';
import { Collector } from '../../../src/metrics/collector.ts';
import { compile } from '../../../src/model/compile.ts';
import { ownLimits } from '../../helpers/own-policy.ts';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsInDomain } from '../../laws/law.ts';

/** Asked of one object for all tasks in turn, and of a new one for each task. */
function asksEachTask(data: ScenarioData): void {
  const scenario = scenarioOf(textOf(data));
  const collector = new Collector(compile(scenario, { seed: scenario.seed, replication: 0 }));
  for (const record of run(scenario, { leavesOutBound: true }).trace) collector.record(record);
  const { model, tasks, sessions } = collector;
  const limits = ownLimits(model);
  const shared = new TaskOffers(model, tasks.tasks, limits);
  for (let task = 0; task < tasks.count; task++) {
    const { job } = sessions.sessions[tasks.tasks.session[task]!]!;
    const own = new TaskOffers(model, tasks.tasks, limits);
    expect(shared.of(task, job), `task ${task}`).toEqual(own.of(task, job));
  }
}

test('the offers of a task are the same, whichever tasks were asked about before', () => {
  holdsInDomain({ runs: 15 }, asksEachTask);
});
