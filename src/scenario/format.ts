import * as z from 'zod';
import { NAME_LISTS } from './names/expand.ts';
import { fault } from './sections/faults.ts';
import * as general from './sections/general.ts';
import { expectation, policy } from './sections/goals.ts';
import { host, proxy } from './sections/infrastructure.ts';
import { job } from './sections/jobs.ts';
import { fabric, link, site, throttle } from './sections/network.ts';
import { repository } from './sections/repositories.ts';
import { array, datastore } from './sections/storage.ts';
import { vmEntry } from './sections/workload.ts';

/** Sections that are a single value. */
export const VALUE_SECTIONS = {
  version: general.version,
  name: general.scenarioName,
  seed: general.seed,
  clock: general.clock,
  profile: general.profile,
  overheads: general.overheads,
  transport: general.transport,
  coresPerTask: general.coresPerTask,
  parallelProcessing: general.parallelProcessing,
  oversubscriptionPenalty: general.oversubscriptionPenalty,
  enforceRam: general.enforceRam,
  rescan: general.rescan,
  resume: general.resume,
  latencyControl: general.latencyControl,
  hostFailover: general.hostFailover,
  blockGrowth: general.blockGrowth,
  dataFactor: general.dataFactor,
  policy,
};

/** Sections that are lists, with the schema of an entry. */
export const ENTRY_SECTIONS = {
  sites: site,
  links: link,
  fabrics: fabric,
  arrays: array,
  hosts: host,
  datastores: datastore,
  proxies: proxy,
  repositories: repository,
  throttles: throttle,
  vms: vmEntry,
  jobs: job,
  faults: fault,
  expect: expectation,
};

/** Descriptions of these sections. */
const LISTS: Readonly<Record<keyof typeof ENTRY_SECTIONS, string>> = {
  sites: 'Sites. Every host, datastore, proxy and repository is in one; links join them.',
  links:
    'Network links between sites. Traffic between two sites that no chain of links joins is not limited.',
  fabrics: 'SAN or LAN segments that datastores and proxies share.',
  arrays: 'Storage arrays whose snapshots backups can read.',
  hosts: 'Virtualisation hosts, on which VMs and virtual proxies run.',
  datastores: 'Datastores, which hold the disks of VMs.',
  proxies: 'Backup proxies: machines that read disks, process the data and send it on.',
  repositories: 'Backup repositories, and scale-out repositories made of several.',
  throttles: 'Network throttle rules, which limit the traffic between sites.',
  vms: 'VMs: one by one, as populations, or from an inventory file.',
  jobs: 'Jobs: what is backed up, copied, replicated or restored, when, and where to.',
  faults: 'Faults: what fails, comes back or is added during the run.',
  expect: 'Expected results: run and check exit with 1 if one is missed.',
};

/** Sections that may be included from another file. */
export const INCLUDED_SECTIONS: readonly string[] = [
  ...Object.keys(VALUE_SECTIONS),
  ...Object.keys(ENTRY_SECTIONS),
];

/** The top-level keys of the format, in their usual order. */
export const SECTION_KEYS: readonly string[] = ['include', ...INCLUDED_SECTIONS, 'set'];

/** The JSON Schema (draft 7) of a scenario file, generated from the definitions that validate it. */
export function scenarioJsonSchema(): object {
  const lists = Object.entries(ENTRY_SECTIONS).map(([key, entry]) => [
    key,
    z
      .array(entry as z.ZodType)
      .optional()
      .describe(LISTS[key as keyof typeof ENTRY_SECTIONS]),
  ]);
  const values = Object.entries(VALUE_SECTIONS).map(([key, value]) => [key, (value as z.ZodType).optional()]);
  const shape = {
    include: general.include(INCLUDED_SECTIONS).optional(),
    ...Object.fromEntries(values),
    ...Object.fromEntries(lists),
    set: general.set.optional(),
  };
  const whole = z
    .strictObject(shape)
    .describe(
      'A proxysim scenario: one night, or month, of backups. A capacity that is not given is unlimited; everything else has a default.',
    );
  const schema = z.toJSONSchema(whole, {
    target: 'draft-7',
    io: 'input',
    // Zod omits the examples of transformed values, but ours are examples of the text before the transformation.
    override: ({ zodSchema, jsonSchema, path }) => {
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      const isField = path.length > 2 && path.at(-2) === 'properties';
      if (isField && jsonSchema.type === 'array' && NAME_LISTS.has(String(path.at(-1))))
        orOneWithBraces(jsonSchema);
    },
  });
  return { ...schema, title: 'proxysim scenario', patternProperties: { '^x-': {} } };
}

/** A list of names may also be a single name with braces, which pairs up with the name of its entry. */
function orOneWithBraces(schema: z.core.JSONSchema.BaseSchema): void {
  const { description, ...list } = { ...schema };
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, { description, anyOf: [list, { type: 'string', pattern: '\\{' }] });
}
