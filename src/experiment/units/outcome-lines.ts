import { hashString } from '../../engine/random/hash.ts';
import type { Experiment } from '../designs/experiment.ts';
import type { Outcome } from './outcome.ts';
import type { Shard } from './shard.ts';

/**
 * Outcomes as lines of text, for the journal of a running experiment and for the file of a shard: a header, a line
 * per outcome, and for a shard a last line that marks it complete. Every line begins with its own digest, so that a
 * line that is damaged or was cut off by a crash is recognised.
 */
const OUTCOMES_FORMAT = 'proxysim-outcomes/1';

export interface OutcomesHeader {
  readonly format: typeof OUTCOMES_FORMAT;
  readonly experiment: Experiment;
  /** Null: a journal, which may hold any of the experiment's outcomes. */
  readonly shard: Shard | null;
}

export type OutcomesLine =
  | { readonly kind: 'header'; readonly header: OutcomesHeader }
  | { readonly kind: 'outcome'; readonly id: string; readonly outcome: Outcome }
  | { readonly kind: 'end'; readonly outcomes: number }
  /** Cut off, damaged, or in another format. */
  | { readonly kind: 'bad' };

export function headerLine(experiment: Experiment, shard: Shard | null): string {
  const header: OutcomesHeader = { format: OUTCOMES_FORMAT, experiment, shard };
  return line(header);
}

export function outcomeLine(id: string, outcome: Outcome): string {
  return line({ id, outcome });
}

export function endLine(outcomes: number): string {
  return line({ outcomes });
}

function line(content: unknown): string {
  const text = JSON.stringify(content);
  return `${hashString(text)} ${text}\n`;
}

/**
 * Parses one line without its line end. A correct digest also guarantees the shape, because this program wrote it.
 */
export function readLine(text: string): OutcomesLine {
  const at = text.indexOf(' ');
  const content = text.slice(at + 1);
  if (at < 0 || hashString(content) !== text.slice(0, at)) return { kind: 'bad' };
  const read: unknown = JSON.parse(content);
  if (typeof read !== 'object' || read === null) return { kind: 'bad' };
  if ('format' in read)
    return read.format === OUTCOMES_FORMAT
      ? { kind: 'header', header: read as OutcomesHeader }
      : { kind: 'bad' };
  if ('outcome' in read) {
    const { id, outcome } = read as { id: string; outcome: Outcome };
    return { kind: 'outcome', id, outcome };
  }
  return { kind: 'end', outcomes: (read as { outcomes: number }).outcomes };
}
