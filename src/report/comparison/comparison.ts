import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import type { PairedComparison } from '../../experiment/statistics/paired-comparison.ts';
import type { ModeSummary } from '../../metrics/summary.ts';
import { type ConditionOutcome, type FailCondition, judgeCondition } from './conditions.ts';
import { type FigureGroup, figureGroups } from './figures.ts';
import { type ModePair, modePairs } from './mode-pairs.ts';
import { type ComparedTask, type FirstApart, firstApart, type MovedTasks, movedTasks } from './tasks.ts';

type Named = Readonly<Record<string, unknown>>;

/** What a comparison needs of a summary. A summary from a file may hold more, or less further down. */
export interface ComparedSummary {
  readonly scenario: { readonly name: string; readonly sha256?: unknown };
  readonly policy: string;
  readonly seed: number | string;
  readonly fingerprint: string;
  readonly jobs: Readonly<Record<string, { readonly sessions?: readonly object[] }>>;
  readonly proxies: Named;
  readonly datastores: Named;
  readonly repositories: Named;
  readonly waits: Named;
  readonly vms: { readonly unprotected: readonly string[] };
  /** Absent in results of earlier versions. */
  readonly modes?: Readonly<Record<string, ModeSummary>>;
}

/** One run, or what is left of it in a result folder. */
export interface ComparedSide {
  /** Scenario file or result folder, as the user named it. */
  readonly file: string;
  /** What tells it from the others: the file, or where that is the same for all, the policy. */
  readonly name: string;
  readonly summary: ComparedSummary;
  /** Windows of single sessions in seconds, by metric path (`jobs.nightly.sessions.0.window`). */
  readonly nights: ReadonlyMap<string, number>;
  /** In order of decision; null: the folder does not hold them. */
  readonly tasks: readonly ComparedTask[] | null;
  /** Repositories whose extents do their work, of which they have no figures; null: not known, an accepted result does not tell. */
  readonly scaleOut: ReadonlySet<string> | null;
  /** Microseconds since 1970-01-01T00:00, local; null: not known, a folder does not tell. */
  readonly clockStartUs: number | null;
  /** Of which this run is the first; null: it is alone. */
  readonly replications: number | null;
}

/** Everything that is told of one side against the first; `--json` prints it as it is. */
export interface Comparison {
  readonly format: 'proxysim-comparison/1';
  /** The first is what the others are held against. */
  readonly sides: readonly {
    readonly name: string;
    readonly file: string;
    readonly scenario: string;
    readonly policy: string;
    readonly seed: number | string;
    readonly fingerprint: string;
    /** Of which this run is the first; null: it is alone. */
    readonly replications: number | null;
    /** Hash of the scenario's text that a stored result is of; null: it was read now, or is not told. */
    readonly storedText: string | null;
    readonly unprotected: readonly string[];
  }[];
  readonly figures: readonly FigureGroup[];
  /** One entry per side after the first. Null: one of the two has no list of tasks. */
  readonly moved: readonly (MovedTasks | null)[];
  readonly firstApart: readonly (FirstApart | null)[];
  readonly modePairs: readonly (readonly ModePair[] | null)[];
  readonly conditions: readonly ConditionOutcome[];
  /** Where replications were asked for: the same luck for every side, held against each other pair by pair. */
  readonly replicated?: PairedComparison;
  /** With replications, one per side after the first: whether it is of the same distribution. */
  readonly distributions?: readonly DistributionComparison[];
}

/** Holds every side against the first. */
export function compareSides(
  sides: readonly ComparedSide[],
  conditions: readonly FailCondition[],
): Comparison {
  const [first, ...others] = sides;
  if (first === undefined) throw new Error('a comparison needs a side');
  const beside = <T>(of: (a: readonly ComparedTask[], b: readonly ComparedTask[]) => T | null) =>
    others.map(({ tasks }) => (first.tasks === null || tasks === null ? null : of(first.tasks, tasks)));
  return {
    format: 'proxysim-comparison/1',
    sides: sides.map(({ name, file, replications, clockStartUs, summary }) => ({
      name,
      file,
      scenario: summary.scenario.name,
      policy: summary.policy,
      seed: summary.seed,
      fingerprint: summary.fingerprint,
      replications,
      storedText: clockStartUs === null ? textHash(summary) : null,
      unprotected: summary.vms.unprotected,
    })),
    figures: figureGroups(sides),
    moved: beside(movedTasks),
    firstApart: beside(firstApart),
    modePairs: beside(modePairs),
    conditions: conditions.flatMap((condition) =>
      others.flatMap((other) => judgeCondition(condition, first, other)),
    ),
  };
}

function textHash({ scenario }: ComparedSummary): string | null {
  return typeof scenario.sha256 === 'string' ? scenario.sha256 : null;
}
