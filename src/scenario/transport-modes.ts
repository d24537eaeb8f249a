import type { TransportMode } from './scenario.ts';

/** Every transport mode, by its name in scenarios and results. */
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
