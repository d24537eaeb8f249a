import { headerRow, type Table } from '../tables/table.ts';
import { ownHeader } from './said-table.ts';

/** What the objects of a table are. */
export type ObjectKind =
  | 'proxies'
  | 'hyperv-proxies'
  | 'servers'
  | 'repositories'
  | 'extents'
  | 'scale-out-repositories'
  | 'jobs'
  | 'traffic-rules'
  | 'protected-vms'
  | 'protected-hyperv-vms'
  | 'unprotected-vms';

/** One header of these is enough to know a kind; more telling kinds come first. */
const BY_HEADER: readonly (readonly [ObjectKind, RegExp])[] = [
  ['traffic-rules', /^sourceip(address)?start$/],
  ['extents', /^sobr_name$/],
  ['scale-out-repositories', /^(extents?(\..*)?|policytype|performancetier\..*)$/],
  [
    'jobs',
    /^(sc?hedule(options|enabledtime|enabled)?(\..*)?|storage\.backuprepositoryid|virtualmachines\..*)$/,
  ],
  ['repositories', /^(friendlypath|repository\..*|options\(maxtasks\)|options\.maxtaskcount)$/],
  ['proxies', /^(server\.maxtaskcount|(options\.)?(maxtaskscount|transportmode)|chassistype)$/],
  ['servers', /^(physhostid|apiversion)$/],
  ['protected-vms', /^provisionedsize$/],
];

/** Kinds with the same columns are told apart by the last word of the file's name. */
const BY_NAME: Readonly<Partial<Record<ObjectKind, readonly (readonly [ObjectKind, RegExp])[]>>> = {
  proxies: [['hyperv-proxies', /hvprox(y|ies)$/]],
  'protected-vms': [
    ['unprotected-vms', /unprotected$/],
    ['protected-hyperv-vms', /hvprotected$/],
  ],
};

/** What a table holds; undefined for one that the import has no use for. */
export function objectKindOf(table: Table): ObjectKind | undefined {
  const headers = (headerRow(table) ?? []).map((cell) => ownHeader(cell).toLowerCase());
  const kind = BY_HEADER.find(([, pattern]) => headers.some((header) => pattern.test(header)));
  if (kind === undefined) return undefined;
  const name = table.name.trim().toLowerCase();
  const alike = BY_NAME[kind[0]]?.find(([, pattern]) => pattern.test(name));
  return (alike ?? kind)[0];
}
