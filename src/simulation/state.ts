import type { Stage } from '../model/model.ts';
import type { PathOfTask } from '../model/path.ts';
import type { Lease } from './run-made-resources.ts';

/** A VM's disks on one proxy that must attach them. */
export interface Attachment {
  /** When the attaching ends or ended. */
  readyAtUs: number;
  /** Its disks that hold slots there and are not detaching. */
  disks: number;
}

/** A VM's attachments by what they are to: see `opening.ts`. */
export type Attachments = Map<number, Attachment>;

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
