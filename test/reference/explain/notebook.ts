import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import { Diary, type Stretch } from '../figures/diary.ts';
import { type Candidate, candidatesOf, isDeployed, refusalsOf } from '../simulator/placing.ts';
import { inQueueOrder } from '../simulator/queue-order.ts';
import { orderOf } from '../simulator/simulate.ts';
import { endsOf, type Place, type Task, type TaskState } from '../simulator/task.ts';
import type { Transform } from '../simulator/transforms.ts';
import type { World } from '../simulator/world.ts';
import { downOnWay } from './down.ts';
import { type Limit, limitsOf } from './limits.ts';
import { placeName, placesName, whereName } from './names.ts';
import { type Scarcity, scarcityFor } from './scarcity.ts';

/** What a waiting task waits for between two instants. */
export interface Wait extends Scarcity {
  readonly cause: string;
  readonly place: Place | undefined;
  /** What it waits for is a place, by its name; null: there is none. */
  readonly where: string | null;
  /** Where it only waits for a look of the scheduler: where it goes then. */
  readonly goesTo: readonly Place[];
}

/** What stands beside a stretch of the diary for whoever asks why. */
export interface Note {
  readonly stretch: Stretch;
  readonly states: ReadonlyMap<Task, { readonly state: TaskState; readonly sinceUs: number }>;
  readonly waits: ReadonlyMap<Task, Wait>;
  /** What a waiting task would lack at each place of the end that is chosen first, or beside it at one of the other, by their names. */
  readonly lacks: ReadonlyMap<Task, ReadonlyMap<string, Wait>>;
  /** Where those that are tried could go. */
  readonly candidates: ReadonlyMap<Task, readonly Candidate[]>;
  /** Waiting tasks that are tried, in their order. */
  readonly queue: readonly Task[];
  /** All that binds the rate of those that transfer. */
  readonly limits: ReadonlyMap<Task, readonly Limit[]>;
  /** Proxies that could take tasks: there, and up. */
  readonly online: ReadonlySet<BackupProxy>;
  /** What is down on the way of those that stand still. */
  readonly down: ReadonlyMap<Task, readonly string[]>;
  /** Where those are or were at work that have had slots: their first end. */
  readonly places: ReadonlyMap<Task, string>;
}

function lacksAtPlaces(world: World, task: Task): Map<string, Wait> {
  const lacks = new Map<string, Wait>();
  if (task.heldBy !== undefined) return lacks;
  for (const { cause, places, isWriting } of refusalsOf(world, task)) {
    const place = places.at(-1)!;
    const where = placeName(place);
    lacks.set(placesName(places), {
      cause,
      place,
      where,
      goesTo: [],
      ...scarcityFor(world, task, { cause, place, isWriting }),
    });
  }
  return lacks;
}

/** A diary in which it also stands why things are as they are. */
export class Notebook extends Diary {
  readonly notes: Note[] = [];
  /** Where each task could go that was given its place, just before. */
  readonly decisions = new Map<Task, readonly Candidate[]>();

  /** Tasks and transforms in the order in which they took what they needed. */
  readonly starts: (Task | Transform)[] = [];

  isGiven(task: Task): void {
    this.#lookForTransforms();
    this.starts.push(task);
    this.decisions.set(task, candidatesOf(this.world, task));
  }

  override happened(): void {
    this.#lookForTransforms();
    super.happened();
  }

  #lookForTransforms(): void {
    for (const one of this.world.transforms)
      if (one.startUs !== undefined && !this.starts.includes(one)) this.starts.push(one);
  }

  override stays(untilUs: number): void {
    super.stays(untilUs);
    const { world } = this;
    const stretch = this.stretches.at(-1);
    if (stretch?.fromUs !== world.now || stretch.toUs !== untilUs || untilUs === world.now) return;
    const before = this.notes.at(-1)?.states;
    const states = new Map(
      world.tasks.map((task) => {
        const known = before?.get(task);
        const isKnown = known?.state === task.state;
        return [task, { state: task.state, sinceUs: isKnown ? known.sinceUs : world.now }];
      }),
    );
    const { waiting, transferring, tasks } = world;
    const queue = inQueueOrder(
      world.estate.night,
      waiting.filter(({ heldBy }) => heldBy === undefined),
      orderOf(world.scenario.policy),
    );
    this.notes.push({
      stretch,
      states,
      waits: new Map(
        waiting.map((task) => {
          const refusal = {
            cause: task.cause!,
            place: task.refused?.place,
            isWriting: task.refused?.isWriting === true,
          };
          const where = task.refused === undefined ? null : whereName(refusal.place);
          const goesTo = task.goesTo ?? [];
          return [task, { ...refusal, ...scarcityFor(world, task, refusal), where, goesTo }];
        }),
      ),
      lacks: new Map(waiting.map((task) => [task, lacksAtPlaces(world, task)])),
      candidates: new Map(queue.map((task) => [task, candidatesOf(world, task)])),
      queue,
      limits: new Map(transferring.map((task) => [task, limitsOf(world, task)])),
      online: new Set(
        world.scenario.proxies.filter(
          (proxy) => proxy.enabled && isDeployed(world, proxy) && world.parts.isProxyUp(proxy),
        ),
      ),
      down: new Map(
        tasks.filter(({ state }) => state === 'cut-off').map((task) => [task, downOnWay(world, task)]),
      ),
      places: new Map(
        tasks
          .filter(({ startUs }) => startUs !== undefined)
          .map((task) => [task, whereName(endsOf(task)[0])]),
      ),
    });
  }
}
