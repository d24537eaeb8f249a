import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import type { Io } from '../io.ts';
import { version } from '../version.ts';
import { openParcel, type Parcel, packParcel } from './parcel.ts';
import type { QueueAddress } from './queue-address.ts';
import { loadQueuePackages, type QueuePackages } from './queue-packages.ts';
import { connectToServer } from './queue-server.ts';
import { type UnitEnd, unitEnd } from './unit-end.ts';

/** One unit of work sent to a worker; the id of its job is the id of the unit. */
export interface UnitJob {
  /** Name of the parcel of its experiment. */
  readonly parcel: string;
  readonly unit: WorkUnit;
}

/** Prefix of all keys, so that a server may have other users. */
const PREFIX = 'proxysim';
/** Version of the format of jobs, results and parcels. */
const FORMAT = 1;
/** The key under which the names of all queues are stored. */
const QUEUES = `${PREFIX}:queues`;
/** Data that nobody has requested for this long expires, seconds. */
export const KEPT_SECONDS = 14 * 24 * 3600;
/** Most events fetched at once, because results may be large. */
const EVENTS = 2000;

/**
 * The queue of units on a Redis server. Every version of proxysim has its own queue, so that a worker never sees
 * units for which another version would compute other outcomes.
 */
export class UnitQueue {
  readonly address: QueueAddress;
  readonly packages: QueuePackages;
  readonly name = `units-${FORMAT}-${version()}`;
  readonly jobs: Queue<UnitJob, UnitResult>;
  readonly #client: Redis;

  private constructor(address: QueueAddress, packages: QueuePackages, client: Redis) {
    this.address = address;
    this.packages = packages;
    this.#client = client;
    this.jobs = new packages.Queue<UnitJob, UnitResult>(this.name, this.options);
    this.jobs.on('error', () => undefined);
  }

  static async open(address: QueueAddress): Promise<Result<UnitQueue>> {
    const packages = await loadQueuePackages();
    if (!packages.ok) return packages;
    const client = await connectToServer(address, packages.value);
    if (!client.ok) return client;
    return { ok: true, value: new UnitQueue(address, packages.value, client.value), warnings: [] };
  }

  /** For listeners and workers of the queue. */
  get options(): { readonly connection: Redis; readonly prefix: string } {
    return { connection: this.#client, prefix: PREFIX };
  }

  get isConnected(): boolean {
    return this.#client.status === 'ready';
  }

  /** Reports when the server goes away and when it is back, as long as the queue is open. */
  tellConnection(io: Io): void {
    let isLost = false;
    const tell = (lost: boolean, text: string): void => {
      if (lost === isLost || this.jobs.closing !== undefined) return;
      isLost = lost;
      io.stderr.write(`${this.address.shown} ${text}\n`);
    };
    this.#client.on('close', () => tell(true, 'is lost; trying on.'));
    this.#client.on('ready', () => tell(false, 'is back.'));
  }

  /** Stores an experiment for the workers; returns the name to request it by. */
  async send(parcel: Parcel): Promise<string> {
    const { name, text } = packParcel(parcel);
    await this.#client.sadd(QUEUES, this.name);
    const isThere = await this.#client.expire(parcelKey(name), KEPT_SECONDS);
    if (isThere === 0) await this.#client.set(parcelKey(name), text, 'EX', KEPT_SECONDS);
    return name;
  }

  /** Undefined: it does not exist, or is damaged. */
  async parcel(name: string): Promise<Parcel | undefined> {
    const text = await this.#client.get(parcelKey(name));
    return text === null ? undefined : openParcel(name, text);
  }

  /** The current position in the queue's events, after which none must be missed. */
  async lastEvent(): Promise<string> {
    const [last] = await this.#client.xrevrange(this.jobs.toKey('events'), '+', '-', 'COUNT', 1);
    return last?.[0] ?? '0-0';
  }

  /**
   * Units that ended since a position in the queue's events, as far as the queue still has these, and the position to
   * continue from.
   */
  async endsSince(place: string): Promise<{ readonly ends: readonly UnitEnd[]; readonly place: string }> {
    const key = this.jobs.toKey('events');
    const streams = await this.#client.xread('COUNT', EVENTS, 'STREAMS', key, place);
    const events = streams?.[0]?.[1] ?? [];
    const ends = events.flatMap(([, fields]) => unitEnd(fields) ?? []);
    return { ends, place: events.at(-1)?.[0] ?? place };
  }

  /** How many units wait for workers of other versions, by the names of their queues. */
  async waitingElsewhere(): Promise<(readonly [queue: string, units: number])[]> {
    const others = (await this.#client.smembers(QUEUES)).filter((name) => name !== this.name).sort();
    const counts = others.map(
      async (name) => [name, await this.#client.llen(`${PREFIX}:${name}:wait`)] as const,
    );
    return (await Promise.all(counts)).filter(([, units]) => units > 0);
  }

  async close(): Promise<void> {
    await this.jobs.close();
    if (this.isConnected) await this.#client.quit();
    else this.#client.disconnect();
  }
}

function parcelKey(name: string): string {
  return `${PREFIX}:parcel:${name}`;
}
