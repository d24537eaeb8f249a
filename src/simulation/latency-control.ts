import { Phase } from '../engine/event-list.ts';
import type { EventLoop } from '../engine/event-loop.ts';
import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import type { LatencyModel } from '../scenario/scenario.ts';
import type { TraceSink } from '../trace/record.ts';
import type { Capacities } from './capacities.ts';
import { EventKind } from './events.ts';

/** How often the hypervisors report read latency [doc]. */
const SAMPLE_US = { vsphere: 20_000_000, hyperv: 10_000_000 } as const;
/** Backup is never throttled to less than this share of the bandwidth [model]. */
const LEAST_SHARE = 0.05;

interface Watched {
  readonly model: LatencyModel;
  readonly sampleUs: number;
  transferring: number;
  /** The last sample; undefined: nobody has needed one. */
  sampledUs: number | undefined;
  isBooked: boolean;
  lastStartUs: number;
}

/**
 * Keeps production's read latency in bounds: at one threshold no new task starts on a datastore, at a higher one its
 * backup bandwidth is scaled down, and starts are spaced out [doc]. It knows only what was sampled last, as the real one.
 */
export class LatencyControl {
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #capacities: Capacities;
  readonly #trace: TraceSink;
  readonly #watched: readonly (Watched | undefined)[];

  constructor(model: Model, loop: EventLoop, capacities: Capacities, trace: TraceSink) {
    this.#model = model;
    this.#loop = loop;
    this.#capacities = capacities;
    this.#trace = trace;
    const hosts = model.scenario.hosts;
    this.#watched = model.scenario.datastores.map((datastore, row): Watched | undefined => {
      if (datastore.latency === undefined) return undefined;
      const first = [...model.datastores[row]!.mountedBy][0] ?? -1;
      return {
        model: datastore.latency,
        sampleUs: SAMPLE_US[hosts[first]?.platform ?? 'vsphere'],
        transferring: 0,
        sampledUs: undefined,
        isBooked: false,
        lastStartUs: Number.NEGATIVE_INFINITY,
      };
    });
  }

  allowsStart(datastore: number): boolean {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return true;
    if (watched.sampledUs === undefined) this.#sample(datastore, watched);
    return watched.sampledUs! < this.#model.scenario.latencyControl.stopUs;
  }

  spacingAllowsStart(datastore: number): boolean {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return true;
    return this.#loop.nowUs - watched.lastStartUs >= this.#model.scenario.latencyControl.spacingUs;
  }

  /** A task has got its slots: the next one on the datastore waits. */
  started(datastore: number): void {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return;
    const now = this.#loop.nowUs;
    watched.lastStartUs = now;
    const next = now + this.#model.scenario.latencyControl.spacingUs;
    this.#loop.book(next, Phase.release, EventKind.spacingOver, datastore);
  }

  transferring(datastore: number, change: 1 | -1): void {
    const watched = this.#watched[datastore];
    if (watched === undefined) return;
    watched.transferring += change;
    this.#bookSample(datastore, watched);
  }

  /** Returns whether the answer to `allowsStart` may have become yes. */
  sampleDue(datastore: number): boolean {
    const watched = this.#watched[datastore]!;
    const before = watched.sampledUs ?? 0;
    watched.isBooked = false;
    this.#sample(datastore, watched);
    const { stopUs } = this.#model.scenario.latencyControl;
    return before >= stopUs && watched.sampledUs! < stopUs;
  }

  #controlled(datastore: number): Watched | undefined {
    return this.#model.scenario.latencyControl.enabled ? this.#watched[datastore] : undefined;
  }

  #sample(datastore: number, watched: Watched): void {
    const { throttleUs, enabled } = this.#model.scenario.latencyControl;
    const { readResource } = this.#model.datastores[datastore]!;
    const backups = watched.model.perTaskUs * watched.transferring;
    const others = watched.model.baseUs + this.#productionUs(watched.model);
    // As many tasks at a lower rate read as fewer at the full one.
    const share = backups > 0 ? Math.min(1, Math.max(LEAST_SHARE, (throttleUs - others) / backups)) : 1;
    const left = enabled && readResource >= 0 ? share : 1;
    this.#capacities.leave(readResource, 'latency', left);
    watched.sampledUs = others + backups * left;
    this.#trace.record({
      kind: 'latency-sampled',
      at: this.#loop.nowUs,
      datastore,
      latencyUs: Math.round(watched.sampledUs),
      share: left,
    });
    this.#bookSample(datastore, watched);
  }

  /** While anybody reads, or is kept from reading. */
  #bookSample(datastore: number, watched: Watched): void {
    const isStopped = (watched.sampledUs ?? 0) >= this.#model.scenario.latencyControl.stopUs;
    if (watched.isBooked || (watched.transferring === 0 && !isStopped)) return;
    watched.isBooked = true;
    const { sampleUs } = watched;
    const at = (Math.floor(this.#loop.nowUs / sampleUs) + 1) * sampleUs;
    this.#loop.book(at, Phase.release, EventKind.latencySampleDue, datastore);
  }

  #productionUs({ production }: LatencyModel): number {
    const timeOfDay = (this.#model.scenario.clock.startUs + this.#loop.nowUs) % DAY_US;
    return production.findLast((piece) => piece.fromUs <= timeOfDay)?.latencyUs ?? 0;
  }
}
