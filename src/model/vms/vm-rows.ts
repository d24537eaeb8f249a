import type { Origin } from '../../scenario/origin.ts';

/** Traits that VMs share: one object for many VMs, because most differ only in name and disks. */
export interface VmTraits {
  /** -1: unknown. */
  readonly host: number;
  readonly site: number;
  readonly platform: 'vsphere' | 'hyperv';
  readonly windows: boolean;
  readonly tracked: boolean;
  /** Age of the VM's last restore point at its first session; undefined: none is stated. */
  readonly lastBackupUs: number | undefined;
}

export interface VmCapabilities {
  /** Every disk is on storage that direct SAN can read: direct SAN is all or nothing per VM. */
  readonly sanCapable: boolean;
  /** Every disk is on an array whose snapshots can be read. */
  readonly arrayCapable: boolean;
}

/** The storage of a VM's disks; also one object for many VMs. */
export interface VmStorage extends VmCapabilities {
  /** Distinct datastores of its disks, ascending. */
  readonly datastores: readonly number[];
}

export interface VmColumns {
  readonly names: readonly string[];
  readonly traits: readonly VmTraits[];
  readonly storage: readonly VmStorage[];
  /** First disk of each VM, followed by the number of all disks. */
  readonly firstDisk: Int32Array;
  readonly originOf: (vm: number) => Origin;
}

/** The VMs of a model in declaration order, as columns, so that reading one field creates no object. */
export class VmRows {
  readonly names: readonly string[];
  readonly #traits: readonly VmTraits[];
  readonly #storage: readonly VmStorage[];
  readonly #firstDisk: Int32Array;
  readonly #originOf: (vm: number) => Origin;

  constructor({ names, traits, storage, firstDisk, originOf }: VmColumns) {
    this.names = names;
    this.#traits = traits;
    this.#storage = storage;
    this.#firstDisk = firstDisk;
    this.#originOf = originOf;
  }

  /** The same VMs with other traits. */
  withTraits(traits: readonly VmTraits[]): VmRows {
    const { names } = this;
    const [storage, firstDisk, originOf] = [this.#storage, this.#firstDisk, this.#originOf];
    return new VmRows({ names, traits, storage, firstDisk, originOf });
  }

  get length(): number {
    return this.names.length;
  }

  nameOf(vm: number): string {
    return this.names[vm]!;
  }

  traitsOf(vm: number): VmTraits {
    return this.#traits[vm]!;
  }

  storageOf(vm: number): VmStorage {
    return this.#storage[vm]!;
  }

  hostOf(vm: number): number {
    return this.#traits[vm]!.host;
  }

  datastoresOf(vm: number): readonly number[] {
    return this.#storage[vm]!.datastores;
  }

  firstDiskOf(vm: number): number {
    return this.#firstDisk[vm]!;
  }

  /** The row after a VM's last disk. */
  endOfDisks(vm: number): number {
    return this.#firstDisk[vm + 1]!;
  }

  disksOf(vm: number): number[] {
    const first = this.firstDiskOf(vm);
    return Array.from({ length: this.endOfDisks(vm) - first }, (_, k) => first + k);
  }

  originOf(vm: number): Origin {
    return this.#originOf(vm);
  }

  /** Groups VMs into kinds by a key, which is computed once for VMs with the same traits and capabilities. */
  kindsBy(keyOf: (vm: VmTraits & VmCapabilities) => string): VmKinds {
    const kindOfKey = new Map<string, number>();
    const kindsOfTraits = new Map<VmTraits, (number | undefined)[]>();
    const kindOf = new Int32Array(this.length);
    for (let vm = 0; vm < this.length; vm++) {
      const traits = this.traitsOf(vm);
      const { sanCapable, arrayCapable } = this.storageOf(vm);
      const number = (sanCapable ? 2 : 0) + (arrayCapable ? 1 : 0);
      const alike = kindsOfTraits.get(traits) ?? [];
      let kind = alike[number];
      if (kind === undefined) {
        const key = keyOf({ ...traits, sanCapable, arrayCapable });
        kind = kindOfKey.get(key) ?? kindOfKey.size;
        kindOfKey.set(key, kind);
        alike[number] = kind;
        kindsOfTraits.set(traits, alike);
      }
      kindOf[vm] = kind;
    }
    return { kindOf, count: kindOfKey.size };
  }
}

/** Kinds of VMs, numbered from 0. */
export interface VmKinds {
  readonly kindOf: Int32Array;
  readonly count: number;
}
