import * as z from 'zod';
import { bytes, duration, share } from '../decode/quantity-field.ts';
import { shareOrBytes } from '../decode/share-or-bytes.ts';
import { DEFAULTS } from '../defaults.ts';
import { PLATFORMS } from '../scenario.ts';
import { GUESTS, TRACKINGS } from '../vms/vm.ts';
import { drawn } from './distribution.ts';
import { name, names } from './name-field.ts';
import { optional } from './optional.ts';

const itself = (value: number) => value;

const thin = optional(
  z.boolean(),
  'Whether it is thin provisioned: fulls without change tracking leave out space that was never written, and direct SAN cannot write the disk.',
  DEFAULTS.thin,
);

export const disk = z
  .strictObject({
    name: optional(name(), 'Name. Default: its number in the VM, from 0.'),
    size: bytes().describe('Provisioned size.'),
    used: optional(shareOrBytes(), 'Used space, as an amount or a share of the size.', DEFAULTS.used),
    datastore: name().describe('The datastore that holds it.'),
    changeRate: optional(share(), 'Share of the used space that changes in 24 h.', DEFAULTS.changeRate),
    deleted: optional(share(), 'Share of the used space that holds deleted files.', DEFAULTS.deleted),
    swap: optional(share(), 'Share of the used space that holds swap files.', DEFAULTS.swap),
    thin,
  })
  .describe('A virtual disk.');

export const population = z
  .strictObject({
    count: optional(
      drawn(() => z.int().min(1).max(1000), itself),
      'Number of disks of each VM, or the distribution that it is drawn from. Default 1.',
    ),
    size: drawn(bytes, itself).describe(
      'Provisioned size of each disk, or the distribution that it is drawn from.',
    ),
    used: optional(
      drawn(shareOrBytes, ({ value }) => value),
      'Used space, as a share of the size or an amount, or a distribution.',
      DEFAULTS.used,
    ),
    changeRate: optional(
      drawn(share, itself),
      'Share of the used space that changes in 24 h.',
      DEFAULTS.changeRate,
    ),
    deleted: optional(
      drawn(share, itself),
      'Share of the used space that holds deleted files.',
      DEFAULTS.deleted,
    ),
    swap: optional(drawn(share, itself), 'Share of the used space that holds swap files.', DEFAULTS.swap),
    thin,
    datastores: names()
      .min(1)
      .describe('Datastores of the disks, taken in turn over all disks of the population.'),
  })
  .describe('Disks drawn at random for each VM.');

export const vm = z
  .strictObject({
    name: name().describe('Name. With braces it is a population of VMs: "app{001..200}".'),
    platform: optional(z.enum(PLATFORMS), 'Hypervisor. Default: that of its host.'),
    host: optional(
      name(),
      'The host that it runs on. Default: the first host that mounts the datastore of its first disk.',
    ),
    hosts: optional(names().min(1), 'Hosts of a population, taken in turn.'),
    tags: optional(names(), 'Tags, for job selectors.'),
    guest: optional(z.enum(GUESTS), 'Guest operating system. Default other.'),
    tracking: optional(
      z.enum(TRACKINGS),
      'Change tracking. Default: cbt on vSphere; on Hyper-V rct, fct or none, depending on the versions of the cluster and of the VM [doc].',
    ),
    configVersion: optional(
      z.number().positive().max(1000),
      'Configuration version of a Hyper-V VM; rct needs 8.',
      DEFAULTS.configVersion,
    ),
    lastBackup: optional(
      duration(),
      'Age of its last restore point when its first session starts. Default: no restore point is known.',
    ),
    disks: z.union([z.array(disk), population]).describe('Its disks, one by one or drawn at random.'),
  })
  .describe('A VM, or a population of them.');

export const inventory = z
  .strictObject({
    inventory: name().describe(
      'A CSV file with one row per disk: vm,host,datastore,size,used,changeRate,guest,tracking,tags; also disk, deleted, swap, thin, lastBackup, platform. Several tags are separated by semicolons.',
    ),
  })
  .describe('VMs from a CSV file.');

/** For the JSON Schema only; an entry is decoded by one of the two. */
export const vmEntry = z.union([vm, inventory]);
