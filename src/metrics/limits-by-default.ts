import { resourceName } from '../model/paths/resource-name.ts';
import { type AssumedThings, type Assumption, assumptionsOf } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { WaitCause } from '../trace/wait-cause.ts';
import { boundName } from './bound/bound-name.ts';

/** A figure on which a limit hangs, and that the scenario does not say. */
export interface DefaultFigure {
  /** Where it would say it: `datastores.maxSnapshots`. */
  readonly field: string;
  readonly value: string;
  /** Those for which it stands, where the limit is of several; empty: there is but one, or it is one for all. */
  readonly things: readonly string[];
}

/** What of that which limited a run, or a design, nobody wrote. Plain data. */
export interface ByDefault {
  /** By what was waited for; only causes with something to tell. */
  readonly waits: Readonly<Partial<Record<WaitCause, readonly DefaultFigure[]>>>;
  /** Behind what sets the lower bound. */
  readonly bound: readonly DefaultFigure[];
  /** Behind processing power: what one task, or one core, can do. */
  readonly processing: readonly DefaultFigure[];
  /** Behind what latency control does: that no new task starts, and that tasks are slowed down. */
  readonly stopping: readonly DefaultFigure[];
  readonly throttling: readonly DefaultFigure[];
}

/** By a limit as metrics call it, without the name of its thing: the fields that it follows from, where these have a default. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'proxies.slots': ['proxies.maxConcurrentTasks', 'hosts.maxConcurrentTasks'],
  'proxies.cores': ['profile'],
  'proxies.hotaddDisks': ['policy.hotaddMaxDisks'],
  'repositories.slots': ['repositories.maxConcurrentTasks'],
  'datastores.maxSnapshots': ['datastores.maxSnapshots'],
  'datastores.latency': ['latencyControl.stop'],
  'datastores.spacing': ['latencyControl.spacing'],
  'hosts.nbdMaxDisks': ['hosts.nbdMaxDisks'],
  'hosts.managementNetwork': ['hosts.managementShare'],
  'jobs.retries': ['jobs.retries.wait'],
};
/** What one task, or one core, can do. */
const PROCESSING: readonly string[] = ['coresPerTask', 'profile'];
const THROTTLING = 'latencyControl.throttle';

type Table = 'proxies' | 'repositories' | 'datastores' | 'hosts' | 'jobs';

/** By wait cause what a task waits for, of which things; nothing of what has no figure that could be left out. */
const WAITED_FOR: Readonly<Record<string, { readonly table: Table; readonly part: string }>> = {
  'proxy-slot': { table: 'proxies', part: 'slots' },
  'repository-slot': { table: 'repositories', part: 'slots' },
  'datastore-snapshots': { table: 'datastores', part: 'maxSnapshots' },
  'datastore-latency': { table: 'datastores', part: 'latency' },
  'start-spacing': { table: 'datastores', part: 'spacing' },
  'hotadd-disks': { table: 'proxies', part: 'hotaddDisks' },
  'nbd-connections': { table: 'hosts', part: 'nbdMaxDisks' },
  'retry-wait': { table: 'jobs', part: 'retries' },
};

/** A figure of a run by its path in the summary, of several runs the highest; undefined: there is none. */
export type PeakOf = (path: string) => number | undefined;

/** Tells of what limits something which of its figures nobody wrote. */
export class LimitsByDefault {
  readonly assumptions: readonly Assumption[];
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.assumptions = assumptionsOf(scenario);
  }

  /** Of a capacity or a limit by its name: `hosts.esx1.managementNetwork`, `proxies.px1+px2.slots`, or what sets a lower bound. */
  ofLimit(name: string): readonly DefaultFigure[] {
    const { own, task } = boundName(name);
    if (task !== undefined) return [];
    const { table, owner, part } = resourceName(own);
    return this.#behind(FIELDS[`${table}.${part}`] ?? [], this.#named(table, owner));
  }

  /** Of what one task waits for: the thing as `explain` calls it, `datastores.ds1`; null: of no thing. */
  ofWait(cause: string, what: string | null): readonly DefaultFigure[] {
    const waited = WAITED_FOR[cause];
    if (waited === undefined || what === null) return [];
    const { table, part } = waited;
    return this.#behind(FIELDS[`${table}.${part}`]!, this.#named(table, what.slice(what.indexOf('.') + 1)));
  }

  /** The same of several tasks, which do not all wait for the same thing. */
  ofWaitsFor(cause: string, whats: readonly string[]): readonly DefaultFigure[] {
    const waited = WAITED_FOR[cause];
    if (waited === undefined || whats.length === 0) return [];
    const { table, part } = waited;
    const names = whats.flatMap((what) => this.#named(table, what.slice(what.indexOf('.') + 1)));
    return this.#behind(FIELDS[`${table}.${part}`]!, names, ({ of }) => of > 1);
  }

  /** Of what a run's tasks waited for, by the things that were full at some moment. */
  ofWaits(cause: WaitCause, peakOf: PeakOf): readonly DefaultFigure[] {
    const waited = WAITED_FOR[cause];
    if (waited === undefined) return [];
    const full = this.#full(cause, peakOf);
    return this.#behind(FIELDS[`${waited.table}.${waited.part}`]!, full, ({ of }) => of > 1);
  }

  /** What one task, or one core, can do. */
  get processing(): readonly DefaultFigure[] {
    return this.#behind(PROCESSING, []);
  }

  /** From which latency on backups are slowed down. */
  get throttling(): readonly DefaultFigure[] {
    return this.#behind([THROTTLING], []);
  }

  /** Of fields of some things, as somebody would change them. */
  ofFields(fields: readonly string[], names: readonly string[]): readonly DefaultFigure[] {
    return this.#behind(fields, names);
  }

  /** `causes`: of all that was waited for; `boundBy`: as a summary has it. */
  ofRun(causes: readonly WaitCause[], boundBy: string | null, peakOf: PeakOf): ByDefault {
    const found = causes.map((cause) => [cause, this.ofWaits(cause, peakOf)] as const);
    return {
      waits: Object.fromEntries(found.filter(([, figures]) => figures.length > 0)),
      bound: boundBy === null ? [] : this.ofLimit(boundBy),
      processing: this.processing,
      stopping: this.#behind(FIELDS['datastores.latency']!, []),
      throttling: this.throttling,
    };
  }

  /** `isNamed`: whether it is to be told for which things of the section a default stands. */
  #behind(
    fields: readonly string[],
    names: readonly string[],
    isNamed: (things: AssumedThings) => boolean = () => names.length > 1,
  ): DefaultFigure[] {
    const wantedNames = new Set(names);
    return fields.flatMap((wanted) =>
      this.assumptions.flatMap(({ field, value, things }): DefaultFigure[] => {
        if (field !== wanted) return [];
        if (things === null) return [{ field, value, things: [] }];
        const own = things.names.filter((name) => wantedNames.has(name));
        if (own.length === 0) return [];
        return [{ field, value, things: isNamed(things) ? own : [] }];
      }),
    );
  }

  /** The things that a name means: of a scale-out repository its extents, of a set of proxies all of them. */
  #named(table: string, owner: string): readonly string[] {
    const { proxies, repositories } = this.#scenario;
    const extents = table === 'repositories' && repositories.find(({ name }) => name === owner)?.extents;
    if (extents && extents.length > 0) return extents;
    if (table !== 'proxies' || proxies.some(({ name }) => name === owner)) return [owner];
    const names = proxies.map(({ name }) => name);
    const range = /^(.*)…(.*) \(\d+\)$/s.exec(owner);
    if (range === null) return owner.split('+');
    // Which of those between its ends the set leaves out nobody says.
    return names.slice(names.indexOf(range[1]!), names.indexOf(range[2]!) + 1);
  }

  /** Things that had no room for one more at their peak, so that somebody may have waited for them. */
  #full(cause: WaitCause, peakOf: PeakOf): readonly string[] {
    const { proxies, repositories, datastores, hosts, jobs } = this.#scenario;
    const names = <T extends { readonly name: string }>(rows: readonly T[], isFull: (row: T) => boolean) =>
      rows.filter(isFull).map(({ name }) => name);
    const reaches = (path: string, limit: number) => (peakOf(path) ?? 0) >= limit;
    switch (cause) {
      case 'proxy-slot':
        return names(proxies, (p) => reaches(`proxies.${p.name}.peakTasks`, p.maxConcurrentTasks));
      case 'repository-slot':
        return names(repositories, (r) => this.#mayBeFull(r, reaches));
      case 'datastore-snapshots':
        return names(datastores, (d) => reaches(`datastores.${d.name}.peakSnapshots`, d.maxSnapshots));
      case 'nbd-connections':
        return names(hosts, (h) => reaches(`hosts.${h.name}.peakNbdDisks`, h.nbdMaxDisks));
      case 'retry-wait':
        return names(jobs, () => true);
      default:
        return [];
    }
  }

  /** Chains, and what goes on inside a repository, take slots that no peak of tasks shows. */
  #mayBeFull(
    { name, maxConcurrentTasks, slotUnit }: Scenario['repositories'][number],
    reaches: (path: string, limit: number) => boolean,
  ): boolean {
    if (reaches(`repositories.${name}.peakTasks`, maxConcurrentTasks)) return true;
    const hasOthers = this.#scenario.jobs.some(
      ({ method, syntheticFullDays }) => method !== 'forward-incremental' || syntheticFullDays.length > 0,
    );
    return (slotUnit === 'chain' || hasOthers) && reaches(`repositories.${name}.peakTasks`, 1);
  }
}
