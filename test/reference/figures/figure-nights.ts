import * as fc from 'fast-check';
import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { withAllowedHours } from '../nights/hours-nights.ts';
import { hypervNight } from '../nights/hyperv-nights.ts';
import { withKinds } from '../nights/kinds-nights.ts';
import { withLatency } from '../nights/latency-nights.ts';
import { oneJob } from '../nights/one-job-nights.ts';
import { withRepositoryLimits, withTransforms } from '../nights/repositories-nights.ts';
import { type Strike, struckBy, withProxiesDown } from '../nights/strikes.ts';

const STRIKES: readonly Strike[] = [
  'repository-down',
  'datastore-down',
  'host-down',
  'link-down',
  'link-degraded',
  'connectivity-lost',
  'tracking-reset',
];

const nights: fc.Arbitrary<ScenarioData> = fc.oneof(
  // Few of these are short of memory, or of places for disks.
  { weight: 3, arbitrary: randomScenario.map(oneJob) },
  randomScenario,
  // Few of these have a retry.
  { weight: 4, arbitrary: randomScenario.map(withProxiesDown) },
  randomScenario.map(withRepositoryLimits),
  randomScenario.map(withAllowedHours),
  randomScenario.map(withKinds(['vm-copy', 'restore', 'quick-migration', 'replication'])),
  randomScenario.map((data) => struckBy([STRIKES[data.seed % STRIKES.length]!])(data)),
  hypervNight,
);

const workingNights: fc.Arbitrary<ScenarioData> = fc.oneof(
  randomScenario.map(withLatency),
  randomScenario.map(withTransforms),
);

const STEPS = [undefined, '1 min', '7 min', '25s'];
const WARM_UPS = [undefined, '3 min', undefined, '40s', '30 min'];

function withSteps(data: ScenarioData): ScenarioData {
  const { seed, clock } = data;
  const more = { sample: STEPS[seed % STEPS.length], warmUp: WARM_UPS[seed % WARM_UPS.length] };
  return { ...data, clock: { ...clock, ...more } };
}

/** Nights of all that the reference knows, with a warm-up in some, and with steps of several lengths. */
export const figuredNight = nights.map(withSteps);

/** Likewise, with datastores that slow down, and repositories that merge and synthesise. */
export const figuredWorkingNight = workingNights.map(withSteps);
