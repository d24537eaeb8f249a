import type { Origin } from '../../scenario/origin.ts';

/** What VMs have in common, kept once: most VMs differ in their names and disks alone. */
export interface VmTraits {
  /** -1: none is known. */
  readonly host: number;
  readonly site: number;
  readonly platform: 'vsphere' | 'hyperv';
  readonly windows: boolean;
  readonly tracked: boolean;
  /** Age of the restore point at its first session; undefined: none known. */
  readonly lastBackupUs: number | undefined;
}

export interface VmCapabilities {
  /** Every disk stands on storage that direct SAN can read: direct SAN is all or nothing per VM. */
  readonly sanCapable: boolean;
  /** Every disk stands on an array whose snapshots can be read. */
  readonly arrayCapable: boolean;
}

/** The storage that a VM's disks stand on; likewise kept once. */
export interface VmStorage extends VmCapabilities {
  /** Distinct datastores of its disks, ascending. */
  readonly datastores: readonly number[];
}

/** One VM of a model. */
export interface VmRow extends VmTraits, VmStorage {
  readonly name: string;
  /** Rows of `disks`, in order. */
  readonly disks: readonly number[];
  readonly origin: Origin;
}

export interface VmColumns {
  readonly names: readonly string[];
  readonly traits: readonly VmTraits[];
  readonly storage: readonly VmStorage[];
  /** First disk of each VM, and behind the last one the number of all disks. */
  readonly firstDisk: Int32Array;
  readonly originOf: (vm: number) => Origin;
}

/** The VMs of a model in declaration order, as columns: whoever asks for one thing of a VM makes no object of it. */
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

  /** Its disks are the rows from this one up to the first of the next VM. */
  firstDiskOf(vm: number): number {
    return this.#firstDisk[vm]!;
  }

  /** The row behind its last disk. */
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

  /** All of a VM, made anew at every call. */
  at(vm: number): VmRow {
    return {
      name: this.nameOf(vm),
      ...this.traitsOf(vm),
      ...this.storageOf(vm),
      disks: this.disksOf(vm),
      origin: this.originOf(vm),
    };
  }

  /** Numbers the kinds that a key tells apart; the key is asked once for VMs that are alike. */
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
