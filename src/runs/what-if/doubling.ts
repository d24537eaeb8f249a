import type { Summary } from '../../metrics/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { exactLineRate, exactRate } from '../../units/format-quantity.ts';

/** A part of the design that can be made twice as big. */
export interface Doubling {
  /** As in metrics, with `*` for all of a kind: `proxies.px1.slots`, `datastores.*.read`. */
  readonly what: string;
  /** How much of it was used, 0 to 1; of all of a kind the most used one. */
  readonly used: number;
  /** Each for a `run --set`; empty: settings cannot say it. */
  readonly set: readonly string[];
  /** What is doubled, as a scenario calls it, and of which things. */
  readonly fields: readonly string[];
  readonly names: readonly string[];
  readonly apply: (scenario: Scenario) => Scenario;
}

/** Everything that a run used at all: first all of a kind at once, where there are several, then one by one; the most used first. */
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

/** One way in which the things of a section can be bigger. */
interface Dimension<Name extends SectionName> {
  readonly kind: string;
  readonly field: NumberField<Thing<Name>>;
  readonly unit?: 'B/s' | 'bit/s';
  /** What would follow the field where nobody states it, and stays here. */
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
  /** What stands behind the name in `set`. */
  readonly settings: readonly string[];
}

/** By dimension, the things that can be bigger in it (the unlimited cannot) and were used. */
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
      // A Hyper-V host is no proxy of its own in the file.
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

/** As settings take it. */
function valueIn(unit: Dimension<SectionName>['unit'], size: number): string {
  if (unit === undefined) return `${size}`;
  return unit === 'B/s' ? exactRate(size) : exactLineRate(size);
}

function together(kind: readonly Single[], things: number): Doubling {
  const { section, kind: name, settings } = kind[0]!;
  // A path with `*` means all of the section, also what was not used.
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
