import type { ENTRY_SECTIONS } from './format.ts';

/** What one entry of a section is called. */
export const ENTRY_WORDS = {
  sites: 'site',
  links: 'link',
  fabrics: 'fabric',
  arrays: 'storage array',
  hosts: 'host',
  datastores: 'datastore',
  proxies: 'proxy',
  repositories: 'repository',
  throttles: 'throttle',
  vms: 'VM',
  inventories: 'inventory',
  jobs: 'job',
  faults: 'fault',
  expect: 'expectation',
} as const satisfies Readonly<Record<keyof typeof ENTRY_SECTIONS | 'inventories', string>>;

/** The word for an entry of a section, for example from a stored result. An unknown section is returned unchanged. */
export function entryWord(section: string): string {
  return (ENTRY_WORDS as Readonly<Record<string, string>>)[section] ?? section;
}
