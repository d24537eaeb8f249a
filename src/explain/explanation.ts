import { LimitsByDefault } from '../metrics/limits-by-default.ts';
import { compile } from '../model/compile.ts';
import type { CandidateVerdict, Explainer } from '../policy/deciding/decide.ts';
import type { Policy } from '../policy/policy.ts';
import { policyOfRun } from '../policy/resolve.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceSink } from '../trace/record.ts';
import { Chronicle } from './state/chronicle.ts';

/** A run that is over, and all that is needed to explain it. */
export interface Explanation {
  readonly chronicle: Chronicle;
  readonly policy: Policy;
  /** As policies see it. */
  readonly seed: string;
  /** What the scheduler said of the asked disk's tasks as it decided on them, by number. */
  readonly heard: ReadonlyMap<number, readonly CandidateVerdict[]>;
  /** Which figures of what limits tasks, or lets them wait, nobody wrote. */
  readonly limits: LimitsByDefault;
}

/** What listens to a run, to explain it when it is over. */
export interface Listener {
  readonly trace: TraceSink;
  /** For one disk only: grounds are many. */
  readonly explainer: (vm: number, diskOrder: number) => Explainer;
  readonly explanation: Explanation;
}

export interface ListenerOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | string;
  /** Instead of the scenario's own: a name, or a policy ready to use. */
  readonly policy?: string | Policy;
}

/** Undefined: the policy has an unknown name, and there will be no run. */
export function listen(scenario: Scenario, options: ListenerOptions = {}): Listener | undefined {
  const seed = options.seed ?? scenario.seed;
  const read = policyOfRun(scenario.policy, options.policy);
  if (!read.ok) return undefined;
  const { policy } = read;
  const chronicle = new Chronicle(compile(scenario, { seed, replication: 0 }));
  const heard = new Map<number, readonly CandidateVerdict[]>();
  return {
    trace: chronicle,
    explainer: (vm, diskOrder) => (task, decision, verdicts) => {
      if (task.vm !== vm || task.diskOrder !== diskOrder || decision.kind !== 'place') return;
      heard.set(task.task, verdicts);
    },
    explanation: { chronicle, policy, seed: `${seed}/0`, heard, limits: new LimitsByDefault(scenario) },
  };
}
