import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Datastore } from '../../../src/scenario/scenario.ts';
import { DAY_US, timeOfDayOf } from '../../../src/units/civil-time.ts';
import { canEverBePlaced } from './placing.ts';
import type { Task } from './task.ts';
import { workOf } from './work.ts';
import type { World } from './world.ts';

/** What hosts have told of the latency of a datastore, and what follows from that. */
export interface Sample {
  readonly datastore: Datastore;
  readonly atUs: number;
  readonly latencyUs: number;
  /** Of its read bandwidth that backups may use. */
  readonly share: number;
}

/** Latency control: production on datastores is protected from their readers. */
export class Latency {
  readonly #world: World;
  /** All that was told, in order. */
  readonly told: Sample[] = [];
  readonly #samples = new Map<Datastore, Sample>();
  /** When hosts tell next, where somebody is watched. */
  readonly #bookedUs = new Map<Datastore, number>();
  readonly #startUs = new Map<Datastore, number>();

  readonly #modelled: readonly Datastore[];

  constructor(world: World, datastores: readonly Datastore[]) {
    this.#world = world;
    this.#modelled = datastores.filter(({ latency }) => latency !== undefined);
  }

  get isModelled(): boolean {
    return this.#modelled.length > 0;
  }

  /** What hosts tell at this instant, of what was so until then: of whoever ends just now, too. Whether anybody tells. */
  sampleBooked(): boolean {
    const due = [...this.#bookedUs]
      .filter(([, at]) => at === this.#world.now)
      .map(([datastore]) => datastore);
    for (const datastore of due) {
      this.#bookedUs.delete(datastore);
      this.#sample(datastore);
    }
    return due.length > 0;
  }

  /** Before a pass the scheduler asks where it has a say, somebody waits whom others may take, and nobody has told since hosts last did. */
  sampleAsked(): void {
    for (const datastore of this.#modelled) {
      const isMeant = (task: Task) =>
        task.heldBy === undefined && readBy(task) === datastore && canEverBePlaced(this.#world, task);
      if (this.isControlled(datastore) && this.#isOld(datastore) && this.#world.waiting.some(isMeant))
        this.#sample(datastore);
    }
  }

  #isOld(datastore: Datastore): boolean {
    const everyUs = this.#intervalOf(datastore);
    const lastUs = Math.floor(this.#world.now / everyUs) * everyUs;
    const toldUs = this.#samples.get(datastore)?.atUs ?? Number.NEGATIVE_INFINITY;
    return toldUs < lastUs && !this.#bookedUs.has(datastore);
  }

  /** As told; where that is of long ago as it is now, with nobody who reads there. */
  #latencyUs(datastore: Datastore): number {
    if (this.#isOld(datastore)) return this.#withoutTasks(datastore, this.#world.now);
    return this.#samples.get(datastore)?.latencyUs ?? 0;
  }

  bookNext(): void {
    for (const datastore of this.#modelled) this.#bookNext(datastore);
  }

  /** Goes on while somebody is seen to read there; where nobody may, since it was too high, once production lets them. */
  #bookNext(datastore: Datastore): void {
    const { transferring, scenario } = this.#world;
    const isRead = transferring.some((task) => readBy(task) === datastore);
    const isHigh = (this.#samples.get(datastore)?.latencyUs ?? 0) >= scenario.latencyControl.stopUs;
    if (isRead) this.#book(datastore, this.#nextTold(datastore));
    else if (isHigh) this.#book(datastore, this.#calmFrom(datastore));
  }

  get nextSampleUs(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#bookedUs.values());
  }

  /** When somebody may start again where others have just started. */
  get nextStartUs(): number {
    const { now } = this.#world;
    const spaced = this.#modelled
      .filter((one) => this.isControlled(one))
      .map((one) => this.#spacedUntil(one));
    return Math.min(Number.POSITIVE_INFINITY, ...spaced.filter((at) => at > now));
  }

  /** What of it tasks may wait for, as it is now. */
  get state(): string {
    const { stopUs } = this.#world.scenario.latencyControl;
    return this.#modelled
      .map((datastore) => {
        const isHigh = (this.#samples.get(datastore)?.latencyUs ?? 0) >= stopUs;
        const isSpaced = this.isControlled(datastore) && this.#world.now < this.#spacedUntil(datastore);
        return `${isHigh} ${isSpaced}`;
      })
      .join();
  }

  /** Somebody reads from now on: hosts are watched, also where it is over at once. */
  readingBegins(task: Task): void {
    const datastore = readBy(task);
    if (datastore?.latency !== undefined) this.#book(datastore, this.#nextTold(datastore));
  }

  started(task: Task): void {
    const datastore = readBy(task);
    if (datastore !== undefined) this.#startUs.set(datastore, this.#world.now);
  }

  isTooHigh(task: Task): boolean {
    const datastore = readBy(task);
    if (datastore === undefined || !this.isControlled(datastore)) return false;
    const { stopUs } = this.#world.scenario.latencyControl;
    return this.#latencyUs(datastore) >= stopUs;
  }

  isTooSoon(task: Task): boolean {
    const datastore = readBy(task);
    if (datastore === undefined || !this.isControlled(datastore)) return false;
    return this.#world.now < this.#spacedUntil(datastore);
  }

  /** What is left to backups of its read bandwidth. */
  shareOf(datastore: Datastore): number {
    return this.#samples.get(datastore)?.share ?? 1;
  }

  /** Whatever is asked for first. */
  #book(datastore: Datastore, at: number): void {
    const bookedUs = this.#bookedUs.get(datastore) ?? Number.POSITIVE_INFINITY;
    if (at < bookedUs) this.#bookedUs.set(datastore, at);
  }

  #nextTold(datastore: Datastore): number {
    const everyUs = this.#intervalOf(datastore);
    return (Math.floor(this.#world.now / everyUs) + 1) * everyUs;
  }

  /** The next time that hosts tell what is low enough while nobody reads; Infinity: it never is. */
  #calmFrom(datastore: Datastore): number {
    const { stopUs } = this.#world.scenario.latencyControl;
    const nextUs = this.#nextTold(datastore);
    for (let at = nextUs; at <= nextUs + DAY_US; at += this.#intervalOf(datastore))
      if (this.#withoutTasks(datastore, at) < stopUs) return at;
    return Number.POSITIVE_INFINITY;
  }

  #sample(datastore: Datastore): void {
    const sample = this.#measured(datastore);
    this.#samples.set(datastore, sample);
    this.told.push(sample);
    this.#bookNext(datastore);
  }

  /** Switched on, and storage that it knows. */
  isControlled({ type, latency }: Datastore): boolean {
    const { enabled } = this.#world.scenario.latencyControl;
    return enabled && latency !== undefined && type !== 'vsan' && type !== 'vvol';
  }

  #spacedUntil(datastore: Datastore): number {
    const { spacingUs } = this.#world.scenario.latencyControl;
    return (this.#startUs.get(datastore) ?? Number.NEGATIVE_INFINITY) + spacingUs;
  }

  /** base + perTask x transferring tasks + production(t); so much slower that it is just where throttling begins. */
  #measured(datastore: Datastore): Sample {
    const { now, transferring, scenario } = this.#world;
    const readers = transferring.filter((task) => readBy(task) === datastore).length;
    const ofTasks = datastore.latency!.perTaskUs * readers;
    const others = this.#withoutTasks(datastore, now);
    const { throttleUs } = scenario.latencyControl;
    const latencyUs = others + ofTasks;
    const isControlled = this.isControlled(datastore);
    if (!isControlled) this.#world.met.add('a latency that is only told');
    // Without a bandwidth there is none to be scaled down.
    if (!isControlled || datastore.read === Number.POSITIVE_INFINITY || latencyUs <= throttleUs)
      return { datastore, atUs: now, latencyUs, share: 1 };
    if (readers > 0) this.#world.met.add('a throttled datastore');
    const wanted = ofTasks === 0 ? 0 : (throttleUs - others) / ofTasks;
    const share = Math.max(DEFAULTS.leastThrottledShare.value, wanted);
    return { datastore, atUs: now, latencyUs: others + ofTasks * share, share };
  }

  #withoutTasks({ latency }: Datastore, at: number): number {
    const time = timeOfDayOf(this.#world.scenario.clock.startUs + at);
    return latency!.baseUs + latency!.production.findLast(({ fromUs }) => fromUs <= time)!.latencyUs;
  }

  #intervalOf({ hosts }: Datastore): number {
    const { estate } = this.#world;
    const isHyperv = hosts.some((name) => estate.host(name).platform === 'hyperv');
    return (isHyperv ? DEFAULTS.latencySampleOnHyperv : DEFAULTS.latencySampleOnEsxi).value;
  }
}

/** Where a task reads: latency is about who reads, not about what holds backups. */
export function readBy({ job, disk }: Task): Datastore | undefined {
  return workOf(job).reads === 'vm' ? disk.datastore : undefined;
}
