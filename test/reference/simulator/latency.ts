import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Datastore } from '../../../src/scenario/scenario.ts';
import { timeOfDayOf } from '../../../src/units/civil-time.ts';
import type { Task } from './task.ts';
import { workOf } from './work.ts';
import type { World } from './world.ts';

/** What hosts have told last of the latency of a datastore, and what follows from that. */
interface Sample {
  readonly atUs: number;
  readonly latencyUs: number;
  /** Of its read bandwidth that backups may use. */
  readonly share: number;
}

/** Latency control: production on datastores is protected from their readers. */
export class Latency {
  readonly #world: World;
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
      this.#samples.set(datastore, this.#measured(datastore));
    }
    return due.length > 0;
  }

  /** Before a pass: where somebody waits, and nobody has told anything since hosts last did. */
  sampleAsked(): void {
    const { now, waiting } = this.#world;
    for (const datastore of this.#modelled) {
      const lastUs = Math.floor(now / this.#intervalOf(datastore)) * this.#intervalOf(datastore);
      const isKnown = (this.#samples.get(datastore)?.atUs ?? Number.NEGATIVE_INFINITY) >= lastUs;
      const isAsked = waiting.some((task) => task.heldBy === undefined && readBy(task) === datastore);
      if (isAsked && !isKnown && !this.#bookedUs.has(datastore))
        this.#samples.set(datastore, this.#measured(datastore));
    }
  }

  /** Goes on while somebody reads there, or nobody may, since it was too high. */
  bookNext(): void {
    const { transferring, scenario } = this.#world;
    for (const datastore of this.#modelled) {
      const isRead = transferring.some((task) => readBy(task) === datastore);
      const isHigh = (this.#samples.get(datastore)?.latencyUs ?? 0) >= scenario.latencyControl.stopUs;
      if (isRead || (isHigh && this.#everLetsGo(datastore))) this.#book(datastore);
    }
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
    if (datastore?.latency !== undefined) this.#book(datastore);
  }

  started(task: Task): void {
    const datastore = readBy(task);
    if (datastore !== undefined) this.#startUs.set(datastore, this.#world.now);
  }

  isTooHigh(task: Task): boolean {
    const datastore = readBy(task);
    if (datastore === undefined || !this.isControlled(datastore)) return false;
    const { stopUs } = this.#world.scenario.latencyControl;
    return (this.#samples.get(datastore)?.latencyUs ?? 0) >= stopUs;
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

  #book(datastore: Datastore): void {
    const everyUs = this.#intervalOf(datastore);
    if (!this.#bookedUs.has(datastore))
      this.#bookedUs.set(datastore, (Math.floor(this.#world.now / everyUs) + 1) * everyUs);
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
    const others = this.#withoutTasks(datastore);
    const { throttleUs } = scenario.latencyControl;
    const latencyUs = others + ofTasks;
    const isControlled = this.isControlled(datastore);
    if (!isControlled) this.#world.met.add('a latency that is only told');
    if (!isControlled || latencyUs <= throttleUs) return { atUs: now, latencyUs, share: 1 };
    if (readers > 0) this.#world.met.add('a throttled datastore');
    const share = ofTasks === 0 ? 0 : (throttleUs - others) / ofTasks;
    return { atUs: now, latencyUs, share: Math.max(DEFAULTS.leastThrottledShare.value, share) };
  }

  #withoutTasks({ latency }: Datastore): number {
    const { now, scenario } = this.#world;
    const time = timeOfDayOf(scenario.clock.startUs + now);
    return latency!.baseUs + latency!.production.findLast(({ fromUs }) => fromUs <= time)!.latencyUs;
  }

  /** Whether it is ever low enough while nobody reads. */
  #everLetsGo({ latency }: Datastore): boolean {
    const least = Math.min(...latency!.production.map(({ latencyUs }) => latencyUs));
    return latency!.baseUs + least < this.#world.scenario.latencyControl.stopUs;
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
