import type { Datastore, Host } from '../../../src/scenario/scenario.ts';
import type { EstateVm } from './estate.ts';
import { type EventList, PHASES } from './event-list.ts';
import { canEverBePlaced } from './placing.ts';
import type { VmRun } from './task.ts';
import type { Tasks } from './tasks.ts';
import { workOf } from './work.ts';
import type { World } from './world.ts';

/** What a cluster does with what was on a host that is down. */
export class Failover {
  /** Called when something has moved. */
  onMoved: () => void = () => {};
  readonly #world: World;
  readonly #events: EventList;
  readonly #tasks: Tasks;
  readonly #downSince = new Map<Host, number>();

  constructor(world: World, events: EventList, tasks: Tasks) {
    this.#world = world;
    this.#events = events;
    this.#tasks = tasks;
  }

  /** Hosts are down or up now: those that are down longer than a cluster waits are left. */
  look(): void {
    const { parts, now, scenario } = this.#world;
    const { enabled, vmsUs, volumesUs } = scenario.hostFailover;
    if (!enabled) return;
    for (const host of scenario.hosts) {
      if (host.cluster === undefined) continue;
      if (parts.isUp(host)) this.#downSince.delete(host);
      else if (!this.#downSince.has(host)) {
        this.#downSince.set(host, now);
        for (const us of [volumesUs, vmsUs])
          this.#events.book(now + us, PHASES.strike, () => this.#leave(host), undefined, 'repair');
      }
    }
  }

  /** Somebody is back who may take what nobody could. */
  lookAgain(): void {
    this.look();
    for (const host of this.#world.scenario.hosts) if (this.#downSince.has(host)) this.#leave(host);
  }

  #leave(host: Host): void {
    const { now, scenario, estate } = this.#world;
    const downUs = now - (this.#downSince.get(host) ?? Number.POSITIVE_INFINITY);
    const { vmsUs, volumesUs } = scenario.hostFailover;
    const before = estate.moves;
    if (downUs >= volumesUs) for (const volume of scenario.datastores) this.#leaveVolume(volume, host);
    if (downUs >= vmsUs) this.#leaveVms(host);
    if (estate.moves > before) this.onMoved();
  }

  /** To whoever has fewest. */
  #leaveVolume(volume: Datastore, host: Host): void {
    const { estate, scenario } = this.#world;
    if (estate.ownerOf(volume) !== host.name) return;
    const owned = ({ name }: Host) =>
      scenario.datastores.filter((other) => estate.ownerOf(other) === name).length;
    const [first] = this.#others(host, [volume]).sort((a, b) => owned(a) - owned(b));
    if (first === undefined) return;
    estate.giveTo(volume, first);
    this.#world.met.add('a volume that moved');
    this.#world.tell('volume-moved', 'datastore', volume.name, `to ${first.name}`);
  }

  /** Those that could go to the same hosts go there one after the other. */
  #leaveVms(host: Host): void {
    const { estate } = this.#world;
    const turns = new Map<string, number>();
    const goals: [EstateVm, Host][] = [];
    for (const vm of estate.vms) {
      if (vm.host !== host) continue;
      const others = this.#others(
        host,
        vm.disks.map(({ datastore }) => datastore),
      );
      const key = others.map(({ name }) => name).join();
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      if (others.length > 0) goals.push([vm, others[turn % others.length]!]);
    }
    for (const vmRun of this.#world.vmRuns)
      if (goals.some(([vm]) => vm === vmRun.vm) && isUnderWay(vmRun)) this.#fail(vmRun);
    for (const [vm, to] of goals) {
      estate.moveTo(vm, to);
      this.#world.met.add('a VM that moved');
      this.#world.tell('vm-moved', 'vm', vm.name, `to ${to.name}`);
    }
  }

  #fail({ tasks }: VmRun): void {
    this.#world.met.add('an attempt that its VM left');
    const meant = tasks.filter((task) => task.state !== 'waiting' || canEverBePlaced(this.#world, task));
    for (const task of meant) this.#tasks.stop(task, 'failed');
  }

  /** In the cluster, there now, with all these. */
  #others(host: Host, stores: readonly Datastore[]): Host[] {
    const { scenario, parts } = this.#world;
    return scenario.hosts.filter(
      (other) =>
        other !== host &&
        other.enabled &&
        other.cluster === host.cluster &&
        other.platform === host.platform &&
        parts.isUp(other) &&
        stores.every(({ hosts }) => hosts.length === 0 || hosts.includes(other.name)),
    );
  }
}

/** It has begun, is not over, and reads the VM or puts it back where it is. */
function isUnderWay({ session: { job }, snapshot, tasks }: VmRun): boolean {
  if (snapshot === 'none' || tasks.every(({ state }) => state === 'ended')) return false;
  const isElsewhere = job.target?.host !== undefined || job.target?.datastore !== undefined;
  return workOf(job).reads === 'vm' || (workOf(job).writes === 'datastore' && !isElsewhere);
}
