import { groupedBy } from '../../collections/grouped-by.ts';
import { LimitedData } from '../../metrics/limits/limited-data.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { DESIGN } from './design.ts';
import type { Dimension, Evidence, Named, Section } from './dimension.ts';

/** A part of the design that can be doubled, or a setting that can be switched. */
export interface Doubling {
  /** As in metrics, with `*` for all of a kind: `proxies.px1.slots`, `datastores.*.read`. */
  readonly what: string;
  /** How much it mattered in the run, 0 to 1; for all of a kind, that of the thing where it mattered most. */
  readonly used: number;
  /** Settings for `run --set`; empty: settings cannot express it. */
  readonly set: readonly string[];
  /** The changed fields as a scenario names them, and the things that have them. */
  readonly fields: readonly string[];
  readonly names: readonly string[];
  readonly apply: (scenario: Scenario) => Scenario;
}

/** Of a change that doubles no figure of the scenario: it matters as much as any, and no default is behind it. */
export const NO_FIGURE = { used: 1, fields: [], names: [] } as const;

/** Settings that a command may list; more would make a command that is too long to type. */
export const FEW = 4;

/** Settings of single things; empty: a command would list too many of them. */
export function ifFew(settings: readonly string[]): readonly string[] {
  return settings.length <= FEW ? settings : [];
}

/** What is needed of a run to know which parts of its design mattered. */
export type WatchedRun = Pick<RunResult, 'summary' | 'capacityUse' | 'columns'>;

/**
 * Everything that mattered at all in the run: first all things of a kind at once, if there are several, then each thing alone;
 * what mattered most first.
 */
export function doublingsOf(scenario: Scenario, { summary, capacityUse, columns }: WatchedRun): Doubling[] {
  const evidence: Evidence = { summary, capacityUse, limited: new LimitedData(columns.tasks) };
  const mostUsedFirst = (a: Doubling, b: Doubling) => b.used - a.used;
  const kinds = DESIGN.flatMap((section) =>
    section.dimensions.map((dimension) => ({
      section,
      doublings: doublingsOfKind(scenario, section, dimension, evidence),
    })),
  );
  const whole = kinds.flatMap(({ section, doublings }) =>
    doublings.length > 1 ? [together(doublings, (name) => declared(scenario, section, name))] : [],
  );
  const single = kinds.flatMap(({ doublings }) => doublings);
  return [...whole.sort(mostUsedFirst), ...single.sort(mostUsedFirst)];
}

/** How many things a path with `*` means in a section of the file. */
function declared<Thing extends Named>(
  scenario: Scenario,
  { name, things, declaredIn = () => name }: Section<Thing>,
  inFile: string,
): number {
  if (inFile === 'hosts') return scenario.hosts.length;
  return things(scenario).filter((thing) => declaredIn(thing) === inFile).length;
}

interface Single extends Doubling {
  readonly section: string;
  /** The section of the file in which the thing is declared. */
  readonly inFile: string;
  readonly kind: string;
  /** The part of each `set` path after the thing's name. */
  readonly settings: readonly string[];
}

function doublingsOfKind<Thing extends { readonly name: string }>(
  scenario: Scenario,
  { name: section, things, replaced, declaredIn = () => section }: Section<Thing>,
  { kind, field, change, used }: Dimension<Thing>,
  evidence: Evidence,
): Single[] {
  return things(scenario).flatMap((thing): Single[] => {
    const changed = change(thing);
    if (changed === undefined) return [];
    const share = used(thing, evidence);
    if (!(share > 0)) return [];
    const { settings } = changed;
    const inFile = declaredIn(thing);
    return [
      {
        section,
        inFile,
        kind,
        what: `${section}.${thing.name}.${kind}`,
        used: share,
        fields: [`${inFile}.${field}`],
        names: [thing.name],
        settings,
        set: settings.map((setting) => `${inFile}.${thing.name}.${setting}`),
        apply: (before) =>
          replaced(
            before,
            things(before).map((one) => (one.name === thing.name ? (change(one)?.thing ?? one) : one)),
          ),
      },
    ];
  });
}

/** `countIn`: how many things the file declares in a section. */
function together(kind: readonly Single[], countIn: (inFile: string) => number): Doubling {
  const { section, kind: name } = kind[0]!;
  return {
    what: `${section}.*.${name}`,
    fields: [...new Set(kind.flatMap(({ fields }) => fields))],
    names: kind.flatMap(({ names }) => names),
    used: kind.reduce((most, { used }) => Math.max(most, used), 0),
    set: settingsOf(kind, countIn),
    apply: (scenario) => kind.reduce((changed, { apply }) => apply(changed), scenario),
  };
}

/**
 * One path with `*` for all things of a section of the file, where it means no other thing and no other value; else one
 * path each.
 */
function settingsOf(kind: readonly Single[], countIn: (inFile: string) => number): readonly string[] {
  if (kind.some(({ settings }) => settings.length === 0)) return [];
  const paths = Array.from(
    groupedBy(kind, ({ inFile }) => inFile),
    ([inFile, own]) => {
      const { settings } = own[0]!;
      const isOneSetting =
        own.length === countIn(inFile) && own.every((one) => `${one.settings}` === `${settings}`);
      return isOneSetting
        ? settings.map((setting) => `${inFile}.*.${setting}`)
        : own.flatMap(({ set }) => set);
    },
  ).flat();
  return ifFew(paths);
}
