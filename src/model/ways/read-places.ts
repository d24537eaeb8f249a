import type { Model } from '../model.ts';
import type { VmStorage } from '../vms/vm-rows.ts';
import { type Candidate, candidatesFor } from './transport.ts';

/**
 * Where a VM can be read before any of its disks is placed. From snapshots of arrays it is read as a whole: where no proxy of its job
 * may mount the snapshot of one of its disks, none of them is read so. A scan of snapshots takes what it finds.
 */
export class ReadPlaces {
  readonly #model: Model;
  readonly #isUsable: (proxy: number) => boolean;
  readonly #hasArrays: boolean;
  /** By job and what VMs stand on. */
  readonly #known: Map<VmStorage, boolean>[];

  /** `isUsable`: whether a proxy ever takes a task. */
  constructor(model: Model, isUsable: (proxy: number) => boolean = () => true) {
    this.#model = model;
    this.#isUsable = isUsable;
    this.#hasArrays = model.datastores.some(({ integrated }) => integrated);
    this.#known = model.jobs.map(() => new Map());
  }

  /** What is settled of a VM that nothing has been read of: false, or undefined where its first disk will tell. */
  fromArray(job: number, vm: number): false | undefined {
    return this.canUseArray(job, vm) ? undefined : false;
  }

  /** Whether a VM could be read from snapshots of its arrays; of a scan, whether one of its disks could. */
  canUseArray(job: number, vm: number): boolean {
    if (!this.#hasArrays) return false;
    if (this.#model.jobs[job]!.work.arrayOnly) return true;
    const storage = this.#model.vms.storageOf(vm);
    if (!storage.arrayCapable) return false;
    const known = this.#known[job]!.get(storage);
    if (known !== undefined) return known;
    const answer = this.unmounted(job, vm) === undefined;
    this.#known[job]!.set(storage, answer);
    return answer;
  }

  /** Every place to read a disk of the VM, as `candidatesFor` has them; also of proxies that never take a task. */
  of(job: number, vm: number, datastore: number): Candidate[] {
    return candidatesFor(this.#model, { job, vm, datastore, fromArray: this.fromArray(job, vm) });
  }

  /** Those of them that are taken some time. */
  usable(job: number, vm: number, datastore: number): Candidate[] {
    return this.of(job, vm, datastore).filter(({ proxy }) => this.#isUsable(proxy));
  }

  /** The first datastore of the VM whose snapshots no proxy of the job may mount. */
  unmounted(job: number, vm: number): number | undefined {
    return this.#model.vms.datastoresOf(vm).find((datastore) => !this.#isMounted(job, vm, datastore));
  }

  #isMounted(job: number, vm: number, datastore: number): boolean {
    const places = candidatesFor(this.#model, { job, vm, datastore });
    return places.some(({ mode, proxy }) => mode === 'storage-snapshot' && this.#isUsable(proxy));
  }
}
