import type { Connection } from '../model/ways/transport.ts';

/** The numbers of transport modes in hashes and stored traces. They never change; a new mode gets the next one. */
const NUMBERS: Readonly<Record<Connection, number>> = {
  san: 0,
  nfs: 1,
  hotadd: 2,
  nbd: 3,
  nbdssl: 4,
  'storage-snapshot': 5,
  'off-host': 6,
  'on-host': 7,
  repository: 8,
};

/** Transport modes by number. */
export const CONNECTION_MODES: readonly Connection[] = (Object.keys(NUMBERS) as Connection[]).sort(
  (a, b) => NUMBERS[a] - NUMBERS[b],
);
