import type { ChangeOptions } from '../daily-change.ts';

/**
 * What the user may decide about the import of an RVTools export; the rest are assumptions written into the
 * scenario.
 */
export interface RvtoolsOptions extends ChangeOptions {
  /** Name of the scenario; default `RVTools import`. */
  readonly name?: string;
  /**
   * Naive local date-time of the clock, two hours before the job; default a Monday evening: the import has
   * no clock.
   */
  readonly start?: string;
  /** Also take VMs that are powered off (never templates, placeholders or suspended ones). Default false. */
  readonly poweredOff?: boolean;
  /** Also take disks that cannot be snapshotted, and VMs that have such, as a sizing by capacity would. Default false. */
  readonly unprotectableDisks?: boolean;
  /** `exported`: a CBT flag of False means whole reads. `cbt`: the backup product will switch tracking on. */
  readonly tracking?: 'exported' | 'cbt';
}
