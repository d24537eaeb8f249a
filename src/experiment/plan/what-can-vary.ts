import { groupedBy } from '../../collections/grouped-by.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import { exactLineRate, exactRate, formatRate } from '../../units/format-quantity.ts';
import type { TrialFigures } from './trial-figures.ts';

/** A part of the scenario that could be larger or smaller, for `--vary`. */
export interface VariablePart {
  /** As in `--set`. */
  readonly path: string;
  /** Its current value. */
  readonly now: string;
  /** Values around that, in the notation of `--vary`: `4,8,16`. */
  readonly values: string;
}

/** `proxies.cores`: the field that is varied, whatever the thing's name. */
type Kind = (typeof KINDS)[number];
/** The easiest to change first. */
const KINDS = [
  'proxies.count',
  'proxies.maxConcurrentTasks',
  'hosts.maxConcurrentTasks',
  'proxies.cores',
  'hosts.cores',
  'repositories.maxConcurrentTasks',
  'repositories.perVmFiles',
  'repositories.write',
  'repositories.perStream',
  'datastores.maxSnapshots',
  'datastores.read',
  'hosts.nbdMaxDisks',
  'hosts.managementNetwork',
  'links.bandwidth',
  'proxies.network',
  'proxies.storage.bandwidth',
  'fabrics.bandwidth',
  'repositories.network',
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
  source: [
    'datastores.read',
    'links.bandwidth',
    'hosts.managementNetwork',
    'proxies.storage.bandwidth',
    'fabrics.bandwidth',
  ],
  proxy: ['proxies.cores', 'hosts.cores', 'proxies.count'],
  network: ['links.bandwidth', 'proxies.network'],
  target: ['repositories.perVmFiles', 'repositories.write', 'repositories.perStream', 'repositories.network'],
};

/** A part used less than this share is so idle that more of it would not help. */
const HARDLY_USED = 0.01;

/** The section and the name of the figure that gives its use in a run. A Hyper-V host has figures as a proxy. */
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
  'links.bandwidth': 'links.utilisation',
};

/**
 * What could be varied. First come the kinds that tasks waited for, then those that limited the tightest job (a network
 * before all others), within each kind the most used part; parts that were hardly used come last. Unlimited parts are
 * left out, because they cannot grow.
 * @param used the share of a part that was in use, 0 to 1, by the path of that figure; undefined if there is no such
 * figure
 */
export function whatCanVary(
  scenario: Scenario,
  { wait, worst }: Pick<TrialFigures, 'wait' | 'worst'>,
  used: (figure: string) => number | undefined = () => undefined,
): VariablePart[] {
  const byWait = wait === null ? [] : (BY_WAIT[wait.cause] ?? []);
  const byBottleneck = worst === null ? [] : (BY_BOTTLENECK[worst.bottleneck] ?? []);
  // No slots help a tightest job that waits for a network, and what most tasks wait for may be of other jobs.
  const first = worst?.bottleneck === 'network' ? [...byBottleneck, ...byWait] : [...byWait, ...byBottleneck];
  const parts = [...new Set([...first, ...KINDS])].flatMap((kind) =>
    partsOf(kind, scenario)
      .map(({ names, ...part }) => ({ part, use: useOf(kind, names, used) }))
      .sort((a, b) => b.use - a.use),
  );
  const isUsed = ({ use }: { readonly use: number }) => use >= HARDLY_USED;
  return [...parts.filter(isUsed), ...parts.filter((one) => !isUsed(one))].map(({ part }) => part);
}

/** The use of the most used thing; 1 if there is no figure. */
function useOf(kind: Kind, names: readonly string[], used: (figure: string) => number | undefined): number {
  const figure = USE_OF[kind];
  if (figure === undefined) return 1;
  const [section, use] = figure.split('.');
  const uses = names.flatMap((name) => used(`${section}.${name}.${use}`) ?? []);
  return uses.length === 0 ? 1 : Math.max(...uses);
}

interface NamedPart extends VariablePart {
  /** Names of the things that its path matches. */
  readonly names: readonly string[];
}

function partsOf(kind: Kind, scenario: Scenario): NamedPart[] {
  const { hosts, datastores, repositories, links, fabrics } = scenario;
  const streamOf = new Map(repositories.map(({ name, perStream }) => [name, perStream]));
  // More files are more streams, which matters where the rate of a stream is limited.
  const filePerVm = ({ name, perVmFiles, extents }: Scenario['repositories'][number]): Size | undefined => {
    const streams = extents.length > 0 ? extents : [name];
    const isLimited = streams.some((one) => Number.isFinite(streamOf.get(one)));
    return perVmFiles || !isLimited ? undefined : { now: 'false', values: 'false,true' };
  };
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
      return sized(kind, onHost, slotsOf, hosts);
    case 'proxies.cores':
      return sized(kind, proxies, ({ cores }) => around(cores));
    case 'hosts.cores':
      return sized(kind, onHost, ({ cores }) => around(cores), hosts);
    case 'proxies.network':
      return sized(kind, proxies, ({ network }) => fasterLine(network));
    case 'repositories.maxConcurrentTasks':
      return sized(kind, single, slotsOf, repositories);
    case 'repositories.write':
      return sized(kind, single, ({ write }) => faster(write), repositories);
    case 'repositories.perVmFiles':
      return sized(kind, repositories, filePerVm);
    case 'repositories.perStream':
      return sized(kind, single, ({ perStream }) => faster(perStream), repositories);
    case 'repositories.network':
      return sized(kind, single, ({ network }) => fasterLine(network), repositories);
    case 'datastores.maxSnapshots':
      return sized(kind, datastores, ({ maxSnapshots }) => around(maxSnapshots));
    case 'datastores.read':
      return sized(kind, datastores, ({ read }) => faster(read));
    case 'hosts.nbdMaxDisks':
      return sized(kind, vsphere, ({ nbdMaxDisks }) => around(nbdMaxDisks), hosts);
    case 'hosts.managementNetwork':
      return sized(kind, vsphere, ({ managementNetwork }) => fasterLine(managementNetwork), hosts);
    case 'proxies.storage.bandwidth':
      return sized(kind, proxies, ({ storage }) =>
        fasterLine(storage?.bandwidth ?? Number.POSITIVE_INFINITY),
      );
    case 'fabrics.bandwidth':
      return sized(kind, fabrics, ({ bandwidth }) => fasterLine(bandwidth));
    case 'links.bandwidth':
      return sized(kind, links, ({ bandwidth }) => fasterLine(bandwidth));
  }
}

/** Things whose names differ only in trailing digits, with the pattern that matches them and nothing else. */
interface Family<Thing> {
  readonly pattern: string;
  readonly members: readonly Thing[];
}

interface Named {
  readonly name: string;
}

/**
 * `all`: everything in the section, of which a pattern must not match more. A thing without such siblings is its own
 * family.
 */
function familiesOf<Thing extends Named>(things: readonly Thing[], all: readonly Named[]): Family<Thing>[] {
  const stemOf = ({ name }: Named) => name.replace(/\d+$/, '');
  return [...groupedBy(things, stemOf)].flatMap(([stem, members]): Family<Thing>[] => {
    const matched = all.filter(({ name }) => name.startsWith(stem)).length;
    const isOne = members.length > 1 && stem !== '' && matched === members.length;
    if (isOne) return [{ pattern: `${stem}*`, members }];
    return members.map((member) => ({ pattern: member.name, members: [member] }));
  });
}

const namesOf = (things: readonly Named[]) => things.map(({ name }) => name);

/** Proxies of a family are counted together. */
function proxyCounts(proxies: Scenario['proxies']): NamedPart[] {
  return familiesOf(proxies, proxies).map(({ pattern, members }): NamedPart => {
    const count = members.filter(({ enabled }) => enabled).length;
    const values = `1..${Math.max(4, 2 * count)}`;
    return { path: `proxies.${pattern}.count`, now: `${count}`, values, names: namesOf(members) };
  });
}

type Size = Pick<VariablePart, 'now' | 'values'>;

const MOST_SLOTS = 100;
const slotsOf = (thing: { readonly maxConcurrentTasks: number }) =>
  around(thing.maxConcurrentTasks, MOST_SLOTS);

/** A number, its half and its double. */
function around(size: number, most = Number.POSITIVE_INFINITY): Size | undefined {
  if (!Number.isFinite(size)) return undefined;
  const values = [Math.max(1, Math.floor(size / 2)), size, Math.min(most, 2 * size)];
  return { now: `${size}`, values: [...new Set(values)].join(',') };
}

/** A rate and its double: a lower one is not worth trying. */
function faster(rate: number): Size | undefined {
  if (!Number.isFinite(rate)) return undefined;
  return { now: formatRate(rate), values: `${exactRate(rate)},${exactRate(2 * rate)}` };
}

/** The same for a network, in its own unit. */
function fasterLine(rate: number): Size | undefined {
  if (!Number.isFinite(rate)) return undefined;
  return { now: exactLineRate(rate), values: `${exactLineRate(rate)},${exactLineRate(2 * rate)}` };
}

/**
 * One part for all things if they have the same size and `*` matches no others; otherwise one for each family of the same size,
 * or for each thing. `all`: everything in the section.
 */
function sized<Thing extends Named>(
  kind: Kind,
  things: readonly Thing[],
  sizeOf: (thing: Thing) => Size | undefined,
  all: readonly Named[] = things,
): NamedPart[] {
  const [section, ...fields] = kind.split('.');
  const parts = (families: readonly Family<Thing>[]) =>
    families.flatMap(({ pattern, members }): NamedPart[] => {
      const size = sizeOf(members[0]!);
      const path = `${section}.${pattern}.${fields.join('.')}`;
      return size === undefined ? [] : [{ path, ...size, names: namesOf(members) }];
    });
  const isAlike = (members: readonly Thing[]) =>
    new Set(members.map((member) => sizeOf(member)?.now)).size === 1;
  if (things.length > 1 && things.length === all.length && isAlike(things))
    return parts([{ pattern: '*', members: things }]);
  return parts(
    familiesOf(things, all).flatMap((family) =>
      isAlike(family.members)
        ? [family]
        : family.members.map((member) => ({ pattern: member.name, members: [member] })),
    ),
  );
}
