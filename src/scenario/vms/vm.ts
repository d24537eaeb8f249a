import type { Origin } from '../origin.ts';
import type { Platform } from '../scenario.ts';
import type { Drawn } from '../sections/distribution.ts';

export const TRACKINGS = ['cbt', 'rct', 'fct', 'none'] as const;
/** How it is known which blocks of a VM have changed; `none`: by reading all of them. */
export type Tracking = (typeof TRACKINGS)[number];
export const GUESTS = ['windows', 'linux', 'other'] as const;
/** The operating system of a VM, which decides about deleted files and swap files. */
export type Guest = (typeof GUESTS)[number];

/** Traits that many VMs share. */
export interface VmTraits {
  readonly platform: Platform;
  /** Absent: the first host that mounts its first disk's datastore. */
  readonly host?: string;
  readonly tags: readonly string[];
  readonly guest: Guest;
  /** As stated, or by platform, host version and configuration version (see `settleTracking`). */
  readonly tracking: Tracking;
  /** Age of the last restore point when the first session starts, microseconds; absent: none is known. */
  readonly lastBackupUs?: number;
}

/** A virtual machine with its disks. */
export interface Vm extends VmTraits {
  readonly name: string;
  readonly disks: readonly Disk[] | DiskPopulation;
  readonly origin: Origin;
}

/** A disk of a VM. */
export interface Disk extends DiskAmounts {
  /** As stated, or its number in the VM from 0. */
  readonly name: string;
  readonly datastore: string;
}

/** How much data a disk holds, and how much of it changes. */
export interface DiskAmounts {
  /** Provisioned and used bytes, whole. */
  readonly size: number;
  readonly used: number;
  /** Share of the used space that changes in 24 h. */
  readonly changeRate: number;
  readonly deleted: number;
  readonly swap: number;
  /** Thin provisioned: fulls without change tracking leave out space that was never written, and direct SAN cannot write it. */
  readonly thin: boolean;
}

/** The distribution from which a figure of a population is drawn. */
export type Distribution = Drawn<number>;

/** Disks that are drawn for each VM. Sizes are bytes, rates shares from 0 to 1. */
export interface DiskPopulation {
  readonly count: Distribution;
  readonly size: Distribution;
  /** A share of the drawn size, or bytes (never more than the size). */
  readonly used: { readonly of: 'size' | 'bytes'; readonly distribution: Distribution };
  readonly changeRate: Distribution;
  readonly deleted: Distribution;
  readonly swap: Distribution;
  readonly thin: boolean;
  /** Taken in turn, disk after disk over the whole population. */
  readonly datastores: readonly string[];
  /** Number of the population, from 0. VMs with the same number take its datastores in turn together. */
  readonly population: number;
}
