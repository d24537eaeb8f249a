import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { MINUTE_US } from '../../units/civil-time.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import type { ExitCode } from '../exit-code.ts';
import { readCount } from '../experiment/counts.ts';
import type { Io } from '../io.ts';
import { readQueueAddress } from '../queue/queue-address.ts';
import { serveUnits } from '../queue/serve-units.ts';
import { UnitQueue } from '../queue/unit-queue.ts';
import { refused } from '../terminal/problems.ts';

export interface WorkerArguments {
  readonly queue: string;
  /** Number of units at a time; one per core by default. */
  readonly concurrency?: string;
  readonly lostAfter?: string;
}

const MOST_AT_ONCE = 1024;
const LEAST_LOST_AFTER_US = 1_000_000;

/** Runs units from a queue until asked to stop. */
export async function worker(args: WorkerArguments, io: Io): Promise<ExitCode> {
  const diagnostics: Diagnostic[] = [];
  const address = readQueueAddress(args.queue);
  if (!address.ok) diagnostics.push(...address.diagnostics);
  const concurrency =
    args.concurrency === undefined
      ? io.cores
      : readCount('--concurrency', args.concurrency, diagnostics, MOST_AT_ONCE);
  const lostAfterMs = readLostAfter(args.lostAfter, diagnostics);
  if (!address.ok || concurrency === undefined || lostAfterMs === undefined) return refused(io, diagnostics);
  const queue = await UnitQueue.open(address.value);
  if (!queue.ok) return refused(io, queue.diagnostics);
  return serveUnits({ queue: queue.value, concurrency, lostAfterMs }, io);
}

function readLostAfter(text = '30s', diagnostics: Diagnostic[]): number | undefined {
  const read = parseDuration(text);
  if (read.ok && read.value >= LEAST_LOST_AFTER_US && read.value <= 60 * MINUTE_US) return read.value / 1000;
  const message = read.ok ? `${text} is not from 1s to 1h.` : read.problem.message;
  diagnostics.push(optionDiagnostic('--lost-after', message, 'Write for example --lost-after 30s.'));
  return undefined;
}
