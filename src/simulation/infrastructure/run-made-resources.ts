import type { EventLoop } from '../../engine/event-loop.ts';
import type { Model } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import { machinesOf } from '../../model/paths/path.ts';
import { StageRow } from '../../model/paths/task-path.ts';
import { timesThrough } from '../../model/paths/throttling.ts';
import { isWithin, timeOfWeekOf, untilChange } from '../../units/weekly-interval.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import type { Task } from '../tasks/task.ts';
import type { ByTheClock } from './clock-changes.ts';

/** A flow's use of a run-made resource, until it is given back. */
export interface Lease {
  readonly stage: StageRow;
  readonly resource: number;
  /** Units of it per byte read. */
  readonly coefficient: number;
  readonly giveBack: () => void;
}

interface Shared {
  resource: number;
  users: number;
}

/** The capacity of a throttle rule outside its hours: finite, as capacities must be, but never reached. */
const FREE = 1e150;

export const NO_LEASES: readonly Lease[] = [];

/** Resources that exist only while they are used: write streams, and each job's share of a throttle rule. */
export class RunMadeResources implements ByTheClock {
  readonly #model: Model;
  readonly #loop: EventLoop;
  readonly #streams = new Map<string, Shared>();
  /** Per throttle rule: the shares of the jobs that currently send through it. */
  readonly #throttles: Map<number, Shared>[];
  /** Per throttle rule: whether the current time is within its hours. */
  readonly #acts: boolean[];

  constructor(model: Model, loop: EventLoop) {
    this.#model = model;
    this.#loop = loop;
    this.#throttles = model.throttles.map(() => new Map());
    this.#acts = model.throttles.map(() => true);
  }

  /** Switches rules on and off by the time of the week. */
  apply({ model, loop }: Run): number {
    const timeOfWeek = timeOfWeekOf(model.scenario.clock.startUs + loop.nowUs);
    let untilNext = Number.POSITIVE_INFINITY;
    model.throttles.forEach(({ during }, rule) => {
      if (during === undefined) return;
      untilNext = Math.min(untilNext, untilChange(during, timeOfWeek));
      const acts = during.some((part) => isWithin(part, timeOfWeek));
      if (acts === this.#acts[rule]) return;
      this.#acts[rule] = acts;
      this.#split(rule);
    });
    return untilNext;
  }

  /** The run-made resources that a transferring task crosses besides those of the infrastructure. */
  lease(task: RunningTask, movement: Movement): readonly Lease[] {
    const ratio = movement.transferRatio;
    if (ratio === 0) return NO_LEASES;
    const writes = this.#model.jobs[task.job]!.work.writes === 'repository';
    const stream = writes
      ? this.#model.repositories[movement.repository]!.perStream
      : Number.POSITIVE_INFINITY;
    if (stream === Number.POSITIVE_INFINITY && this.#model.throttles.length === 0) return NO_LEASES;
    const leases: Lease[] = [];
    if (Number.isFinite(stream)) leases.push(this.stream(this.#streamOf(task), stream, ratio));
    if (this.#model.throttles.length === 0) return leases;
    const machines = machinesOf(this.#model, movement, task);
    this.#model.throttles.forEach((rule, row) => {
      const times = timesThrough(rule, machines);
      if (times > 0) leases.push(this.#throttle(row, task.job, times * ratio));
    });
    return leases;
  }

  /** The throttle rule of which a resource is a job's share; -1: it is no such share. */
  ruleOf(resource: number): number {
    return this.#throttles.findIndex((jobs) =>
      [...jobs.values()].some((share) => share.resource === resource),
    );
  }

  /** One write stream per running job, or per VM with per-VM files [guide]; for extents, as their scale-out repository says. */
  #streamOf({ job, vmRun, session }: Task): string {
    const { perVmFiles } = this.#model.repositories[this.#model.jobs[job]!.repository]!;
    return perVmFiles ? `vm ${vmRun.id}` : `session ${session.id}`;
  }

  /** Leases the stream with this key, of `perStream` bytes per second, shared by all flows that write to it. */
  stream(key: string, perStream: number, ratio: number): Lease {
    const shared = this.#streams.get(key) ?? { resource: this.#loop.flows.addResource(perStream), users: 0 };
    this.#streams.set(key, shared);
    shared.users++;
    return {
      stage: StageRow.target,
      resource: shared.resource,
      coefficient: ratio,
      giveBack: () => {
        if (--shared.users > 0) return;
        this.#loop.flows.removeResource(shared.resource);
        this.#streams.delete(key);
      },
    };
  }

  /** A rule's rate is split equally among the jobs that use it, and again whenever one comes or goes [doc]. */
  #throttle(rule: number, job: number, ratio: number): Lease {
    const jobs = this.#throttles[rule]!;
    let shared = jobs.get(job);
    if (shared === undefined) {
      shared = { resource: this.#loop.flows.addResource(0), users: 0 };
      jobs.set(job, shared);
      this.#split(rule);
    }
    const held = shared;
    held.users++;
    return {
      stage: StageRow.throttling,
      resource: held.resource,
      coefficient: ratio,
      giveBack: () => {
        if (--held.users > 0) return;
        this.#loop.flows.removeResource(held.resource);
        jobs.delete(job);
        this.#split(rule);
      },
    };
  }

  #split(rule: number): void {
    const jobs = this.#throttles[rule]!;
    const share = this.#acts[rule] ? this.#model.throttles[rule]!.rate / jobs.size : FREE;
    for (const { resource } of jobs.values()) this.#loop.flows.setCapacity(resource, share, this.#loop.nowUs);
  }
}
