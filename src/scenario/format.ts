import * as z from 'zod';
import { fault } from './sections/faults.ts';
import * as general from './sections/general.ts';
import { expectation, policy } from './sections/goals.ts';
import { host, proxy } from './sections/infrastructure.ts';
import { job } from './sections/jobs.ts';
import { fabric, link, site, throttle } from './sections/network.ts';
import { repository } from './sections/repositories.ts';
import { array, datastore } from './sections/storage.ts';
import { vmEntry } from './sections/workload.ts';

/** Sections that are one value each. */
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
  blockGrowth: general.blockGrowth,
  dataFactor: general.dataFactor,
  policy,
};

/** Sections that are lists, by the shape of one entry. */
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

/** What each of them lists. */
const LISTS: Readonly<Record<keyof typeof ENTRY_SECTIONS, string>> = {
  sites: 'Places that links join; hosts, datastores, proxies and repositories stand in one each.',
  links: 'What joins sites. Between two sites that no chain of links joins nothing limits the traffic.',
  fabrics: 'SAN or LAN segments that datastores and proxies share.',
  arrays: 'Storage systems whose snapshots backups may read from.',
  hosts: 'Virtualisation hosts: what VMs and virtual proxies run on.',
  datastores: 'Storage that disks lie on.',
  proxies: 'Machines that read disks, and process and send what they read.',
  repositories: 'Where backups are written, and scale-out repositories made of several.',
  throttles: 'Network throttle rules.',
  vms: 'VMs one by one, in populations, or from an inventory beside this file.',
  jobs: 'What is backed up, copied, replicated or restored, when, and where to.',
  faults: 'What breaks, comes back or is added in the run.',
  expect: 'What the run must show: run and check end with 1 where it does not.',
};

/** What an include may take of another file. */
export const INCLUDED_SECTIONS: readonly string[] = [
  ...Object.keys(VALUE_SECTIONS),
  ...Object.keys(ENTRY_SECTIONS),
];

/** The top-level keys of the format, in the order in which a scenario usually says them. */
export const SECTION_KEYS: readonly string[] = ['include', ...INCLUDED_SECTIONS, 'set'];

/** The JSON Schema (draft 7) of a scenario file: from the definitions that validate. */
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
      'A proxysim scenario: one night, or month, of backups. Everything that is not given is unlimited or has a default.',
    );
  const schema = z.toJSONSchema(whole, {
    target: 'draft-7',
    io: 'input',
    // Zod leaves the examples of transformed values out; here they are examples of what is written.
    override: ({ zodSchema, jsonSchema }) => {
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
  return { ...schema, title: 'proxysim scenario', patternProperties: { '^x-': {} } };
}
