import { present } from '../../../collections/present.ts';
import { MOST_CORES, MOST_RAM, within } from '../../possible-figures.ts';
import { rowsOf } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings } from '../codes.ts';
import { SERVER } from '../headers.ts';

/** A machine that the backup server knows. */
export interface Server {
  readonly name: string;
  /** `Windows`, `Linux`, `Local`, `VC`, `ESXi`, `HvServer`. */
  readonly type: string;
  readonly cores?: number;
  /** Bytes. */
  readonly ram?: number;
}

export interface Servers {
  /** In the order of the export; a host that two vCenters list is there once. */
  readonly list: readonly Server[];
  /** By the id that proxies and repositories name, or by its name in any case of letters, with its domain or without. */
  find(id: string, name: string): Server | undefined;
}

/** All servers of the export. */
export function readServers(tables: readonly Table[], findings: PowershellFindings): Servers {
  const list: Server[] = [];
  const byId = new Map<string, Server>();
  const byName = new Map<string, Server>();
  for (const row of rowsOf(tables, SERVER, findings)) {
    const name = row.text('name');
    const physicalId = row.text('physicalId').toLowerCase();
    if (name === '') continue;
    const cores = row.number('cores');
    const ram = row.number('ram');
    const known = physicalId === '' ? undefined : byId.get(physicalId);
    const server = known ?? {
      name,
      type: row.text('type'),
      ...present({ cores: within(cores, MOST_CORES), ram: within(ram, MOST_RAM) }),
    };
    if (known === undefined) list.push(server);
    for (const id of [row.text('id').toLowerCase(), physicalId]) if (id !== '') byId.set(id, server);
    for (const key of [name.toLowerCase(), shortName(name)]) if (!byName.has(key)) byName.set(key, server);
  }
  return {
    list,
    find: (id, name) =>
      byId.get(id.toLowerCase()) ?? byName.get(name.toLowerCase()) ?? byName.get(shortName(name)),
  };
}

/** A machine's name without its domain, in lower case; an address stays whole. */
export function shortName(name: string): string {
  const lower = name.trim().toLowerCase();
  return /^[\d.]+$/.test(lower) ? lower : lower.replace(/\..*$/, '');
}
