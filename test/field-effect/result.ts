import { textOf } from '../helpers/random-scenario.ts';
import { type Files, runText } from '../helpers/run-scenario-text.ts';
import type { Data } from './field-case.ts';

/** All that a run comes to, without what merely repeats the scenario (names, seed, hashes, limits) or gives reasons. */
export function resultOf(data: Data, files: Files = {}): string {
  const { summary, tasks, sessions, utilisation, waits } = runText(textOf(data), files);
  const {
    scenario: _scenario,
    seed: _seed,
    policy: _policy,
    fingerprint: _fingerprint,
    ...figures
  } = summary;
  const { events: _events, solves: _solves, ...totals } = figures.totals;
  const met = figures.expect.map(({ value, ok }) => ({ value, ok }));
  const told = { ...figures, totals, expect: met, diagnostics: [] };
  const done = tasks.map(({ decidedBy: _decidedBy, ...task }) => task);
  return JSON.stringify({ told, tasks: done, sessions, utilisation, waits });
}
