import { addTo } from '../../collections/grouped-by.ts';
import { isNetworkMode } from '../../model/ways/transport.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';

/** Who has a unit of something (a slot, a snapshot): it is free again when the last of the tasks has ended, and some time after. */
export interface UnitHolder {
  readonly tasks: readonly number[];
  /** Known once it is free. */
  freedUs: number;
}

/** A task took a unit that somebody had had before it. */
export interface HandedOn {
  readonly thing: string;
  readonly from: UnitHolder;
  readonly to: number;
}

class Units {
  readonly #limit: number;
  readonly #free: UnitHolder[] = [];
  #made = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Who had the unit before; undefined: nobody. A unit that nobody has had comes first, then the one free for longest. */
  take(): UnitHolder | undefined {
    if (this.#made < this.#limit) {
      this.#made++;
      return undefined;
    }
    return this.#free.shift();
  }

  give(holder: UnitHolder): void {
    this.#free.push(holder);
  }
}

/**
 * Follows every unit of every limited thing from hand to hand: slots of proxies and repositories, open snapshots,
 * attached disks, connections. Which of several units a task has is nobody's business in the run; here each has a number.
 */
export function handsOf(chronicle: Chronicle, hotaddLimit: number): HandedOn[] {
  const tracker = new Tracker(chronicle, hotaddLimit);
  for (const record of chronicle.records) {
    if (record.kind === 'task-started') tracker.started(chronicle.tasks[record.task]!);
    else if (record.kind === 'task-ended') tracker.ended(record.task, record.at);
    else if (record.kind === 'snapshot-removed') tracker.snapshotGone(record.vmRun, record.at);
    else if (record.kind === 'transform-started') tracker.transformStarted(record.transform);
    else if (record.kind === 'transform-ended') tracker.transformEnded(record.transform, record.at);
  }
  return tracker.handed;
}

class Tracker {
  readonly handed: HandedOn[] = [];
  readonly #chronicle: Chronicle;
  readonly #hotaddLimit: number;
  readonly #units = new Map<string, Units>();
  /** Who had the snapshots before that VMs have or had. */
  readonly #snapshotsFrom = new Map<string, readonly HandedOn[]>();
  readonly #held = new Map<string, { thing: string; holder: UnitHolder }[]>();

  constructor(chronicle: Chronicle, hotaddLimit: number) {
    this.#chronicle = chronicle;
    this.#hotaddLimit = hotaddLimit;
  }

  started(task: ToldTask): void {
    const { model, vmRuns } = this.#chronicle;
    const own: UnitHolder = { tasks: [task.task], freedUs: -1 };
    const key = `task ${task.task}`;
    for (const [thing, limit] of thingsOf(this.#chronicle, task, this.#hotaddLimit)) {
      this.#take(key, thing, limit, own, task.task);
    }
    const { snapshot } = model.jobs[task.job]!.work;
    const vmRun = `vm run ${task.vmRun}`;
    if (!snapshot) return;
    // Its VM's other disks may not start without the snapshot either.
    for (const { thing, from } of this.#snapshotsFrom.get(vmRun) ?? [])
      this.handed.push({ thing, from, to: task.task });
    if (this.#snapshotsFrom.has(vmRun)) return;
    const all: UnitHolder = { tasks: vmRuns[task.vmRun]!.tasks, freedUs: -1 };
    const before = this.handed.length;
    for (const row of task.datastores) {
      const { name, maxSnapshots } = model.datastores[row]!;
      this.#take(vmRun, `datastores.${name}`, maxSnapshots, all, task.task);
    }
    this.#snapshotsFrom.set(vmRun, this.handed.slice(before));
  }

  ended(task: number, atUs: number): void {
    this.#give(`task ${task}`, atUs);
  }

  snapshotGone(vmRun: number, atUs: number): void {
    this.#give(`vm run ${vmRun}`, atUs);
  }

  transformStarted(number: number): void {
    const { model, transforms, sessions } = this.#chronicle;
    const { repository, session } = transforms[number]!;
    const { name, slots } = model.repositories[repository]!;
    const holder = { tasks: sessions[session]!.tasks, freedUs: -1 };
    this.#take(`transform ${number}`, `repositories.${name}`, slots, holder, -1);
  }

  transformEnded(number: number, atUs: number): void {
    this.#give(`transform ${number}`, atUs);
  }

  #take(key: string, thing: string, limit: number, holder: UnitHolder, task: number): void {
    if (!Number.isFinite(limit)) return;
    const units = this.#units.get(thing) ?? new Units(limit);
    this.#units.set(thing, units);
    const from = units.take();
    if (from !== undefined && task >= 0) this.handed.push({ thing, from, to: task });
    addTo(this.#held, key, { thing, holder });
  }

  #give(key: string, atUs: number): void {
    for (const { thing, holder } of this.#held.get(key) ?? []) {
      holder.freedUs = atUs;
      this.#units.get(thing)!.give(holder);
    }
    this.#held.delete(key);
  }
}

/** What a task holds a unit of from its start to its end, with the number that there is of each. */
function thingsOf({ model }: Chronicle, task: ToldTask, hotaddLimit: number): [string, number][] {
  const { started, job } = task;
  const things: [string, number][] = [];
  const readsVm = model.jobs[job]!.work.reads === 'vm';
  const ends = [{ ...started!, host: readsVm ? task.host : task.targetHost }];
  if (started!.second !== null) ends.push({ ...started!, ...started!.second, host: task.targetHost });
  for (const { proxy, mode, host } of ends) {
    const row = model.proxies[proxy];
    if (row !== undefined) things.push([`proxies.${row.name}`, row.slots]);
    if (row !== undefined && mode === 'hotadd') things.push([`proxies.${row.name} hotadd`, hotaddLimit]);
    const hostRow = model.hosts[host];
    if (isNetworkMode(mode) && hostRow !== undefined) {
      things.push([`hosts.${hostRow.name}`, hostRow.nbdMaxDisks]);
    }
  }
  const rows = [model.jobs[job]!.work.writes === 'nothing' ? -1 : started!.repository, started!.source];
  for (const row of rows) {
    const repository = model.repositories[row];
    if (repository !== undefined) things.push([`repositories.${repository.name}`, repository.slots]);
  }
  return things;
}
