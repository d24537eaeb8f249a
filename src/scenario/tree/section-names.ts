import { ENTRY_SECTIONS } from '../format.ts';

/** The fields that name an entry of those lists whose entries have no name. */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['faults', 'target'],
  ['expect', 'metric'],
]);

/** The sections that are lists, with the field that names an entry for expansion, merging and `--set`. */
export const LIST_SECTIONS: ReadonlyMap<string, string> = new Map(
  Object.keys(ENTRY_SECTIONS).map((section) => [section, NAMED_BY.get(section) ?? 'name']),
);

/** Fields whose values are names: a YAML number (`name: 010`) becomes its text. */
export const NAME_KEYS: ReadonlySet<string> = new Set([
  'name',
  'site',
  'sites',
  'between',
  'from',
  'to',
  'host',
  'hosts',
  'cluster',
  'datastore',
  'datastores',
  'owner',
  'fabric',
  'array',
  'repository',
  'server',
  'affinity',
  'proxies',
  'vms',
  'exclude',
  'tag',
  'tags',
  'after',
  'target',
  'targets',
  'source',
  'gateway',
  'extents',
  'metric',
]);
