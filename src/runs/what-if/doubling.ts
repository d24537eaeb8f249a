import type { Summary } from '../../metrics/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { exactLineRate, exactRate } from '../../units/format-quantity.ts';

/** A part of the design that can be doubled. */
export interface Doubling {
  /** As in metrics, with `*` for all of a kind: `proxies.px1.slots`, `datastores.*.read`. */
  readonly what: string;
  /** Its use in the run, 0 to 1; for all of a kind, that of the most used one. */
  readonly used: number;
  /** Settings for `run --set`; empty: settings cannot express it. */
  readonly set: readonly string[];
  /** The doubled fields as a scenario names them, and the things that have them. */
  readonly fields: readonly string[];
  readonly names: readonly string[];
  readonly apply: (scenario: Scenario) => Scenario;
}

/**
 * Everything that the run used at all: first all things of a kind at once, if there are several, then each alone; the
 * most used first.
 */
export function doublingsOf(scenario: Scenario, summary: Summary): Doubling[] {
  const kinds = [
    ...kindsOf(scenario, 'proxies', PROXIES, summary.proxies),
    ...kindsOf(scenario, 'datastores', DATASTORES, summary.datastores),
    ...kindsOf(scenario, 'repositories', REPOSITORIES, summary.repositories),
    ...kindsOf(scenario, 'hosts', HOSTS, summary.hosts),
    ...kindsOf(scenario, 'links', LINKS, summary.links),
  ];
  const mostUsedFirst = (a: Doubling, b: Doubling) => b.used - a.used;
  const whole = kinds.flatMap((kind) =>
    kind.length > 1 ? [together(kind, scenario[kind[0]!.section].length)] : [],
  );
  return [...whole.sort(mostUsedFirst), ...kinds.flat().sort(mostUsedFirst)];
}

type SectionName = 'proxies' | 'datastores' | 'repositories' | 'hosts' | 'links';
type Thing<Name extends SectionName> = Scenario[Name][number];
type Figures<Name extends SectionName> = Summary[Name][string];
type NumberField<T> = { [K in keyof T]-?: T[K] extends number ? K : never }[keyof T] & string;

/** One respect in which the things of a section can be doubled. */
interface Dimension<Name extends SectionName> {
  readonly kind: string;
  readonly field: NumberField<Thing<Name>>;
  readonly unit?: 'B/s' | 'bit/s';
  /** A field whose default depends on the doubled one; it keeps its value. */
  readonly keeps?: NumberField<Thing<Name>>;
  readonly used: (figures: Figures<Name>, size: number) => number;
}

const PROXIES: readonly Dimension<'proxies'>[] = [
  { kind: 'slots', field: 'maxConcurrentTasks', used: ({ slotUtilisation }) => slotUtilisation },
  {
    kind: 'cores',
    field: 'cores',
    keeps: 'maxConcurrentTasks',
    used: ({ cpuUtilisation }) => cpuUtilisation,
  },
  { kind: 'network', field: 'network', unit: 'bit/s', used: ({ networkUtilisation }) => networkUtilisation },
];
const DATASTORES: readonly Dimension<'datastores'>[] = [
  { kind: 'read', field: 'read', unit: 'B/s', used: ({ utilisation }) => utilisation },
  { kind: 'maxSnapshots', field: 'maxSnapshots', used: ({ peakSnapshots }, limit) => peakSnapshots / limit },
];
const REPOSITORIES: readonly Dimension<'repositories'>[] = [
  { kind: 'slots', field: 'maxConcurrentTasks', used: ({ slotUtilisation }) => slotUtilisation },
  { kind: 'write', field: 'write', unit: 'B/s', used: ({ writeUtilisation }) => writeUtilisation },
];
const HOSTS: readonly Dimension<'hosts'>[] = [
  { kind: 'network', field: 'network', unit: 'bit/s', used: ({ networkUtilisation }) => networkUtilisation },
  {
    kind: 'managementNetwork',
    field: 'managementNetwork',
    unit: 'bit/s',
    used: ({ managementUtilisation }) => managementUtilisation,
  },
  { kind: 'nbdMaxDisks', field: 'nbdMaxDisks', used: ({ peakNbdDisks }, limit) => peakNbdDisks / limit },
];
const LINKS: readonly Dimension<'links'>[] = [
  { kind: 'bandwidth', field: 'bandwidth', unit: 'bit/s', used: ({ utilisation }) => utilisation },
];

interface Single extends Doubling {
  readonly section: SectionName;
  readonly kind: string;
  /** The part of each `set` path after the thing's name. */
  readonly settings: readonly string[];
}

/** For each dimension, the things that were used and are limited in it. */
function kindsOf<Name extends SectionName>(
  scenario: Scenario,
  section: Name,
  dimensions: readonly Dimension<Name>[],
  figures: Readonly<Record<string, Figures<Name>>>,
): Single[][] {
  const things: readonly Thing<Name>[] = scenario[section];
  return dimensions.map(({ kind, field, unit, keeps, used }) =>
    things.flatMap((thing): Single[] => {
      const size = Number(thing[field]);
      const figure = figures[thing.name];
      const share = figure === undefined || !Number.isFinite(size) ? 0 : used(figure, size);
      if (!(share > 0)) return [];
      const value = valueIn(unit, 2 * size);
      const kept = keeps === undefined ? [] : [`${keeps}=${String(thing[keeps])}`];
      // In the file a Hyper-V host is not declared as a proxy.
      const isHost = 'isHost' in thing && thing.isHost;
      const settings = isHost ? [] : [`${field}=${value}`, ...kept];
      return [
        {
          section,
          kind,
          what: `${section}.${thing.name}.${kind}`,
          used: share,
          fields: [`${isHost ? 'hosts' : section}.${field}`],
          names: [thing.name],
          settings,
          set: settings.map((setting) => `${section}.${thing.name}.${setting}`),
          apply: (before) => {
            const same: readonly Thing<Name>[] = before[section];
            const change = (one: Thing<Name>) =>
              one.name === thing.name ? { ...one, [field]: 2 * size } : one;
            return { ...before, [section]: same.map(change) };
          },
        },
      ];
    }),
  );
}

/** In the notation of settings. */
function valueIn(unit: Dimension<SectionName>['unit'], size: number): string {
  if (unit === undefined) return `${size}`;
  return unit === 'B/s' ? exactRate(size) : exactLineRate(size);
}

function together(kind: readonly Single[], things: number): Doubling {
  const { section, kind: name, settings } = kind[0]!;
  // A path with `*` means all things of the section, including unused ones.
  const isOneSetting = kind.length === things && kind.every((one) => `${one.settings}` === `${settings}`);
  return {
    what: `${section}.*.${name}`,
    fields: [...new Set(kind.flatMap(({ fields }) => fields))],
    names: kind.flatMap(({ names }) => names),
    used: kind.reduce((most, { used }) => Math.max(most, used), 0),
    set: isOneSetting ? settings.map((setting) => `${section}.*.${setting}`) : [],
    apply: (scenario) => kind.reduce((changed, { apply }) => apply(changed), scenario),
  };
}
