// The most that a thing can have. An export has more where the number means "unknown" (4294967295), or is a typing error.

export const MOST_CORES = 100_000;
/** Bytes of memory. */
export const MOST_RAM = 1e15;
/** Mbit/s of a network card: a terabit. */
export const MOST_SPEED = 1e6;
/** Disks of a VM: hypervisors take 256. */
export const MOST_DISKS = 1000;
/** MiB of a disk: about a petabyte. */
export const MOST_MEBIBYTES = 1e9;

/** The figure where it is above zero and not more than a thing can have; undefined for any other. */
export function within(value: number | undefined, most: number): number | undefined {
  return value !== undefined && value > 0 && value <= most ? value : undefined;
}
