import type { Model } from '../../model/model.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { CapacityAccount } from './capacity-account.ts';
import { ConnectionAccount } from './connection-account.ts';
import { allExtents } from './extents.ts';
import { type BoundAccount, HighestBound, type LowerBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { ProxyAccount } from './proxy-account.ts';
import { RepositorySlotAccount } from './repository-slot-account.ts';
import { SnapshotAccount } from './snapshot-account.ts';
import type { TaskOffers } from './task-offers.ts';
import { GroupAccount, type GroupOf, SequenceAccount, SpacingAccount } from './turn-account.ts';
import { VmWork } from './vm-work.ts';

/** The inputs that every bound of a run needs. */
export interface BoundGrounds {
  readonly model: Model;
  readonly tasks: LoggedTasks;
  readonly offers: TaskOffers;
  readonly limits: Limits;
  readonly groupOf: GroupOf;
}

/** Adds up the least that the tasks of a run need, and keeps the highest bound that follows. */
export class BoundLedger {
  readonly #model: Model;
  readonly #tasks: LoggedTasks;
  readonly #work: VmWork;
  readonly #accounts: readonly BoundAccount<VmWork>[];
  readonly #highest = new HighestBound();

  constructor({ model, tasks, offers, limits, groupOf }: BoundGrounds) {
    this.#model = model;
    this.#tasks = tasks;
    this.#work = new VmWork(model, tasks, offers);
    const extents = allExtents(model);
    this.#accounts = [
      new CapacityAccount(model, tasks, extents),
      new RepositorySlotAccount(model, extents, limits),
      new ConnectionAccount(model, limits),
      new ProxyAccount(model, limits),
      new SnapshotAccount(model, limits),
      new SpacingAccount(model, limits),
      new SequenceAccount(model),
      new GroupAccount(model, groupOf),
    ];
  }

  /** The highest bound of everything entered and closed so far. */
  get best(): LowerBound | undefined {
    return this.#highest.found;
  }

  /**
   * Enters tasks of a job, in order of number, that can be ready `offset` seconds after the window's start and no sooner.
   * Call with the latest offsets first. `waitsFor`: what the tasks wait for until then, as the name of a bound states it.
   */
  enter(tasks: readonly number[], job: number, offset: number, waitsFor: string): void {
    const { vmRun } = this.#tasks;
    this.#highest.waitsFor = waitsFor;
    for (let from = 0, to = 0; from < tasks.length; from = to) {
      while (to < tasks.length && vmRun[tasks[to]!] === vmRun[tasks[from]!]) to++;
      this.#work.fill(tasks, from, to, job);
      for (const account of this.#accounts) account.enter(this.#work);
      this.#raiseLongestTask(offset);
    }
  }

  /** Everything entered so far has to be done after `offset` seconds of the window. */
  close(offset: number): void {
    for (const account of this.#accounts) account.close(offset, this.#highest);
  }

  #raiseLongestTask(offset: number): void {
    for (let i = 0; i < this.#work.count; i++) {
      const { task, aloneSeconds } = this.#work.needsOf(i);
      const alone = this.#work.prepareSeconds + aloneSeconds;
      this.#highest.raise(offset + alone, () => `longest-task ${this.#nameOf(task)}`);
    }
  }

  #nameOf(task: number): string {
    const { vms, disks } = this.#model;
    const disk = this.#tasks.disk[task]!;
    return `${vms.nameOf(disks.vmOf(disk))}/${disks.nameOf(disk)}`;
  }
}
