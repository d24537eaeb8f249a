import * as z from 'zod';
import { bytesOrUnlimited, capacity, duration, share } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import {
  countOrUnlimited,
  declaredName,
  hypervVersion,
  name,
  PLATFORMS,
  PROTOCOLS,
  site,
} from './name-field.ts';
import { productionLoad } from './time-of-day.ts';

const cores = z.number().positive().max(100_000);

export const host = z
  .strictObject({
    name: declaredName(),
    site,
    platform: z
      .enum(PLATFORMS)
      .optional()
      .describe('Default vsphere. A Hyper-V host is a proxy of its own, for its VMs (on-host).'),
    version: hypervVersion()
      .optional()
      .describe(`Of a Hyper-V host: how changes are tracked. ${stated(DEFAULTS.hypervVersion)}`),
    cores: cores.optional().describe('Of a Hyper-V host: what its on-host tasks share. Default unlimited.'),
    ram: bytesOrUnlimited()
      .optional()
      .describe('Of a Hyper-V host: memory for its on-host tasks. Default unlimited.'),
    maxConcurrentTasks: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe(`Of a Hyper-V host: its task slots, 1 to 100. ${stated(DEFAULTS.onHostSlots)}`),
    network: capacity().optional().describe("All its VMs' traffic, each way. Default unlimited."),
    managementNetwork: capacity().optional().describe('The network-mode path. Default unlimited.'),
    managementShare: share()
      .optional()
      .describe(`Usable share of the management network. ${stated(DEFAULTS.managementShare)}`),
    nbdMaxDisks: countOrUnlimited()
      .optional()
      .describe(`Disks read over network mode at once. ${stated(DEFAULTS.nbdMaxDisks)}`),
    cluster: name()
      .optional()
      .describe('A word that job selectors may use; on Hyper-V its hosts track changes alike.'),
    productionLoad: productionLoad.optional(),
  })
  .describe('A virtualisation host.');

export const proxy = z
  .strictObject({
    name: declaredName(),
    site,
    platform: z
      .enum(PLATFORMS)
      .optional()
      .describe('Default: that of its host, else vsphere. hyperv: an off-host proxy.'),
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
