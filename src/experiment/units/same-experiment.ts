import type { Experiment } from '../designs/experiment.ts';

/** What makes outcomes of two experiments outcomes of the same thing, with the words for it. */
const GROUNDS: readonly (readonly [words: string, of: (experiment: Experiment) => unknown])[] = [
  ['the text of the scenario', ({ scenario }) => scenario.digest],
  ['the version of proxysim', ({ version }) => version],
  ['--set', ({ overlays }) => overlays],
  ['--seed', ({ seed }) => seed],
  ['--until', ({ untilUs }) => untilUs],
];

/** Beyond that what makes the two the same experiment, to the last unit. */
const PLAN: typeof GROUNDS = [
  ['--vary', ({ axes }) => axes],
  ['--lhs', ({ sampling }) => sampling],
  ['--policy', ({ policies, policyDigests }) => [policies, policyDigests]],
  ['--replications', ({ replications }) => replications],
  ['--precision', ({ precision }) => precision],
];

/** In what two experiments differ so that an outcome of one says nothing about the other; empty: it does. */
export function differentGrounds(a: Experiment, b: Experiment): string[] {
  return differing(GROUNDS, a, b);
}

/** In what two experiments differ at all, but for how the scenario's file is called. */
export function differences(a: Experiment, b: Experiment): string[] {
  return differing([...GROUNDS, ...PLAN], a, b);
}

function differing(aspects: typeof GROUNDS, a: Experiment, b: Experiment): string[] {
  return aspects.filter(([, of]) => JSON.stringify(of(a)) !== JSON.stringify(of(b))).map(([words]) => words);
}
