import { DiskFiguresBuilder } from '../scenario/disk-figures.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Vm } from '../scenario/vm.ts';
import type { CompileOptions, RowOf } from './compile.ts';
import { DiskRows } from './disk-rows.ts';
import type { DatastoreRow, HostRow } from './model.ts';
import { settleDisks } from './population.ts';
import { isSanStorage } from './storage-kind.ts';
import { VmRows, type VmStorage, type VmTraits } from './vm-rows.ts';

/** What VMs refer to. */
export interface VmGround {
  readonly rowOf: RowOf;
  readonly hosts: readonly HostRow[];
  readonly datastores: readonly DatastoreRow[];
}

/** VMs and their disks as columns, with what is alike kept once. */
export function compileVms(
  scenario: Scenario,
  { replication, seed }: CompileOptions,
  ground: VmGround,
): { readonly vms: VmRows; readonly disks: DiskRows } {
  const settled = settleDisks(scenario, replication, seed);
  const figures = new DiskFiguresBuilder();
  const vmOf: number[] = [];
  const datastoreOf: number[] = [];
  const firstDisk = new Int32Array(scenario.vms.length + 1);
  const alike = new Alike(ground);
  const traits: VmTraits[] = [];
  const storage: VmStorage[] = [];
  for (const [row, vm] of scenario.vms.entries()) {
    firstDisk[row] = figures.length;
    for (const disk of settled[row]!) {
      figures.add(disk);
      vmOf.push(row);
      datastoreOf.push(ground.rowOf.datastore(disk.datastore));
    }
    const datastores = datastoreOf.slice(firstDisk[row]);
    traits.push(alike.traitsOf(vm, datastores[0]));
    storage.push(alike.storageOf(datastores));
  }
  firstDisk[scenario.vms.length] = figures.length;
  return {
    vms: new VmRows({
      names: scenario.vms.map(({ name }) => name),
      traits,
      storage,
      firstDisk,
      originOf: (vm) => scenario.vms[vm]!.origin,
    }),
    disks: new DiskRows(figures.figures(), Int32Array.from(vmOf), Int32Array.from(datastoreOf)),
  };
}

/** Makes what VMs have in common, each once. */
class Alike {
  readonly #ground: VmGround;
  readonly #traits = new Map<string, VmTraits>();
  readonly #storage = new Map<string, VmStorage>();

  constructor(ground: VmGround) {
    this.#ground = ground;
  }

  traitsOf(vm: Vm, firstDatastore: number | undefined): VmTraits {
    const { rowOf, hosts, datastores } = this.#ground;
    const host = vm.host === undefined ? firstHostOf(firstDatastore, datastores) : rowOf.host(vm.host);
    const traits: VmTraits = {
      host,
      site: hosts[host]?.site ?? datastores[firstDatastore ?? -1]?.site ?? 0,
      platform: vm.platform,
      windows: vm.guest === 'windows',
      tracked: vm.tracking !== 'none',
      lastBackupUs: vm.lastBackupUs,
    };
    const key = Object.values(traits).join();
    const known = this.#traits.get(key);
    if (known !== undefined) return known;
    this.#traits.set(key, traits);
    return traits;
  }

  storageOf(ofDisks: readonly number[]): VmStorage {
    const rows = ofDisks.length === 1 ? ofDisks : [...new Set(ofDisks)].sort((a, b) => a - b);
    const key = rows.join();
    const known = this.#storage.get(key);
    if (known !== undefined) return known;
    const { datastores } = this.#ground;
    const storage: VmStorage = {
      datastores: rows,
      sanCapable: rows.every((d) => isSanStorage(datastores[d]!)),
      arrayCapable: rows.every((d) => datastores[d]!.integrated),
    };
    this.#storage.set(key, storage);
    return storage;
  }
}

/** A VM that names no host runs on the first host, in declaration order, that mounts its first disk's datastore. */
function firstHostOf(datastore: number | undefined, datastores: readonly DatastoreRow[]): number {
  if (datastore === undefined) return -1;
  const mounts = [...datastores[datastore]!.mountedBy];
  return mounts.length === 0 ? -1 : Math.min(...mounts);
}
