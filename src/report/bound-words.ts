import { printable } from './printable.ts';

const LONGEST_TASK = 'longest-task ';

/** What sets a lower bound, `bound.by` of a summary, within a sentence. */
export function boundSetter(by: string): string {
  return by.startsWith(LONGEST_TASK)
    ? `the longest task, ${printable(by.slice(LONGEST_TASK.length))}`
    : printable(by);
}
