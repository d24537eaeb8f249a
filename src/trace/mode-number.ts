import type { Connection } from '../model/ways/transport.ts';

/** Transport modes by number, for hashes and stored traces. Append new ones at the end. */
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
