import { addTo } from '../../collections/grouped-by.ts';
import { madeOnce } from '../../collections/made-once.ts';
import { writesFile } from '../../model/jobs/work.ts';
import { tasksInMemory } from '../../model/proxy-ram.ts';
import { type Connection, isNetworkMode } from '../../model/ways/transport.ts';
import type { Policy } from '../../policy/policy.ts';
import { hasFilter, hotaddLimitOf } from '../../policy/rules/capacity-filters.ts';
import { type Chronicle, isOverBy, type ToldTask } from '../state/chronicle.ts';
import { isOfVm, tasksOfChain } from '../waits/scarce.ts';
import { LimitedThing, type Taking } from './limited-thing.ts';

/** Those properties of a task's end that determine what it takes. */
interface End {
  readonly proxy: number;
  readonly mode: Connection;
  /** The host whose connections it uses in a network mode. */
  readonly host: number;
}

/** The number of a task, or -1 - number for a transform. */
export type Actor = number;

/** Who needs a unit, and when it is released. */
interface Use {
  /** None of these could run without it. */
  readonly needs: readonly Actor[];
  readonly until: readonly Actor[];
  /** Released after the last end of `until`, after the start of `until` (a single task), or at a fixed time. */
  readonly freedBy: 'end' | 'start' | 'clock';
}

/** The takings that matter to each actor. */
export interface AllTakings {
  /** Those without which it could not run. */
  readonly needed: ReadonlyMap<Actor, readonly Taking[]>;
  /** Those that were released some time after the last end of several actors, of which this is one. */
  readonly freedByEnd: ReadonlyMap<Actor, readonly Taking[]>;
  /** Those that were released some time after its start. */
  readonly freedByStart: ReadonlyMap<Actor, readonly Taking[]>;
}

/**
 * All units of limited things that were taken in a run: slots of proxies and repositories, memory for tasks, open snapshots,
 * attached disks, connections.
 */
export function takingsOf(chronicle: Chronicle, policy: Policy): AllTakings {
  const takings = new Takings(chronicle, policy);
  for (const [at, record] of chronicle.records.entries()) {
    if (record.kind === 'task-started') takings.taskStarts(chronicle.tasks[record.task]!, at);
    else if (record.kind === 'task-failed-over') takings.taskFailsOver(record, at);
    else if (record.kind === 'transform-started') takings.transformStarts(record.transform, at);
    else if (record.kind === 'task-ended') takings.taskEnds(chronicle.tasks[record.task]!, at);
    else if (record.kind === 'snapshot-removed') takings.free(`snapshot ${record.vmRun}`, at);
    else if (record.kind === 'transform-ended') takings.free(`transform ${record.transform}`, at);
  }
  takings.close();
  return takings;
}

interface Open {
  readonly taking: Taking;
  readonly use: Use;
}

class Takings implements AllTakings {
  readonly needed = new Map<Actor, Taking[]>();
  readonly freedByEnd = new Map<Actor, Taking[]>();
  readonly freedByStart = new Map<Actor, Taking[]>();
  readonly #chronicle: Chronicle;
  readonly #policy: Policy;
  readonly #things = new Map<string, LimitedThing | undefined>();
  /** Units in use, by what releases them. */
  readonly #open = new Map<string, Open[]>();
  /** By key of the chain: how many of its tasks have not ended. */
  readonly #chains = new Map<string, number>();
  /** VM runs whose snapshot has been entered: one that an array's snapshot has replaced is not created again. */
  readonly #withSnapshot = new Set<number>();

  constructor(chronicle: Chronicle, policy: Policy) {
    this.#chronicle = chronicle;
    this.#policy = policy;
  }

  close(): void {
    for (const thing of this.#things.values()) thing?.close();
  }

  taskStarts(task: ToldTask, at: number): void {
    const key = `task ${task.task}`;
    const own: Use = { needs: [task.task], until: [task.task], freedBy: 'end' };
    for (const [end, { proxy, mode, host }] of this.#endsOf(task).entries()) {
      this.#take(this.#slots(proxy), own, key, at);
      this.#take(this.#memory(proxy), own, key, at);
      if (mode === 'hotadd') {
        const { failedOver, secondFailedOver } = task;
        const leaves = (end === 0 ? failedOver : secondFailedOver) !== undefined;
        this.#take(
          this.#attached(proxy),
          leaves ? { ...own, freedBy: 'clock' } : own,
          leaves ? `attached ${task.task} ${end}` : key,
          at,
        );
      }
      if (isNetworkMode(mode)) this.#take(this.#connections(host), own, key, at);
    }
    this.#takeRepositories(task, own, at);
    this.#takeSnapshots(task, at);
  }

  /** The task continues over the network, even if all connections are in use. */
  taskFailsOver({ task, isSecond }: { readonly task: number; readonly isSecond: boolean }, at: number): void {
    const end = isSecond ? 1 : 0;
    this.free(`attached ${task} ${end}`, at);
    const { host } = this.#endsOf(this.#chronicle.tasks[task]!)[end]!;
    this.#take(this.#connections(host), { needs: [], until: [task], freedBy: 'end' }, `task ${task}`, at);
  }

  taskEnds(task: ToldTask, at: number): void {
    this.free(`task ${task.task}`, at);
    const chain = this.#chainOf(task);
    const left = this.#chains.get(chain);
    if (left === undefined) return;
    this.#chains.set(chain, left - 1);
    if (left === 1) this.free(chain, at);
  }

  transformStarts(number: number, at: number): void {
    const actor = -1 - number;
    const { repository } = this.#chronicle.transforms[number]!;
    const own: Use = { needs: [actor], until: [actor], freedBy: 'end' };
    this.#take(this.#repositorySlots(repository), own, `transform ${number}`, at);
  }

  free(key: string, at: number): void {
    const { records, tasks } = this.#chronicle;
    const freedUs = records[at]!.at;
    for (const { taking, use } of this.#open.get(key) ?? []) {
      const us = use.until.map((actor) => {
        const task = tasks[actor];
        if (task === undefined) return freedUs;
        return use.freedBy === 'start' ? task.startUs : task.endUs;
      });
      Object.assign(taking, { freedUs, freedAt: at, afterUs: freedUs - Math.max(...us) });
    }
    this.#open.delete(key);
  }

  #endsOf(task: ToldTask): End[] {
    const { started, host, targetHost } = task;
    const readsVm = this.#chronicle.model.jobs[task.job]!.work.reads === 'vm';
    const { proxy, mode, second } = started!;
    const first = { proxy, mode, host: readsVm ? host : targetHost };
    return second === null ? [first] : [first, { ...second, host: targetHost }];
  }

  /** Where a repository counts slots by chain, the first task of a chain takes its slot. */
  #takeRepositories(task: ToldTask, own: Use, at: number): void {
    const { model } = this.#chronicle;
    const { work } = model.jobs[task.job]!;
    const { repository, source } = task.started!;
    const key = `task ${task.task}`;
    if (source >= 0) this.#take(this.#repositorySlots(source), own, key, at);
    const row = model.repositories[work.writes === 'nothing' ? -1 : repository];
    if (row === undefined) return;
    const thing = this.#repositorySlots(repository);
    if (!row.slotPerChain || !writesFile(work)) {
      this.#take(thing, own, key, at);
      return;
    }
    const chain = this.#chainOf(task);
    if (this.#chains.has(chain)) return;
    const all = tasksOfChain(this.#chronicle, task).flatMap((one) => (one.startUs < 0 ? [] : [one.task]));
    this.#chains.set(chain, all.length);
    this.#take(thing, { needs: all, until: all, freedBy: 'end' }, chain, at);
  }

  #chainOf(task: ToldTask): string {
    const whose = isOfVm(this.#chronicle, task) ? task.vmRun : `${task.session}.${task.attempt}`;
    return `chain ${whose}`;
  }

  /** A VM's first task creates the snapshot on all datastores of its disks; the VM's other tasks need it, too. */
  #takeSnapshots(task: ToldTask, at: number): void {
    const { model, vmRuns, tasks } = this.#chronicle;
    const key = `snapshot ${task.vmRun}`;
    if (!model.jobs[task.job]!.work.snapshot || this.#withSnapshot.has(task.vmRun)) return;
    this.#withSnapshot.add(task.vmRun);
    const { removingUs, tasks: own } = vmRuns[task.vmRun]!;
    const started = own.filter((other) => tasks[other]!.startUs >= 0);
    // If a VM is read from an array's snapshot, its own is removed as soon as the array's exists.
    const isByEnd = started.every((other) => isOverBy(tasks[other]!, removingUs));
    const until = isByEnd ? started : [task.task];
    for (const row of task.datastores) {
      this.#take(
        this.#snapshots(row),
        { needs: started, until, freedBy: isByEnd ? 'end' : 'start' },
        key,
        at,
      );
    }
  }

  #take(thing: LimitedThing | undefined, use: Use, key: string, at: number): void {
    if (thing === undefined) return;
    const never = Number.POSITIVE_INFINITY;
    const taking: Taking = { thing, freedUs: never, freedAt: never, afterUs: 0, latestUs: never };
    thing.take(taking, at, this.#chronicle.records[at]!.at);
    addTo(this.#open, key, { taking, use });
    for (const actor of use.needs) addTo(this.needed, actor, taking);
    if (use.freedBy === 'clock') return;
    const freed = use.freedBy === 'end' ? this.freedByEnd : this.freedByStart;
    for (const actor of use.until) addTo(freed, actor, taking);
  }

  #slots(proxy: number): LimitedThing | undefined {
    return this.#thing('proxy-slot', proxy, this.#chronicle.model.proxies[proxy]?.slots);
  }
  #memory(proxy: number): LimitedThing | undefined {
    const { scenario, proxies } = this.#chronicle.model;
    const row = scenario.enforceRam ? proxies[proxy] : undefined;
    return this.#thing('ram', proxy, row && tasksInMemory(row.ram));
  }
  #attached(proxy: number): LimitedThing | undefined {
    return this.#thing('hotadd-disks', proxy, hotaddLimitOf(this.#chronicle.model));
  }
  #connections(host: number): LimitedThing | undefined {
    return this.#thing('nbd-connections', host, this.#chronicle.model.hosts[host]?.nbdMaxDisks);
  }
  #repositorySlots(repository: number): LimitedThing | undefined {
    return this.#thing('repository-slot', repository, this.#chronicle.model.repositories[repository]?.slots);
  }
  #snapshots(datastore: number): LimitedThing | undefined {
    const { maxSnapshots } = this.#chronicle.model.datastores[datastore]!;
    return this.#thing('datastore-snapshots', datastore, maxSnapshots);
  }

  /** Undefined: it is unlimited, or the policy does not check this limit. */
  #thing(filter: string, row: number, limit: number | undefined): LimitedThing | undefined {
    return madeOnce(this.#things, `${filter} ${row}`, () => {
      const isLimited = limit !== undefined && Number.isFinite(limit);
      return isLimited && hasFilter(this.#policy, filter) ? new LimitedThing(limit) : undefined;
    });
  }
}
