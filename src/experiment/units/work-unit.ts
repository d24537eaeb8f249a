import { hashString } from '../../engine/random/hash.ts';
import type { DesignPoint } from '../designs/design.ts';
import type { Experiment } from '../designs/experiment.ts';

/** The smallest piece of work of an experiment: one replication of one design. */
export interface WorkUnit {
  /**
   * The digest of everything that the outcome depends on: scenario text with all that it includes, overlays, seed,
   * cut-off, policy, replication, program version. The same work always has the same id.
   */
  readonly id: string;
  /** Index among the experiment's designs. */
  readonly design: number;
  readonly point: DesignPoint;
  /** From 0; equal numbers have the same random draws in every design (common random numbers). */
  readonly replication: number;
}

/** One replication of one design as a unit of work. */
export function workUnit(
  experiment: Experiment,
  design: number,
  point: DesignPoint,
  replication: number,
): WorkUnit {
  const { scenario, version, overlays, seed, untilUs, policyDigests } = experiment;
  const assignments = [...overlays, ...point.overlays].map(({ path, value }) => [path, value]);
  const policy = point.policy ?? null;
  const ownPolicy = policy === null ? null : (policyDigests[policy] ?? null);
  const identity = [
    scenario.digest,
    version,
    assignments,
    seed,
    untilUs,
    ownPolicy === null ? policy : ownPolicy,
    replication,
  ];
  return { id: hashString(JSON.stringify(identity)), design, point, replication };
}
