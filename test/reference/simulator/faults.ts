import type { Fault } from '../../../src/scenario/fault.ts';
import type { Proxy as BackupProxy, Datastore } from '../../../src/scenario/scenario.ts';
import { Draws } from './chance.ts';
import { type EventList, PHASES } from './event-list.ts';
import { Failover } from './failover.ts';
import type { Tasks } from './tasks.ts';
import type { World } from './world.ts';

interface Named {
  readonly name: string;
}

type At = Extract<Fault['when'], { readonly kind: 'at' }>;
type Random = Extract<Fault['when'], { readonly kind: 'random' }>;
type Disconnecting = Extract<Fault, { readonly kind: 'connectivity-lost' }>;

/** One sequence of failures and repairs: of a target, or of several at once. */
interface Course {
  readonly fault: Fault;
  readonly when: Random;
  readonly targets: readonly string[];
  readonly draws: Draws;
  downSinceUs: number;
  /** When the last repair came that began before anything last moved. */
  awaitedUntilUs: number;
}

/** Faults whose coming and going no waiting task can profit from. */
const LETS_NOBODY_IN: readonly Fault['kind'][] = ['tracking-reset', 'link-degraded', 'task-fails'];

/** Mean times to repair after which nothing that comes and goes by chance is hoped for. */
const HOPELESS_REPAIRS = 10;

/** What strikes, at given times or by chance, and for how long. */
export class Faults {
  readonly #world: World;
  readonly #events: EventList;
  readonly #tasks: Tasks;
  readonly #failover: Failover;
  readonly #courses: Course[] = [];
  /** Nothing that strikes could help those who still wait: the run is over. */
  isPastHelp = false;
  /** When something came or went that tasks may wait for: a scheduler that polls looks at it at its next tick. */
  #changedUs = Number.NEGATIVE_INFINITY;

  constructor(world: World, events: EventList, tasks: Tasks) {
    this.#world = world;
    this.#events = events;
    this.#tasks = tasks;
    this.#failover = new Failover(world, events, tasks);
    this.#failover.onMoved = () => {
      this.#changedUs = world.now;
    };
  }

  bookAll(faults: readonly Fault[]): void {
    for (const [number, fault] of faults.entries()) {
      if (fault.when.kind === 'at') this.#bookOnce(fault, fault.when);
      if (fault.when.kind === 'random') this.#bookByChance(fault, fault.when, number);
    }
  }

  #bookOnce(fault: Fault, { atUs, forUs }: At): void {
    const targets = this.#allOf(fault);
    this.#events.book(atUs, PHASES.strike, () => this.#strike(fault, targets));
    if (forUs < Number.POSITIVE_INFINITY)
      this.#events.book(atUs + forUs, PHASES.strike, () => this.#heal(fault, targets));
  }

  /** Each target has failures of its own; with a burst all have them together, some at a time. */
  #bookByChance(fault: Fault, when: Random, number: number): void {
    const targets = this.#allOf(fault);
    const groups = when.burst === undefined ? targets.map((target) => [target]) : [targets];
    for (const group of groups) {
      const entity = when.burst === undefined ? `${number}/${group[0]!}` : `${number}`;
      const draws = new Draws(this.#world.estate.night, 'fault', entity);
      const course = { fault, when, targets: group, draws, downSinceUs: Infinity, awaitedUntilUs: 0 };
      this.#courses.push(course);
      this.#bookNext(course);
    }
  }

  #bookNext(course: Course): void {
    const at = this.#world.now + course.draws.time(course.when.mtbfUs);
    this.#events.book(at, PHASES.strike, () => this.#strikeByChance(course), undefined, 'failure');
  }

  #strikeByChance(course: Course): void {
    const { fault, when, targets, draws } = course;
    const { now } = this.#world;
    this.isPastHelp = this.#isPastHelp();
    if (this.isPastHelp) {
      this.#world.met.add('past help');
      return;
    }
    const until = now + draws.time(when.mttrUs);
    const hit = when.burst === undefined ? targets : draws.some(targets, when.burst);
    course.downSinceUs = now;
    this.#world.met
      .add(when.burst === undefined ? 'a failure at random' : 'several failures at once')
      .add(`${fault.kind} by chance`);
    this.#strike(fault, hit);
    const heal = () => {
      if (course.downSinceUs <= this.#world.movedUs) course.awaitedUntilUs = until;
      course.downSinceUs = Number.POSITIVE_INFINITY;
      this.#heal(fault, hit);
      this.#bookNext(course);
    };
    this.#events.book(until, PHASES.strike, heal, undefined, 'repair');
  }

  /** Nothing has moved for ten mean repairs, and then until a rescan; what was down at first has been up. */
  #isPastHelp(): boolean {
    const { now, movedUs, scenario, flowing, latency } = this.#world;
    if (flowing.length > 0 || this.#events.nextWork !== undefined) return false;
    // Production may let somebody in yet.
    if (Math.min(latency.nextSampleUs, latency.nextStartUs) < Number.POSITIVE_INFINITY) return false;
    const tickUs = scenario.policy.schedulerTickUs ?? 0;
    if (tickUs > 0 && Math.ceil(this.#changedUs / tickUs) * tickUs >= now) return false;
    if (this.#courses.some(({ downSinceUs }) => downSinceUs <= movedUs)) return false;
    const repairUs = HOPELESS_REPAIRS * Math.max(...this.#courses.map(({ when }) => when.mttrUs));
    const awaitedUs = Math.max(...this.#courses.map(({ awaitedUntilUs }) => awaitedUntilUs));
    return now > Math.max(movedUs + repairUs, awaitedUs) + scenario.rescanUs;
  }

  /** In the order in which the scenario lists them. */
  #allOf({ kind, targets }: Fault): string[] {
    const { scenario } = this.#world;
    const things: Readonly<Record<string, readonly { readonly name: string }[]>> = {
      'host-down': scenario.hosts,
      'datastore-down': scenario.datastores,
      'repository-down': scenario.repositories,
      'link-down': scenario.links,
      'link-degraded': scenario.links,
      'tracking-reset': this.#world.estate.vms,
      'task-fails': this.#world.estate.vms,
    };
    const names = (things[kind] ?? scenario.proxies).map(({ name }) => name);
    return names.filter((name) => targets.length === 0 || targets.includes(name));
  }

  #strike(fault: Fault, targets: readonly string[]): void {
    const { estate, parts, now, resets, failing } = this.#world;
    if (!LETS_NOBODY_IN.includes(fault.kind)) this.#changedUs = now;
    switch (fault.kind) {
      case 'proxy-added':
        // The proxy says it, too.
        break;
      case 'task-fails':
        failing.set(fault, new Set([...(failing.get(fault) ?? []), ...targets]));
        break;
      case 'proxy-up':
        for (const name of targets)
          this.#tellIfChanged('proxy', estate.proxy(name), () => parts.repair(estate.proxy(name)));
        this.#tasks.somethingUp();
        break;
      case 'link-degraded':
        for (const name of targets) {
          parts.degrade(estate.link(name), fault);
          this.#tellLeft(name);
        }
        break;
      case 'connectivity-lost':
        for (const [proxy, datastore] of this.#pairs(fault, targets))
          this.#tellIfConnected(proxy, datastore, () => parts.loseConnection(proxy, datastore, fault));
        this.#tasks.somethingDown();
        this.#bookRescan();
        break;
      case 'tracking-reset':
        resets.push({ atUs: now, vms: new Set(targets) });
        for (const name of targets) this.#world.tell('tracking-reset', 'vm', name);
        break;
      default:
        for (const name of targets)
          this.#tellIfChanged(fault.kind.split('-')[0]!, this.#thing(fault, name), (thing) =>
            parts.takeDown(thing, fault),
          );
        this.#tasks.somethingDown();
        if (fault.kind === 'host-down') this.#failover.look();
    }
  }

  #heal(fault: Fault, targets: readonly string[]): void {
    const { estate, parts, now, failing } = this.#world;
    if (!LETS_NOBODY_IN.includes(fault.kind)) this.#changedUs = now;
    switch (fault.kind) {
      case 'task-fails':
        for (const name of targets) failing.get(fault)?.delete(name);
        break;
      case 'proxy-added':
      case 'proxy-up':
      case 'tracking-reset':
        break;
      case 'link-degraded':
        for (const name of targets) {
          parts.restore(estate.link(name), fault);
          this.#tellLeft(name);
        }
        break;
      case 'connectivity-lost':
        for (const [proxy, datastore] of this.#pairs(fault, targets))
          this.#tellIfConnected(proxy, datastore, () => parts.findConnection(proxy, datastore, fault));
        this.#tasks.somethingUp();
        this.#bookRescan();
        break;
      default:
        for (const name of targets)
          this.#tellIfChanged(fault.kind.split('-')[0]!, this.#thing(fault, name), (thing) =>
            parts.bringUp(thing, fault),
          );
        this.#tasks.somethingUp();
        if (fault.kind === 'host-down') this.#failover.lookAgain();
    }
  }

  /** What several faults keep down goes down once, and comes up once. */
  #tellIfChanged(what: string, thing: Named, change: (thing: Named) => void): void {
    const { parts } = this.#world;
    const wasUp = parts.isUp(thing);
    change(thing);
    if (parts.isUp(thing) !== wasUp) this.#world.tell(wasUp ? 'went-down' : 'came-up', what, thing.name);
  }

  #tellIfConnected(proxy: BackupProxy, datastore: Datastore, change: () => void): void {
    const { parts } = this.#world;
    const wasConnected = parts.isConnected(proxy, datastore);
    change();
    if (parts.isConnected(proxy, datastore) === wasConnected) return;
    this.#world.tell(
      wasConnected ? 'connection-lost' : 'connection-back',
      'proxy',
      proxy.name,
      datastore.name,
    );
  }

  #tellLeft(link: string): void {
    const left = this.#world.parts.leftOf(this.#world.estate.link(link));
    if (left < 1) this.#world.tell('link-degraded', 'link', link, `${left} of its bandwidth left`);
    else this.#world.tell('link-restored', 'link', link);
  }

  #thing({ kind }: Fault, name: string): Named {
    const { estate } = this.#world;
    switch (kind) {
      case 'proxy-down':
        return estate.proxy(name);
      case 'host-down':
        return estate.host(name);
      case 'datastore-down':
        return estate.datastore(name);
      case 'repository-down':
        return estate.repository(name);
      case 'link-down':
        return estate.link(name);
      default:
        throw new Error(`'${kind}' takes nothing down`);
    }
  }

  #pairs({ datastores }: Disconnecting, targets: readonly string[]) {
    const { estate, scenario } = this.#world;
    const names = datastores.length > 0 ? datastores : scenario.datastores.map(({ name }) => name);
    return targets.flatMap((proxy) =>
      names.map((name) => [estate.proxy(proxy), estate.datastore(name)] as const),
    );
  }

  /** True at once, believed from the next rescan on. */
  #bookRescan(): void {
    const { now, scenario } = this.#world;
    const at = (Math.floor(now / scenario.rescanUs) + 1) * scenario.rescanUs;
    this.#events.book(at, PHASES.strike, () => this.#rescan(), undefined, 'repair');
  }

  #rescan(): void {
    const { parts, now } = this.#world;
    this.#changedUs = now;
    const before = parts.state;
    parts.rescan();
    if (parts.state !== before) this.#world.tell('rescanned', 'proxies', '');
  }
}
