import { groupedBy } from '../../collections/grouped-by.ts';
import { globMatcher } from '../../scenario/names/glob.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import { exactLineRate, exactRate, formatRate } from '../../units/format-quantity.ts';
import type { TrialFigures } from './trial-figures.ts';

/** A place of the scenario at which there could be more or less, for a `--vary`. */
export interface VariablePart {
  /** As of `--set`. */
  readonly path: string;
  /** As it is. */
  readonly now: string;
  /** Values around that, as `--vary` takes them: `4,8,16`. */
  readonly values: string;
}

/** `proxies.cores`: what is varied, whichever of them. */
type Kind = (typeof KINDS)[number];
/** Those first that are changed most easily. */
const KINDS = [
  'proxies.count',
  'proxies.maxConcurrentTasks',
  'hosts.maxConcurrentTasks',
  'proxies.cores',
  'hosts.cores',
  'repositories.maxConcurrentTasks',
  'repositories.write',
  'datastores.maxSnapshots',
  'datastores.read',
  'hosts.nbdMaxDisks',
  'hosts.managementNetwork',
  'links.bandwidth',
  'proxies.network',
] as const;

const BY_WAIT: Readonly<Partial<Record<WaitCause, readonly Kind[]>>> = {
  'proxy-slot': ['proxies.count', 'proxies.maxConcurrentTasks', 'hosts.maxConcurrentTasks'],
  'repository-slot': ['repositories.maxConcurrentTasks'],
  'datastore-snapshots': ['datastores.maxSnapshots'],
  'nbd-connections': ['hosts.nbdMaxDisks'],
  'hotadd-disks': ['proxies.count'],
  ram: ['proxies.count'],
};
const BY_BOTTLENECK: Readonly<Record<string, readonly Kind[]>> = {
  source: ['datastores.read', 'hosts.managementNetwork'],
  proxy: ['proxies.cores', 'hosts.cores', 'proxies.count'],
  network: ['links.bandwidth', 'proxies.network'],
  target: ['repositories.write'],
};

/** Below this share of it a part had so little to do that more of it is no help. */
const HARDLY_USED = 0.01;

/** What its use is called in the figures of a run, by the field that is varied. */
const USE_OF: Readonly<Record<string, string>> = {
  'proxies.count': 'slotUtilisation',
  'proxies.maxConcurrentTasks': 'slotUtilisation',
  'proxies.cores': 'cpuUtilisation',
  'proxies.network': 'networkUtilisation',
  'repositories.maxConcurrentTasks': 'slotUtilisation',
  'repositories.write': 'writeUtilisation',
  'datastores.read': 'utilisation',
};

/**
 * What could be varied, that first which tasks waited for or data met in a design; of each kind the most used first, and what
 * hardly did anything behind all else. What is unlimited cannot grow.
 * @param used the share of a part that was in use, 0 to 1, by the path of that figure; undefined of what has none
 */
export function whatCanVary(
  scenario: Scenario,
  { wait, worst }: Pick<TrialFigures, 'wait' | 'worst'>,
  used: (figure: string) => number | undefined = () => undefined,
): VariablePart[] {
  const first = [
    ...(wait === null ? [] : (BY_WAIT[wait.cause] ?? [])),
    ...(worst === null ? [] : (BY_BOTTLENECK[worst.bottleneck] ?? [])),
  ];
  const useOf = ({ path }: VariablePart) => useOfPart(path, scenario, used);
  const parts = [...new Set([...first, ...KINDS])].flatMap((kind) =>
    partsOf(kind, scenario).sort((a, b) => useOf(b) - useOf(a)),
  );
  const isUsed = (part: VariablePart) => useOf(part) >= HARDLY_USED;
  return [...parts.filter(isUsed), ...parts.filter((part) => !isUsed(part))];
}

/** Of several that a path means the most used one; 1 of what no figure tells about. */
function useOfPart(path: string, scenario: Scenario, used: (figure: string) => number | undefined): number {
  const section = path.slice(0, path.indexOf('.'));
  const field = path.slice(path.lastIndexOf('.') + 1);
  const pattern = path.slice(section.length + 1, -field.length - 1);
  // A Hyper-V host is a proxy of its own in the figures.
  const place = section === 'hosts' ? 'proxies' : section;
  const figure = USE_OF[`${place}.${field}`];
  if (figure === undefined) return 1;
  const matches = globMatcher(pattern);
  const things: readonly { readonly name: string }[] =
    place === 'proxies' ? scenario.proxies : scenario[section as 'datastores'];
  const uses = things.flatMap(({ name }) =>
    matches(name) ? (used(`${place}.${name}.${figure}`) ?? []) : [],
  );
  return uses.length === 0 ? 1 : Math.max(...uses);
}

function partsOf(kind: Kind, scenario: Scenario): VariablePart[] {
  const { hosts, datastores, repositories, links } = scenario;
  const proxies = scenario.proxies.filter(({ isHost }) => !isHost);
  const onHost = scenario.proxies.filter(({ isHost }) => isHost);
  const vsphere = hosts.filter(({ platform }) => platform === 'vsphere');
  const single = repositories.filter(({ extents }) => extents.length === 0);
  switch (kind) {
    case 'proxies.count':
      return proxyCounts(proxies);
    case 'proxies.maxConcurrentTasks':
      return sized(kind, proxies, slotsOf);
    case 'hosts.maxConcurrentTasks':
      return sized(kind, onHost, slotsOf, hosts.length);
    case 'proxies.cores':
      return sized(kind, proxies, ({ cores }) => around(cores));
    case 'hosts.cores':
      return sized(kind, onHost, ({ cores }) => around(cores), hosts.length);
    case 'proxies.network':
      return sized(kind, proxies, ({ network }) => fasterLine(network));
    case 'repositories.maxConcurrentTasks':
      return sized(kind, single, slotsOf, repositories.length);
    case 'repositories.write':
      return sized(kind, single, ({ write }) => faster(write), repositories.length);
    case 'datastores.maxSnapshots':
      return sized(kind, datastores, ({ maxSnapshots }) => around(maxSnapshots));
    case 'datastores.read':
      return sized(kind, datastores, ({ read }) => faster(read));
    case 'hosts.nbdMaxDisks':
      return sized(kind, vsphere, ({ nbdMaxDisks }) => around(nbdMaxDisks), hosts.length);
    case 'hosts.managementNetwork':
      return sized(kind, vsphere, ({ managementNetwork }) => fasterLine(managementNetwork), hosts.length);
    case 'links.bandwidth':
      return sized(kind, links, ({ bandwidth }) => fasterLine(bandwidth));
  }
}

/** Of proxies whose names differ in their last digits alone together. */
function proxyCounts(proxies: Scenario['proxies']): VariablePart[] {
  const stemOf = (name: string) => name.replace(/\d+$/, '');
  return [...groupedBy(proxies, ({ name }) => stemOf(name))].flatMap(([stem, alike]) => {
    const isAll = proxies.filter(({ name }) => name.startsWith(stem)).length === alike.length;
    const names = alike.length > 1 && stem !== '' && isAll ? [`${stem}*`] : alike.map(({ name }) => name);
    return names.map((name): VariablePart => {
      const count = names.length === 1 ? alike.filter(({ enabled }) => enabled).length : 1;
      return { path: `proxies.${name}.count`, now: `${count}`, values: `1..${Math.max(4, 2 * count)}` };
    });
  });
}

type Size = Pick<VariablePart, 'now' | 'values'>;

const MOST_SLOTS = 100;
const slotsOf = (thing: { readonly maxConcurrentTasks: number }) =>
  around(thing.maxConcurrentTasks, MOST_SLOTS);

/** A number, half of it and twice as many. */
function around(size: number, most = Number.POSITIVE_INFINITY): Size | undefined {
  if (!Number.isFinite(size)) return undefined;
  const values = [Math.max(1, Math.floor(size / 2)), size, Math.min(most, 2 * size)];
  return { now: `${size}`, values: [...new Set(values)].join(',') };
}

/** A rate, and twice as much: less of it nobody buys. */
function faster(rate: number): Size | undefined {
  if (!Number.isFinite(rate)) return undefined;
  return { now: formatRate(rate), values: `${exactRate(rate)},${exactRate(2 * rate)}` };
}

/** Likewise of a network, in its own unit. */
function fasterLine(rate: number): Size | undefined {
  if (!Number.isFinite(rate)) return undefined;
  return { now: exactLineRate(rate), values: `${exactLineRate(rate)},${exactLineRate(2 * rate)}` };
}

/** Things that are of one size together, where `*` means no other; `all`: how many of the section there are. */
function sized<Thing extends { readonly name: string }>(
  kind: Kind,
  things: readonly Thing[],
  sizeOf: (thing: Thing) => Size | undefined,
  all = things.length,
): VariablePart[] {
  const [section, field] = kind.split('.');
  const parts = things.flatMap((thing): VariablePart[] => {
    const size = sizeOf(thing);
    return size === undefined ? [] : [{ path: `${section}.${thing.name}.${field}`, ...size }];
  });
  const [first] = parts;
  const isOne = parts.length > 1 && parts.length === all && parts.every(({ now }) => now === first!.now);
  return isOne ? [{ ...first!, path: `${section}.*.${field}` }] : parts;
}
