import type { ChangeOptions } from '../daily-change.ts';
import type { Estate } from './estate/estate.ts';

/**
 * What the user may decide about the import of a backup server's objects; the rest is assumed, and says so in the
 * scenario. A change is of no use with an estate.
 */
export interface PowershellOptions extends ChangeOptions {
  /** Name of the scenario; default `Backup server import`. */
  readonly name?: string;
  /** Hosts, datastores and VMs: the backup server knows little of them. */
  readonly estate?: Estate;
}
