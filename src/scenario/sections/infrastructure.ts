import * as z from 'zod';
import { DEFAULTS, stated } from '../defaults.ts';
import { bytesOrUnlimited, capacity, duration, share } from '../quantity-field.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { countOrUnlimited, name, names, PLATFORMS, PROTOCOLS } from './name-field.ts';
import { productionLoad } from './production-load.ts';

const site = name()
  .optional()
  .describe('Its site; may be left out where there is only one, or where it follows.');
const cores = z.number().positive().max(100_000);

export const host = z
  .strictObject({
    name: name(),
    site,
    platform: z
      .enum(PLATFORMS)
      .optional()
      .describe('Default vsphere. hyperv is not simulated by this version.'),
    cores: cores.optional().describe('Default unlimited.'),
    network: capacity().optional().describe("All its VMs' traffic, each way. Default unlimited."),
    managementNetwork: capacity().optional().describe('The network-mode path. Default unlimited.'),
    managementShare: share()
      .optional()
      .describe(`Usable share of the management network. ${stated(DEFAULTS.managementShare)}`),
    nbdMaxDisks: countOrUnlimited()
      .optional()
      .describe(`Disks read over network mode at once. ${stated(DEFAULTS.nbdMaxDisks)}`),
    cluster: name().optional().describe('A word that job selectors may use.'),
    productionLoad: productionLoad.optional(),
  })
  .describe('A virtualisation host.');

const latencyModel = z
  .strictObject({
    base: duration().optional(),
    perTask: duration().optional(),
    production: z.unknown().optional(),
    stop: duration().optional(),
    throttle: duration().optional(),
  })
  .describe('Latency by load. Not simulated by this version.');

export const datastore = z
  .strictObject({
    name: name(),
    site,
    type: z
      .enum(['vmfs', 'nfs', 'vsan', 'vvol', 'local', 'csv', 'smb'])
      .optional()
      .describe('Default by protocol: nfs, local, else vmfs. csv and smb are not simulated by this version.'),
    protocol: z.enum(PROTOCOLS).optional().describe('Default by type: nfs, local, else fc.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    hosts: names().min(1).optional().describe('Hosts that mount it. Default: every host of its site.'),
    owner: name().optional().describe('Owner host of a csv.'),
    fabric: name().optional().describe('The shared segment that it is attached to.'),
    maxSnapshots: countOrUnlimited()
      .optional()
      .describe(`VM snapshots that may be open on it at once. ${stated(DEFAULTS.maxSnapshots)}`),
    productionLoad: productionLoad.optional(),
    latency: latencyModel.optional(),
    array: name().optional().describe('Its storage array. Not simulated by this version.'),
  })
  .describe('A datastore.');

export const proxy = z
  .strictObject({
    name: name(),
    site,
    platform: z
      .enum(PLATFORMS)
      .optional()
      .describe('Default vsphere. hyperv is not simulated by this version.'),
    kind: z
      .enum(['physical', 'virtual'])
      .optional()
      .describe('Default: virtual where it has a host, else physical.'),
    host: name().optional().describe('Host of a virtual proxy.'),
    cores: cores.optional().describe('Default unlimited.'),
    speed: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe(`Relative speed of a core. ${stated(DEFAULTS.speed)}`),
    ram: bytesOrUnlimited().optional().describe('Default unlimited.'),
    network: capacity().optional().describe('Each way. Default unlimited.'),
    storage: z
      .strictObject({
        protocols: z.array(z.enum(PROTOCOLS)).min(1).describe('What its storage ports speak.'),
        bandwidth: capacity().optional().describe('All its ports together. Default unlimited.'),
      })
      .optional()
      .describe('Its own ports to the storage: what direct storage access needs.'),
    modes: z
      .union([z.enum(['auto']), z.array(z.enum(TRANSPORT_MODES)).min(1)])
      .optional()
      .describe('Transport modes that it may use: auto, or a list. Default auto.'),
    failoverToNetwork: z
      .boolean()
      .optional()
      .describe(`Use network mode where the chosen one fails. ${stated(DEFAULTS.failoverToNetwork)}`),
    default: z
      .boolean()
      .optional()
      .describe(
        `The proxy installed with the backup server: ${DEFAULTS.defaultProxySlots.text} slots unless given. Default false.`,
      ),
    maxConcurrentTasks: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('Task slots, 1 to 100. Default: one per core [doc]; 2 where no cores are given.'),
    enabled: z.boolean().optional().describe('false: declared, but switched off. Default true.'),
    fabric: name().optional().describe('The shared segment that its storage ports are attached to.'),
    added: duration()
      .optional()
      .describe('When it is deployed, from the start of the run. Default: there before.'),
  })
  .describe('A backup proxy.');

export const repository = z
  .strictObject({
    name: name(),
    site,
    server: name().optional().describe('The proxy whose machine it shares: no network between the two.'),
    write: capacity().optional().describe('Write bandwidth. Default unlimited.'),
    read: capacity().optional().describe('Read bandwidth. Default unlimited.'),
    perStream: capacity().optional().describe('Limit of one write stream. Default unlimited.'),
    network: capacity().optional().describe('Each way. Default unlimited.'),
    maxConcurrentTasks: countOrUnlimited()
      .optional()
      .describe(`Tasks that write to it at once, or unlimited. ${stated(DEFAULTS.repositorySlots)}`),
    perVmFiles: z
      .boolean()
      .optional()
      .describe(`One file, so one stream, per VM. ${stated(DEFAULTS.perVmFiles)}`),
    slotUnit: z
      .enum(['disk', 'chain'])
      .optional()
      .describe('What takes a slot. Default disk. chain is not simulated by this version.'),
    blockCloning: z
      .boolean()
      .optional()
      .describe(`Synthetic work moves no data. ${stated(DEFAULTS.blockCloning)}`),
    affinity: names().optional().describe('Proxies preferred for it: a preference, not a restriction.'),
    ingest: capacity().optional().describe('Ingest throttle. Not simulated by this version.'),
    extents: z
      .array(z.unknown())
      .optional()
      .describe('Extents of a scale-out repository. Not simulated by this version.'),
  })
  .describe('A backup repository.');
