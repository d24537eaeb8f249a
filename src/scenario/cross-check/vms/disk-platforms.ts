import type { Platform } from '../../scenario.ts';
import type { DatastoresOfVms } from '../../vms/datastores-of-vms.ts';
import type { Mounts } from '../infrastructure/mounts.ts';

/** Tells which disks are where no host of their VM's platform can read them. */
export class DiskPlatforms {
  readonly #datastores: DatastoresOfVms;
  readonly #platforms: ReadonlyMap<string, Platform>;
  /** The platforms that have datastores: nearly every estate has one, and then nothing has to be looked up by disk. */
  readonly #known: ReadonlySet<Platform>;

  constructor(datastores: DatastoresOfVms, mounts: Mounts) {
    this.#datastores = datastores;
    this.#platforms = mounts.platforms();
    this.#known = new Set(this.#platforms.values());
  }

  /** The first datastore of the other platform that holds a disk of the VM or, where that is drawn, may hold one. */
  foreignTo(vm: number, platform: Platform): string | undefined {
    if (this.#known.size === 0 || (this.#known.size === 1 && this.#known.has(platform))) return undefined;
    return this.#datastores.of(vm).find((name) => (this.#platforms.get(name) ?? platform) !== platform);
  }
}
