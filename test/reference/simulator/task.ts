import type { Job } from '../../../src/scenario/job.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Host } from '../../../src/scenario/scenario.ts';
import type { TransportMode } from '../../../src/scenario/transport-modes.ts';
import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import type { EstateDisk, EstateVm } from './estate.ts';
import type { Booking } from './event-list.ts';
import type { Path } from './resources.ts';

export interface Place {
  readonly proxy: BackupProxy;
  readonly mode: TransportMode;
}

/** A start of a job. Times are whole microseconds from the clock's start. */
export interface Session {
  readonly job: Job;
  /** Row of the job, and number of the session in it, from 1. */
  readonly jobRow: number;
  readonly number: number;
  readonly startUs: number;
  /** When the first session of its chain of jobs began: its own start where it follows none. */
  readonly chainStartUs: number;
  readonly closesUs: number;
  vmRuns: VmRun[];
  attempt: number;
  /** Those whose wait was over. */
  attempts: number;
  hasHeldSlots: boolean;
  isClosed: boolean;
  closing?: Booking;
  /** When its VMs were done, and when its transforms were, too. */
  finalisedUs?: number;
  endUs?: number;
  result: 'success' | 'warning' | 'failed' | 'unfinished';
}

/** A time, from the start of the run on; or from whenever that was made which stood of a VM in a repository before. */
export interface Moment {
  readonly us: number;
  readonly standingIn?: string;
}

/** An attempt at a VM in a session. */
export interface VmRun {
  readonly session: Session;
  readonly vm: EstateVm;
  readonly vmRow: number;
  readonly attempt: number;
  readonly full: boolean;
  /** What its restore point tells of, and that which it goes on from. */
  readonly tellsOf: Moment;
  readonly goesOnFrom: Moment;
  /** How much older the one that it goes on from is, as far as that is known when it is planned. */
  readonly sinceUs: number;
  tasks: Task[];
  /** Where a repository in which it writes no backups has the VM, since it was planned: the plain one, or the extent. */
  readonly readsAt: Repository | undefined;
  /** Made while the VM is prepared. Of work without one: whether the VM is prepared, and then at once gone. */
  snapshot: 'none' | 'making' | 'handing-over' | 'standing' | 'removing' | 'gone';
  /** Whether its disks come from the snapshot of an array: settled by the first of them, where its job asks for it. */
  readsArray?: boolean;
  /** Which snapshot of the array serves it, of those that its job takes one after the other. */
  group?: number;
  createdUs?: number;
  removingUs?: number;
  removedUs?: number;
  isOver: boolean;
  overUs?: number;
  /** It succeeds, but not as it was meant to: no proxy that its repository prefers took it. */
  isWarned: boolean;
  /** Its increment went into the full behind its session; that became a full. */
  isMerged?: boolean;
  hasSyntheticFull?: boolean;
}

/** `cut-off`: it stands still with its slots, since its proxy is down. */
export type TaskState =
  | 'waiting'
  | 'preparing'
  | 'opening'
  | 'transferring'
  | 'cut-off'
  | 'closing'
  | 'ended';

/** Bytes that flow. */
export interface Moving {
  readBytes: number;
  /** Bytes that have been read, and what goes through now. */
  doneBytes: number;
  /** After so many of them chance makes it fail. */
  failsAtBytes?: number | undefined;
  path?: Path;
  rate: number;
  /** From the last solve of the rates to its end, before rounding, and the end. */
  leftUs: number;
  endsUs: number;
}

/** What has been read when it is over. */
export function goalOf({ readBytes, failsAtBytes }: Moving): number {
  return failsAtBytes ?? readBytes;
}

/** A disk in an attempt. */
export interface Task extends Moving {
  readonly vmRun: VmRun;
  readonly job: Job;
  readonly disk: EstateDisk;
  readonly full: boolean;
  /** Read from end to end, so at the rate of a full run: also an increment that nobody tracks. */
  readonly isSequential: boolean;
  /** As planned. */
  readonly readBytes: number;
  readonly transferredBytes: number;
  readonly dataBytes: number;
  readonly readyUs: number;
  state: TaskState;
  heldBy?: 'retry-wait' | 'sequential' | undefined;
  /** What its waiting is charged to at present. */
  cause?: WaitCause | undefined;
  /** The place that it waits for, at which of its ends. */
  refused?: { readonly place: Place | undefined; readonly isWriting: boolean } | undefined;
  /** Where it would go, if the scheduler looked. */
  goesTo?: readonly Place[] | undefined;
  readonly waited: Map<WaitCause, number>;
  reader?: Place | undefined;
  /** The VM's host when it began. */
  readFrom?: Host;
  /** Who writes to a datastore; a proxy may be both, and then holds two slots. */
  writer?: Place | undefined;
  /** The plain one, or the extent. */
  repository?: Repository | undefined;
  /** Of a copy: the repository that it reads, where it has a slot, too. */
  source?: Repository | undefined;
  /** Whose machine writes to it. */
  gateway?: BackupProxy | undefined;
  /** Where it was when it began: one that finds its storage gone goes on by the network. */
  beganAt?: readonly Place[];
  decidedBy?: string;
  startUs?: number;
  transferStartUs?: number;
  /** When its transfer began, or went on, among all of the run: of transfers that end at one instant the earlier one ends first. */
  transferTurn?: number;
  transferEndUs?: number;
  endUs?: number;
  result: 'success' | 'failed' | 'window-closed' | 'unfinished';
  /** Of one that is cut off: what it was doing. */
  wasDoing?: 'opening' | 'transferring';
  /** Since when; and when it tries to go on, if its way has been there again since it last tried. */
  cutOffUs?: number;
  triesUs?: number | undefined;
  /** Goes up whenever it begins to open, or is cut off: what was booked before is void. */
  stage: number;
  interruptions: number;
  /** It found its way to the storage gone. */
  hasFailedOver: boolean;
}

/** Where it is at work, the reading end first. */
export function endsOf({
  reader,
  writer,
}: {
  readonly reader?: Place | undefined;
  readonly writer?: Place | undefined;
}): Place[] {
  return [reader, writer].filter((place) => place !== undefined);
}

export function holdsSlots({ state }: Task): boolean {
  return state !== 'waiting' && state !== 'ended';
}
