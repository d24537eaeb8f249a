// Values that importers assume where an export has none: our choices, each marked ASSUMED in the scenarios that are written.

import { DEFAULTS } from '../scenario/defaults.ts';
import { percentText } from './yaml/scenario-figures.ts';

/** Disks per invented datastore: the middle of what estates show (one datastore per 60 to 80 disks). */
export const DISKS_PER_ASSUMED_DATASTORE = 70;
/** Unknown hosts: one for every so many VMs. */
export const VMS_PER_ASSUMED_HOST = 25;
/** Assumed proxies: one virtual proxy for every so many hosts of a cluster. */
export const HOSTS_PER_ASSUMED_PROXY = 4;
/** vCPUs of an assumed proxy; fewer where its host has fewer cores. */
export const ASSUMED_PROXY_CORES = 8;
/** Read rate of every datastore: no export has one. */
export const ASSUMED_READ = '800 MB/s';
/** Write rate of every repository, as a scenario writes it and in bytes per second. */
export const ASSUMED_WRITE = '1 GB/s';
export const ASSUMED_WRITE_BYTES = 1e9;
/** Network of proxies and repositories, and of hosts whose network is unknown. */
export const ASSUMED_NETWORK = '10 Gbit/s';
export const ASSUMED_PROXY_RAM = '16 GB';
/** Cores of a host where they are unknown. */
export const ASSUMED_HOST_CORES = 32;
/** Name of the assumed repository. */
export const ASSUMED_REPOSITORY = 'repository1';
/** Task slots of a repository without a limit in the export: the preset of the product. */
export const ASSUMED_REPOSITORY_SLOTS = 4;
/** Share of the used space that changes per day: what scenarios assume themselves. */
export const ASSUMED_CHANGE_RATE = percentText(DEFAULTS.changeRate.value);
/** The reasons for an assumed change rate, for users who replace it. */
export const USUAL_CHANGE_RATES = '(for planning: databases 10 to 20 %, idle servers 1 %)';
/** VMs with a snapshot on a datastore at a time, which no export knows. */
export const ASSUMED_SNAPSHOTS = `${DEFAULTS.maxSnapshots.value} VMs`;
/** Window of a job where nothing tells one: a night. */
export const ASSUMED_WINDOW = '8h';
