import { present } from '../../collections/present.ts';
import { resourceName } from '../../model/paths/resource-name.ts';
import { type AssumedThings, type Assumption, assumptionsOf } from '../../scenario/assumptions.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import { hasDays } from '../../units/calendar-days.ts';
import { boundName } from '../bound/bound-name.ts';

/** A figure that determines a limit and for which the scenario gives no value, so that the default holds. */
export interface DefaultFigure {
  /** The field that would set it: `datastores.maxSnapshots`. */
  readonly field: string;
  readonly value: string;
  /** The things that use the default, where several share the limit; empty: there is only one, or the figure is global. */
  readonly things: readonly string[];
}

/** The default figures behind whatever limited a run or a design. Plain data. */
export interface ByDefault {
  /** By wait cause; causes without default figures are left out. */
  readonly waits: Readonly<Partial<Record<WaitCause, readonly DefaultFigure[]>>>;
  /** Behind the lower bound. */
  readonly bound: readonly DefaultFigure[];
  /** Behind processing power: what one task, or one core, can do. */
  readonly processing: readonly DefaultFigure[];
  /** Behind the two thresholds of latency control: no new task starts; tasks are slowed down. */
  readonly stopping: readonly DefaultFigure[];
  readonly throttling: readonly DefaultFigure[];
  /** Behind the rates of the transport modes that were used: what one task can read in each. Absent: all are stated. */
  readonly modes?: readonly DefaultFigure[];
}

/** By the name of a limit in metrics, without its owner: those fields with a default that determine it. */
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

/** The limit that a wait cause refers to. Causes that depend on no default are left out. */
const WAITED_FOR: Readonly<Record<string, string>> = {
  'proxy-slot': 'proxies.slots',
  'repository-slot': 'repositories.slots',
  'datastore-snapshots': 'datastores.maxSnapshots',
  'datastore-latency': 'datastores.latency',
  'start-spacing': 'datastores.spacing',
  'hotadd-disks': 'proxies.hotaddDisks',
  'nbd-connections': 'hosts.nbdMaxDisks',
  'retry-wait': 'jobs.retries',
};

/** A figure of a run by its path in the summary; the highest where there are several runs. Undefined: no such figure. */
export type PeakOf = (path: string) => number | undefined;

/** Finds the default figures behind limits and waits. */
export class LimitsByDefault {
  readonly assumptions: readonly Assumption[];
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.assumptions = assumptionsOf(scenario);
  }

  /** Behind a capacity or limit by its name: `hosts.esx1.managementNetwork`, `proxies.px1+px2.slots`, or a `bound.by`. */
  ofLimit(name: string): readonly DefaultFigure[] {
    const { own, task } = boundName(name);
    if (task !== undefined) return [];
    const { table, owner, part } = resourceName(own);
    return this.ofFields(FIELDS[`${table}.${part}`] ?? [], this.#named(table, owner));
  }

  /** Behind the wait of one task. `what`: the thing as `explain` names it, `datastores.ds1`; null: none. */
  ofWait(cause: string, what: string | null): readonly DefaultFigure[] {
    const names = what === null ? [] : this.#namedBy(what);
    return this.#ofCause(cause, names, () => names.length > 1);
  }

  /** Behind the waits of several tasks, which need not wait for the same thing. */
  ofWaitsFor(cause: string, whats: readonly string[]): readonly DefaultFigure[] {
    return this.#ofCause(
      cause,
      whats.flatMap((what) => this.#namedBy(what)),
    );
  }

  /** Behind all waits of a run with this cause: considers the things that were full at some moment. */
  ofWaits(cause: WaitCause, peakOf: PeakOf): readonly DefaultFigure[] {
    return this.#ofCause(cause, this.#full(cause, peakOf));
  }

  #ofCause(
    cause: string,
    names: readonly string[],
    isNamed = ({ of }: AssumedThings) => of > 1,
  ): readonly DefaultFigure[] {
    const limit = WAITED_FOR[cause];
    return limit === undefined ? [] : this.ofFields(FIELDS[limit]!, names, isNamed);
  }

  /** What one task, or one core, can do. */
  get processing(): readonly DefaultFigure[] {
    return this.ofFields(PROCESSING);
  }

  /** The latency above which backups are slowed down. */
  get throttling(): readonly DefaultFigure[] {
    return this.ofFields(['latencyControl.throttle']);
  }

  /**
   * What one task can read in each of these transport modes. Unlimited by default, so that it limits nothing, but modes
   * differ by it.
   */
  #ofModes(modes: readonly string[]): readonly DefaultFigure[] | undefined {
    const figures = modes.flatMap((mode) => {
      const field = `transport.${mode}.perTask`;
      return this.#scenario.defaultsTaken
        .of(field)
        .map(({ figure }): DefaultFigure => ({ field, value: figure.text, things: [] }));
    });
    return figures.length === 0 ? undefined : figures;
  }

  /** `causes`: every cause that tasks waited for; `boundBy`: `bound.by` of the summary; `modes`: all that were used. */
  ofRun(
    {
      causes,
      boundBy,
      modes,
    }: { causes: readonly WaitCause[]; boundBy: string | null; modes: readonly string[] },
    peakOf: PeakOf,
  ): ByDefault {
    const found = causes.map((cause) => [cause, this.ofWaits(cause, peakOf)] as const);
    return {
      waits: Object.fromEntries(found.filter(([, figures]) => figures.length > 0)),
      bound: boundBy === null ? [] : this.ofLimit(boundBy),
      processing: this.processing,
      stopping: this.ofFields(FIELDS['datastores.latency']!),
      throttling: this.throttling,
      ...present({ modes: this.#ofModes(modes) }),
    };
  }

  /**
   * The default figures among these fields: of the named things, or of the whole scenario. `isNamed`: whether a figure lists
   * the things that use the default.
   */
  ofFields(
    fields: readonly string[],
    names: readonly string[] = [],
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

  #namedBy(what: string): readonly string[] {
    const dot = what.indexOf('.');
    return this.#named(what.slice(0, dot), what.slice(dot + 1));
  }

  /** Expands a name: a scale-out repository to its extents, a set of proxies to its members. */
  #named(table: string, owner: string): readonly string[] {
    const { proxies, repositories } = this.#scenario;
    const extents = table === 'repositories' && repositories.find(({ name }) => name === owner)?.extents;
    if (extents && extents.length > 0) return extents;
    if (table !== 'proxies' || proxies.some(({ name }) => name === owner)) return [owner];
    const names = proxies.map(({ name }) => name);
    const range = /^(.*)…(.*) \(\d+\)$/s.exec(owner);
    if (range === null) return owner.split('+');
    // The name gives only the first and the last proxy, so all between them are assumed to be members.
    return names.slice(names.indexOf(range[1]!), names.indexOf(range[2]!) + 1);
  }

  /** Things that were full at their peak, so that some task may have waited for them. */
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

  /** Chains, merges and synthetic fulls take slots that the peak of tasks does not count. */
  #mayBeFull(
    { name, maxConcurrentTasks, slotUnit }: Scenario['repositories'][number],
    reaches: (path: string, limit: number) => boolean,
  ): boolean {
    if (reaches(`repositories.${name}.peakTasks`, maxConcurrentTasks)) return true;
    const hasOthers = this.#scenario.jobs.some(
      ({ method, syntheticFullDays }) => method !== 'forward-incremental' || hasDays(syntheticFullDays),
    );
    return (slotUnit === 'chain' || hasOthers) && reaches(`repositories.${name}.peakTasks`, 1);
  }
}
