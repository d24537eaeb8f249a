import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import { DEFAULTS, type Default } from '../../defaults.ts';
import type { Repository } from '../../repository.ts';
import type { repository as repositoryShape } from '../../sections/repositories.ts';
import { child } from '../../tree/located.ts';
import type { Context } from '../context.ts';

type RepositoryEntry = Declared<z.output<typeof repositoryShape>>;

const UNLIMITED = Number.POSITIVE_INFINITY;
const AUTO = 'auto';
/** Keys that belong to the extents of a scale-out repository, not to the repository itself. */
const OF_EXTENTS = [
  'server',
  'write',
  'read',
  'perStream',
  'network',
  'gateway',
  'ingest',
  'maxConcurrentTasks',
  'slotUnit',
  'blockCloning',
  'freeSpace',
  'affinity',
] as const;

export function repositoriesOf(context: Context): Repository[] {
  const { entries } = context.tables.repositories;
  const sites = new Map<string, string>();
  // Plain ones first: a scale-out repository takes the site of its first extent.
  for (const entry of entries.filter(isPlain)) sites.set(entry.name, siteOf(context, entry));
  for (const entry of entries) {
    if (isPlain(entry)) continue;
    const first = entry.value.extents?.map((extent) => sites.get(extent)).find((site) => site !== undefined);
    sites.set(entry.name, context.siteOf(entry, first));
  }
  checkExtents(context, entries);
  return entries.map((entry) => repositoryOf(context, entry, sites.get(entry.name)!));
}

function isPlain({ value }: RepositoryEntry): boolean {
  return value.extents === undefined;
}

function siteOf(context: Context, entry: RepositoryEntry): string {
  const { name, value } = entry;
  const serverSite = value.server === undefined ? undefined : context.proxySites.get(value.server);
  const site = context.siteOf(entry, serverSite);
  if (serverSite !== undefined && site !== serverSite) {
    const message = `${shown(name)} has site ${shown(site)}, but its server ${shown(value.server!)} is in ${shown(serverSite)}.`;
    context.report(
      'contradiction',
      entry,
      ['site'],
      message,
      "Leave 'site' out: it follows from the server.",
    );
  }
  return site;
}

function repositoryOf(context: Context, entry: RepositoryEntry, site: string): Repository {
  const { name, value, origin } = entry;
  const orDefault = <T>(key: string, said: T | undefined, figure: Default<T>): T =>
    context.defaultsTaken.orDefault(said, figure, `repositories.${key}`, name);
  for (const key of ['server', 'affinity']) context.checkReferences(entry, key, 'proxies');
  if (value.gateway !== AUTO) context.checkReferences(entry, 'gateway', 'proxies');
  const ingest =
    typeof value.ingest === 'number' ? { read: value.ingest, write: value.ingest } : value.ingest;
  return {
    name,
    site,
    ...present({ server: value.server }),
    write: value.write ?? UNLIMITED,
    read: value.read ?? UNLIMITED,
    perStream: value.perStream ?? UNLIMITED,
    network: value.network ?? UNLIMITED,
    maxConcurrentTasks: isPlain(entry)
      ? orDefault('maxConcurrentTasks', value.maxConcurrentTasks, DEFAULTS.repositorySlots)
      : UNLIMITED,
    perVmFiles: orDefault('perVmFiles', value.perVmFiles, DEFAULTS.perVmFiles),
    slotUnit: value.slotUnit ?? 'disk',
    blockCloning: orDefault('blockCloning', value.blockCloning, DEFAULTS.blockCloning),
    ingest: { read: ingest?.read ?? UNLIMITED, write: ingest?.write ?? UNLIMITED },
    ...present({ gateway: gatewayOf(value.gateway) }),
    extents: [...new Set(value.extents ?? [])],
    placement: value.placement ?? DEFAULTS.placement.value,
    freeSpace: value.freeSpace ?? UNLIMITED,
    affinity: value.affinity ?? [],
    origin,
  };
}

function gatewayOf(given: string | undefined): Repository['gateway'] {
  if (given === undefined || given === AUTO) return given;
  return { proxy: given };
}

/** A scale-out repository has no capacities of its own and shares no extent with another. */
function checkExtents(context: Context, entries: readonly RepositoryEntry[]): void {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const users = new Map<string, RepositoryEntry>();
  const direct = new Set(context.tables.jobs.entries.map(({ value }) => value.repository));
  for (const entry of entries) {
    const { name, value } = entry;
    if (value.extents === undefined) {
      if (value.placement === undefined) continue;
      const message = `'placement' chooses among extents, and ${shown(name)} has none.`;
      context.report(
        'contradiction',
        entry,
        ['placement'],
        message,
        "Leave 'placement' out, or list 'extents'.",
      );
      continue;
    }
    context.checkReferences(entry, 'extents', 'repositories');
    for (const key of OF_EXTENTS.filter((given) => value[given] !== undefined)) {
      const message = `${shown(name)} is a scale-out repository: it has no ${shown(key)} of its own.`;
      context.report('contradiction', entry, [key], message, `Move '${key}' to its extents.`);
    }
    for (const [row, extent] of value.extents.entries()) {
      checkExtent(context, entry, row, byName.get(extent), users.get(extent));
      if (!users.has(extent)) users.set(extent, entry);
    }
  }
  // An extent that jobs also write to directly needs the key for those jobs.
  for (const [name, owner] of users) if (!direct.has(name)) checkFiles(context, byName.get(name), owner);
}

/** `perVmFiles` is set once for all extents, at the scale-out repository. */
function checkFiles(context: Context, extent: RepositoryEntry | undefined, owner: RepositoryEntry): void {
  if (extent === undefined || !isPlain(extent) || extent.value.perVmFiles === undefined) return;
  const message = `${shown(extent.name)} is an extent of ${shown(owner.name)}, which sets 'perVmFiles' for all its extents.`;
  context.report(
    'contradiction',
    extent,
    ['perVmFiles'],
    message,
    `Move 'perVmFiles' to ${shown(owner.name)}.`,
  );
}

function checkExtent(
  context: Context,
  owner: RepositoryEntry,
  row: number,
  extent: RepositoryEntry | undefined,
  user: RepositoryEntry | undefined,
): void {
  if (extent === undefined) return;
  if (!isPlain(extent)) {
    const message =
      extent === owner
        ? `${shown(owner.name)} cannot be an extent of itself.`
        : `${shown(extent.name)} has extents itself, so it cannot be an extent.`;
    context.report('contradiction', owner, ['extents', row], message, 'Name a plain repository.');
  } else if (user !== undefined && user !== owner) {
    context.findings.report(
      'contradiction',
      `${shown(extent.name)} is already an extent of ${shown(user.name)}: a repository is an extent of one scale-out repository only.`,
      {
        path: `${owner.origin.path}.extents`,
        span: spanOf(owner, 'extents', row),
        notes: [{ message: 'First used here.', span: child(user.node, 'extents')?.span ?? user.origin.span }],
      },
    );
  }
}
