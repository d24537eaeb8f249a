import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import { failurePointOf } from './chance.ts';
import { type EventList, PHASES } from './event-list.ts';
import { beginChain, gatewayAt } from './extents.ts';
import { isDoubtful } from './flows.ts';
import { type Answer, canEverBePlaced } from './placing.ts';
import { pathOf } from './resources.ts';
import { endsOf, goalOf, holdsSlots, type Place, type Task, type VmRun } from './task.ts';
import { isCutOff, isStorageGone, placedEnds } from './way.ts';
import { isScan, sourceOf, workOf } from './work.ts';
import type { World } from './world.ts';

/** Disks of a VM that are attached to a proxy together, to be read or to be written: the copy is another VM. */
interface Attachment {
  readonly vmRun: VmRun;
  readonly proxy: BackupProxy;
  readonly isWriting: boolean;
  readonly readyAtUs: number;
  /** Disks that wait for its end. */
  waiting: Task[];
}

/** The life of tasks from slots got to slots freed. */
export class Tasks {
  /** Called when a task is over. */
  onFreed: (task: Task) => void = () => {};
  /** Called when an array has a snapshot in place of a VM's. */
  onHandedOver: (vmRun: VmRun) => void = () => {};
  readonly #world: World;
  readonly #events: EventList;
  #attachments: Attachment[] = [];
  /** In the order in which they got their slots. */
  readonly #started: Task[] = [];

  constructor(world: World, events: EventList) {
    this.#world = world;
    this.#events = events;
  }

  start(task: Task, answer: Extract<Answer, { kind: 'place' }>): void {
    const { now, scenario, taken } = this.#world;
    const { vmRun, job } = task;
    task.state = 'preparing';
    task.startUs = now;
    task.failsAtBytes = failurePointOf(this.#world.estate.night, task, (fault, vm) =>
      this.#world.fails(fault, vm),
    );
    task.reader = answer.reader;
    task.readFrom = vmRun.vm.host;
    task.writer = answer.writer;
    task.beganAt = endsOf(answer);
    task.repository = answer.repository;
    task.source = sourceOf(task);
    task.gateway = gatewayAt(this.#world, task, endsOf(task)[0], answer.repository);
    beginChain(this.#world, task);
    task.decidedBy = answer.decidedBy;
    if (answer.missesAffinity) {
      vmRun.isWarned = true;
      this.#world.tellOf(task, 'affinity-not-honoured');
    }
    taken.push(...endsOf(task).map(({ proxy }) => proxy));
    this.#started.push(task);
    vmRun.session.hasHeldSlots = true;
    this.#world.latency.started(task);
    if (['standing', 'removing', 'gone'].includes(vmRun.snapshot)) {
      this.#open(task);
      return;
    }
    if (vmRun.snapshot !== 'none') return;
    vmRun.snapshot = 'making';
    if (!isScan(job)) vmRun.readsArray = task.reader?.mode === 'storage-snapshot';
    const { vmPrepare, snapshotCreate } = scenario.overheads;
    const createUs = workOf(job).hasSnapshot ? snapshotCreate : 0;
    const readyUs = now + (job.vmPrepareUs ?? vmPrepare) + createUs;
    const isOver = () => vmRun.snapshot !== 'making';
    this.#events.book(readyUs, PHASES.arrive, () => this.#made(vmRun), isOver);
  }

  transferEnded(task: Task): void {
    if (isDoubtful(task.leftUs))
      this.#world.doubtfulUs = Math.min(this.#world.doubtfulUs, this.#world.now - 1);
    task.doneBytes = goalOf(task);
    task.transferEndUs = this.#world.now;
    if (task.failsAtBytes !== undefined) {
      this.#world.met.add('a task that fails by chance');
      this.#fail(task);
      return;
    }
    task.result = 'success';
    this.#close(task);
  }

  /** What it has read by now counts; it is over as soon as its disk is detached. */
  stop(task: Task, result: Task['result']): void {
    if (task.state === 'ended' || task.state === 'closing') return;
    task.result = result;
    task.stage++;
    switch (task.state === 'cut-off' ? task.wasDoing : task.state) {
      case 'waiting':
        task.state = 'ended';
        this.onFreed(task);
        break;
      case 'preparing':
      case 'opening':
        this.#leaveAttachment(task);
        this.#free(task);
        break;
      case 'transferring':
        task.transferEndUs = this.#world.now;
        this.#close(task);
        break;
      default:
    }
  }

  /** Whose way it is on stands still, and fails when it has for too long. */
  somethingDown(): void {
    for (const task of this.#world.tasks)
      if ((task.state === 'opening' || task.state === 'transferring') && isCutOff(this.#world, task))
        this.#cutOff(task, task.state);
  }

  #cutOff(task: Task, wasDoing: 'opening' | 'transferring'): void {
    const { now, scenario } = this.#world;
    // What was being attached is begun anew by who comes next; who had begun with it opens all the same.
    this.#attachments = this.#attachments.filter(
      ({ readyAtUs, waiting }) => readyAtUs <= now || !waiting.includes(task),
    );
    task.state = 'cut-off';
    // Amounts are whole bytes.
    // A byte more or less may round what follows to another microsecond.
    const offHalf = Math.abs((task.doneBytes % 1) - 0.5);
    if (offHalf > 0 && offHalf < 1e-3) this.#world.doubtfulUs = Math.min(this.#world.doubtfulUs, now - 1);
    task.doneBytes = Math.round(task.doneBytes);
    task.wasDoing = wasDoing;
    task.interruptions++;
    this.#world.tellOf(task, 'task-interrupted', `, ${task.doneBytes} bytes read`);
    task.endsUs = Number.POSITIVE_INFINITY;
    task.cutOffUs = now;
    task.triesUs = undefined;
    task.stage++;
    this.#bookOfCutOff(task, now + scenario.resumeUs, PHASES.release, () => this.#fail(task));
  }

  /** Void once it goes on, or is over. */
  #bookOfCutOff(task: Task, at: number, phase: number, act: () => void): void {
    const { stage } = task;
    this.#events.book(at, phase, act, () => task.stage !== stage || task.state !== 'cut-off');
  }

  /** Whose way is there again tries to go on when it next does, every so often since it was lost. */
  somethingUp(): void {
    const { now } = this.#world;
    for (const task of this.#started) {
      if (task.state !== 'cut-off' || task.triesUs !== undefined || isCutOff(this.#world, task)) continue;
      const everyUs = DEFAULTS.reconnect.value;
      const tries = Math.max(1, Math.ceil((now - task.cutOffUs!) / everyUs));
      task.triesUs = task.cutOffUs! + tries * everyUs;
      this.#bookOfCutOff(task, task.triesUs, PHASES.arrive, () => this.#tryToGoOn(task));
    }
  }

  #tryToGoOn(task: Task): void {
    task.triesUs = undefined;
    if (isCutOff(this.#world, task)) return;
    this.#world.tellOf(task, 'task-resumed');
    if (task.wasDoing === 'opening') {
      this.#open(task);
      return;
    }
    this.#world.transferBegins(task);
    this.#world.latency.readingBegins(task);
  }

  /** A task fails, and its VM with it: the other disks of it are of no use alone. */
  #fail(task: Task): void {
    this.stop(task, 'failed');
    for (const other of task.vmRun.tasks)
      if (other.state !== 'waiting' || canEverBePlaced(this.#world, other)) this.stop(other, 'failed');
  }

  #leaveAttachment(task: Task): void {
    const { now } = this.#world;
    for (const one of this.#attachments) one.waiting = one.waiting.filter((other) => other !== task);
    this.#attachments = this.#attachments.filter(
      ({ readyAtUs, waiting }) => readyAtUs <= now || waiting.length > 0,
    );
  }

  #made(vmRun: VmRun): void {
    vmRun.snapshot = 'standing';
    if (workOf(vmRun.session.job).hasSnapshot) vmRun.createdUs = this.#world.now;
    if (vmRun.readsArray === true) this.#handOver(vmRun);
    else this.#openAll(vmRun);
  }

  /** Once the array has a snapshot of its own the VM's is not needed any more. */
  #handOver(vmRun: VmRun): void {
    vmRun.snapshot = 'handing-over';
    const { now, scenario } = this.#world;
    const handedOver = () => {
      this.onHandedOver(vmRun);
      this.#openAll(vmRun);
    };
    const isOver = () => vmRun.snapshot !== 'handing-over';
    this.#events.book(now + scenario.overheads.snapshotHandoff, PHASES.arrive, handedOver, isOver);
  }

  /** In the order of its disks. */
  #openAll({ tasks }: VmRun): void {
    for (const task of tasks) if (task.state === 'preparing') this.#open(task);
  }

  #open(task: Task): void {
    const { now } = this.#world;
    task.state = 'opening';
    const stage = ++task.stage;
    if (!this.#failOver(task)) {
      this.#fail(task);
      return;
    }
    if (isCutOff(this.#world, task)) {
      this.#cutOff(task, 'opening');
      return;
    }
    const times = endsOf(task).map((place) => this.#openAt(task, place));
    const isOver = () => task.stage !== stage;
    this.#events.book(Math.max(now, ...times), PHASES.arrive, () => this.#transfer(task), isOver);
  }

  /** When its disk is open at one end. */
  #openAt(task: Task, place: Place): number {
    const { now, scenario } = this.#world;
    const { openNbd, openSan, openNfs, openStorageSnapshot, hotaddAttach, offHost } = scenario.overheads;
    switch (place.mode) {
      case 'san':
        return now + openSan;
      case 'nfs':
        return now + openNfs;
      case 'storage-snapshot':
        return now + openStorageSnapshot;
      case 'hotadd':
        return this.#attachedAt(task, place, hotaddAttach);
      case 'off-host':
        return this.#attachedAt(task, place, offHost);
      case 'on-host':
        return now;
      default:
        return now + openNbd;
    }
  }

  /** A path that turns out to be gone is left for the network, at the same proxy. Whether every such path could be left. */
  #failOver(task: Task): boolean {
    for (const { end, place } of placedEnds(this.#world, task)) {
      if (!isStorageGone(this.#world, end, place)) continue;
      const { proxy } = place;
      // Hyper-V has no network mode, and another host would need a slot.
      if (!proxy.failoverToNetwork || proxy.platform === 'hyperv') return false;
      const mode = proxy.modes !== 'auto' && proxy.modes.includes('nbdssl') ? 'nbdssl' : 'nbd';
      if (end.isWriting) task.writer = { proxy, mode };
      else task.reader = { proxy, mode };
      task.vmRun.isWarned = true;
      task.hasFailedOver = true;
      this.#world.tellOf(task, 'task-failed-over', `, ${mode}`);
    }
    return true;
  }

  /** Once for all disks of a VM at a proxy: by hot-add they are attached, off-host the snapshot of their volume is brought there. */
  #attachedAt(task: Task, place: Place, us: number): number {
    const { vmRun } = task;
    const { proxy } = place;
    const isWriting = place === task.writer;
    const found = this.#attachments.find(
      (one) => one.vmRun === vmRun && one.proxy === proxy && one.isWriting === isWriting,
    );
    if (found !== undefined) {
      found.waiting.push(task);
      return found.readyAtUs;
    }
    const readyAtUs = this.#world.now + us;
    this.#attachments.push({ vmRun, proxy, isWriting, readyAtUs, waiting: [task] });
    return readyAtUs;
  }

  #transfer(task: Task): void {
    this.#world.transferBegins(task);
    this.#world.latency.readingBegins(task);
    task.transferStartUs = this.#world.now;
    task.path = pathOf(this.#world.estate, task);
    // Where there is nothing to read, or nothing that limits it, nothing has to be shared first.
    const isUnlimited = task.path.needs.size === 0 && task.path.cap === Number.POSITIVE_INFINITY;
    task.endsUs = goalOf(task) === 0 || isUnlimited ? this.#world.now : Number.POSITIVE_INFINITY;
  }

  /** Of a VM's disks that are attached to a proxy the last one detaches them, if the proxy is there. */
  #close(task: Task): void {
    task.state = 'closing';
    const left = endsOf(task).filter((place) => {
      const { proxy, mode } = place;
      const isLast = !task.vmRun.tasks.some((other) => {
        const same = place === task.writer ? other.writer : other.reader;
        return other !== task && isAttached(other) && same?.proxy === proxy && same.mode === mode;
      });
      return mode === 'hotadd' && isLast && this.#world.parts.isProxyUp(proxy);
    });
    if (left.length === 0) {
      this.#free(task);
      return;
    }
    this.#attachments = this.#attachments.filter(
      (one) =>
        one.vmRun !== task.vmRun ||
        !left.some((place) => place.proxy === one.proxy && (place === task.writer) === one.isWriting),
    );
    const { hotaddDetach } = this.#world.scenario.overheads;
    this.#events.book(this.#world.now + hotaddDetach, PHASES.release, () => this.#free(task));
  }

  #free(task: Task): void {
    task.state = 'ended';
    task.endUs = this.#world.now;
    if (task.result !== 'success')
      this.#world.tellOf(task, task.result === 'failed' ? 'task-failed' : 'task-stopped');
    this.onFreed(task);
  }
}

/** One that only closes, by its other end, has no disk there any more. */
function isAttached(task: Task): boolean {
  return holdsSlots(task) && task.state !== 'closing';
}
