import * as fc from 'fast-check';
import { type Entry, randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { withExtentsRead, withGatewaysCrossed } from '../nights/copies-nights.ts';
import { withAllowedHours } from '../nights/hours-nights.ts';
import { withKinds } from '../nights/kinds-nights.ts';
import { withProxiesDown } from '../nights/strikes.ts';

const OBJECTIVES = ['10 min', '26h', undefined, '9h', '90 min', '24h'];
const WITH_RESTORE_POINTS: readonly unknown[] = [undefined, 'backup', 'backup-copy', 'replication'];
const FAILURES = [[], [{ kind: 'task-fails', probability: '10%' }], []];

/** Nights whose jobs say how long a VM may go without a newer restore point; some last for days, and some tasks fail. */
function withObjectives(data: ScenarioData): ScenarioData {
  const { seed, clock, jobs } = data;
  const faults = (data['faults'] ?? []) as readonly unknown[];
  const horizon = [clock.horizon, '2d', '3d', undefined][seed % 4];
  return {
    ...data,
    clock: { ...clock, horizon },
    jobs: jobs.map(
      (job, n): Entry =>
        WITH_RESTORE_POINTS.includes(job['type'])
          ? { ...job, rpo: OBJECTIVES[(seed + n) % OBJECTIVES.length] }
          : job,
    ),
    faults: [...faults, ...FAILURES[seed % FAILURES.length]!],
  };
}

export const nightWithObjectives: fc.Arbitrary<ScenarioData> = fc
  .oneof(
    randomScenario.map(withAllowedHours),
    randomScenario.map(withProxiesDown),
    randomScenario.map(withKinds(['replication', 'restore'])),
    randomScenario.map(withExtentsRead),
    randomScenario.map(withGatewaysCrossed),
  )
  .map(withObjectives);
