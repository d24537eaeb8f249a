import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../model.ts';
import type { VmStorage } from '../vms/vm-rows.ts';
import { type Candidate, candidatesFor } from './transport.ts';

/**
 * Where a VM's disks can be read before any of them is placed. A VM is read from storage snapshots as a whole: if no
 * proxy of the job can mount the snapshot for one disk, no disk is read that way. A snapshot scan treats each disk by
 * itself.
 */
export class ReadPlaces {
  readonly #model: Model;
  readonly #isUsable: (proxy: number) => boolean;
  readonly #hasArrays: boolean;
  /**
   * Answers of `canUseArray`, by job and storage. Only of jobs that were asked for: one is made to ask for a single
   * job, too.
   */
  readonly #known = new Map<number, Map<VmStorage, boolean>>();

  /** `isUsable`: whether a proxy ever takes a task. */
  constructor(model: Model, isUsable: (proxy: number) => boolean = () => true) {
    this.#model = model;
    this.#isUsable = isUsable;
    this.#hasArrays = model.datastores.some(({ integrated }) => integrated);
  }

  /** `fromArray` of a VM before its first disk is placed: false, or undefined if that disk will decide. */
  fromArray(job: number, vm: number): false | undefined {
    return this.canUseArray(job, vm) ? undefined : false;
  }

  /** Whether a VM can be read from storage snapshots; for a scan, whether some disk might be. */
  canUseArray(job: number, vm: number): boolean {
    if (!this.#hasArrays) return false;
    if (this.#model.jobs[job]!.work.arrayOnly) return true;
    const storage = this.#model.vms.storageOf(vm);
    if (!storage.arrayCapable) return false;
    const known = madeOnce(this.#known, job, () => new Map<VmStorage, boolean>());
    return madeOnce(known, storage, () => this.unmounted(job, vm) === undefined);
  }

  /** All candidates for reading a disk of the VM (see `candidatesFor`), also at proxies that never take a task. */
  of(job: number, vm: number, datastore: number): Candidate[] {
    return candidatesFor(this.#model, { job, vm, datastore, fromArray: this.fromArray(job, vm) });
  }

  /** Those at proxies that ever take a task. */
  usable(job: number, vm: number, datastore: number): Candidate[] {
    return this.of(job, vm, datastore).filter(({ proxy }) => this.#isUsable(proxy));
  }

  /** The VM's first datastore whose storage snapshots no proxy of the job can mount; undefined: there is none. */
  unmounted(job: number, vm: number): number | undefined {
    return this.#model.vms.datastoresOf(vm).find((datastore) => !this.#isMounted(job, vm, datastore));
  }

  #isMounted(job: number, vm: number, datastore: number): boolean {
    const places = candidatesFor(this.#model, { job, vm, datastore });
    return places.some(({ mode, proxy }) => mode === 'storage-snapshot' && this.#isUsable(proxy));
  }
}
