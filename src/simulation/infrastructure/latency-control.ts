import { Phase } from '../../engine/event-list.ts';
import type { EventLoop } from '../../engine/event-loop.ts';
import type { Model } from '../../model/model.ts';
import { lastReportedUs, latencyWithoutBackupsUs, sampleEveryUs } from '../../model/read-latency.ts';
import type { TaskView } from '../../policy/policy.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import type { LatencyModel } from '../../scenario/scenario.ts';
import type { TraceSink } from '../../trace/record.ts';
import { DAY_US } from '../../units/civil-time.ts';
import { EventKind } from '../events.ts';
import type { Capacities } from './capacities.ts';

/** Backups are never throttled below this share of the bandwidth. */
const LEAST_SHARE = DEFAULTS.leastThrottledShare.value;

interface Watched {
  readonly model: LatencyModel;
  readonly sampleUs: number;
  transferring: number;
  waiting: number;
  /** The last sample; undefined: none was needed so far. */
  sampledUs: number | undefined;
  sampledAtUs: number;
  /** Ticket of the next sample; -1: none is booked. */
  ticket: number;
  bookedUs: number;
  lastStartUs: number;
}

/**
 * Protects production from high read latency: above one threshold no new task starts on a datastore, above a higher one
 * its backup bandwidth is scaled down, and starts are spaced out [doc]. Like the product's, it knows only the last sample.
 */
export class LatencyControl {
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #capacities: Capacities;
  readonly #trace: TraceSink;
  readonly #watched: readonly (Watched | undefined)[];
  /** Rows of the datastores whose latency is controlled, ascending. */
  readonly #controlledRows: readonly number[];

  constructor(model: Model, loop: EventLoop, capacities: Capacities, trace: TraceSink) {
    this.#model = model;
    this.#loop = loop;
    this.#capacities = capacities;
    this.#trace = trace;
    this.#watched = model.scenario.datastores.map((datastore, row): Watched | undefined => {
      if (datastore.latency === undefined) return undefined;
      return {
        model: datastore.latency,
        sampleUs: sampleEveryUs(model, row),
        transferring: 0,
        waiting: 0,
        sampledUs: undefined,
        sampledAtUs: Number.NEGATIVE_INFINITY,
        ticket: -1,
        bookedUs: Number.POSITIVE_INFINITY,
        lastStartUs: Number.NEGATIVE_INFINITY,
      };
    });
    const rows = [...this.#watched.keys()];
    this.#controlledRows = rows.filter((row) => this.#controlled(row) !== undefined);
  }

  /**
   * Called before a pass: samples every datastore where tasks wait and the last sample is old. All rows in order, and before
   * any decision, so that what is sampled depends neither on how the queue is searched nor on an observer's questions.
   */
  sampleWhereTasksWait(): void {
    for (const datastore of this.#controlledRows) {
      const watched = this.#watched[datastore]!;
      if (watched.waiting > 0 && this.#isOld(watched)) this.#sample(datastore, watched);
    }
  }

  /** Decides by the last sample; if that is old, by the latency without backups now. Asking changes nothing. */
  allowsStart(datastore: number): boolean {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return true;
    const latencyUs = this.#isOld(watched) ? this.#withoutBackupsUs(watched) : watched.sampledUs!;
    return latencyUs < this.#model.scenario.latencyControl.stopUs;
  }

  spacingAllowsStart(datastore: number): boolean {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return true;
    return this.#loop.nowUs - watched.lastStartUs >= this.#model.scenario.latencyControl.spacingUs;
  }

  /** A task has got its slots: the next one on the datastore must wait for the spacing. */
  started(datastore: number): void {
    const watched = this.#controlled(datastore);
    if (watched === undefined) return;
    const now = this.#loop.nowUs;
    watched.lastStartUs = now;
    const next = now + this.#model.scenario.latencyControl.spacingUs;
    this.#loop.book(next, Phase.release, EventKind.spacingOver, datastore);
  }

  /** A task has joined the queue (+1) or left it (-1). */
  waiting(task: Pick<TaskView, 'job' | 'datastore'>, change: 1 | -1): void {
    // Mostly no latency is modelled; then the task's datastore need not be looked up.
    if (this.#controlledRows.length === 0 || this.#model.jobs[task.job]!.work.reads !== 'vm') return;
    const watched = this.#watched[task.datastore];
    if (watched !== undefined) watched.waiting += change;
  }

  transferring(datastore: number, change: 1 | -1): void {
    const watched = this.#watched[datastore];
    if (watched === undefined) return;
    watched.transferring += change;
    this.#bookSample(datastore, watched);
  }

  /** Returns whether the answer of `allowsStart` may have changed: waiting tasks may start, or have another wait cause. */
  sampleDue(datastore: number): boolean {
    const watched = this.#watched[datastore]!;
    const before = watched.sampledUs ?? 0;
    watched.ticket = -1;
    watched.bookedUs = Number.POSITIVE_INFINITY;
    this.#sample(datastore, watched);
    const { stopUs } = this.#model.scenario.latencyControl;
    return before >= stopUs !== watched.sampledUs! >= stopUs;
  }

  #controlled(datastore: number): Watched | undefined {
    return this.#model.datastores[datastore]!.isLatencyControlled ? this.#watched[datastore] : undefined;
  }

  /** Whether the last sample is older than the last instant of the grid; while nothing is read, nothing is sampled. */
  #isOld(watched: Watched): boolean {
    return watched.ticket < 0 && watched.sampledAtUs < this.#gridBefore(watched);
  }

  #sample(datastore: number, watched: Watched): void {
    const { readResource, isLatencyControlled } = this.#model.datastores[datastore]!;
    const backups = watched.model.perTaskUs * watched.transferring;
    const others = this.#withoutBackupsUs(watched);
    const left = isLatencyControlled && readResource >= 0 ? this.#shareAt(others, backups) : 1;
    this.#capacities.leave(readResource, 'latency', left);
    watched.sampledUs = others + backups * left;
    watched.sampledAtUs = this.#loop.nowUs;
    this.#trace.record({
      kind: 'latency-sampled',
      at: this.#loop.nowUs,
      datastore,
      latencyUs: Math.round(watched.sampledUs),
      share: left,
    });
    this.#bookSample(datastore, watched);
  }

  /**
   * The share of the bandwidth left to backups so that latency stays at the threshold: n tasks at a share s of the rate add
   * as much latency as n x s tasks at the full rate.
   */
  #shareAt(othersUs: number, backupsUs: number): number {
    const { throttleUs } = this.#model.scenario.latencyControl;
    if (othersUs + backupsUs <= throttleUs) return 1;
    return backupsUs > 0 ? Math.max(LEAST_SHARE, (throttleUs - othersUs) / backupsUs) : LEAST_SHARE;
  }

  /** Books the next sample while any task reads; if none reads because latency is too high, for when production permits it. */
  #bookSample(datastore: number, watched: Watched): void {
    const { stopUs } = this.#model.scenario.latencyControl;
    if (watched.transferring === 0 && (watched.sampledUs ?? 0) < stopUs) return;
    const next = this.#gridBefore(watched) + watched.sampleUs;
    const at = watched.transferring > 0 ? next : this.#calmAfter(watched, next);
    if (at >= watched.bookedUs) return;
    this.#loop.cancel(watched.ticket);
    watched.ticket = this.#loop.bookCancellable(at, Phase.release, EventKind.latencySampleDue, datastore);
    watched.bookedUs = at;
  }

  /** The last instant of the sampling grid, up to now. */
  #gridBefore({ sampleUs }: Watched): number {
    return lastReportedUs(sampleUs, this.#loop.nowUs);
  }

  /** The first instant of the grid, from `from` on, at which production alone is below the stop threshold; Infinity: none. */
  #calmAfter({ model, sampleUs }: Watched, from: number): number {
    const { stopUs } = this.#model.scenario.latencyControl;
    const { startUs } = this.#model.scenario.clock;
    const isCalm = (at: number) => latencyWithoutBackupsUs(model, startUs, at) < stopUs;
    if (isCalm(from)) return from;
    const midnight = from - ((startUs + from) % DAY_US);
    const changes = model.production.flatMap(({ fromUs }) => [midnight + fromUs, midnight + DAY_US + fromUs]);
    const onGrid = changes.map((at) => Math.ceil(at / sampleUs) * sampleUs);
    return Math.min(...onGrid.filter((at) => at > from && isCalm(at)));
  }

  #withoutBackupsUs({ model }: Watched): number {
    return latencyWithoutBackupsUs(model, this.#model.scenario.clock.startUs, this.#loop.nowUs);
  }
}
