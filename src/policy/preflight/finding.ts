import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Origin } from '../../scenario/origin.ts';
import { firstOf } from '../../units/cut-list.ts';

/** A warning found in the tables before anything runs, at the place in the scenario that causes it. */
export function warning(
  code: Diagnostic['code'],
  message: string,
  hint: string,
  { path, span }: Origin,
): Diagnostic {
  return { code, severity: 'warning', message, hint, path, span };
}

/** How many things a finding names. */
export const NAMED = 4;

/** The first few of these by name, in quotes, and how many more there are. */
export function named(things: readonly { readonly name: string }[]): string {
  return firstOf(things, NAMED, ({ name }) => `'${name}'`);
}
