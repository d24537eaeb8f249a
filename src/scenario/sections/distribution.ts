import * as z from 'zod';
import { counted } from '../../units/counted.ts';
import type { IssueDetail } from '../decode/quantity-field.ts';
import { optional } from './optional.ts';

/** A distribution whose values may still be other than plain numbers. */
export type Drawn<T> =
  | { readonly kind: 'constant'; readonly value: T }
  | { readonly kind: 'uniform'; readonly low: T; readonly high: T }
  | { readonly kind: 'exponential'; readonly mean: T }
  | { readonly kind: 'lognormal'; readonly median: T; readonly p95: T; readonly min?: T; readonly max?: T }
  | { readonly kind: 'triangular'; readonly low: T; readonly mode: T; readonly high: T }
  | { readonly kind: 'discrete'; readonly values: readonly T[]; readonly weights: readonly number[] };

/** How values can be drawn: the key of the map that says so. */
export const DISTRIBUTIONS = ['uniform', 'exponential', 'lognormal', 'triangular', 'discrete'] as const;

/** A constant, or `{ uniform: [1%, 5%] }`, `{ lognormal: { median, p95 } }`, ... of the given quantity. */
export function drawn<T>(quantity: () => z.ZodType<T>, number: (value: T) => number) {
  const shape = z
    .strictObject({
      uniform: optional(z.tuple([quantity(), quantity()]), 'Uniform between two values: [low, high].'),
      exponential: optional(
        z.strictObject({ mean: quantity().describe('Mean value.') }),
        'Exponential with a mean.',
      ),
      lognormal: optional(
        z.strictObject({
          median: quantity().describe('Median: half of the values are larger.'),
          p95: quantity().describe('95th percentile: one value in twenty is larger.'),
          min: optional(quantity(), 'Lower bound: smaller values are raised to it.'),
          max: optional(quantity(), 'Upper bound: larger values are lowered to it.'),
        }),
        'Lognormal: many small values, few large ones.',
      ),
      triangular: optional(
        z.tuple([quantity(), quantity(), quantity()]),
        'Triangular: [smallest, most likely, largest].',
      ),
      discrete: optional(
        z.strictObject({
          values: z.array(quantity()).min(1).describe('The possible values.'),
          weights: optional(
            z.array(z.number().min(0).max(1e9)).min(1),
            'Weight of each value, relative to the others. Default: all equal.',
          ),
        }),
        'One of several values.',
      ),
    })
    .transform((given, context): Drawn<T> => {
      const refuse = (code: string, message: string, path: string[] = []) => {
        context.addIssue({ code: 'custom', message, path, params: { code } satisfies IssueDetail });
        return z.NEVER;
      };
      const said = DISTRIBUTIONS.filter((kind) => given[kind] !== undefined);
      if (said.length !== 1)
        return refuse('contradiction', `A distribution has exactly one of ${DISTRIBUTIONS.join(', ')}.`);
      const result = assembled(given as Shape<T>);
      const problem = disorder(result, number);
      return problem === undefined ? result : refuse('out-of-range', problem, [said[0]!]);
    });
  const constant = quantity().transform((value): Drawn<T> => ({ kind: 'constant', value }));
  return z.union([constant, shape]);
}

interface Shape<T> {
  uniform?: [T, T] | undefined;
  exponential?: { mean: T } | undefined;
  lognormal?: { median: T; p95: T; min?: T | undefined; max?: T | undefined } | undefined;
  triangular?: [T, T, T] | undefined;
  discrete?: { values: T[]; weights?: number[] | undefined } | undefined;
}

function assembled<T>(given: Shape<T>): Drawn<T> {
  if (given.uniform) return { kind: 'uniform', low: given.uniform[0], high: given.uniform[1] };
  if (given.exponential) return { kind: 'exponential', mean: given.exponential.mean };
  if (given.triangular) {
    const [low, mode, high] = given.triangular;
    return { kind: 'triangular', low, mode, high };
  }
  if (given.lognormal) {
    const { median, p95, min, max } = given.lognormal;
    return {
      kind: 'lognormal',
      median,
      p95,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    };
  }
  const { values, weights } = given.discrete!;
  return { kind: 'discrete', values, weights: weights ?? values.map(() => 1) };
}

function disorder<T>(drawing: Drawn<T>, number: (value: T) => number): string | undefined {
  switch (drawing.kind) {
    case 'uniform':
      return number(drawing.low) > number(drawing.high)
        ? 'The first value must not be larger than the second.'
        : undefined;
    case 'triangular':
      return number(drawing.low) > number(drawing.mode) || number(drawing.mode) > number(drawing.high)
        ? 'The values must go from small to large.'
        : undefined;
    case 'lognormal':
      if (number(drawing.median) <= 0) return 'The median must be more than 0.';
      if (number(drawing.p95) < number(drawing.median)) return "'p95' must not be smaller than 'median'.";
      return drawing.min !== undefined &&
        drawing.max !== undefined &&
        number(drawing.min) > number(drawing.max)
        ? "'min' must not be larger than 'max'."
        : undefined;
    case 'discrete':
      if (drawing.weights.length !== drawing.values.length) {
        return `There must be a weight for each value: ${counted(drawing.values.length, 'value')}, but ${counted(drawing.weights.length, 'weight')}.`;
      }
      return drawing.weights.every((weight) => weight === 0)
        ? 'At least one weight must be more than 0.'
        : undefined;
    default:
      return undefined;
  }
}

/** Applies a function to every value of a distribution. */
export function mapDrawn<A, B>(drawing: Drawn<A>, map: (value: A) => B): Drawn<B> {
  switch (drawing.kind) {
    case 'constant':
      return { kind: 'constant', value: map(drawing.value) };
    case 'uniform':
      return { kind: 'uniform', low: map(drawing.low), high: map(drawing.high) };
    case 'exponential':
      return { kind: 'exponential', mean: map(drawing.mean) };
    case 'triangular':
      return { kind: 'triangular', low: map(drawing.low), mode: map(drawing.mode), high: map(drawing.high) };
    case 'discrete':
      return { kind: 'discrete', values: drawing.values.map(map), weights: drawing.weights };
    case 'lognormal': {
      const { min, max } = drawing;
      return {
        kind: 'lognormal',
        median: map(drawing.median),
        p95: map(drawing.p95),
        ...(min === undefined ? {} : { min: map(min) }),
        ...(max === undefined ? {} : { max: map(max) }),
      };
    }
  }
}

/** Every value that a distribution names. */
export function drawnValues<T>(drawing: Drawn<T>): readonly T[] {
  const values: T[] = [];
  mapDrawn(drawing, (value) => values.push(value));
  return values;
}

/** The smallest and the largest number that a distribution can give. */
export function limitsOf(drawing: Drawn<number>): { readonly least: number; readonly most: number } {
  switch (drawing.kind) {
    case 'constant':
      return { least: drawing.value, most: drawing.value };
    case 'uniform':
    case 'triangular':
      return { least: drawing.low, most: drawing.high };
    case 'exponential':
      return { least: 0, most: Number.POSITIVE_INFINITY };
    case 'lognormal':
      return { least: drawing.min ?? 0, most: drawing.max ?? Number.POSITIVE_INFINITY };
    case 'discrete': {
      const possible = drawing.values.filter((_, row) => drawing.weights[row]! > 0);
      return { least: Math.min(...possible), most: Math.max(...possible) };
    }
  }
}
