import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { countedProxies } from '../../scenario/overlay/proxy-count.ts';
import { type Axis, crossedAxes, goingAlong } from './axis.ts';
import type { DesignPoint } from './design.ts';
import type { Experiment } from './experiment.ts';
import { latinHypercube } from './latin-hypercube.ts';

/** Most runs of one experiment: their outcomes must fit in memory. */
export const MOST_RUNS = 100_000;

type Planned = Pick<Experiment, 'axes' | 'sampling' | 'policies' | 'replications' | 'seed'>;

/** Errors of the grid, found before any design is made. */
export function designProblems(experiment: Planned): Diagnostic[] {
  const { axes, replications } = experiment;
  const problems: Diagnostic[] = [];
  axes.forEach(({ path }, i) => {
    if (axes.findIndex((axis) => axis.path === path) !== i)
      problems.push(
        optionDiagnostic('--vary', `'${path}' is varied twice.`, 'Give all of its values in one --vary.'),
      );
  });
  for (const i of crossedAxes(axes)) {
    const together = goingAlong(axes, i).map((at) => axes[at]!);
    if (new Set(together.map(({ values }) => values.length)).size < 2) continue;
    const counts = together.map(({ path, values }) => `${path} ${values.length}`).join(', ');
    problems.push(
      optionDiagnostic('--vary', `what goes step by step has different numbers of values: ${counts}.`),
    );
  }
  const runs = countDesigns(experiment) * replications;
  if (runs > MOST_RUNS) {
    const hint = `An experiment has at most ${MOST_RUNS}: take larger steps, fewer axes or, in a sweep, --lhs N.`;
    problems.push(optionDiagnostic('--vary', `the grid has ${runs} runs.`, hint));
  }
  return problems;
}

/** The number of designs, without making any; for a Latin hypercube, an upper bound. */
export function countDesigns({ axes, sampling, policies }: Planned): number {
  const perPolicy =
    sampling.kind === 'latin-hypercube'
      ? sampling.samples
      : crossedAxes(axes).reduce((product, i) => product * axes[i]!.values.length, 1);
  return perPolicy * Math.max(1, policies.length);
}

/** All designs in order: policies vary slowest, then the axes in their order, the last one fastest. */
export function designsOf(experiment: Planned): DesignPoint[] {
  const rows = valueRows(experiment);
  const points = rows.map((row): DesignPoint => ({ overlays: overlaysOf(experiment.axes, row) }));
  if (experiment.policies.length === 0) return points;
  return experiment.policies.flatMap((policy) => points.map((point) => ({ ...point, policy })));
}

/** For each design of one policy, the value index of each axis. */
function valueRows({ axes, sampling, seed }: Planned): number[][] {
  const crossed = crossedAxes(axes);
  const leaders = crossed.map((i) => axes[i]!);
  const rows =
    sampling.kind === 'latin-hypercube'
      ? withoutRepeats(latinHypercube(leaders, sampling.samples, seed ?? 0))
      : leaders.reduce<number[][]>(
          (begun, { values }) => begun.flatMap((row) => values.map((_, i) => [...row, i])),
          [[]],
        );
  const leaderOf = axes.map((_, i) => crossed.indexOf(goingAlong(axes, i)[0]!));
  return rows.map((row) => leaderOf.map((leader) => row[leader]!));
}

/** With few values per axis the same combination may be drawn more than once; one design is enough. */
function withoutRepeats(rows: readonly number[][]): number[][] {
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

/**
 * In the order of the axes, but counts of proxies last, so that copies equal their originals whatever was set before.
 */
function overlaysOf(axes: readonly Axis[], row: readonly number[]): DesignPoint['overlays'] {
  const overlays = axes.map(({ path, values }, i) => ({ path, value: values[row[i]!]!.text }));
  const isCount = ({ path }: Overlay) => countedProxies(path) !== undefined;
  return [...overlays.filter((overlay) => !isCount(overlay)), ...overlays.filter(isCount)];
}
