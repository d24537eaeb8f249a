import { designText } from '../../experiment/designs/design.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { systemCode } from '../files/file-error.ts';
import type { Io } from '../io.ts';
import { version } from '../version.ts';
import { ExperimentThreads } from './experiment-threads.ts';
import type { UnitJob, UnitQueue } from './unit-queue.ts';

export interface Service {
  readonly queue: UnitQueue;
  /** Units that are run at a time; more short ones may be held. */
  readonly concurrency: number;
  /** Units of a worker that has not been heard of for this long go to other workers, milliseconds. */
  readonly lostAfterMs: number;
}

/**
 * A unit may be lost with its worker this many times, so that a unit that crashes every worker does not go on for
 * ever.
 */
const MOST_LOST = 2;
/** Pause between two looks at the queues of other versions, milliseconds. */
const LOOK_MS = 10_000;

/** Runs units from a queue until asked to stop, then finishes those in progress. */
export async function serveUnits({ queue, concurrency, lostAfterMs }: Service, io: Io): Promise<ExitCode> {
  const say = (text: string): void => io.stderr.write(`${text}\n`);
  const done = { units: 0, failed: 0 };
  const threads = new ExperimentThreads(queue, concurrency, () => io.now());
  const keepPace = (): void => {
    worker.concurrency = threads.wanted;
  };
  const work = ({ data }: { readonly data: UnitJob }): Promise<UnitResult> => {
    const result = threads.run(data).finally(keepPace);
    keepPace();
    return result;
  };
  const worker = new queue.packages.Worker<UnitJob, UnitResult>(queue.name, work, {
    ...queue.options,
    concurrency,
    lockDuration: lostAfterMs,
    stalledInterval: Math.ceil(lostAfterMs / 2),
    maxStalledCount: MOST_LOST,
  });
  worker.on('completed', () => void done.units++);
  worker.on('failed', (job, error) => {
    done.failed++;
    const unit = job === undefined ? 'a unit' : unitText(job.data);
    const attempt = job === undefined ? '' : ` at attempt ${job.attemptsMade} of ${job.opts.attempts}`;
    say(`${unit} failed${attempt}: ${error.message}`);
  });
  worker.on('error', (error) => {
    // Lost connections are reported by the queue, once for all of them.
    if (systemCode(error) === undefined && queue.isConnected) say(`${queue.address.shown}: ${error.message}`);
  });
  queue.tellConnection(io);
  await worker.waitUntilReady();
  say(
    `proxysim ${version()} works for ${queue.address.shown}, ${counted(concurrency, 'unit')} at a time. Ctrl-C finishes the runs in progress and stops.`,
  );
  const stopLooking = lookElsewhere(queue, say);
  const code = await stopAsked(io);
  stopLooking();
  if (queue.isConnected) {
    say(
      'Finishing the runs in progress; Ctrl-C again drops them, and the queue gives them to other workers.',
    );
    await worker.close();
  } else {
    say(
      `The runs in progress are dropped, since ${queue.address.shown} does not answer; other workers will get them.`,
    );
    // Not awaited: it would wait for its connections to close, which never happens if the server is away.
    void worker.close(true);
  }
  await threads.close();
  await queue.close();
  say(`${counted(done.units, 'unit')} done, ${done.failed} failed.`);
  return code;
}

function unitText({ unit }: UnitJob): string {
  return `unit ${unit.id} (${designText(unit.point)}, replication ${unit.replication})`;
}

/** Ctrl-C exits with 130 as everywhere; supervisors of services stop them with SIGTERM and expect 0. */
async function stopAsked(io: Io): Promise<ExitCode> {
  let stop: (() => void)[] = [];
  const code = await new Promise<ExitCode>((resolve) => {
    stop = [io.onInterrupt(() => resolve(EXIT.interrupted)), io.onTerminate(() => resolve(EXIT.fine))];
  });
  for (const each of stop) each();
  return code;
}

/** Reports once for every other version that units wait for it, which this worker leaves alone. */
function lookElsewhere(queue: UnitQueue, say: (text: string) => void): () => void {
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    if (!queue.isConnected) return;
    for (const [name, units] of await queue.waitingElsewhere()) {
      if (told.has(name)) continue;
      told.add(name);
      say(
        `${counted(units, 'unit')} in the queue ${name} ${units === 1 ? 'is' : 'are'} for another version of proxysim and left to its workers: this one works for ${queue.name}.`,
      );
    }
  };
  const quietly = (): void => void look().catch(() => undefined);
  quietly();
  const timer = setInterval(quietly, LOOK_MS);
  return () => clearInterval(timer);
}
