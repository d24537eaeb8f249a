import type { Connection } from '../model/ways/transport.ts';

/** The modes by number, for hashes and stored traces; new ones go to the end. */
export const CONNECTION_MODES: readonly Connection[] = [
  'san',
  'nfs',
  'hotadd',
  'nbd',
  'nbdssl',
  'storage-snapshot',
  'off-host',
  'on-host',
  'repository',
];
