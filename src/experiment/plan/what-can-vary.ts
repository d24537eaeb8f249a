import { groupedBy } from '../../collections/grouped-by.ts';
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

/** The section and the name of the figure of a run that tells its use. A Hyper-V host is a proxy of its own in the figures. */
const USE_OF: Readonly<Partial<Record<Kind, string>>> = {
  'proxies.count': 'proxies.slotUtilisation',
  'proxies.maxConcurrentTasks': 'proxies.slotUtilisation',
  'proxies.cores': 'proxies.cpuUtilisation',
  'proxies.network': 'proxies.networkUtilisation',
  'hosts.maxConcurrentTasks': 'proxies.slotUtilisation',
  'hosts.cores': 'proxies.cpuUtilisation',
  'repositories.maxConcurrentTasks': 'repositories.slotUtilisation',
  'repositories.write': 'repositories.writeUtilisation',
  'datastores.read': 'datastores.utilisation',
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
  const parts = [...new Set([...first, ...KINDS])].flatMap((kind) =>
    partsOf(kind, scenario)
      .map(({ names, ...part }) => ({ part, use: useOf(kind, names, used) }))
      .sort((a, b) => b.use - a.use),
  );
  const isUsed = ({ use }: { readonly use: number }) => use >= HARDLY_USED;
  return [...parts.filter(isUsed), ...parts.filter((one) => !isUsed(one))].map(({ part }) => part);
}

/** Of several things the most used one; 1 of what no figure tells about. */
function useOf(kind: Kind, names: readonly string[], used: (figure: string) => number | undefined): number {
  const figure = USE_OF[kind];
  if (figure === undefined) return 1;
  const [section, use] = figure.split('.');
  const uses = names.flatMap((name) => used(`${section}.${name}.${use}`) ?? []);
  return uses.length === 0 ? 1 : Math.max(...uses);
}

interface NamedPart extends VariablePart {
  /** Of what its path means. */
  readonly names: readonly string[];
}

function partsOf(kind: Kind, scenario: Scenario): NamedPart[] {
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
function proxyCounts(proxies: Scenario['proxies']): NamedPart[] {
  const stemOf = (name: string) => name.replace(/\d+$/, '');
  return [...groupedBy(proxies, ({ name }) => stemOf(name))].flatMap(([stem, alike]) => {
    const isAll = proxies.filter(({ name }) => name.startsWith(stem)).length === alike.length;
    const names = alike.map(({ name }) => name);
    const groups =
      names.length > 1 && stem !== '' && isAll
        ? [{ text: `${stem}*`, names }]
        : names.map((name) => ({ text: name, names: [name] }));
    return groups.map((group): NamedPart => {
      const count = groups.length === 1 ? alike.filter(({ enabled }) => enabled).length : 1;
      const values = `1..${Math.max(4, 2 * count)}`;
      return { path: `proxies.${group.text}.count`, now: `${count}`, values, names: group.names };
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
): NamedPart[] {
  const [section, field] = kind.split('.');
  const parts = things.flatMap((thing): NamedPart[] => {
    const size = sizeOf(thing);
    const { name } = thing;
    return size === undefined ? [] : [{ path: `${section}.${name}.${field}`, ...size, names: [name] }];
  });
  const [first] = parts;
  const isOne = parts.length > 1 && parts.length === all && parts.every(({ now }) => now === first!.now);
  const names = parts.flatMap((part) => part.names);
  return isOne ? [{ ...first!, path: `${section}.*.${field}`, names }] : parts;
}
