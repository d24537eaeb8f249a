import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import { holdsSlots, type Task } from '../simulator/task.ts';
import type { Onlooker, World } from '../simulator/world.ts';
import { Peaks } from './peaks.ts';

/** What is so between two instants at which something happens. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  /** Share of its capacity that is used, by what a resource is called; what nobody crosses is not there. */
  readonly use: ReadonlyMap<string, number>;
  /** Bytes read per second of those that transfer. */
  readonly rates: ReadonlyMap<Task, number>;
  /** What these had read before. */
  readonly done: ReadonlyMap<Task, number>;
  /** Held by tasks: work inside a repository has slots of it, but is no task. */
  readonly slots: ReadonlyMap<BackupProxy | Repository, number>;
  readonly waiting: ReadonlyMap<Task, WaitCause>;
  readonly cutOff: ReadonlySet<Task>;
  /** Tasks that hold slots. */
  readonly running: number;
}

/** Writes down a run of the reference as it goes, without a thought of what will be asked. */
export class Diary implements Onlooker {
  readonly world: World;
  readonly stretches: Stretch[] = [];
  readonly peaks: Peaks;

  constructor(world: World) {
    this.world = world;
    this.peaks = new Peaks(world);
  }

  happened(): void {
    this.peaks.look();
  }

  stays(untilUs: number): void {
    const { world } = this;
    const { proxies, repositories } = world.scenario;
    // Where a run is cut at an instant at which something has happened, nothing lasts.
    if (untilUs === world.now) return;
    this.stretches.push({
      fromUs: world.now,
      toUs: untilUs,
      use: useOf(world),
      rates: new Map(world.transferring.map((task) => [task, task.rate])),
      done: new Map(world.transferring.map((task) => [task, task.doneBytes])),
      slots: new Map<BackupProxy | Repository, number>([
        ...proxies.map((proxy) => [proxy, world.runningOn(proxy)] as const),
        ...repositories.map((one) => [one, world.slotsOf(one) - transformsAt(world, one)] as const),
      ]),
      waiting: new Map(world.waiting.map((task) => [task, task.cause!])),
      cutOff: new Set(world.tasks.filter(({ state }) => state === 'cut-off')),
      running: world.tasks.filter(holdsSlots).length,
    });
  }
}

function transformsAt({ transforms }: World, repository: Repository): number {
  return transforms.filter((one) => one.repository === repository && one.state === 'running').length;
}

/** A resource that lets nothing through is full for whoever would go through it. */
function useOf(world: World): Map<string, number> {
  const use = new Map<string, number>();
  const flows = world.flowing;
  for (const { path } of flows)
    for (const [name, capacityOf] of path!.capacities) {
      if (use.has(name)) continue;
      const capacity = capacityOf(world);
      const used = flows.reduce((sum, flow) => sum + flow.rate * (flow.path!.needs.get(name) ?? 0), 0);
      use.set(name, capacity === 0 ? 1 : used / capacity);
    }
  return use;
}

/** Microseconds for which a stretch lies between two instants. */
export function sharedUs({ fromUs, toUs }: Stretch, from: number, to: number): number {
  return Math.max(0, Math.min(toUs, to) - Math.max(fromUs, from));
}

/** The time average of what differs from stretch to stretch; of no time 0. */
export function meanOver(
  stretches: readonly Stretch[],
  from: number,
  to: number,
  of: (stretch: Stretch) => number,
): number {
  if (to <= from) return 0;
  const sum = stretches.reduce((total, stretch) => total + sharedUs(stretch, from, to) * of(stretch), 0);
  return sum / (to - from);
}
