import type { PathOfTask } from '../model/path.ts';
import type { Candidate } from '../model/transport.ts';
import type { TaskView } from '../policy/policy.ts';
import type { Standing } from './waiting-lines.ts';

/** One start of a job. */
export interface Session {
  readonly id: number;
  readonly job: number;
  /** From 1, per job. */
  readonly number: number;
  readonly startUs: number;
  readonly closesAtUs: number;
  readonly vmRuns: VmRun[];
  /** A task of it has held slots. */
  running: boolean;
  windowClosed: boolean;
  ended: boolean;
  /** Ticket of the event that closes the window; -1: none. */
  closeTicket: number;
  openVms: number;
  failedVms: number;
  /** Tasks that some proxy can take and that have not ended. */
  tasksLeft: number;
  bytes: number;
}

/** One VM in one session. */
export interface VmRun {
  readonly id: number;
  readonly vm: number;
  readonly session: Session;
  readonly tasks: Task[];
  /**
   * waiting: no disk has got slots. preparing: until the snapshot stands. ready: disks may open. removing: the last disk
   * is done, the snapshot goes. done: ended.
   */
  stage: 'waiting' | 'preparing' | 'ready' | 'removing' | 'done';
  /** Ticket of the event that ends `preparing`. */
  readyTicket: number;
  snapshotAtUs: number;
  /** Tasks that some proxy can take and that have not ended. */
  tasksLeft: number;
  failed: boolean;
  /** Proxies to which its disks are attached by hot-add. */
  readonly attachments: Map<number, Attachment>;
}

/** A VM's disks on one hot-add proxy. */
export interface Attachment {
  /** When the attaching ends or ended. */
  readyAtUs: number;
  /** Its disks that hold slots there and are not detaching. */
  disks: number;
}

/** One disk in one session: the unit that holds slots. */
export interface Task extends TaskView {
  readonly session: Session;
  readonly vmRun: VmRun;
  readonly disk: number;
  readonly full: boolean;
  readonly transferredBytes: number;
  /**
   * held: parallel processing is off and it is not its turn. unreachable: no proxy can ever take it. Then as the names
   * say, in the order of a task's life.
   */
  stage: 'held' | 'unreachable' | 'waiting' | 'preparing' | 'opening' | 'transferring' | 'closing' | 'ended';
  sessionBytes: number;
  hasSnapshot: boolean;
  waitedUs: number[];
  /** Its place in the queue while it waits. */
  standing: Standing | undefined;
  place: Candidate | undefined;
  /** Ticket of the event that ends `opening`. */
  openTicket: number;
  transfer: Transfer | undefined;
  result: 'success' | 'window-closed' | undefined;
}

/** A flow that is open, and what the load line needs to know of its beginning. */
export interface Transfer {
  readonly flow: number;
  readonly startedUs: number;
  readonly path: PathOfTask;
  /** Busy seconds of each crossing's resource when the flow was opened. */
  readonly busyAtStart: readonly number[];
  /** Run-made resources (write stream, throttle shares) that it holds open. */
  readonly leases: readonly (() => void)[];
}
