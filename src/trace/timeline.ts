import type { Model } from '../model/model.ts';
import { changedOfVm } from '../model/vms/changed-blocks.ts';
import { MovedHosts } from '../model/ways/moved-hosts.ts';
import { followMoves } from './follow-moves.ts';
import type { RecordOf, TraceRecord, TraceSink } from './record.ts';
import { TimelineCounters } from './timeline-counters.ts';
import { remarkOf } from './timeline-remarks.ts';
import { type TimelineArguments, TimelineWriter, type Track } from './timeline-writer.ts';
import { type TracedRun, traceHeader } from './trace-text.ts';
import { WAIT_CAUSES } from './wait-cause.ts';

/** Most waiting tasks that are drawn at once; further ones only count in the curve of waiting tasks. */
const WAITING_LANES = 200;

/** A task between becoming ready and its end. */
interface DrawnTask {
  readonly name: string;
  readonly about: TimelineArguments;
  readonly readyUs: number;
  readonly waits: Track | undefined;
  startUs: number;
  transferStartUs: number;
  transferEndUs: number;
  readBytes: number;
  transferredBytes: number;
  /** The slots that it holds, those on proxies first. */
  slots: readonly Track[];
  place: TimelineArguments;
}

interface DrawnSnapshot {
  readonly track: Track;
  readonly vm: number;
  readonly createdUs: number;
  removingUs: number;
  deltaBytes: number;
}

/**
 * `timeline.json`: the run as a picture for the Perfetto UI, drawn during the run. Processes are the queue, proxies,
 * repositories and hosts (their VMs' snapshots); threads are slots. A task is drawn on every slot that it holds, with its
 * phases below. Only what has not ended is kept in memory.
 */
export class Timeline implements TraceSink {
  readonly #moved: MovedHosts;
  /** With VMs where they run now. */
  readonly #model: Model;
  readonly #writer: TimelineWriter;
  readonly #counters: TimelineCounters;
  readonly #run: number;
  readonly #queue: number;
  readonly #sessions: { readonly job: number; readonly number: number }[] = [];
  readonly #tasks = new Map<number, DrawnTask>();
  readonly #snapshots = new Map<number, DrawnSnapshot>();
  readonly #transforms = new Map<number, { track: Track; fromUs: number; name: string; bytes: number }>();

  constructor(model: Model, run: TracedRun, write: (text: string) => void) {
    const { clockStart } = traceHeader(model, run);
    const { scenario, seed, policy } = run;
    this.#moved = new MovedHosts(model);
    this.#model = this.#moved.model;
    this.#writer = new TimelineWriter({ scenario: scenario.name, clockStart, seed, policy }, write);
    this.#run = this.#writer.process('run');
    this.#queue = this.#writer.process('queue', WAITING_LANES);
    for (const { name } of model.proxies) this.#writer.process(`proxy ${name}`);
    for (const { name } of model.repositories) this.#writer.process(`repository ${name}`);
    for (const { name } of model.hosts) this.#writer.process(`host ${name}`);
    this.#counters = new TimelineCounters(model, this.#writer, this.#run);
  }

  record(record: TraceRecord): void {
    this.#counters.step(record);
    switch (record.kind) {
      case 'session-started':
        this.#sessions[record.session] = { job: record.job, number: record.number };
        return;
      case 'task-ready':
        this.#ready(record);
        return;
      case 'task-started':
        this.#started(record);
        return;
      case 'transfer-started':
        this.#tasks.get(record.task)!.transferStartUs = record.at;
        return;
      case 'transfer-ended':
      case 'transfer-cut': {
        const task = this.#tasks.get(record.task)!;
        task.transferEndUs = record.at;
        task.readBytes = record.readBytes;
        task.transferredBytes = record.transferredBytes;
        return;
      }
      case 'task-interrupted':
      case 'task-resumed':
      case 'task-failed-over': {
        const { kind, at, task, ...args } = record;
        const first = kind === 'task-failed-over' && record.isSecond ? 1 : 0;
        for (const slot of this.#tasks.get(task)!.slots.slice(first, first + 1))
          this.#writer.instant(kind, at, slot, args);
        return;
      }
      case 'task-ended':
        this.#ended(record.task, record.at, record.result);
        return;
      case 'task-dropped':
        this.#waited(record.task, record.at, record.waitedUs);
        this.#tasks.delete(record.task);
        return;
      case 'snapshot-created':
        this.#snapshotStands(record.vmRun, record.vm, record.at);
        return;
      case 'snapshot-removing': {
        const snapshot = this.#snapshots.get(record.vmRun);
        if (snapshot === undefined) return;
        snapshot.removingUs = record.at;
        snapshot.deltaBytes = record.deltaBytes;
        return;
      }
      case 'snapshot-removed':
        this.#snapshotGone(record.vmRun, record.at);
        return;
      case 'transform-started':
        this.#transforms.set(record.transform, {
          track: this.#slotOf(`repository ${this.#model.repositories[record.repository]!.name}`),
          fromUs: record.at,
          name: `${record.work} of ${this.#sessionName(record.session)}`,
          bytes: record.bytes,
        });
        return;
      case 'transform-ended':
        this.#transformEnded(record.transform, record.at);
        return;
      case 'run-ended':
        this.#end(record.at);
        return;
      default:
        followMoves(this.#moved, record);
        this.#fault(record);
    }
  }

  #sessionName(session: number): string {
    const { job, number } = this.#sessions[session]!;
    return `${this.#model.jobs[job]!.name} #${number}`;
  }

  #slotOf(process: string): Track {
    return this.#writer.take(this.#writer.process(process))!;
  }

  #ready(record: RecordOf<'task-ready'>): void {
    const { disks, vms } = this.#model;
    this.#tasks.set(record.task, {
      name: `${vms.nameOf(disks.vmOf(record.disk))}/${disks.nameOf(record.disk)}`,
      about: {
        session: this.#sessionName(record.session),
        attempt: record.attempt,
        kind: record.full ? 'full' : 'incremental',
        toReadBytes: record.readBytes,
      },
      readyUs: record.at,
      waits: this.#writer.take(this.#queue),
      startUs: -1,
      transferStartUs: -1,
      transferEndUs: -1,
      readBytes: 0,
      transferredBytes: 0,
      slots: [],
      place: {},
    });
  }

  #started(record: RecordOf<'task-started'>): void {
    this.#waited(record.task, record.at, record.waitedUs);
    const { proxies, repositories } = this.#model;
    const task = this.#tasks.get(record.task)!;
    const { proxy, mode, second, repository, source, decidedBy } = record;
    const onProxies = [proxy, second?.proxy ?? -1].filter((row) => row >= 0).map((row) => proxies[row]!.name);
    const written = repositories[repository]?.name;
    // A task that reads from a repository holds a slot there, too.
    const read = repositories[source]?.name;
    const onRepositories = [read, written].filter((name) => name !== undefined);
    task.startUs = record.at;
    task.place = {
      ...(onProxies.length === 0 ? {} : { proxy: onProxies.join(', '), mode }),
      ...(written === undefined ? {} : { repository: written }),
      decidedBy,
      queueWaitSeconds: (record.at - task.readyUs) / 1e6,
    };
    task.slots = [
      ...onProxies.map((name) => this.#slotOf(`proxy ${name}`)),
      ...onRepositories.map((name) => this.#slotOf(`repository ${name}`)),
    ];
  }

  /** Draws the wait of a task, if it got a lane in the queue. */
  #waited(number: number, atUs: number, waitedUs: readonly number[]): void {
    const { waits, name, readyUs, about } = this.#tasks.get(number)!;
    if (waits === undefined) return;
    const seconds = Object.fromEntries(
      WAIT_CAUSES.flatMap((cause, c) =>
        (waitedUs[c] ?? 0) > 0 ? [[`${cause} seconds`, waitedUs[c]! / 1e6]] : [],
      ),
    );
    this.#writer.span(waits, name, readyUs, atUs, { ...about, ...seconds });
    this.#writer.free(waits);
  }

  #ended(number: number, atUs: number, result: string): void {
    const task = this.#tasks.get(number)!;
    const { name, about, place, startUs, readBytes, transferredBytes, slots } = task;
    const transferStartUs = task.transferStartUs < 0 ? atUs : task.transferStartUs;
    const transferEndUs = task.transferEndUs < 0 ? atUs : task.transferEndUs;
    const args = { ...about, ...place, readBytes, transferredBytes, result };
    for (const slot of slots) {
      this.#writer.span(slot, name, startUs, atUs, args);
      this.#writer.span(slot, 'preparing', startUs, transferStartUs);
      this.#writer.span(slot, 'transfer', transferStartUs, transferEndUs);
      this.#writer.span(slot, 'closing', transferEndUs, atUs);
      this.#writer.free(slot);
    }
    this.#tasks.delete(number);
  }

  #snapshotStands(vmRun: number, vm: number, atUs: number): void {
    const host = this.#model.hosts[this.#model.vms.hostOf(vm)];
    if (host === undefined) return;
    const track = this.#slotOf(`host ${host.name}`);
    this.#snapshots.set(vmRun, { track, vm, createdUs: atUs, removingUs: -1, deltaBytes: 0 });
  }

  #snapshotGone(vmRun: number, atUs: number): void {
    const snapshot = this.#snapshots.get(vmRun);
    this.#snapshots.delete(vmRun);
    if (snapshot === undefined) return;
    const { track, vm, createdUs, removingUs } = snapshot;
    // The run may end before the removal begins.
    const isOpen = removingUs < 0;
    const deltaBytes = isOpen
      ? Math.round(changedOfVm(this.#model, vm, atUs - createdUs))
      : snapshot.deltaBytes;
    this.#writer.span(track, `snapshot of ${this.#model.vms.nameOf(vm)}`, createdUs, atUs, { deltaBytes });
    if (!isOpen) this.#writer.span(track, 'removal', removingUs, atUs);
    this.#writer.free(track);
  }

  #transformEnded(number: number, atUs: number): void {
    const { track, fromUs, name, bytes } = this.#transforms.get(number)!;
    this.#writer.span(track, name, fromUs, atUs, { bytes });
    this.#writer.free(track);
    this.#transforms.delete(number);
  }

  /** Draws faults and the reactions to them. */
  #fault(record: TraceRecord): void {
    const told = remarkOf(this.#model, record, (session) => this.#sessionName(session));
    if (told === undefined) return;
    this.#writer.instant(`${record.kind} ${told.about}`.trim(), record.at, this.#run, told.args ?? {});
  }

  /** Draws everything that has not ended up to the end of the run. */
  #end(atUs: number): void {
    for (const [number, { startUs }] of this.#tasks)
      if (startUs >= 0) this.#ended(number, atUs, 'unfinished');
    for (const vmRun of this.#snapshots.keys()) this.#snapshotGone(vmRun, atUs);
    for (const transform of this.#transforms.keys()) this.#transformEnded(transform, atUs);
    this.#writer.end();
  }
}
