import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import { flowThrough, noVolume, timeThrough, type Volume } from './capacity-account.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { PlaceLoad } from './place-load.ts';
import type { VmWork } from './vm-work.ts';

/** Proxies that are the candidates for some tasks: each of these tasks needs one of them, and no other will do. */
interface ProxySet {
  readonly proxies: readonly number[];
  readonly cpu: Volume;
  readonly slots: PlaceLoad;
  /** Load of tasks that can only use hot-add. */
  readonly attached: PlaceLoad;
}

/**
 * Bounds each set of proxies by the work that only its members can take: over its cores, its slots, and the disks that it may
 * attach. A task with two ends holds a slot of each of its proxies, or two slots of the same one.
 */
export class ProxyAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #limits: Limits;
  readonly #sets = new Map<string, ProxySet>();
  /** The same sets, by the identity of a kind's list of proxies, which saves comparing contents. */
  readonly #setOfList = new Map<readonly number[], ProxySet>();

  constructor(model: Model, limits: Limits) {
    this.#model = model;
    this.#limits = limits;
  }

  enter(work: VmWork): void {
    this.#process(work);
    for (let end = 0; end < work.needsOf(0).kind.ends.length; end++) this.#hold(work, end);
  }

  /** The proxies of the first end read and compress data, or decompress it. */
  #process(work: VmWork): void {
    for (let i = 0; i < work.count; i++) {
      const needs = work.needsOf(i);
      const { ends, cpuCost } = needs.kind;
      if (ends.length === 0) continue;
      const { cpu } = this.#setOf(ends[0]!.proxies);
      flowThrough(cpu, needs.readBytes * cpuCost, work.leadOf(needs), work.trailOf(needs));
    }
  }

  #hold(work: VmWork, end: number): void {
    const endOf = (i: number) => work.needsOf(i).kind.ends[end]!;
    const first = this.#setOf(endOf(0).proxies);
    let [isOne, isHotadd] = [true, true];
    for (let i = 0; i < work.count; i++) {
      const { proxies, isHotaddOnly } = endOf(i);
      if (this.#setOf(proxies) !== first) isOne = false;
      if (!isHotaddOnly) isHotadd = false;
    }
    const limitsAttached = this.#limits.hotaddDisks < Number.POSITIVE_INFINITY;
    if (isOne && work.isTogether) {
      work.addTo(first.slots);
      if (isHotadd && limitsAttached) work.addTo(first.attached);
      return;
    }
    for (let i = 0; i < work.count; i++) {
      const { heldSeconds } = work.needsOf(i);
      const { proxies, isHotaddOnly } = endOf(i);
      this.#setOf(proxies).slots.add(heldSeconds);
      if (isHotaddOnly && limitsAttached) this.#setOf(proxies).attached.add(heldSeconds);
    }
    if (!work.isWhole) return;
    const all = together(Array.from({ length: work.count }, (_, i) => endOf(i).proxies));
    this.#setOf(all).slots.addBeside(work.totalSeconds - work.heldSeconds);
  }

  /** Each set, and the union of all, has to do at least the work whose candidates all belong to it. */
  close(offset: number, highest: HighestBound): void {
    const sets = [...this.#sets.values()];
    const unions = sets.map(({ proxies }) => proxies);
    if (sets.length > 1) unions.push(together(unions));
    for (const union of unions) {
      const members = new Set(union);
      const inside = sets.length === 1 ? sets : sets.filter((s) => s.proxies.every((p) => members.has(p)));
      this.#raise(union, inside, offset, highest);
    }
  }

  #raise(
    proxies: readonly number[],
    inside: readonly ProxySet[],
    offset: number,
    highest: HighestBound,
  ): void {
    const name = (what: string) => () =>
      `proxies.${nameOfSet(proxies.map((p) => this.#model.proxies[p]!.name))}.${what}`;
    const total = (of: (proxy: number) => number) => proxies.reduce((sum, p) => sum + of(p), 0);
    const cpu = noVolume();
    for (const set of inside) flowThrough(cpu, set.cpu.units, set.cpu.leadSeconds, set.cpu.trailSeconds);
    const cores = total((p) => this.#model.proxies[p]!.cores * this.#model.proxies[p]!.speed);
    highest.raise(offset + timeThrough(cpu, cores), name('cores'));
    const enough = highest.seconds - offset;
    const places = total(this.#limits.tasksAtOnce);
    const slots = total((p) => this.#model.proxies[p]!.slots);
    const held = PlaceLoad.timeOn(
      inside.map((set) => set.slots),
      places,
      enough,
    );
    highest.raise(offset + held, name(places < slots ? 'ram' : 'slots'));
    const attaching = total((p) => Math.min(this.#limits.tasksAtOnce(p), this.#limits.hotaddDisks));
    if (attaching === places) return;
    const attached = PlaceLoad.timeOn(
      inside.map((set) => set.attached),
      attaching,
      enough,
    );
    highest.raise(offset + attached, name('hotaddDisks'));
  }

  #setOf(proxies: readonly number[]): ProxySet {
    return madeOnce(this.#setOfList, proxies, () =>
      madeOnce(this.#sets, proxies.join(','), () => {
        const places = proxies.reduce((sum, p) => sum + this.#limits.tasksAtOnce(p), 0);
        const load = () => new PlaceLoad(places, this.#limits.tickSeconds);
        return { proxies, cpu: noVolume(), slots: load(), attached: load() };
      }),
    );
  }
}

function together(lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

function nameOfSet(names: readonly string[]): string {
  return names.length <= 4 ? names.join('+') : `${names[0]}…${names.at(-1)} (${names.length})`;
}
