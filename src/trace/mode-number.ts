import type { TransportMode } from '../scenario/scenario.ts';

/** The modes by number, for hashes and stored traces; new ones go to the end. */
export const CONNECTION_MODES: readonly TransportMode[] = [
  'san',
  'nfs',
  'hotadd',
  'nbd',
  'nbdssl',
  'storage-snapshot',
  'off-host',
  'on-host',
];
