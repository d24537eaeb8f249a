import { LimitsByDefault } from '../metrics/limits/limits-by-default.ts';
import { compile } from '../model/compile.ts';
import type { CandidateVerdict, Explainer } from '../policy/deciding/decide.ts';
import type { Policy } from '../policy/policy.ts';
import { policyOfRun } from '../policy/resolve.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceSink } from '../trace/record.ts';
import { Chronicle } from './state/chronicle.ts';

/** A finished run and everything needed to explain it. */
export interface Explanation {
  readonly chronicle: Chronicle;
  readonly policy: Policy;
  /** The seed that policies see. */
  readonly seed: string;
  /** By number of the task: the verdicts with which the scheduler placed it. Only for tasks of the disk in question. */
  readonly heard: ReadonlyMap<number, readonly CandidateVerdict[]>;
  /** The default figures behind limits and waits. */
  readonly limits: LimitsByDefault;
}

/** Observers of a run with which it can be explained afterwards. */
export interface Listener {
  readonly trace: TraceSink;
  /** For one disk only, because all verdicts of a run would be too many to keep. */
  readonly explainer: (vm: number, diskOrder: number) => Explainer;
  readonly explanation: Explanation;
}

export interface ListenerOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | string;
  /** From 0, which is the default. */
  readonly replication?: number;
  /** Instead of the scenario's own: a name or a policy. */
  readonly policy?: string | Policy;
}

/** Undefined: the policy's name is unknown, so there can be no run. */
export function listen(scenario: Scenario, options: ListenerOptions = {}): Listener | undefined {
  const { seed = scenario.seed, replication = 0 } = options;
  const read = policyOfRun(scenario.policy, options.policy);
  if (!read.ok) return undefined;
  const { policy } = read;
  const chronicle = new Chronicle(compile(scenario, { seed, replication }));
  const heard = new Map<number, readonly CandidateVerdict[]>();
  return {
    trace: chronicle,
    explainer: (vm, diskOrder) => (task, decision, verdicts) => {
      if (task.vm !== vm || task.diskOrder !== diskOrder || decision.kind !== 'place') return;
      heard.set(task.task, verdicts);
    },
    explanation: {
      chronicle,
      policy,
      seed: `${seed}/${replication}`,
      heard,
      limits: new LimitsByDefault(scenario),
    },
  };
}
