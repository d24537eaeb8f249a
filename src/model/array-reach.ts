import type { Model } from './model.ts';
import { candidatesFor } from './transport.ts';
import type { VmStorage } from './vm-rows.ts';

/**
 * Which VMs a job can read from snapshots of their arrays. A VM is read so as a whole: where no proxy of the job may mount the snapshot
 * of one of its disks, none of them is. A scan of snapshots takes what it finds.
 */
export class ArrayReach {
  readonly #model: Model;
  readonly #isUsable: (proxy: number) => boolean;
  /** By job and what VMs stand on. */
  readonly #known: Map<VmStorage, boolean>[];

  /** `isUsable`: whether a proxy ever takes a task. */
  constructor(model: Model, isUsable: (proxy: number) => boolean = () => true) {
    this.#model = model;
    this.#isUsable = isUsable;
    this.#known = model.jobs.map(() => new Map());
  }

  canRead(job: number, vm: number): boolean {
    const storage = this.#model.vms.storageOf(vm);
    if (!storage.arrayCapable) return false;
    const known = this.#known[job]!.get(storage);
    if (known !== undefined) return known;
    const { arrayOnly } = this.#model.jobs[job]!.work;
    const isMounted = (d: number) =>
      candidatesFor(this.#model, job, vm, d).some(
        (c) => c.mode === 'storage-snapshot' && this.#isUsable(c.proxy),
      );
    const answer = arrayOnly || storage.datastores.every(isMounted);
    this.#known[job]!.set(storage, answer);
    return answer;
  }
}

/** Undefined where no array is integrated: then nobody need ask. */
export function arrayReachOf(model: Model, isUsable: (proxy: number) => boolean): ArrayReach | undefined {
  return model.datastores.some(({ integrated }) => integrated) ? new ArrayReach(model, isUsable) : undefined;
}
