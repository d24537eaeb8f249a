// What importers take where no export says it: our choices, each marked ASSUMED in the scenarios that are written.

/** Disks per invented datastore: the middle of what estates show (one datastore per 60 to 80 disks). */
export const DISKS_PER_ASSUMED_DATASTORE = 70;
/** Hosts of which nothing is known: one for so many VMs. */
export const VMS_PER_ASSUMED_HOST = 25;
/** One virtual proxy for so many hosts of a cluster. */
export const HOSTS_PER_ASSUMED_PROXY = 4;
/** vCPUs of an assumed proxy, unless its host has fewer cores. */
export const ASSUMED_PROXY_CORES = 8;
/** What an invented datastore reads. */
export const ASSUMED_READ = '800 MB/s';
/** What a repository writes that nobody says more of, and the same in bytes a second. */
export const ASSUMED_WRITE = '1 GB/s';
export const ASSUMED_WRITE_BYTES = 1e9;
/** Of proxies and repositories, and of hosts that nobody says more of. */
export const ASSUMED_NETWORK = '10 Gbit/s';
export const ASSUMED_PROXY_RAM = '16 GB';
/** Hosts of which nobody says how many cores they have. */
export const ASSUMED_HOST_CORES = 32;
/** The repository of an export that knows none. */
export const ASSUMED_REPOSITORY = 'repository1';
/** Task slots of a repository that does not say: the preset. */
export const ASSUMED_REPOSITORY_SLOTS = 4;
/** Share of the used space that changes in a day. */
export const ASSUMED_CHANGE_RATE = '5%';
