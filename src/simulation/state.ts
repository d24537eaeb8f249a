import type { Stage } from '../model/model.ts';
import type { PathOfTask } from '../model/path.ts';
import type { Chain } from './repository-slots.ts';
import type { Lease } from './run-made-resources.ts';
import type { Task } from './task.ts';

/** One start of a job, with all its retries. */
export interface Session {
  readonly id: number;
  readonly job: number;
  /** The job's repository and the priority of its kind of work; see TaskView. */
  readonly repository: number;
  readonly priority: number;
  /** From 1, per job. */
  readonly number: number;
  readonly startUs: number;
  readonly closesAtUs: number;
  /** Every attempt at every VM. */
  readonly vmRuns: VmRun[];
  /** From 1: the pass over its VMs that goes on. */
  attempt: number;
  /** A task of it has held slots. */
  running: boolean;
  windowClosed: boolean;
  ended: boolean;
  /** Ticket of the event that closes the window; -1: none. */
  closeTicket: number;
  /** VMs of this pass that have not ended. */
  openVms: number;
  /** Tasks that some proxy can take and that have not ended. */
  tasksLeft: number;
  bytes: number;
  /** Group of VMs whose turn it is, where they go by storage snapshot. */
  turn: number;
  /** Its chain where it writes one file for all VMs. */
  readonly chain: Chain;
  /** Transforms that have not ended. */
  transformsLeft: number;
}

/** One VM in one session, one attempt. */
export interface VmRun {
  readonly id: number;
  readonly vm: number;
  readonly session: Session;
  readonly attempt: number;
  /** Its place in the pass over the session's VMs. */
  readonly order: number;
  readonly readyUs: number;
  readonly host: number;
  /** On which its snapshot counts. */
  readonly datastores: readonly number[];
  tasks: readonly Task[];
  /** The group of VMs that it belongs to, where they go by storage snapshot. */
  turn: number;
  /**
   * waiting: no disk has got slots. preparing: until the snapshot stands. ready: disks may open. removing: the last disk
   * is done, the snapshot goes. done: ended.
   */
  stage: 'waiting' | 'preparing' | 'ready' | 'removing' | 'done';
  /** Ticket of the event that ends `preparing`. */
  readyTicket: number;
  snapshotAtUs: number;
  /** `none`: not made, or gone. `going`: its removal has begun while disks are still read from the array. */
  snapshot: 'none' | 'standing' | 'going';
  /** Read from a snapshot of the array; undefined: its first disk has not been placed. */
  fromArray: boolean | undefined;
  /** Tasks that some proxy can take and that have not ended. */
  tasksLeft: number;
  failed: boolean;
  /** Something went otherwise than it should, though it succeeded. */
  warned: boolean;
  /** Its chain: of its own with per-VM files, else its session's. */
  readonly chain: Chain;
  /** Proxies to which its disks are attached: by hot-add, or with a volume snapshot carried off the host. */
  attachments: Map<number, Attachment> | undefined;
  /** What is left of its tasks when it is done, and they are gone: a long run must not keep what nobody asks for. */
  done: VmDone | undefined;
}

/** What a session asks of its VMs at its end. */
export interface VmDone {
  /** Some disk was read as a full. */
  readonly full: boolean;
  readonly transferredBytes: number;
  /** Every disk had some proxy that could take it. */
  readonly wasReachable: boolean;
}

/** A VM's disks on one proxy that must attach them. */
export interface Attachment {
  /** When the attaching ends or ended. */
  readyAtUs: number;
  /** Its disks that hold slots there and are not detaching. */
  disks: number;
}

/** What earlier parts of an interrupted transfer have done. */
export interface Progress {
  readonly readBytes: number;
  readonly seconds: number;
  /** Busy shares of these seconds by stage. */
  readonly busy: readonly number[];
}

/** A flow that is open, and what the load line needs to know of its beginning: no more, since transfers last long. */
export interface Transfer {
  readonly flow: number;
  readonly amount: number;
  readonly startedUs: number;
  /** What it crosses, of its path and of the leases. */
  readonly resources: readonly number[];
  /** The stage of each resource. */
  readonly stages: readonly Stage[];
  /** Busy seconds of each resource when the flow was opened. */
  readonly busyAtStart: readonly number[];
  readonly caps: PathOfTask['caps'];
  /** Run-made resources (write stream, throttle shares) that it holds open. */
  readonly leases: readonly Lease[];
}
