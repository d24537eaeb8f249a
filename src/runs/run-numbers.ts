import { badOption } from '../diagnostics/bad-option.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { valueInWords } from '../diagnostics/value-in-words.ts';

/** Numbers that a program passes to runs and experiments. What the command line passes has been read and checked. */
interface RunNumbers {
  readonly seed?: unknown;
  readonly replication?: unknown;
  readonly untilUs?: unknown;
  readonly replications?: unknown;
  readonly precision?: unknown;
  readonly nights?: unknown;
  readonly confidence?: unknown;
}

/** By name: whether a value can be used, and what it has to be. */
const RULES: Readonly<Record<keyof RunNumbers, readonly [(value: unknown) => boolean, must: string]>> = {
  seed: [(value) => typeof value === 'string' || Number.isFinite(value), 'a number or a text'],
  replication: [(value) => isWholeFrom(0, value), 'a whole number from 0'],
  untilUs: [
    (value) => value === Number.POSITIVE_INFINITY || isWholeFrom(0, value),
    'a whole number of microseconds from 0, or Infinity',
  ],
  replications: [(value) => isWholeFrom(1, value), 'a whole number from 1'],
  precision: [isShare, 'a share above 0 and up to 1, such as 0.02'],
  nights: [(value) => isWholeFrom(1, value), 'a whole number from 1'],
  confidence: [isShare, 'a share above 0 and up to 1, such as 0.95'],
};

/** Findings about the numbers that are given and cannot be used. Undefined and null stand for the default. */
export function numberProblems(given: RunNumbers): readonly Diagnostic[] {
  return Object.entries(RULES).flatMap(([name, [isUsable, must]]): Diagnostic[] => {
    const value = given[name as keyof RunNumbers];
    if (value === undefined || value === null || isUsable(value)) return [];
    return [badOption(name, `${name} is ${valueInWords(value)}.`, `It has to be ${must}.`)];
  });
}

function isWholeFrom(least: number, value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}
