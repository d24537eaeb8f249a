import { shown } from '../../units/quantity-problem.ts';
import { type Declared, spanOf } from '../declared.ts';
import { child } from '../located.ts';
import type { Context } from './context.ts';

/** Fields of entries whose presence asks for something that is not simulated: by section, with the feature's name. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  datastores: { latency: 'datastore latency', array: 'storage arrays' },
  repositories: { ingest: 'an ingest throttle', extents: 'scale-out repositories' },
  jobs: { target: 'replication and restore', storageSnapshots: 'backup from storage snapshots' },
};

/** Words that ask for something that is not simulated: by section and field. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  hosts: { platform: { hyperv: 'Hyper-V' } },
  datastores: { type: { csv: 'Hyper-V datastores', smb: 'Hyper-V datastores' } },
  proxies: {
    platform: { hyperv: 'Hyper-V' },
    modes: {
      'storage-snapshot': 'backup from storage snapshots',
      'off-host': 'Hyper-V',
      'on-host': 'Hyper-V',
    },
  },
  repositories: { slotUnit: { chain: 'slots by chain' } },
  vms: {
    platform: { hyperv: 'Hyper-V' },
    tracking: { rct: 'change tracking of Hyper-V', fct: 'change tracking of Hyper-V' },
  },
  jobs: {
    type: {
      replication: 'replication',
      'vm-copy': 'VM copy',
      'quick-migration': 'quick migration',
      restore: 'restore',
      'backup-copy': 'backup copy',
      'snapshot-scan': 'snapshot scans',
    },
    method: {
      'forever-incremental': 'forever forward incremental',
      'reverse-incremental': 'reverse incremental',
    },
  },
};

/** What is right, but more than this version simulates: said plainly, instead of a result that leaves it out. */
export function checkSupport(context: Context): void {
  const { tables } = context;
  for (const entry of tables.arrays.entries) report(context, entry, [], 'storage arrays');
  for (const entry of tables.faults.entries)
    report(context, entry, ['kind'], `faults such as ${shown(entry.value.kind)}`);
  for (const section of ['hosts', 'datastores', 'proxies', 'repositories', 'vms', 'jobs'] as const) {
    const fields = FIELDS[section] ?? {};
    const words = WORDS[section] ?? {};
    for (const entry of tables[section].entries) {
      const value = entry.value as Readonly<Record<string, unknown>>;
      for (const [key, feature] of Object.entries(fields))
        if (value[key] !== undefined) report(context, entry, [key], feature);
      for (const [key, features] of Object.entries(words))
        checkWords(context, entry, key, value[key], features);
    }
  }
}

function checkWords(
  context: Context,
  entry: Declared<unknown>,
  key: string,
  value: unknown,
  features: Readonly<Record<string, string>>,
): void {
  if (typeof value === 'string') {
    const feature = features[value];
    if (feature !== undefined) report(context, entry, [key], feature);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const feature = features[String(item)];
      if (feature !== undefined) report(context, entry, [key, index], feature);
    }
  }
}

function report(
  context: Context,
  entry: Declared<unknown>,
  keys: readonly (string | number)[],
  feature: string,
): void {
  context.findings.report('not-yet-supported', `This version does not simulate ${feature} yet.`, {
    path: [entry.origin.path, ...keys].join('.'),
    span: child(entry.node, keys[0] ?? '') === undefined ? entry.origin.span : spanOf(entry, ...keys),
  });
}
