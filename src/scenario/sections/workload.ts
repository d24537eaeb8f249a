import * as z from 'zod';
import { bytes, duration, share, shareOrBytes } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { drawn } from './distribution.ts';
import { name, names, PLATFORMS } from './name-field.ts';

const itself = (value: number) => value;

const thin = z
  .boolean()
  .optional()
  .describe(
    `Thin provisioned: what was never written is not read, and direct SAN cannot write it. ${stated(DEFAULTS.thin)}`,
  );

export const disk = z
  .strictObject({
    name: name().optional().describe('Default: its number in the VM, from 0.'),
    size: bytes().describe('Provisioned size.'),
    used: shareOrBytes()
      .optional()
      .describe('Used of it, as an amount or a share of the size. Default: all.'),
    datastore: name().describe('Where it lies.'),
    changeRate: share()
      .optional()
      .describe(`Share of used that changes in 24 h. ${stated(DEFAULTS.changeRate)}`),
    deleted: share()
      .optional()
      .describe(`Share of used that holds deleted files. ${stated(DEFAULTS.deleted)}`),
    swap: share()
      .optional()
      .describe(`Share of used that holds swap files. ${stated(DEFAULTS.swap)}`),
    thin,
  })
  .describe('A virtual disk.');

export const population = z
  .strictObject({
    count: drawn(() => z.int().min(1).max(1000), itself)
      .optional()
      .describe('Disks of one VM: a number, or what it is drawn from. Default 1.'),
    size: drawn(bytes, itself).describe('Provisioned size of one disk, or what it is drawn from.'),
    used: drawn(shareOrBytes, ({ value }) => value)
      .optional()
      .describe('Used of it, as a share of the size or as an amount. Default: all.'),
    changeRate: drawn(share, itself)
      .optional()
      .describe(`Share of used that changes in 24 h. ${stated(DEFAULTS.changeRate)}`),
    deleted: drawn(share, itself)
      .optional()
      .describe(`Share that holds deleted files. ${stated(DEFAULTS.deleted)}`),
    swap: drawn(share, itself)
      .optional()
      .describe(`Share that holds swap files. ${stated(DEFAULTS.swap)}`),
    thin,
    datastores: names().min(1).describe('Taken in turn, disk after disk over the whole population.'),
  })
  .describe('Disks drawn for each VM.');

export const vm = z
  .strictObject({
    name: name().describe('With braces a population: "app{001..200}".'),
    platform: z.enum(PLATFORMS).optional().describe('Default: that of its host.'),
    host: name().optional().describe('Default: the first host that mounts the datastore of its first disk.'),
    hosts: names().min(1).optional().describe('Hosts of a population, taken in turn.'),
    tags: names().optional().describe('Words that job selectors may use.'),
    guest: z.enum(['windows', 'linux', 'other']).optional().describe('Guest system. Default other.'),
    tracking: z
      .enum(['cbt', 'rct', 'fct', 'none'])
      .optional()
      .describe(
        'Change tracking. Default: cbt on vSphere; on Hyper-V rct, fct or none, by the versions of the cluster and of the VM [doc].',
      ),
    configVersion: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe(`Of a Hyper-V VM: its configuration version; rct needs 8. ${stated(DEFAULTS.configVersion)}`),
    lastBackup: duration()
      .optional()
      .describe('Age of its last restore point when its first session starts. Default: none.'),
    disks: z
      .union([z.array(disk), population])
      .describe('Its disks one by one, or what they are drawn from.'),
  })
  .describe('A VM, or a population of them.');

export const inventory = z
  .strictObject({
    inventory: name().describe(
      'A CSV file with one row per disk: vm,host,datastore,size,used,changeRate,guest,tracking,tags; also disk, deleted, swap, thin, lastBackup, platform.',
    ),
  })
  .describe('VMs of a CSV file.');

/** For the JSON Schema; an entry is decoded by the one that it means. */
export const vmEntry = z.union([vm, inventory]);
