import { hostsThatFailOver } from '../../scenario/host-failover.ts';
import type { DatastoreRow, Model } from '../model.ts';
import type { VmTraits } from '../vms/vm-rows.ts';

/**
 * Where VMs run and who owns cluster shared volumes, as hosts fail over during a run. Everything else about a model never
 * changes, so `model` is that model with only these two replaced. The run and each reader of its trace have one of their own.
 */
export class MovedHosts {
  /** The given model itself where nothing can move. Its VMs and volumes are where they are now. */
  readonly model: Model;
  readonly #traits: VmTraits[] = [];
  readonly #datastores: DatastoreRow[] = [];
  /** By traits and host: the same traits there, so that VMs that are alike still share one object. */
  readonly #known = new Map<VmTraits, Map<number, VmTraits>>();

  constructor(model: Model) {
    if (hostsThatFailOver(model.scenario).size === 0) {
      this.model = model;
      return;
    }
    for (let vm = 0; vm < model.vms.length; vm++) this.#traits.push(model.vms.traitsOf(vm));
    this.#datastores.push(...model.datastores);
    this.model = { ...model, vms: model.vms.withTraits(this.#traits), datastores: this.#datastores };
  }

  vmMoved(vm: number, host: number): void {
    const before = this.#traits[vm]!;
    const known = this.#known.get(before) ?? new Map<number, VmTraits>();
    this.#known.set(before, known);
    const there = known.get(host) ?? { ...before, host, site: this.model.hosts[host]!.site };
    known.set(host, there);
    this.#traits[vm] = there;
  }

  volumeMoved(datastore: number, owner: number): void {
    this.#datastores[datastore] = { ...this.#datastores[datastore]!, owner };
  }
}

/** Rows of the hosts whose VMs and volumes may move during a run. */
export function hostRowsThatFailOver({
  scenario,
  hosts,
}: Pick<Model, 'scenario' | 'hosts'>): ReadonlySet<number> {
  const names = hostsThatFailOver(scenario);
  return new Set(hosts.flatMap(({ name }, row) => (names.has(name) ? [row] : [])));
}
