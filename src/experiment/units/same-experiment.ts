import type { Experiment } from '../designs/experiment.ts';

/** The fields in which two experiments must agree for their outcomes to be comparable, with words for each. */
const GROUNDS: readonly (readonly [words: string, of: (experiment: Experiment) => unknown])[] = [
  ['the text of the scenario', ({ scenario }) => scenario.digest],
  ['the version of proxysim', ({ version }) => version],
  ['--set', ({ overlays }) => overlays],
  ['--seed', ({ seed }) => seed],
  ['--until', ({ untilUs }) => untilUs],
];

/** The further fields in which they must agree to be the same experiment, to the last unit. */
const PLAN: typeof GROUNDS = [
  ['--vary', ({ axes }) => axes],
  ['--lhs', ({ sampling }) => sampling],
  ['--policy', ({ policies, policyDigests }) => [policies, policyDigests]],
  ['--replications', ({ replications }) => replications],
  ['--precision', ({ precision }) => precision],
];

/** The differences because of which an outcome of one experiment says nothing about the other; empty: it does. */
export function differentGrounds(a: Experiment, b: Experiment): string[] {
  return differing(GROUNDS, a, b);
}

/** All differences of two experiments, except for the name of the scenario's file. */
export function differences(a: Experiment, b: Experiment): string[] {
  return differing([...GROUNDS, ...PLAN], a, b);
}

function differing(aspects: typeof GROUNDS, a: Experiment, b: Experiment): string[] {
  return aspects.filter(([, of]) => JSON.stringify(of(a)) !== JSON.stringify(of(b))).map(([words]) => words);
}
