import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import type { PairedComparison } from '../../experiment/statistics/paired-comparison.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { ModeSummary } from '../../metrics/summary/summary.ts';
import { type ConditionOutcome, type FailCondition, judgeCondition } from './conditions.ts';
import { type FigureGroup, figureGroups } from './figures.ts';
import { type ModePair, modePairs } from './mode-pairs.ts';
import { type ComparedTask, type FirstApart, firstApart, type MovedTasks, movedTasks } from './tasks.ts';

type Named = Readonly<Record<string, unknown>>;

/**
 * The part of a summary that a comparison needs. A summary read from a file may have more fields, or lack nested
 * ones.
 */
export interface ComparedSummary {
  readonly scenario: { readonly name: string; readonly sha256?: unknown };
  readonly policy: string;
  readonly seed: number | string;
  readonly fingerprint: string;
  readonly jobs: Readonly<Record<string, { readonly sessions?: readonly object[] }>>;
  readonly proxies: Named;
  readonly datastores: Named;
  readonly repositories: Named;
  readonly links: Named;
  readonly waits: Named;
  readonly vms: { readonly unprotected: readonly string[] };
  /** Absent in results of earlier versions. */
  readonly modes?: Readonly<Record<string, ModeSummary>>;
}

/** One run, or what a result folder keeps of it. */
export interface ComparedSide {
  /** Scenario file or result folder, as the user named it. */
  readonly file: string;
  /** Distinguishes it from the other sides: the file, or the policy or the changes if the file is the same for all. */
  readonly name: string;
  /** Each `PATH=VALUE` that is changed on this side only. */
  readonly changes: readonly string[];
  /** Of a result folder: what its command set (`Origin.settings`); empty of a run, null: unknown. */
  readonly settings: readonly string[] | null;
  readonly summary: ComparedSummary;
  /**
   * Figures of the table of sessions that the summary lacks, in seconds, by metric path: the window of each session
   * (`jobs.nightly.sessions.0.window`), and what a job had to spare (`jobs.nightly.spareSeconds`), negative if it was late.
   */
  readonly ofSessions: ReadonlyMap<string, number>;
  /** In order of decision; null: the folder does not contain them. */
  readonly tasks: readonly ComparedTask[] | null;
  /**
   * Scale-out repositories. Their extents do their work, so they have no figures of their own. Null: unknown, because
   * an accepted result does not say.
   */
  readonly scaleOut: ReadonlySet<string> | null;
  /** Microseconds since 1970-01-01T00:00, local; null: unknown, because a folder does not say. */
  readonly clockStartUs: number | null;
  /** Number of replications of which this run is the first; null: not replicated. */
  readonly replications: number | null;
  /** The limits of the transport modes used that its scenario does not state; empty also where a folder does not say. */
  readonly modesByDefault: readonly DefaultFigure[];
}

/** The comparison of every side with the first; `--json` prints it as it is. */
export interface Comparison {
  readonly format: 'proxysim-comparison/1';
  /** The first side is the reference for the others. */
  readonly sides: readonly {
    readonly name: string;
    readonly file: string;
    /** Each `PATH=VALUE` that is changed on this side and not on all, and of stored results options such as `--until 3h`. */
    readonly changes: readonly string[];
    /** Whether `changes` is all that the commands of the sides set differently; false: a stored result does not say. */
    readonly settingsKnown: boolean;
    readonly scenario: string;
    readonly policy: string;
    readonly seed: number | string;
    readonly fingerprint: string;
    /** Number of replications of which this run is the first; null: not replicated. */
    readonly replications: number | null;
    /**
     * Hash of the scenario text of a stored result; null: the scenario was read just now, or the result does not say.
     */
    readonly storedText: string | null;
    readonly unprotected: readonly string[];
  }[];
  readonly figures: readonly FigureGroup[];
  /** One entry per side after the first. Null: one of the two has no list of tasks. */
  readonly moved: readonly (MovedTasks | null)[];
  readonly firstApart: readonly (FirstApart | null)[];
  readonly modePairs: readonly (readonly ModePair[] | null)[];
  /** The limits of the modes in these pairs that no scenario states. */
  readonly modesByDefault: readonly DefaultFigure[];
  readonly conditions: readonly ConditionOutcome[];
  /** If replications were requested: every side under the same random draws, compared with the first pair by pair. */
  readonly replicated?: PairedComparison;
  /** With replications, one per side after the first: whether its distribution equals the first one's. */
  readonly distributions?: readonly DistributionComparison[];
}

/** Compares every side with the first. */
export function compareSides(
  sides: readonly ComparedSide[],
  conditions: readonly FailCondition[],
): Comparison {
  const [first, ...others] = sides;
  if (first === undefined) throw new Error('a comparison needs a side');
  const beside = <T>(of: (a: readonly ComparedTask[], b: readonly ComparedTask[]) => T | null) =>
    others.map(({ tasks }) => (first.tasks === null || tasks === null ? null : of(first.tasks, tasks)));
  const pairs = beside(modePairs);
  return {
    format: 'proxysim-comparison/1',
    sides: sides.map(({ name, file, changes, settings, replications, clockStartUs, summary }) => ({
      name,
      file,
      changes: [...changes, ...notOfAll(settings ?? [], sides)],
      settingsKnown: settings !== null,
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
    modePairs: pairs,
    modesByDefault: ofPairs(pairs, sides),
    conditions: conditions.flatMap((condition) =>
      others.flatMap((other) => judgeCondition(condition, first, other)),
    ),
  };
}

/** Of the modes that are compared, in the order of the sides, each once. */
function ofPairs(
  pairs: Comparison['modePairs'],
  sides: readonly ComparedSide[],
): Comparison['modesByDefault'] {
  const compared = pairs.flatMap((own) => (own ?? []).flatMap(({ was, is }) => [was.mode, is.mode]));
  const fields = new Set(compared.map((mode) => `transport.${mode}.perTask`));
  const figures = sides
    .flatMap(({ modesByDefault }) => modesByDefault)
    .filter(({ field }) => fields.has(field));
  return [...new Map(figures.map((figure) => [figure.field, figure])).values()];
}

function notOfAll(settings: readonly string[], sides: readonly ComparedSide[]): string[] {
  return settings.filter((one) => sides.some((side) => side.settings?.includes(one) === false));
}

function textHash({ scenario }: ComparedSummary): string | null {
  return typeof scenario.sha256 === 'string' ? scenario.sha256 : null;
}
