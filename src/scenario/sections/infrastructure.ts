import * as z from 'zod';
import { capacity, duration, memory, share } from '../decode/quantity-field.ts';
import { DEFAULTS } from '../defaults.ts';
import { PLATFORMS, STORAGE_PROTOCOLS } from '../scenario.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
import { countOrUnlimited, declaredName, hypervVersion, name, site } from './name-field.ts';
import { optional } from './optional.ts';
import { productionLoad } from './time-of-day.ts';

const cores = z.int().min(1).max(100_000);

export const host = z
  .strictObject({
    name: declaredName(),
    site,
    platform: optional(
      z.enum(PLATFORMS),
      'Hypervisor. Default vsphere. A Hyper-V host is also an on-host proxy for its own VMs.',
    ),
    version: optional(
      hypervVersion(),
      'Version of a Hyper-V host, which decides how changes are tracked.',
      DEFAULTS.hypervVersion,
    ),
    cores: optional(cores, 'Cores that the on-host tasks of a Hyper-V host share. Default unlimited.'),
    ram: optional(memory(), 'Memory for the on-host tasks of a Hyper-V host. Default unlimited.'),
    maxConcurrentTasks: optional(
      z.int().min(1).max(100),
      'Task slots of a Hyper-V host, 1 to 100.',
      DEFAULTS.onHostSlots,
    ),
    network: optional(
      capacity(),
      'Network bandwidth, each way: for what hot-add proxies on it read or write over ethernet storage, and for on-host tasks from whatever storage. What virtual proxies receive in network mode and send is limited by their own network. Default unlimited.',
    ),
    managementNetwork: optional(
      capacity(),
      'Bandwidth of the management network, which network mode uses. Default unlimited.',
    ),
    managementShare: optional(
      share(),
      'Share of the management network that network mode can use.',
      DEFAULTS.managementShare,
    ),
    nbdMaxDisks: optional(
      countOrUnlimited(),
      'Most disks read from the host over network mode at once.',
      DEFAULTS.nbdMaxDisks,
    ),
    cluster: optional(
      name(),
      'Name of its cluster, for job selectors. While a host is down, the others of its cluster run its VMs (hostFailover). On Hyper-V the versions of all hosts of a cluster decide how changes are tracked.',
    ),
    productionLoad: productionLoad.optional(),
    enabled: optional(
      z.boolean(),
      'false: out of service for the whole run. Its proxies are off, and its VMs run on the other hosts of its cluster (without one: of its site) in turn. Default true.',
    ),
  })
  .describe('A virtualisation host.');

export const proxy = z
  .strictObject({
    name: declaredName(),
    site,
    platform: optional(
      z.enum(PLATFORMS),
      'Hypervisor whose VMs it reads. Default: that of its host, else vsphere. A physical hyperv proxy is an off-host proxy.',
    ),
    kind: optional(
      z.enum(['physical', 'virtual']),
      'Kind of machine. Default: virtual if it has a host, else physical.',
    ),
    host: optional(name(), 'The host on which a virtual proxy runs.'),
    cores: optional(cores, 'Number of cores. Default unlimited.'),
    speed: optional(z.number().positive().max(1000), 'Relative speed of a core.', DEFAULTS.speed),
    ram: optional(memory(), 'Memory. Default unlimited.'),
    network: optional(capacity(), 'Network bandwidth, each way. Default unlimited.'),
    storage: optional(
      z.strictObject({
        protocols: z.array(z.enum(STORAGE_PROTOCOLS)).min(1).describe('Protocols of its storage ports.'),
        bandwidth: optional(capacity(), 'Bandwidth of all its storage ports together. Default unlimited.'),
      }),
      'Storage ports of the proxy, which direct storage access needs.',
    ),
    modes: optional(
      z.union([z.enum(['auto']), z.array(z.enum(TRANSPORT_MODES)).min(1)]),
      'Transport modes that it may use: auto (any that works), or a list. Default auto.',
    ),
    failoverToNetwork: optional(
      z.boolean(),
      'Whether it uses network mode where the allowed modes do not work.',
      DEFAULTS.failoverToNetwork,
    ),
    default: optional(
      z.boolean(),
      `The proxy installed with the backup server: ${DEFAULTS.defaultProxySlots.text} slots unless given. Default false.`,
    ),
    maxConcurrentTasks: optional(
      z.int().min(1).max(100),
      'Task slots, 1 to 100. Default: one per core [doc], or 2 if no cores are given.',
    ),
    enabled: optional(z.boolean(), 'Whether it is used; false: declared, but switched off. Default true.'),
    fabric: optional(name(), 'The fabric to which its storage ports are attached.'),
    added: optional(
      duration(),
      'When its deployment begins, as a time after the start of the run. Default: it exists from the start.',
    ),
  })
  .describe('A backup proxy.');
