import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import type { Outcome } from '../units/outcome.ts';

/** The defaults behind the limits of a design, by the limits that a report names. Plain data. */
export interface DesignDefaults {
  /** Behind the bottleneck. */
  readonly bottleneck: readonly DefaultFigure[];
  /** Behind the main cause of waiting. */
  readonly wait: readonly DefaultFigure[];
  /** Behind what sets the lower bound. */
  readonly bound: readonly DefaultFigure[];
}

interface ReportedLimits {
  /** The replication whose bottleneck and lower bound are reported. */
  readonly replication: number;
  readonly bottlenecks: readonly string[];
  readonly wait: WaitCause | undefined;
}

/** From the replications of a design, at least one. */
export function designDefaults(
  outcomes: readonly Outcome[],
  { replication, bottlenecks, wait }: ReportedLimits,
): DesignDefaults {
  const reported = outcomes[replication]?.byDefault;
  // Not every replication need have waited for the main cause on average.
  const waited = outcomes.flatMap(({ byDefault }) => (wait && byDefault?.waits[wait]) ?? []);
  return {
    bottleneck: bottlenecks.includes('proxy') ? (reported?.processing ?? []) : [],
    wait: mergedFigures(waited),
    bound: reported?.bound ?? [],
  };
}

/** Each figure once, with all things to which it applies. */
export function mergedFigures(figures: readonly DefaultFigure[]): DefaultFigure[] {
  const merged = new Map<string, DefaultFigure>();
  for (const figure of figures) {
    const key = JSON.stringify([figure.field, figure.value]);
    const things = [...new Set([...(merged.get(key)?.things ?? []), ...figure.things])];
    merged.set(key, { ...figure, things });
  }
  return [...merged.values()];
}
