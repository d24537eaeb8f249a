import type { LimitedData } from '../../metrics/limits/limited-data.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { exactLineRate, exactRate } from '../../units/format-quantity.ts';

/** What a run shows of the parts of its design. */
export interface Evidence {
  readonly summary: Summary;
  /** Mean use of every limited capacity, 0 to 1, by its name in `utilisation.csv`. */
  readonly capacityUse: ReadonlyMap<string, number>;
  readonly limited: LimitedData;
}

export type Named = { readonly name: string };

/** A thing with one part of it changed. */
export interface ChangedThing<Thing> {
  readonly thing: Thing;
  /** The parts of `--set` after the thing's name; empty: no file states it. */
  readonly settings: readonly string[];
}

/** One respect in which the things of a section can be changed. */
export interface Dimension<Thing> {
  /** Last word of the change's name. */
  readonly kind: string;
  /** The field that has the changed figure. */
  readonly field: string;
  /** Undefined: nothing to change, as the thing has no such limit. */
  readonly change: (thing: Thing) => ChangedThing<Thing> | undefined;
  /**
   * How much it mattered in the run, 0 (not at all) to 1: mean or peak use, or the share of the data that it may have
   * limited.
   */
  readonly used: Used<Thing>;
}

export type Used<Thing> = (thing: Thing, evidence: Evidence) => number;

/** A kind of thing in the design. */
export interface Section<Thing> {
  readonly name: string;
  readonly things: (scenario: Scenario) => readonly Thing[];
  readonly replaced: (scenario: Scenario, things: readonly Thing[]) => Scenario;
  /** The section of the file in which a thing is declared. Default: that of this name. */
  readonly declaredIn?: (thing: Thing) => string;
  readonly dimensions: readonly Dimension<Thing>[];
}

type ListName = { [K in keyof Scenario]: Scenario[K] extends readonly Named[] ? K : never }[keyof Scenario];
type NumberField<T> = { [K in keyof T]-?: T[K] extends number ? K : never }[keyof T] & string;
type Unit = 'B' | 'B/s' | 'bit/s' | 'count';

/** A section that is a list in the scenario. */
export function listed<Name extends ListName>(
  name: Name,
  dimensions: readonly Dimension<Scenario[Name][number]>[],
): Section<Scenario[Name][number]> {
  return {
    name,
    things: (scenario) => scenario[name],
    replaced: (scenario, things) => ({ ...scenario, [name]: things }),
    dimensions,
  };
}

/** A number of the thing itself, twice as large. */
export function doubled<Thing extends Named>(
  kind: string,
  field: NumberField<Thing>,
  unit: Unit,
  used: Used<Thing>,
): Dimension<Thing> {
  return doubledPart(kind, {
    field,
    unit,
    used,
    get: (thing) => Number(thing[field]),
    put: (thing, size) => ({ ...thing, [field]: size }),
  });
}

/** A number inside the thing, twice as large. Infinity: the thing has no such limit. */
export function doubledPart<Thing extends Named>(
  kind: string,
  {
    field,
    unit,
    used,
    get,
    put,
  }: {
    readonly field: string;
    readonly unit: Unit;
    readonly used: Used<Thing>;
    readonly get: (thing: Thing) => number;
    readonly put: (thing: Thing, size: number) => Thing;
  },
): Dimension<Thing> {
  return {
    kind,
    field,
    used,
    change: (thing) => {
      const size = 2 * get(thing);
      if (!Number.isFinite(size)) return undefined;
      return { thing: put(thing, size), settings: [`${field}=${inSetting(size, unit)}`] };
    },
  };
}

/** The mean use of the most used of some capacities. */
export function useOf<Thing extends Named>(namesOf: (thing: Named) => readonly string[]): Used<Thing> {
  return (thing, { capacityUse }) =>
    namesOf(thing).reduce((most, name) => Math.max(most, capacityUse.get(name) ?? 0), 0);
}

/** In the notation of settings. */
function inSetting(size: number, unit: Unit): string {
  switch (unit) {
    case 'B':
      return `${size} B`;
    case 'B/s':
      return exactRate(size);
    case 'bit/s':
      return exactLineRate(size);
    case 'count':
      return `${size}`;
  }
}
