import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import type { Declared } from '../../decode/declared.ts';
import { DEFAULTS } from '../../defaults.ts';
import { PLATFORM_WORDS } from '../../platform-words.ts';
import type {
  Datastore,
  DatastoreType,
  Host,
  LatencyModel,
  Platform,
  StorageArray,
  StorageProtocol,
} from '../../scenario.ts';
import type { datastore as datastoreShape } from '../../sections/storage.ts';
import { VolumeOwners } from '../../vms/volume-owners.ts';
import type { Context } from '../context.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;

type DatastoreEntry = Declared<z.output<typeof datastoreShape>>;

/** The platform that uses each type; local disks belong to both. */
const PLATFORM_OF: Readonly<Partial<Record<DatastoreType, Platform>>> = {
  vmfs: 'vsphere',
  nfs: 'vsphere',
  vsan: 'vsphere',
  vvol: 'vsphere',
  csv: 'hyperv',
  smb: 'hyperv',
};

/** Words that are both a type and a protocol: each implies the other. */
const SAME_WORD: readonly (DatastoreType & StorageProtocol)[] = ['nfs', 'smb', 'local'];
/** Types on a storage area network, so that their protocol is fc, iscsi or sas. */
const BLOCK_TYPES: readonly DatastoreType[] = ['vmfs', 'csv'];

export function arraysOf(context: Context): StorageArray[] {
  return context.tables.arrays.entries.map(({ name, value, origin }) => ({
    name,
    integrated: value.integrated ?? DEFAULTS.integrated.value,
    origin,
  }));
}

export function datastoresOf(context: Context, hosts: readonly Host[]): Datastore[] {
  const { entries } = context.tables.datastores;
  const owners = new VolumeOwners(entries.flatMap(({ value }) => value.owner ?? []));
  return entries.map((entry) => datastoreOf(context, entry, hosts, owners));
}

function datastoreOf(
  context: Context,
  entry: DatastoreEntry,
  hosts: readonly Host[],
  owners: VolumeOwners,
): Datastore {
  const { name, value, origin } = entry;
  for (const key of ['hosts', 'owner']) context.checkReferences(entry, key, 'hosts');
  context.checkReferences(entry, 'fabric', 'fabrics');
  context.checkReferences(entry, 'array', 'arrays');
  const site = context.siteOf(entry, commonSite(context, value.hosts ?? []));
  const around = hosts.filter((host) =>
    value.hosts === undefined ? host.site === site : value.hosts.includes(host.name),
  );
  const { type, protocol } = kindOf(context, entry, around);
  const platform = PLATFORM_OF[type];
  const fitting = around.filter(
    (host) => value.hosts !== undefined || platform === undefined || host.platform === platform,
  );
  const mounting = fitting.map((host) => host.name);
  checkHosts(context, entry, type, around, mounting.length);
  const owner = ownerOf(context, entry, type, { mounting, hosts, owners });
  if (value.productionLoad !== undefined && value.read === undefined && value.write === undefined)
    context.noEffect(entry, 'productionLoad', "neither 'read' nor 'write' is given, so both are unlimited.");
  return {
    name,
    site,
    type,
    protocol,
    read: value.read ?? UNLIMITED,
    write: value.write ?? UNLIMITED,
    hosts: mounting,
    ...present({
      owner,
      fabric: value.fabric,
      array: value.array,
      latency: value.latency && latencyOf(value.latency),
      productionLoad: value.productionLoad,
    }),
    maxSnapshots: context.defaultsTaken.orDefault(
      value.maxSnapshots,
      DEFAULTS.maxSnapshots,
      'datastores.maxSnapshots',
      name,
    ),
    origin,
  };
}

function checkHosts(
  context: Context,
  entry: DatastoreEntry,
  type: DatastoreType,
  around: readonly Host[],
  mounting: number,
): void {
  const { name, value } = entry;
  if (type === 'local' && mounting > 1) {
    const message = `A local datastore belongs to one host, but ${mounting} hosts mount ${shown(name)}.`;
    const keys = value.hosts === undefined ? [] : ['hosts'];
    context.report('contradiction', entry, keys, message, `Name its host in 'hosts'.`);
  }
  const platform = PLATFORM_OF[type];
  const foreign = around.find((host) => platform !== undefined && host.platform !== platform);
  if (value.hosts === undefined || foreign === undefined) return;
  const words = Object.keys(PLATFORM_OF).filter(
    (word) => PLATFORM_OF[word as DatastoreType] === foreign.platform,
  );
  context.report(
    'contradiction',
    entry,
    ['hosts'],
    `${shown(name)} has type ${shown(type)}, which the ${PLATFORM_WORDS[foreign.platform]} host ${shown(foreign.name)} cannot mount.`,
    `A ${PLATFORM_WORDS[foreign.platform]} host mounts ${words.join(', ')} and local.`,
  );
}

/** The site of all the hosts, if it is the same. */
function commonSite(context: Context, hosts: readonly string[]): string | undefined {
  const sites = new Set(hosts.map((host) => context.hostSites.get(host)));
  return sites.size === 1 ? [...sites][0] : undefined;
}

/** For nfs, smb and local the type implies the protocol and the other way round; if both are given they must agree. */
function kindOf(
  context: Context,
  entry: DatastoreEntry,
  around: readonly Host[],
): { type: DatastoreType; protocol: StorageProtocol } {
  const { type, protocol } = entry.value;
  const onHyperV = around.length > 0 && around.every(({ platform }) => platform === 'hyperv');
  const resolved = type ?? sameWord(protocol) ?? (onHyperV ? 'csv' : 'vmfs');
  const fitting = sameWord(resolved) ?? (resolved === 'vsan' ? 'local' : 'fc');
  const clash =
    sameWord(resolved) === undefined
      ? BLOCK_TYPES.includes(resolved) && sameWord(protocol) !== undefined
      : protocol !== undefined && protocol !== resolved;
  if (clash) {
    const message = `A datastore of type ${shown(resolved)} is not reached by protocol ${shown(protocol ?? fitting)}.`;
    const hint = BLOCK_TYPES.includes(resolved)
      ? 'Write fc, iscsi or sas, or another type.'
      : `Write ${fitting}, or another type.`;
    context.report('contradiction', entry, ['protocol'], message, hint);
  }
  return { type: resolved, protocol: protocol ?? fitting };
}

function sameWord(word: string | undefined): (DatastoreType & StorageProtocol) | undefined {
  return SAME_WORD.find((same) => same === word);
}

function ownerOf(
  context: Context,
  entry: DatastoreEntry,
  type: DatastoreType,
  {
    mounting,
    hosts,
    owners,
  }: {
    readonly mounting: readonly string[];
    readonly hosts: readonly Host[];
    readonly owners: VolumeOwners;
  },
): string | undefined {
  const { name, value } = entry;
  if (value.owner === undefined) {
    if (type !== 'csv') return undefined;
    if (mounting.length > 1) context.defaultsTaken.note(DEFAULTS.csvOwner, 'datastores.owner', name);
    return owners.next(mounting);
  }
  if (type !== 'csv') {
    const message = `A datastore of type ${shown(type)} has no owner: only a csv has one.`;
    context.report('contradiction', entry, ['owner'], message, "Write 'type: csv' or leave 'owner' out.");
  } else if (!mounting.includes(value.owner) && hosts.some((host) => host.name === value.owner)) {
    const message = `${shown(value.owner)} cannot own ${shown(name)}: it does not mount it.`;
    const hint = "Add it to 'hosts', or name a host that mounts it.";
    context.report('contradiction', entry, ['owner'], message, hint);
  }
  return value.owner;
}

function latencyOf(given: NonNullable<DatastoreEntry['value']['latency']>): LatencyModel {
  const { production } = given;
  return {
    baseUs: given.base ?? 0,
    perTaskUs: given.perTask ?? 0,
    production: typeof production === 'object' ? production : [{ fromUs: 0, latencyUs: production ?? 0 }],
  };
}
