import { shown } from '../units/quantity-problem.ts';

/** A value of any type that a program or a policy file gave, in a few words for a sentence. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'string') return shown(value);
  if (typeof value === 'bigint') return `the bigint ${value}n`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
