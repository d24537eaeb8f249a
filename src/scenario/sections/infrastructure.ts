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
      .describe('Hypervisor. Default vsphere. A Hyper-V host is also an on-host proxy for its own VMs.'),
    version: hypervVersion()
      .optional()
      .describe(
        `Version of a Hyper-V host, which decides how changes are tracked. ${stated(DEFAULTS.hypervVersion)}`,
      ),
    cores: cores
      .optional()
      .describe('Cores that the on-host tasks of a Hyper-V host share. Default unlimited.'),
    ram: bytesOrUnlimited()
      .optional()
      .describe('Memory for the on-host tasks of a Hyper-V host. Default unlimited.'),
    maxConcurrentTasks: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe(`Task slots of a Hyper-V host, 1 to 100. ${stated(DEFAULTS.onHostSlots)}`),
    network: capacity()
      .optional()
      .describe('Network bandwidth for the traffic of all its VMs, each way. Default unlimited.'),
    managementNetwork: capacity()
      .optional()
      .describe('Bandwidth of the management network, which network mode uses. Default unlimited.'),
    managementShare: share()
      .optional()
      .describe(
        `Share of the management network that network mode can use. ${stated(DEFAULTS.managementShare)}`,
      ),
    nbdMaxDisks: countOrUnlimited()
      .optional()
      .describe(`Most disks read from the host over network mode at once. ${stated(DEFAULTS.nbdMaxDisks)}`),
    cluster: name()
      .optional()
      .describe(
        'Name of its cluster, for job selectors. On Hyper-V the versions of all hosts of a cluster decide how changes are tracked.',
      ),
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
      .describe(
        'Hypervisor whose VMs it reads. Default: that of its host, else vsphere. A physical hyperv proxy is an off-host proxy.',
      ),
    kind: z
      .enum(['physical', 'virtual'])
      .optional()
      .describe('Kind of machine. Default: virtual if it has a host, else physical.'),
    host: name().optional().describe('The host on which a virtual proxy runs.'),
    cores: cores.optional().describe('Number of cores. Default unlimited.'),
    speed: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe(`Relative speed of a core. ${stated(DEFAULTS.speed)}`),
    ram: bytesOrUnlimited().optional().describe('Memory. Default unlimited.'),
    network: capacity().optional().describe('Network bandwidth, each way. Default unlimited.'),
    storage: z
      .strictObject({
        protocols: z.array(z.enum(PROTOCOLS)).min(1).describe('Protocols of its storage ports.'),
        bandwidth: capacity()
          .optional()
          .describe('Bandwidth of all its storage ports together. Default unlimited.'),
      })
      .optional()
      .describe('Storage ports of the proxy, which direct storage access needs.'),
    modes: z
      .union([z.enum(['auto']), z.array(z.enum(TRANSPORT_MODES)).min(1)])
      .optional()
      .describe('Transport modes that it may use: auto (any that works), or a list. Default auto.'),
    failoverToNetwork: z
      .boolean()
      .optional()
      .describe(
        `Whether it uses network mode where the allowed modes do not work. ${stated(DEFAULTS.failoverToNetwork)}`,
      ),
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
      .describe('Task slots, 1 to 100. Default: one per core [doc], or 2 if no cores are given.'),
    enabled: z
      .boolean()
      .optional()
      .describe('Whether it is used; false: declared, but switched off. Default true.'),
    fabric: name().optional().describe('The fabric to which its storage ports are attached.'),
    added: duration()
      .optional()
      .describe(
        'When its deployment begins, as a time after the start of the run. Default: it exists from the start.',
      ),
  })
  .describe('A backup proxy.');
