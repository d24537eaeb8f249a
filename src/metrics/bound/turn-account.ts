import { addTo } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import type { BoundAccount, HighestBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { secondsToFinish } from './vm-overheads.ts';
import type { VmWork } from './vm-work.ts';

/** Without parallel processing, a job processes one disk at a time, and the next VM after the previous one is finalised. */
export class SequenceAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  /** By session. */
  readonly #sequences = new Map<number, { readonly job: number; seconds: number; lastSeconds: number }>();

  constructor(model: Model) {
    this.#model = model;
  }

  enter(work: VmWork): void {
    if (this.#model.scenario.parallelProcessing) return;
    const { session, job } = work;
    let inTurn = 0;
    for (let i = 0; i < work.count; i++) inTurn += work.needsOf(i).inTurnSeconds;
    const after = secondsToFinish(this.#model, job, work.hasArray);
    const sequence = madeOnce(this.#sequences, session, () => ({ job, seconds: 0, lastSeconds: 0 }));
    sequence.seconds += Math.max(work.prepareSeconds + inTurn, work.totalSeconds) + after;
    sequence.lastSeconds = Math.max(sequence.lastSeconds, after);
  }

  close(offset: number, highest: HighestBound): void {
    for (const { job, seconds, lastSeconds } of this.#sequences.values()) {
      highest.raise(offset + seconds - lastSeconds, () => `jobs.${this.#model.jobs[job]!.name}.sequential`);
    }
  }
}

/** The group of a VM run within its job's pass: VMs that share one snapshot of the array. Undefined: not in a group. */
export type GroupOf = (vmRun: number) => number | undefined;

/** With storage snapshots, a job's VMs go group by group, and each group takes as long as its longest VM. */
export class GroupAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #groupOf: GroupOf;
  /** By session and attempt: the longest VM of each group, seconds. */
  readonly #passes = new Map<string, { readonly job: number; readonly groups: Map<number, number> }>();

  constructor(model: Model, groupOf: GroupOf) {
    this.#model = model;
    this.#groupOf = groupOf;
  }

  enter({ session, attempt, job, vmRun, spanSeconds }: VmWork): void {
    const group = this.#groupOf(vmRun);
    if (group === undefined) return;
    const { groups } = madeOnce(this.#passes, `${session}/${attempt}`, () => ({ job, groups: new Map() }));
    groups.set(group, Math.max(groups.get(group) ?? 0, spanSeconds));
  }

  close(offset: number, highest: HighestBound): void {
    for (const { job, groups } of this.#passes.values()) {
      let seconds = 0;
      for (const longest of groups.values()) seconds += longest;
      highest.raise(offset + seconds, () => `jobs.${this.#model.jobs[job]!.name}.storageSnapshots`);
    }
  }
}

/** Under latency control, tasks that read from the same datastore start one at a time with a minimum spacing. */
export class SpacingAccount implements BoundAccount<VmWork> {
  readonly #model: Model;
  readonly #limits: Limits;
  /** By datastore: how long its tasks hold slots, seconds. */
  readonly #held = new Map<number, number[]>();

  constructor(model: Model, limits: Limits) {
    this.#model = model;
    this.#limits = limits;
  }

  enter(work: VmWork): void {
    if (work.moves.reads !== 'vm') return;
    for (let i = 0; i < work.count; i++) {
      const { task, heldSeconds } = work.needsOf(i);
      const datastore = this.#model.disks.datastoreOf(work.diskOf(task));
      if (this.#limits.spacingSeconds(datastore) === 0) continue;
      const isAlone = work.isWhole && work.count === 1;
      addTo(this.#held, datastore, isAlone ? work.spanSeconds : heldSeconds);
    }
  }

  /** In any order, the last to start of the k longest tasks starts at least k - 1 spacings after the first. */
  close(offset: number, highest: HighestBound): void {
    for (const [datastore, held] of this.#held) {
      const spacing = this.#limits.spacingSeconds(datastore);
      let [longest, last] = [0, 0];
      for (const seconds of held) longest = Math.max(longest, seconds);
      if (offset + (held.length - 1) * spacing + longest <= highest.seconds) continue;
      Float64Array.from(held)
        .sort()
        .reverse()
        .forEach((seconds, before) => {
          last = Math.max(last, before * spacing + seconds);
        });
      highest.raise(offset + last, () => `datastores.${this.#model.datastores[datastore]!.name}.spacing`);
    }
  }
}
