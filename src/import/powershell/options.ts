import type { Estate } from './estate/estate.ts';

/** What the user may decide about the import of a backup server's objects; the rest is assumed, and says so in the scenario. */
export interface PowershellOptions {
  /** Name of the scenario; default `Backup server import`. */
  readonly name?: string;
  /** Hosts, datastores and VMs: the backup server knows little of them. */
  readonly estate?: Estate;
  /** Share of the used space that changes per day, as a scenario writes it; default `5%`. Of no use with an estate. */
  readonly changeRate?: string;
}
