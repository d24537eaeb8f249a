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
    `Whether it is thin provisioned: space that was never written is not read, and direct SAN cannot write the disk. ${stated(DEFAULTS.thin)}`,
  );

export const disk = z
  .strictObject({
    name: name().optional().describe('Name. Default: its number in the VM, from 0.'),
    size: bytes().describe('Provisioned size.'),
    used: shareOrBytes()
      .optional()
      .describe('Used space, as an amount or a share of the size. Default 100%.'),
    datastore: name().describe('The datastore that holds it.'),
    changeRate: share()
      .optional()
      .describe(`Share of the used space that changes in 24 h. ${stated(DEFAULTS.changeRate)}`),
    deleted: share()
      .optional()
      .describe(`Share of the used space that holds deleted files. ${stated(DEFAULTS.deleted)}`),
    swap: share()
      .optional()
      .describe(`Share of the used space that holds swap files. ${stated(DEFAULTS.swap)}`),
    thin,
  })
  .describe('A virtual disk.');

export const population = z
  .strictObject({
    count: drawn(() => z.int().min(1).max(1000), itself)
      .optional()
      .describe('Number of disks of each VM, or the distribution that it is drawn from. Default 1.'),
    size: drawn(bytes, itself).describe(
      'Provisioned size of each disk, or the distribution that it is drawn from.',
    ),
    used: drawn(shareOrBytes, ({ value }) => value)
      .optional()
      .describe('Used space, as a share of the size or an amount, or a distribution. Default 100%.'),
    changeRate: drawn(share, itself)
      .optional()
      .describe(`Share of the used space that changes in 24 h. ${stated(DEFAULTS.changeRate)}`),
    deleted: drawn(share, itself)
      .optional()
      .describe(`Share of the used space that holds deleted files. ${stated(DEFAULTS.deleted)}`),
    swap: drawn(share, itself)
      .optional()
      .describe(`Share of the used space that holds swap files. ${stated(DEFAULTS.swap)}`),
    thin,
    datastores: names()
      .min(1)
      .describe('Datastores of the disks, taken in turn over all disks of the population.'),
  })
  .describe('Disks drawn at random for each VM.');

export const vm = z
  .strictObject({
    name: name().describe('Name. With braces it is a population of VMs: "app{001..200}".'),
    platform: z.enum(PLATFORMS).optional().describe('Hypervisor. Default: that of its host.'),
    host: name()
      .optional()
      .describe(
        'The host that it runs on. Default: the first host that mounts the datastore of its first disk.',
      ),
    hosts: names().min(1).optional().describe('Hosts of a population, taken in turn.'),
    tags: names().optional().describe('Tags, for job selectors.'),
    guest: z
      .enum(['windows', 'linux', 'other'])
      .optional()
      .describe('Guest operating system. Default other.'),
    tracking: z
      .enum(['cbt', 'rct', 'fct', 'none'])
      .optional()
      .describe(
        'Change tracking. Default: cbt on vSphere; on Hyper-V rct, fct or none, depending on the versions of the cluster and of the VM [doc].',
      ),
    configVersion: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe(`Configuration version of a Hyper-V VM; rct needs 8. ${stated(DEFAULTS.configVersion)}`),
    lastBackup: duration()
      .optional()
      .describe(
        'Age of its last restore point when its first session starts. Default: no restore point is known.',
      ),
    disks: z.union([z.array(disk), population]).describe('Its disks, one by one or drawn at random.'),
  })
  .describe('A VM, or a population of them.');

export const inventory = z
  .strictObject({
    inventory: name().describe(
      'A CSV file with one row per disk: vm,host,datastore,size,used,changeRate,guest,tracking,tags; also disk, deleted, swap, thin, lastBackup, platform.',
    ),
  })
  .describe('VMs from a CSV file.');

/** For the JSON Schema only; an entry is decoded by one of the two. */
export const vmEntry = z.union([vm, inventory]);
