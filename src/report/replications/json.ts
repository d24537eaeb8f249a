import { toldCutShort } from '../../experiment/cut-short.ts';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import { toldNeverStarted } from '../../experiment/replications/never-started.ts';
import {
  type ReplicatedFigures,
  replicatedFigures,
} from '../../experiment/replications/replicated-figures.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { windowFigure } from '../../experiment/window-figure.ts';
import { experimentHead } from '../experiment-head.ts';

/**
 * The text of `replications.json`: the figures have the same paths as in `summary.json` (`jobs.nightly.window`), each
 * as `{ mean, sd, ci95, p50, p95, p99, n }` in the same unit; every job with a window also has `meetsWindow`.
 */
export function replicationsJson(experiment: Experiment, outcomes: readonly Outcome[]): string {
  const figures = replicatedFigures(outcomes);
  const head = {
    format: 'proxysim-replications/1',
    ...experimentHead(experiment),
    replications: figures.replications,
    policy: experiment.policies[0] ?? null,
    allMeetWindows: figures.allMet,
    ...toldCutShort(figures, windowFigure(outcomes)),
    ...toldNeverStarted(outcomes),
  };
  return `${JSON.stringify({ ...head, ...nestedFigures(figures) }, null, 2)}\n`;
}

type Nested = { [key: string]: unknown };

/**
 * The figures by section, name and key, as in the summary. Names may contain dots; sections and keys contain none.
 */
export function nestedFigures({ figures, met }: ReplicatedFigures): Nested {
  const nested: Nested = {};
  for (const [path, value] of Object.entries(figures)) place(nested, path, value);
  for (const [job, value] of Object.entries(met)) place(nested, `jobs.${job}.meetsWindow`, value);
  return nested;
}

function place(nested: Nested, path: string, value: unknown): void {
  const first = path.indexOf('.');
  const last = path.lastIndexOf('.');
  const steps = [path.slice(0, first)];
  if (!path.startsWith('waits.') && last > first) steps.push(path.slice(first + 1, last));
  const key = path.slice(path.startsWith('waits.') ? first + 1 : last + 1);
  let inside = nested;
  for (const step of steps) {
    // Names come from the user: always an own property, whatever the name (`__proto__`, `constructor`).
    if (!Object.hasOwn(inside, step))
      Object.defineProperty(inside, step, {
        value: {},
        enumerable: true,
        writable: true,
        configurable: true,
      });
    inside = inside[step] as Nested;
  }
  Object.defineProperty(inside, key, { value, enumerable: true, writable: true, configurable: true });
}
