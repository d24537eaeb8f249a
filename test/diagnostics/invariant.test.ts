import { expect, it } from 'vitest';
import { Bug, invariant, unreachable } from '../../src/diagnostics/invariant.ts';

it('a broken invariant is a bug with its message; one that holds builds no message', () => {
  expect(() => invariant(false, 'slots below 0')).toThrow(new Bug('slots below 0'));
  expect(() =>
    invariant(true, () => {
      throw new Error('built');
    }),
  ).not.toThrow();
  expect(() => unreachable('x' as never)).toThrow(Bug);
});
