import type { Scenario } from '../../scenario/scenario.ts';
import type { VmTraits as Declared } from '../../scenario/vms/vm.ts';
import type { VmTable } from '../../scenario/vms/vm-table.ts';
import type { RowOf } from '../compile.ts';
import type { DatastoreRow, HostRow } from '../model.ts';
import { isSanStorage } from '../ways/storage-kind.ts';
import { DiskRows } from './disk-rows.ts';
import { type Draws, withSettledDisks } from './population.ts';
import { VmRows, type VmStorage, type VmTraits } from './vm-rows.ts';

/** What VMs and disks refer to. */
export interface VmGround {
  readonly rowOf: RowOf;
  readonly hosts: readonly HostRow[];
  readonly datastores: readonly DatastoreRow[];
}

/** Compiles VMs and disks: names become rows. The columns of figures are the scenario's own unless disks are drawn. */
export function compileVms(
  scenario: Scenario,
  draws: Draws,
  ground: VmGround,
): { readonly vms: VmRows; readonly disks: DiskRows } {
  const settled = withSettledDisks(scenario.vms, draws);
  const { names, firstDisk, figures } = settled.columns;
  const datastoreOf = datastoresOf(settled, ground.rowOf);
  const vmOf = new Int32Array(figures.names.length);
  const alike = new Alike(ground);
  const traits: VmTraits[] = [];
  const storage: VmStorage[] = [];
  for (let vm = 0; vm < settled.length; vm++) {
    const first = firstDisk[vm]!;
    const end = firstDisk[vm + 1]!;
    for (let disk = first; disk < end; disk++) vmOf[disk] = vm;
    traits.push(alike.traitsOf(settled.traits[vm]!, first < end ? datastoreOf[first]! : -1));
    storage.push(alike.storageOf(datastoreOf, first, end));
  }
  return {
    vms: new VmRows({ names, traits, storage, firstDisk, originOf: (vm) => settled.originOf(vm) }),
    disks: new DiskRows(figures, vmOf, datastoreOf),
  };
}

function datastoresOf({ columns }: VmTable, rowOf: RowOf): Int32Array {
  const rows = columns.datastoreNames.map(rowOf.datastore);
  return columns.datastores.map((name) => rows[name]!);
}

/** Makes the traits and the storage of VMs; VMs that are alike share one object. */
class Alike {
  readonly #ground: VmGround;
  /** By declared traits; if these name no host, also by first datastore. */
  readonly #traits = new Map<Declared, Map<number, VmTraits>>();
  readonly #onOne: (VmStorage | undefined)[];
  readonly #onSeveral = new Map<string, VmStorage>();

  constructor(ground: VmGround) {
    this.#ground = ground;
    this.#onOne = ground.datastores.map(() => undefined);
  }

  /** `firstDatastore` is -1 for a VM without disks. */
  traitsOf(declared: Declared, firstDatastore: number): VmTraits {
    const ground = declared.host === undefined ? firstDatastore : -1;
    const known = this.#traits.get(declared)?.get(ground);
    if (known !== undefined) return known;
    const alike = this.#newTraits(declared, firstDatastore);
    const onGrounds = this.#traits.get(declared) ?? new Map<number, VmTraits>();
    this.#traits.set(declared, onGrounds.set(ground, alike));
    return alike;
  }

  #newTraits({ host: name, ...declared }: Declared, firstDatastore: number): VmTraits {
    const { rowOf, hosts, datastores } = this.#ground;
    // A VM that names no host runs on the first one that mounts the datastore of its first disk.
    const [firstMounting = -1] = datastores[firstDatastore]?.mountedBy ?? [];
    const host = name === undefined ? firstMounting : rowOf.host(name);
    return {
      host,
      site: hosts[host]?.site ?? datastores[firstDatastore]?.site ?? 0,
      platform: declared.platform,
      windows: declared.guest === 'windows',
      tracked: declared.tracking !== 'none',
      lastBackupUs: declared.lastBackupUs,
    };
  }

  /** The storage of a VM whose disks are the rows from `first` to before `end`. */
  storageOf(datastoreOf: Int32Array, first: number, end: number): VmStorage {
    // Most VMs have all disks on one datastore and need no text as key.
    const only = first < end ? datastoreOf[first]! : -1;
    let isElsewhere = first === end;
    for (let disk = first + 1; disk < end; disk++) if (datastoreOf[disk] !== only) isElsewhere = true;
    if (!isElsewhere) {
      this.#onOne[only] ??= this.#newStorage([only]);
      return this.#onOne[only];
    }
    const rows = [...new Set(datastoreOf.subarray(first, end))].sort((a, b) => a - b);
    const key = rows.join();
    const known = this.#onSeveral.get(key) ?? this.#newStorage(rows);
    this.#onSeveral.set(key, known);
    return known;
  }

  #newStorage(rows: readonly number[]): VmStorage {
    const { datastores } = this.#ground;
    return {
      datastores: rows,
      sanCapable: rows.every((d) => isSanStorage(datastores[d]!)),
      arrayCapable: rows.every((d) => datastores[d]!.integrated),
    };
  }
}
