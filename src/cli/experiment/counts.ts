import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { MOST_RUNS } from '../../experiment/designs/designs.ts';
import { parseShare } from '../../units/parse-quantity.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Io } from '../io.ts';
import { type QueueAddress, readQueueAddress } from '../queue/queue-address.ts';

/** How many replications, to which precision, and on how many workers. */
export interface Counts {
  readonly replications: number;
  readonly precision: number | null;
  readonly workers: number;
  /** The queue whose workers run it; undefined: threads of this machine do. */
  readonly queue: QueueAddress | undefined;
}

export interface CountOptions {
  readonly replications?: string;
  readonly precision?: string;
  readonly workers?: string;
  readonly queue?: string;
}

/** The maximum if a precision but no number of replications is given: enough for any figure whose mean is useful. */
const MOST_FOR_PRECISION = 1000;
const MOST_WORKERS = 1024;

/** Parses the options; reports every one that is invalid. */
export function readCounts(options: CountOptions, io: Io): Result<Counts> {
  const diagnostics: Diagnostic[] = [];
  const { replications, workers } = options;
  const precision = precisionOf(options.precision, diagnostics);
  const queue = options.queue === undefined ? undefined : readQueueAddress(options.queue);
  if (queue?.ok === false) diagnostics.push(...queue.diagnostics);
  const counts: Counts = {
    precision,
    replications:
      replications === undefined
        ? precision === null
          ? 1
          : MOST_FOR_PRECISION
        : (readCount('--replications', replications, diagnostics) ?? 1),
    workers:
      workers === undefined ? io.cores : (readCount('--workers', workers, diagnostics, MOST_WORKERS) ?? 1),
    queue: queue?.ok === true ? queue.value : undefined,
  };
  if (precision !== null && replications?.trim() === '1') {
    const message = 'one replication has no precision; leave --replications out.';
    diagnostics.push(optionDiagnostic('--precision', message));
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: counts, warnings: [] };
}

/** An integer from 1 on; undefined and a finding if the text is not one. */
export function readCount(
  option: string,
  text: string,
  diagnostics: Diagnostic[],
  most = MOST_RUNS,
): number | undefined {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= most) return number;
  diagnostics.push(optionDiagnostic(option, `${shown(text)} is not a whole number from 1 to ${most}.`));
  return undefined;
}

function precisionOf(text: string | undefined, diagnostics: Diagnostic[]): number | null {
  if (text === undefined) return null;
  const read = parseShare(text);
  if (read.ok && read.value > 0) return read.value;
  const message = read.ok ? '±0% is never reached.' : read.problem.message;
  diagnostics.push(optionDiagnostic('--precision', message, 'Write for example --precision 2%.'));
  return null;
}
