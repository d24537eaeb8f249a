import { setTimeout } from 'node:timers/promises';
import type { JobsOptions } from 'bullmq';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { designText } from '../../experiment/designs/design.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitInput, UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { EXIT } from '../exit-code.ts';
import { type Driver, DriverError, type Take } from '../experiment/driver.ts';
import { Interrupted, type Io } from '../io.ts';
import { version } from '../version.ts';
import type { QueueAddress } from './queue-address.ts';
import { queueDiagnostic } from './queue-diagnostic.ts';
import { KEPT_SECONDS, UnitQueue } from './unit-queue.ts';

/** How often a unit is tried before it counts as failed. */
const ATTEMPTS = 3;
/** Delay before the second attempt, milliseconds; twice as long before the third. */
const FIRST_BACKOFF_MS = 500;
/** After this time without events the queue is asked about the units, because events can be missed. Milliseconds. */
const QUIET_MS = 10_000;
/**
 * Longest pause between two readings of the events, milliseconds. Every reading wakes the server, and outcomes can
 * wait that long.
 */
const PAUSE_MS = 50;
/** Units that are added or queried at once. */
const CHUNK = 500;
/** Limit for withdrawing units that are no longer wanted, milliseconds: it must not delay the end. */
const WITHDRAW_MS = 5000;
/** Most failed units that are reported individually. */
const MOST_TOLD = 5;

interface FailedUnit {
  readonly unit: WorkUnit;
  readonly reason: string;
}

/** Connects an experiment to a queue; problems are found before any unit is sent. */
export async function openQueueDriver(
  address: QueueAddress,
  input: UnitInput,
  io: Io,
): Promise<Result<Driver>> {
  if (input.policies.size > 0) {
    const files = [...input.policies.keys()].join(', ');
    const message = `a policy in a file cannot be used with a queue, which sends no code to other machines: ${files}.`;
    const hint = 'Leave --queue out, or run it in shards where the file is.';
    return { ok: false, diagnostics: [queueDiagnostic(message, hint)] };
  }
  const queue = await UnitQueue.open(address);
  if (!queue.ok) return queue;
  try {
    return { ok: true, value: await QueueDriver.begin(queue.value, input, io), warnings: [] };
  } catch (error) {
    // A connection that stayed open would keep this process from ending.
    await queue.value.close();
    const refusal = fromServer(error, queue.value);
    if (!(refusal instanceof DriverError)) throw refusal;
    const hint =
      'Its user needs the rights that a queue needs: all commands on keys that begin with proxysim.';
    return { ok: false, diagnostics: [queueDiagnostic(refusal.message, hint)] };
  }
}

/** Has units run by the workers of a queue, wherever they are. */
class QueueDriver implements Driver {
  readonly #queue: UnitQueue;
  readonly #input: UnitInput;
  readonly #io: Io;
  /** The position up to which the queue's events have been read. */
  #place: string;
  /** Units that have not ended yet. */
  readonly #left = new Map<string, WorkUnit>();
  readonly #news: UnitResult[] = [];
  readonly #failed: FailedUnit[] = [];
  #isClosed = false;
  #saidNobody = false;

  private constructor(queue: UnitQueue, input: UnitInput, io: Io, place: string) {
    this.#queue = queue;
    this.#input = input;
    this.#io = io;
    this.#place = place;
    queue.tellConnection(io);
  }

  static async begin(queue: UnitQueue, input: UnitInput, io: Io): Promise<QueueDriver> {
    return new QueueDriver(queue, input, io, await queue.lastEvent());
  }

  async run(units: readonly WorkUnit[], take: Take): Promise<void> {
    for (const unit of units) this.#left.set(unit.id, unit);
    try {
      await this.#look('try again');
      while (this.#left.size > 0 || this.#news.length > 0) {
        const news = this.#news.splice(0);
        if (news.length > 0) await take(news);
        else if (!(await this.#hasChanged())) await this.#look();
        if (this.#isClosed) throw new Interrupted('closed while units were left');
      }
    } catch (error) {
      throw fromServer(error, this.#queue);
    }
    if (this.#failed.length > 0) throw failure(this.#failed.splice(0));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#queue.isConnected)
      await Promise.race([this.#withdraw(), setTimeout(WITHDRAW_MS, undefined, { ref: false })]);
    await this.#queue.close();
  }

  /** A unit has ended: with a result, or with the reason why there will be none. */
  #settle(id: string, end: UnitResult | string): void {
    const unit = this.#left.get(id);
    if (unit === undefined) return;
    this.#left.delete(id);
    if (typeof end === 'string') this.#failed.push({ unit, reason: end });
    else this.#news.push(end);
  }

  /**
   * Waits for events; false if there was none for a long time. The fewer units are left, the shorter the pauses, so
   * that the last outcome is noticed at once.
   */
  async #hasChanged(): Promise<boolean> {
    let pauseMs = Math.min(this.#left.size, PAUSE_MS);
    let quietMs = 0;
    while (quietMs < QUIET_MS && !this.#isClosed) {
      await setTimeout(pauseMs);
      if (await this.#listen()) return true;
      quietMs += pauseMs;
      pauseMs = Math.min(2 * pauseMs, PAUSE_MS);
    }
    return this.#isClosed;
  }

  /** Reads the available events; true if any of them concerned our units. */
  async #listen(): Promise<boolean> {
    const before = this.#left.size;
    const { ends, place } = await this.#queue.endsSince(this.#place);
    this.#place = place;
    for (const { id, end } of ends) this.#settle(id, end);
    return this.#left.size < before;
  }

  /**
   * Asks the queue about every unit that is left. Outcomes that exist are used, whoever requested them. Units that
   * are not in the queue are added: at the start, and also if the server has lost them or somebody has removed them.
   */
  async #look(failures: 'try again' | 'take' = 'take'): Promise<void> {
    const parcel = await this.#queue.send(this.#input);
    const { jobs } = this.#queue;
    for (const units of chunks([...this.#left.values()])) {
      const known = await Promise.all(units.map(({ id }) => jobs.getJob(id)));
      const missing: WorkUnit[] = [];
      for (const [i, unit] of units.entries()) {
        const job = known[i];
        if (job === undefined) missing.push(unit);
        else if (job.finishedOn === undefined) continue;
        else if (job.returnvalue !== null) this.#settle(unit.id, job.returnvalue);
        else if (failures === 'take') this.#settle(unit.id, job.failedReason ?? 'no reason is known');
        else {
          // As a new job, because the parcel that it was sent with may have expired.
          await job.remove();
          missing.push(unit);
        }
      }
      await this.#add(missing, parcel);
      // The queue keeps a limited number of events, and each added unit creates some.
      await this.#listen();
    }
    await this.#sayWhenNobodyWorks();
  }

  /**
   * Adds units to the queue. It tries again if a connection was lost, because a unit that is already there is not
   * added twice.
   */
  async #add(units: readonly WorkUnit[], parcel: string): Promise<void> {
    const jobs = units.map((unit) => ({ name: 'unit', data: { parcel, unit }, opts: jobOptions(unit) }));
    for (let isAdded = false; !isAdded; ) {
      try {
        await this.#queue.jobs.addBulk(jobs);
        isAdded = true;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
      }
    }
  }

  async #sayWhenNobodyWorks(): Promise<void> {
    if (this.#saidNobody || this.#left.size === 0) return;
    // Some servers do not report who is connected.
    const workers = await this.#queue.jobs.getWorkersCount().catch(() => undefined);
    if (workers !== 0) return;
    this.#saidNobody = true;
    const { shown } = this.#queue.address;
    this.#io.stderr.write(
      `No worker of proxysim ${version()} is at ${shown} yet. To start one: proxysim worker --queue ${shown}\n`,
    );
  }

  /** Withdraws units that no worker has begun; another experiment that waits for the same units adds them again. */
  async #withdraw(): Promise<void> {
    const { jobs } = this.#queue;
    for (const units of chunks([...this.#left.values()])) {
      const known = await Promise.all(units.map(({ id }) => jobs.getJob(id)));
      const waiting = known.filter((job) => job !== undefined && job.finishedOn === undefined);
      // Units in progress cannot be removed.
      await Promise.all(waiting.map((job) => job!.remove().catch(() => undefined)));
    }
  }
}

function jobOptions({ id }: WorkUnit): JobsOptions {
  const kept = { age: KEPT_SECONDS };
  return {
    jobId: id,
    attempts: ATTEMPTS,
    backoff: { type: 'exponential', delay: FIRST_BACKOFF_MS },
    removeOnComplete: kept,
    removeOnFail: kept,
  };
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += CHUNK) yield items.slice(from, from + CHUNK);
}

function failure(failed: readonly FailedUnit[]): DriverError {
  const told = failed.slice(0, MOST_TOLD).map(({ unit: { id, point, replication }, reason }) => {
    return `  ${designText(point)}, replication ${replication} (unit ${id}): ${reason}`;
  });
  const lines = [
    `${counted(failed.length, 'unit')} failed at every attempt:`,
    ...told,
    ...moreLine(failed.length - MOST_TOLD),
    'They stay among the failed jobs of the queue, with what happened at each attempt.',
    '--resume tries them again; without --queue they run on this machine.',
  ];
  return new DriverError(lines.join('\n'), EXIT.bug);
}

/** An error that the server returns (out of memory, read only) is not a bug of this program. */
function fromServer(error: unknown, { address }: UnitQueue): unknown {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return error;
  // The message ends with the name of a script of the library.
  const reason = error.message.replace(/\.? script: .*$/, '');
  return new DriverError(`${address.shown} refuses: ${reason}.`, EXIT.badInput);
}
