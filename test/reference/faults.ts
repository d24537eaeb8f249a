import type { Fault } from '../../src/scenario/fault.ts';
import { type EventList, PHASES } from './event-list.ts';
import type { Tasks } from './tasks.ts';
import type { World } from './world.ts';

/** What strikes at given times, and for how long. */
export class Faults {
  readonly #world: World;
  readonly #events: EventList;
  readonly #tasks: Tasks;

  constructor(world: World, events: EventList, tasks: Tasks) {
    this.#world = world;
    this.#events = events;
    this.#tasks = tasks;
  }

  book(fault: Fault): void {
    const { kind, targets, when, share } = fault;
    if (when.kind !== 'at') throw new Error(`the reference knows no chance ('${kind}')`);
    const { estate, parts } = this.#world;
    switch (kind) {
      case 'proxy-added':
        // The proxy says it, too.
        break;
      case 'proxy-down':
        this.#bookDown(fault, (name) => estate.proxy(name));
        break;
      case 'host-down':
        this.#bookDown(fault, (name) => estate.host(name));
        break;
      case 'datastore-down':
        this.#bookDown(fault, (name) => estate.datastore(name));
        break;
      case 'repository-down':
        this.#bookDown(fault, (name) => estate.repository(name));
        break;
      case 'link-down':
        this.#bookDown(fault, (name) => estate.link(name));
        break;
      case 'link-degraded':
        for (const link of targets.map((name) => estate.link(name)))
          this.#bookBoth(
            when,
            () => parts.left.set(link, share),
            () => parts.left.delete(link),
          );
        break;
      case 'connectivity-lost':
        this.#bookLost(fault, when);
        break;
      case 'tracking-reset':
        this.#events.book(when.atUs, PHASES.strike, () =>
          this.#world.resets.push({ atUs: when.atUs, vms: new Set(targets) }),
        );
        break;
      default:
        throw new Error(`the reference knows no fault '${kind}'`);
    }
  }

  #bookDown({ targets, when }: Fault, thingOf: (name: string) => object): void {
    const { parts } = this.#world;
    for (const thing of targets.map(thingOf))
      this.#bookBoth(
        when as AtATime,
        () => {
          parts.takeDown(thing);
          this.#tasks.somethingDown();
        },
        () => parts.bringUp(thing),
      );
  }

  /** True at once, believed from the next rescan on. */
  #bookLost({ targets, datastores }: Fault, when: AtATime): void {
    const { estate, parts, scenario } = this.#world;
    const names = datastores.length > 0 ? datastores : scenario.datastores.map(({ name }) => name);
    const pairs = targets.flatMap((proxy) =>
      names.map((name) => [estate.proxy(proxy), estate.datastore(name)] as const),
    );
    this.#bookBoth(
      when,
      () => {
        for (const pair of pairs) parts.loseConnection(...pair);
        this.#tasks.somethingDown();
        this.#bookRescan(when.atUs);
      },
      () => {
        for (const pair of pairs) parts.findConnection(...pair);
        this.#bookRescan(when.atUs + when.forUs);
      },
    );
  }

  #bookRescan(after: number): void {
    const { rescanUs } = this.#world.scenario;
    this.#events.book((Math.floor(after / rescanUs) + 1) * rescanUs, PHASES.strike, () =>
      this.#world.parts.rescan(),
    );
  }

  #bookBoth({ atUs, forUs }: AtATime, strike: () => void, heal: () => void): void {
    this.#events.book(atUs, PHASES.strike, strike);
    if (forUs < Number.POSITIVE_INFINITY) this.#events.book(atUs + forUs, PHASES.strike, heal);
  }
}

type AtATime = Extract<Fault['when'], { readonly kind: 'at' }>;
