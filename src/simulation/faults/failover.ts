import { Phase } from '../../engine/event-list.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { hostRowsThatFailOver, MovedHosts } from '../../model/ways/moved-hosts.ts';
import { OtherHosts } from '../../scenario/vms/other-hosts.ts';
import { VolumeOwners } from '../../scenario/vms/volume-owners.ts';
import { AsideKind } from '../aside.ts';
import { isWorkOver, type Run } from '../run.ts';
import { VmStage } from '../sessions/vm-run.ts';
import { stopVm } from '../tasks/tasks.ts';
import { findAllWaysAnew } from './trouble.ts';

/** The cluster's answer to hosts that are down: where their VMs and volumes go, and when. */
export class Failover {
  /** The model of the run, in which they move. */
  readonly moved: MovedHosts;
  /** Hosts of clusters that some fault takes down. */
  readonly #failing: ReadonlySet<number>;
  /** By such a host: since when it is down. */
  readonly #downSinceUs = new Map<number, number>();
  readonly #others: OtherHosts;
  readonly #rowOf: ReadonlyMap<string, number>;

  constructor(model: Model) {
    this.moved = new MovedHosts(model);
    this.#failing = hostRowsThatFailOver(model);
    this.#others = new OtherHosts(model.scenario);
    this.#rowOf = new Map(model.hosts.map(({ name }, row) => [name, row]));
  }

  /** Some hosts went down (+1) or came up (-1). */
  hostsChanged(run: Run, hosts: readonly number[], by: 1 | -1): void {
    if (this.#failing.size === 0) return;
    const now = run.loop.nowUs;
    const { vmsUs, volumesUs } = run.model.scenario.hostFailover;
    for (const host of hosts) {
      const isDown = !run.infrastructure.condition.isUp('hosts', host);
      if (!isDown) this.#downSinceUs.delete(host);
      else if (this.#failing.has(host) && !this.#downSinceUs.has(host)) {
        this.#downSinceUs.set(host, now);
        for (const after of new Set([volumesUs, vmsUs]))
          run.aside.book(now + after, Phase.release, AsideKind.failoverDue, host);
      }
    }
    // What found no other host until now may go to one that is back.
    if (by < 0)
      for (const host of [...this.#downSinceUs.keys()].sort((a, b) => a - b)) this.#leave(run, host);
  }

  /** A host may have been down for long enough. It may also have been up since the event was booked. */
  due(run: Run, host: number): void {
    if (!isWorkOver(run)) this.#leave(run, host);
  }

  /** Moves whatever is due and finds another host. */
  #leave(run: Run, host: number): void {
    const downForUs = run.loop.nowUs - (this.#downSinceUs.get(host) ?? Number.POSITIVE_INFINITY);
    const { vmsUs, volumesUs } = run.model.scenario.hostFailover;
    const haveVolumesMoved = downForUs >= volumesUs && this.#moveVolumes(run, host);
    const haveVmsMoved = downForUs >= vmsUs && this.#moveVms(run, host);
    if (!haveVolumesMoved && !haveVmsMoved) return;
    run.infrastructure.ways.hostsMoved();
    findAllWaysAnew(run);
  }

  /** Each volume goes to the host that owns fewest volumes then. Returns whether any moved. */
  #moveVolumes(run: Run, host: number): boolean {
    const { datastores, hosts } = run.model;
    const owners = new VolumeOwners(datastores.flatMap(({ owner }) => hosts[owner]?.name ?? []));
    let hasMoved = false;
    for (let row = 0; row < datastores.length; row++) {
      if (datastores[row]!.owner !== host) continue;
      const owner = owners.next(this.#instead(run, host, [row]));
      if (owner === undefined) continue;
      hasMoved = true;
      const to = this.#rowOf.get(owner)!;
      this.moved.volumeMoved(row, to);
      run.trace.record({ kind: 'volume-moved', at: run.loop.nowUs, datastore: row, host: to });
    }
    return hasMoved;
  }

  /** VMs that could go to the same hosts go to them in turn. Returns whether any moved. */
  #moveVms(run: Run, host: number): boolean {
    const { vms } = run.model;
    const goals = new Map<number, number>();
    const turns = new Map<string, number>();
    for (let vm = 0; vm < vms.length; vm++) {
      if (vms.hostOf(vm) !== host) continue;
      const instead = this.#instead(run, host, vms.datastoresOf(vm));
      if (instead.length === 0) continue;
      const key = instead.join();
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      goals.set(vm, this.#rowOf.get(instead[turn % instead.length]!)!);
    }
    if (goals.size === 0) return false;
    failAttempts(run, goals);
    for (const [vm, to] of goals) {
      this.moved.vmMoved(vm, to);
      run.trace.record({ kind: 'vm-moved', at: run.loop.nowUs, vm, host: to });
    }
    return true;
  }

  /** Names of the hosts of its cluster that are up and mount all these datastores. */
  #instead(run: Run, host: number, datastores: readonly number[]): string[] {
    const { model, infrastructure } = run;
    const stores = datastores.map((row) => model.datastores[row]!.name);
    return this.#others
      .insteadOf(model.hosts[host]!.name, stores)
      .filter((name) => infrastructure.condition.isUp('hosts', this.#rowOf.get(name)!));
  }
}

/**
 * A VM that starts again on another host cannot go on with an attempt that had begun on the old one: neither its snapshot's
 * connection nor its network path is there any more. The attempt fails, and is retried like any other.
 */
function failAttempts(run: Run, moving: ReadonlyMap<number, number>): void {
  const begun = new Set<number>();
  run.tasks.each(({ vm, vmRunNumber, job }) => {
    if (!moving.has(vm) || !usesHostOfVm(run.model.jobs[job]!)) return;
    const stage = run.vmRuns.stageOf(vmRunNumber);
    if (stage === VmStage.preparing || stage === VmStage.ready) begun.add(vmRunNumber);
  });
  for (const vmRun of begun) stopVm(run, run.vmRuns.of(vmRun), 'failed');
}

/** It reads the VM, or restores it to where it was. */
function usesHostOfVm({ work, target }: JobRow): boolean {
  return work.reads === 'vm' || (target !== undefined && target.host < 0 && target.datastore < 0);
}
