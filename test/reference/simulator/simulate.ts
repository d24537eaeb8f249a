import type { Scenario } from '../../../src/scenario/scenario.ts';
import { startsOf } from './calendar.ts';
import { EventList, PHASES } from './event-list.ts';
import { Faults } from './faults.ts';
import { shareAnew } from './flows.ts';
import type { Night } from './night.ts';
import { canEverBePlaced, placeOf } from './placing.ts';
import { inQueueOrder } from './queue-order.ts';
import { nextLoadChange } from './resources.ts';
import { Sessions } from './sessions.ts';
import { endsOf } from './task.ts';
import { Tasks } from './tasks.ts';
import { Transforms } from './transforms.ts';
import { type Onlooker, World } from './world.ts';

/**
 * The night of a scenario, simulated a second time from the texts alone. Shared with the product are the scenario after loading
 * (so its text, ranges and defaults) and units; nothing of its model, engine, policies and simulation.
 */
export function simulateReference(night: Night, onlookerOf?: (world: World) => Onlooker): World {
  const simulator = new Simulator(new World(night));
  simulator.world.onlooker = onlookerOf?.(simulator.world);
  simulator.run();
  return simulator.world;
}

export class Simulator {
  readonly world: World;
  readonly #events = new EventList();
  readonly #tasks: Tasks;
  readonly #sessions: Sessions;
  readonly #transforms: Transforms;
  readonly #tickUs: number;
  /** What tasks may wait for, and whether that has changed since the last pass. */
  #state = '';
  #isAsked = false;
  #hasLooked = false;
  #faults: Faults | undefined;

  constructor(world: World) {
    this.world = world;
    this.#tickUs = world.scenario.policy.schedulerTickUs ?? 0;
    this.#tasks = new Tasks(world, this.#events);
    this.#transforms = new Transforms(world);
    this.#sessions = new Sessions(world, this.#events, this.#tasks, this.#transforms);
  }

  run(): void {
    const { world } = this;
    const { jobs, clock, proxies, overheads, faults } = world.scenario;
    for (const [row, job] of jobs.entries()) {
      if (!job.enabled) continue;
      for (const at of startsOf(job, clock))
        this.#events.book(at, PHASES.arrive, () => this.#sessions.start(job, row));
    }
    // Somebody who waits may go there from then on.
    for (const proxy of proxies)
      if (proxy.enabled && proxy.addedAtUs > 0)
        this.#events.book(proxy.addedAtUs + overheads.deploy, PHASES.strike, () => {
          world.movedUs = world.now;
          world.parts.rescan(proxy);
          world.tell('proxy-deployed', 'proxy', proxy.name);
        });
    const strikes = new Faults(world, this.#events, this.#tasks);
    strikes.bookAll(faults);
    this.#faults = strikes;
    const untilUs = clock.horizonUs ?? Number.POSITIVE_INFINITY;
    for (let instants = 0; ; instants++) {
      if (instants > 100_000) throw new Error('this night never ends');
      this.#instant();
      const next = this.#nextInstant();
      if (next === Number.POSITIVE_INFINITY || (next > untilUs && this.#isLeftAlone())) {
        this.#lastPoll(untilUs);
        return;
      }
      world.advanceTo(Math.min(next, untilUs));
      if (next > untilUs) return;
    }
  }

  /** Everything of one instant: what ends, what begins, a pass of the scheduler, and when all that is done a solve of the rates. */
  #instant(): void {
    this.#hasLooked = !this.world.latency.isModelled;
    for (let rounds = 0; rounds < 10_000; rounds++) {
      while (this.#doNextDue() || this.#sessions.giveUp());
      this.#sessions.lookAtTurns();
      this.#lookForChanges();
      if (this.#isPass()) {
        if (this.#isAsked) {
          this.world.latency.sampleAsked();
          this.#hasLooked = true;
        }
        this.#isAsked = false;
        this.#pass();
        // After the tasks that wait.
        this.#transforms.startAll();
        this.world.onlooker?.happened();
        // What it does itself is no reason to look again.
        this.#state = this.#stateNow();
      }
      // What a pass places may fail at once, and nothing be left of its session but what is given up.
      if (this.#isAnythingDue() || this.#sessions.giveUp()) continue;
      shareAnew(this.world);
      if (this.#isAnythingDue()) continue;
      // A latency that rises while nobody is told is charged when the scheduler looks next.
      if (this.#hasLooked) this.#charge();
      this.world.latency.bookNext();
      return;
    }
    throw new Error('this instant never ends');
  }

  #isAnythingDue(): boolean {
    const { now, flowing } = this.world;
    return this.#events.next?.at === now || flowing.some(({ endsUs }) => endsUs === now);
  }

  #doNextDue(): boolean {
    const { now, transferring, transforming, latency } = this.world;
    const transformed = transforming.find(({ endsUs }) => endsUs === now);
    const ended = transferring.find(({ endsUs }) => endsUs === now);
    const { next } = this.#events;
    const isStrike = next?.at === now && next.phase === PHASES.strike;
    if (isStrike) {
      this.#events.take().act();
      if (this.#faults?.isPastHelp) return false;
    } else if (latency.sampleBooked()) return true;
    else if (ended !== undefined) this.#tasks.transferEnded(ended);
    else if (transformed !== undefined) this.#transforms.ended(transformed);
    // What is given up frees what it has before anybody comes.
    else if (next?.at === now && next.phase === PHASES.arrive && this.#sessions.giveUp()) return true;
    else if (next?.at === now) this.#events.take().act();
    else return false;
    if (!isStrike) this.world.movedUs = now;
    this.world.onlooker?.happened();
    return true;
  }

  /** A scheduler looks where something has changed that tasks may wait for; only then does it ask for latencies. */
  #lookForChanges(): void {
    const state = this.#stateNow();
    if (state !== this.#state) {
      this.#isAsked = true;
      this.#hasLooked = true;
    }
    this.#state = state;
  }

  #stateNow(): string {
    const { tasks, vmRuns, parts, latency, transforms, now, scenario } = this.world;
    if (!latency.isModelled) return '';
    return [
      ...tasks.map(({ state, heldBy }) => `${state === 'waiting' ? heldBy : state === 'ended'}`),
      ...vmRuns.map(({ snapshot }) => snapshot === 'gone'),
      ...transforms.map(({ state }) => state),
      ...scenario.proxies.map(({ addedAtUs }) => now >= addedAtUs + scenario.overheads.deploy),
      parts.state,
      this.world.estate.moves,
      latency.state,
    ].join();
  }

  #isPass(): boolean {
    return this.#tickUs === 0 || this.world.now % this.#tickUs === 0;
  }

  /** Takes waiting tasks in order and places the first that can be placed; then anew, until none can. */
  #pass(): void {
    const { world } = this;
    const order = orderOf(world.scenario.policy);
    if (order === 'random' && world.waiting.length > 1) world.met.add('a shuffled queue');
    for (;;) {
      const isPlaced = inQueueOrder(world.estate.night, world.waiting, order).some((task) => {
        if (task.heldBy !== undefined) return false;
        const answer = placeOf(world, task);
        if (answer.kind !== 'place') return false;
        world.onlooker?.isGiven?.(task);
        this.#tasks.start(task, answer);
        world.onlooker?.happened();
        return true;
      });
      if (!isPlaced) return;
    }
  }

  /** What every waiting task waits for from now on. */
  #charge(): void {
    const { world } = this;
    for (const task of world.waiting) {
      task.refused = undefined;
      task.goesTo = undefined;
      if (task.heldBy !== undefined) {
        task.cause = canEverBePlaced(world, task) ? task.heldBy : 'no-candidate';
        continue;
      }
      const answer = placeOf(world, task);
      if (answer.kind === 'place') {
        task.goesTo = endsOf(answer);
        task.refused = { place: task.goesTo[0], isWriting: false };
      }
      if (answer.kind === 'busy') task.refused = answer;
      task.cause =
        answer.kind === 'place' ? 'scheduler-tick' : answer.kind === 'busy' ? answer.cause : 'no-candidate';
    }
  }

  /** Nothing but a failure by chance is left, and that comes after the end: until there nobody has waited for anything. */
  #isLeftAlone(): boolean {
    const nextUs = Math.min(this.#nextButEvents(), this.world.latency.nextSampleUs);
    return this.#events.isAllFailures && nextUs === Number.POSITIVE_INFINITY;
  }

  #nextInstant(): number {
    const { world } = this;
    const { flowing, waiting } = world;
    // What strikes by chance happens to nobody once all sessions are over.
    const isOpen =
      world.sessions.some(({ endUs }) => endUs === undefined) || this.#events.nextWork !== undefined;
    if (!isOpen || this.#faults?.isPastHelp) return Number.POSITIVE_INFINITY;
    const next = Math.min(this.#events.next?.at ?? Number.POSITIVE_INFINITY, this.#nextButEvents());
    // What hosts tell makes no run last in which nobody waits for it.
    const isWatched = next < Number.POSITIVE_INFINITY || flowing.length > 0 || waiting.length > 0;
    return isWatched ? Math.min(next, world.latency.nextSampleUs) : next;
  }

  #nextButEvents(): number {
    const { world } = this;
    const { now, waiting, flowing, transforms } = world;
    const pending =
      waiting.some(({ cause }) => cause === 'scheduler-tick') ||
      transforms.some((one) => this.#transforms.canStart(one)) ||
      // Hosts are asked when the scheduler looks.
      (this.#isAsked && waiting.length > 0);
    return Math.min(
      ...flowing.map(({ endsUs }) => endsUs),
      flowing.length > 0 ? nextLoadChange(world.estate, now) : Number.POSITIVE_INFINITY,
      pending ? this.#nextPoll() : Number.POSITIVE_INFINITY,
      waiting.length > 0 ? world.latency.nextStartUs : Number.POSITIVE_INFINITY,
    );
  }

  #nextPoll(): number {
    return (Math.floor(this.world.now / this.#tickUs) + 1) * this.#tickUs;
  }

  /** Who waits for ever is looked at once more after the last that happened. */
  #lastPoll(untilUs: number): void {
    if (this.world.waiting.length === 0 || this.#tickUs === 0) return;
    this.world.advanceTo(Math.min(Math.ceil(this.world.now / this.#tickUs) * this.#tickUs, untilUs));
  }
}

export function orderOf({ order, preset }: Scenario['policy']): string {
  if (order !== undefined) return order;
  return ['fifo', 'list', 'largest-first', 'smallest-first', 'longest-job-first', 'random'].includes(preset)
    ? preset
    : 'rts';
}
