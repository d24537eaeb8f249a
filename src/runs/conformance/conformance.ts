import { checkKeys, KEY_LAWS, type LawFinding } from '../../policy/conformance/conformance.ts';
import type { Policy } from '../../policy/policy.ts';
import { errorText } from '../../policy/user-policy/guard.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TraceRecord, TraceSink } from '../../trace/record.ts';
import { runScenario } from '../run.ts';
import { conformanceNights } from './conformance-nights.ts';
import { QueueWatch } from './conformance-watch.ts';

export type { LawFinding } from '../../policy/conformance/conformance.ts';

/** A policy that takes this many times as long as `rts` has starved some task. */
const PATIENCE = 20;

/** How far a check is. */
export interface ConformanceProgress {
  /** Parts that are done, and all of them: a law of keys each, and two runs of each night. */
  readonly done: number;
  readonly total: number;
  /** What comes now: `law 'same-answer'`, `night 'few slots'`. */
  readonly doing: string;
}

/**
 * Checks a policy against every law: first its keys on generated states, then whole nights. Findings have a fixed
 * order. Nights are run only if the keys keep the laws that a run requires. `onProgress` is called before each part.
 */
export function checkConformance(
  policy: Policy,
  onProgress?: (progress: ConformanceProgress) => void,
): readonly LawFinding[] {
  const scenarios = conformanceNights();
  const total = KEY_LAWS.length + 2 * scenarios.length;
  let done = 0;
  const begin = (doing: string) => onProgress?.({ done: done++, total, doing });
  const keys = checkKeys(policy, (law) => begin(`law '${law}'`));
  const canRun = keys.every(({ law, breach }) => breach === null || !NEEDED.includes(law));
  if (!canRun) return keys;
  const nights = scenarios.map(([name, scenario]) => {
    begin(`night '${name}'`);
    return new Night(name, scenario, policy, () => begin(`night '${name}' again`));
  });
  return [...keys, ...RUN_LAWS.map(({ breach, ...law }) => ({ ...law, breach: firstOf(nights, breach) }))];
}

/** If one of these is broken, a run would only stop at the same breach, or never end. */
const NEEDED: readonly string[] = ['reads-only', 'whole-numbers', 'same-answer'];

function firstOf(nights: readonly Night[], breach: (night: Night) => string | undefined): string | null {
  for (const night of nights) {
    const found = breach(night);
    // A finding about a key that throws is a whole sentence.
    if (found !== undefined) return `${found.replace(/\.$/, '')}, on the night '${night.name}'`;
  }
  return null;
}

interface RunLaw {
  readonly law: string;
  readonly says: string;
  readonly breach: (night: Night) => string | undefined;
}

const RUN_LAWS: readonly RunLaw[] = [
  {
    law: 'runs',
    says: 'a night runs to its end, and no task is placed where no slot is free',
    breach: (night) => night.own.error,
  },
  {
    law: 'repeatable',
    says: 'the same night always gives the same result, also while another one runs',
    breach: (night) => {
      const { own } = night;
      if (own.error !== undefined) return undefined;
      night.beginAgain();
      const again = night.run({ policy: night.policy, between: () => night.run({ policy: night.policy }) });
      if (own.fingerprint === again.fingerprint) return undefined;
      return `fingerprint ${own.fingerprint}, and ${again.fingerprint ?? again.error} the next time`;
    },
  },
  {
    law: 'nobody-forgotten',
    says: 'no task waits that the policy, asked about this task alone, would let start',
    breach: (night) => night.own.forgotten,
  },
  {
    law: 'all-finish',
    says: 'every task that finishes under rts also finishes under this policy',
    breach: (night) => {
      const { own, rts } = night;
      if (own.error !== undefined) return undefined;
      const missing = [...rts.finished].filter((disk) => !own.finished.has(disk));
      if (missing.length === 0) return undefined;
      return `${missing.length} of ${rts.finished.size} disks are never backed up, the first of them ${missing[0]}`;
    },
  },
];

/** Every law, in the order of the findings. */
export const LAWS: readonly { readonly law: string; readonly says: string }[] = [
  ...KEY_LAWS.map(({ name, says }) => ({ law: name, says })),
  ...RUN_LAWS.map(({ law, says }) => ({ law, says })),
];

interface Ran {
  readonly error: string | undefined;
  readonly fingerprint: string | undefined;
  /** Disks, `job: VM/disk`. */
  readonly finished: ReadonlySet<string>;
  readonly forgotten: string | undefined;
  readonly endUs: number;
}

/** One scenario with the runs that the laws examine. */
class Night {
  readonly name: string;
  readonly policy: Policy;
  readonly rts: Ran;
  readonly own: Ran;
  /** To be called before the night runs once more. */
  readonly beginAgain: () => void;
  readonly #scenario: Scenario;

  constructor(name: string, scenario: Scenario, policy: Policy, beginAgain: () => void) {
    this.name = name;
    this.policy = policy;
    this.beginAgain = beginAgain;
    this.#scenario = scenario;
    this.rts = this.run({ policy: 'rts' });
    this.own = this.run({ policy, watched: true });
  }

  run({ policy, watched = false, between }: RunWish): Ran {
    const watch = new QueueWatch(this.#scenario, policy, watched);
    let records = 0;
    let endUs = 0;
    const trace: TraceSink = {
      record: (record: TraceRecord) => {
        watch.record(record);
        endUs = record.at;
        if (++records === 40) between?.();
      },
    };
    const untilUs = policy === 'rts' ? {} : { untilUs: this.rts.endUs * PATIENCE };
    try {
      const file = { name: this.name, sha256: '' };
      const outcome = runScenario(this.#scenario, { file, policy: watch.policy, trace, ...untilUs });
      if (!outcome.ok) return { ...NOTHING, error: outcome.diagnostics.map((d) => d.message).join(' ') };
      const done = outcome.result.tasks.filter(({ result }) => result === 'success');
      return {
        error: undefined,
        fingerprint: outcome.result.summary.fingerprint,
        finished: new Set(done.map(({ job, vm, disk }) => `${job}: ${vm}/${disk}`)),
        forgotten: watch.forgotten,
        endUs,
      };
    } catch (error) {
      // A policy that breaks laws can bring the simulation into a state that it considers impossible.
      return { ...NOTHING, error: errorText(error) };
    }
  }
}

interface RunWish {
  readonly policy: Policy | 'rts';
  /** Check the queue at every sample. */
  readonly watched?: boolean;
  /** Called once during the run. */
  readonly between?: () => void;
}

const NOTHING: Ran = {
  error: undefined,
  fingerprint: undefined,
  finished: new Set(),
  forgotten: undefined,
  endUs: 0,
};
