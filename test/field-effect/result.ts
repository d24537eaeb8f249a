import { textOf } from '../helpers/random-scenario.ts';
import { type Files, runText } from '../helpers/run-scenario-text.ts';
import type { Data } from './field-case.ts';

/**
 * All that a run comes to, without what merely repeats the scenario (names, seed, limits, faults), follows from it without
 * a run (the lower bound), or gives reasons.
 */
export function resultOf(data: Data, files: Files = {}): string {
  const { summary, tasks, sessions, utilisation, waits } = runText(textOf(data), files);
  const {
    scenario: _scenario,
    seed: _seed,
    policy: _policy,
    fingerprint: _fingerprint,
    faults: _faults,
    bound: _bound,
    ...figures
  } = summary;
  const { events: _events, solves: _solves, ...totals } = figures.totals;
  const met = figures.expect.map(({ value, ok }) => ({ value, ok }));
  const proxies = Object.entries(figures.proxies).map(([name, { slots: _slots, knee: _knee, ...used }]) => [
    name,
    used,
  ]);
  const told = { ...figures, totals, proxies, expect: met, diagnostics: [] };
  const done = tasks.map(({ decidedBy: _decidedBy, ...task }) => task);
  // A capacity that is stated has rows of its own, whether it matters or not: the tasks alone tell what went on.
  const counts = utilisation.filter(({ resource }) => resource.startsWith('tasks.'));
  return JSON.stringify({ told, tasks: done, sessions, counts, waits });
}
