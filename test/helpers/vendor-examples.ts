import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runText, type TestRun } from './run-scenario-text.ts';

export const STUDY = join(import.meta.dirname, '..', '..', 'scenarios', 'study');
const FOLDER = join(STUDY, 'vendor');

/** `exact`: the figure to its last digit. `within`: in its own rounding, or with a difference that the table states. */
export type Outcome = 'exact' | 'within' | 'not modelled';

/** Worked examples that the model has no place for, and why. Numbers as in scenarios/study/README.md. */
export const NOT_MODELLED: Readonly<Record<string, string>> = {
  V13: 'a repository has slots and bandwidth, no cores and no memory',
  V14: 'a repository has slots and bandwidth, no cores and no memory',
  V21: 'advice on slots per core, not behaviour',
  V22: 'data has no blocks, and a repository no stripes',
  V44: 'digests and caches of WAN accelerators are not modelled',
};

const WITHIN = ['V1', 'V2', 'V4', 'V9', 'V10', 'V29', 'V32', 'V34', 'V45'];

export const NUMBERS = Array.from({ length: 45 }, (_, i) => `V${i + 1}`);

export function outcomeOf(number: string): Outcome {
  if (number in NOT_MODELLED) return 'not modelled';
  return WITHIN.includes(number) ? 'within' : 'exact';
}

/** The examples that a test file has to answer for. */
export class Examples {
  readonly #covered: string[] = [];

  /** A test that the scenario gives what the vendor says. */
  says(number: string, claim: string, holds: () => void): void {
    this.#covered.push(number);
    test(`${number} (${outcomeOf(number)}): ${claim}`, holds);
  }

  /** A test that none of them has been forgotten. */
  answerFor(isTheirs: (number: string) => boolean): void {
    test('every example that can be modelled is held against a run', () => {
      const due = NUMBERS.filter((number) => isTheirs(number) && !(number in NOT_MODELLED));
      expect([...this.#covered].sort()).toEqual(due.sort());
    });
  }
}

const runs = new Map<string, TestRun>();

/** The run of the scenario that covers an example, by the first number in its file's name. */
export function runOf(start: string): TestRun {
  const run = runs.get(start) ?? runText(textOf(start));
  runs.set(start, run);
  return run;
}

export function textOf(start: string): string {
  const file = readdirSync(FOLDER).find((name) => name.startsWith(`${start}-`));
  return readFileSync(join(FOLDER, file!), 'utf8');
}

export function windowOf({ summary }: TestRun, job: string): number {
  return summary.jobs[job]!.window;
}
