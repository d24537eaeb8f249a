import { groupedBy } from '../../collections/grouped-by.ts';
import type { Reach, ReachCell } from '../../metrics/reach/reach.ts';
import type { Connection } from '../../model/ways/transport.ts';

/** Rows of proxies or of datastores that form one group. */
export type Alike = readonly number[];

/** Which proxies reach which datastores, with equal ones grouped. */
export interface ReachGroups {
  readonly proxies: readonly Alike[];
  readonly datastores: readonly Alike[];
  /**
   * The modes of all pairs of a group of proxies and a group of datastores, which are equal; undefined: no
   * connection.
   */
  readonly cellOf: (proxies: Alike, datastores: Alike) => ReachGroupCell | undefined;
}

export interface ReachGroupCell {
  /** Best class first. */
  readonly modes: readonly Connection[];
  /** Sum over all pairs; modes that no task used are absent. */
  readonly tasks: ReadonlyMap<Connection, number>;
}

/** Up to this many are listed individually; more are grouped. */
interface ToldApart {
  readonly proxies: number;
  readonly datastores: number;
}

/** If there are many, proxies that reach every datastore in the same modes form one group, and so do datastores. */
export function reachGroups(reach: Reach, most: ToldApart): ReachGroups {
  const width = reach.datastores.length;
  const cells = new Map(reach.cells.map((cell) => [cell.proxy * width + cell.datastore, cell]));
  const kinds = kindsOfCells(reach);
  const kindAt = (proxy: number, datastore: number) => kinds[proxy * width + datastore]!;
  const datastores = alike(reach.datastores.length, most.datastores, (datastore) =>
    reach.proxies.map((_, proxy) => kindAt(proxy, datastore)),
  );
  const proxies = alike(reach.proxies.length, most.proxies, (proxy) =>
    datastores.map(([first]) => kindAt(proxy, first!)),
  );
  return {
    proxies,
    datastores,
    cellOf: (some, others) =>
      groupCell(some.flatMap((proxy) => others.map((datastore) => cells.get(proxy * width + datastore)))),
  };
}

/** By proxy and then by datastore: a number for the set of modes of the pair; 0: no connection. */
function kindsOfCells({ proxies, datastores, cells }: Reach): Uint32Array {
  const kinds = new Uint32Array(proxies.length * datastores.length);
  const numbers = new Map<string, number>();
  for (const cell of cells) {
    const key = modesOf(cell).join();
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    kinds[cell.proxy * datastores.length + cell.datastore] = numbers.get(key)!;
  }
  return kinds;
}

function alike(count: number, most: number, kindsOf: (row: number) => readonly number[]): Alike[] {
  const rows = Array.from({ length: count }, (_, row) => row);
  return count <= most
    ? rows.map((row) => [row])
    : [...groupedBy(rows, (row) => kindsOf(row).join()).values()];
}

function groupCell(cells: readonly (ReachCell | undefined)[]): ReachGroupCell | undefined {
  const modes = modesOf(cells[0]);
  if (modes.length === 0) return undefined;
  const tasks = new Map<Connection, number>();
  for (const cell of cells)
    for (const used of cell?.used ?? []) tasks.set(used.mode, (tasks.get(used.mode) ?? 0) + used.tasks);
  return { modes, tasks };
}

/** The modes that some job could use, followed by others that a task used. */
function modesOf(cell: ReachCell | undefined): Connection[] {
  if (cell === undefined) return [];
  return [...new Set([...cell.possible, ...cell.used.map(({ mode }) => mode)])];
}
