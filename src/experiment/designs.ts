import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Overlay } from '../scenario/overlay.ts';
import { countedProxies } from '../scenario/proxy-count.ts';
import type { Axis } from './axis.ts';
import type { DesignPoint } from './design.ts';
import type { Experiment } from './experiment.ts';
import { latinHypercube } from './latin-hypercube.ts';

/** Runs of one experiment at most: what a machine can hold the outcomes of. */
export const MOST_RUNS = 100_000;

type Planned = Pick<Experiment, 'axes' | 'sampling' | 'policies' | 'replications' | 'seed'>;

/** What is wrong with the grid, told before anything of it is made. */
export function designProblems(experiment: Planned): Diagnostic[] {
  const { axes, sampling, replications } = experiment;
  const problems: Diagnostic[] = [];
  axes.forEach(({ path }, i) => {
    if (axes.findIndex((axis) => axis.path === path) !== i)
      problems.push(problem('--vary', `'${path}' is varied twice.`, 'Give all of its values in one --vary.'));
  });
  const lengths = axes.map(({ values }) => values.length);
  if (sampling.kind === 'zipped' && new Set(lengths).size > 1) {
    const counts = axes.map(({ path, values }) => `${path} ${values.length}`).join(', ');
    problems.push(problem('--zip', `the axes have different numbers of values: ${counts}.`));
  }
  const runs = countDesigns(experiment) * replications;
  if (runs > MOST_RUNS) {
    const hint = `An experiment has at most ${MOST_RUNS}: take larger steps, fewer axes or, in a sweep, --lhs N.`;
    problems.push(problem('--vary', `the grid has ${runs} runs.`, hint));
  }
  return problems;
}

/** How many designs there are, without making one; of a Latin hypercube at most so many. */
export function countDesigns({ axes, sampling, policies }: Planned): number {
  const lengths = axes.map(({ values }) => values.length);
  const perPolicy =
    sampling.kind === 'latin-hypercube'
      ? sampling.samples
      : sampling.kind === 'zipped'
        ? (lengths[0] ?? 1)
        : lengths.reduce((product, length) => product * length, 1);
  return perPolicy * Math.max(1, policies.length);
}

/** Every design, in order: policies slowest, then the axes as they stand, the last one fastest. */
export function designsOf(experiment: Planned): DesignPoint[] {
  const rows = valueRows(experiment);
  const points = rows.map((row): DesignPoint => ({ overlays: overlaysOf(experiment.axes, row) }));
  if (experiment.policies.length === 0) return points;
  return experiment.policies.flatMap((policy) => points.map((point) => ({ ...point, policy })));
}

/** For each design of one policy the number of each axis' value. */
function valueRows({ axes, sampling, seed }: Planned): number[][] {
  if (sampling.kind === 'latin-hypercube')
    return withoutRepeats(latinHypercube(axes, sampling.samples, seed ?? 0));
  if (sampling.kind === 'zipped')
    return Array.from({ length: axes[0]?.values.length ?? 1 }, (_, i) => axes.map(() => i));
  return axes.reduce<number[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((_, i) => [...row, i])),
    [[]],
  );
}

/** Axes of few values meet the same way more than once: one design is enough. */
function withoutRepeats(rows: readonly number[][]): number[][] {
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

/** In the order of the axes, but numbers of proxies last: so that copies are like their models, whatever came first. */
function overlaysOf(axes: readonly Axis[], row: readonly number[]): DesignPoint['overlays'] {
  const overlays = axes.map(({ path, values }, i) => ({ path, value: values[row[i]!]!.text }));
  const isCount = ({ path }: Overlay) => countedProxies(path) !== undefined;
  return [...overlays.filter((overlay) => !isCount(overlay)), ...overlays.filter(isCount)];
}

function problem(option: string, message: string, hint?: string): Diagnostic {
  const found = {
    code: 'bad-option',
    severity: 'error',
    message: `${option}: ${message}`,
    path: option,
  } as const;
  return hint === undefined ? found : { ...found, hint };
}
