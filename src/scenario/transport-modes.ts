import type { TransportMode } from './scenario.ts';

/** Every transport mode by the name that scenarios and results use. */
export const TRANSPORT_MODES = [
  'san',
  'nfs',
  'storage-snapshot',
  'hotadd',
  'nbd',
  'nbdssl',
  'off-host',
  'on-host',
] as const satisfies readonly TransportMode[];
