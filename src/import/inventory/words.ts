import { VMS_PER_ASSUMED_HOST } from '../assumed.ts';
import type { ListedSystem } from './kinds.ts';
import type { ScenarioWords } from './scenario-words.ts';

const NOTHING = 'they know nothing about the backup system or about speeds.';

const VSPHERE = {
  name: 'Inventory import',
  noCores: 'each, as the lists say nothing',
  noSpeed: ' for each',
  protocol: 'VMFS is on fc, as no list says what it is on',
  derived: 'derived datastores are VMFS, mounted by the hosts whose VMs use them (probably by more)',
};

/** What the scenario of each system's lists says of where its figures are from. */
export const INVENTORY_WORDS: Readonly<Record<ListedSystem, ScenarioWords>> = {
  'Hyper-V': {
    ...VSPHERE,
    origin: [
      'Made by `proxysim import inventory` from lists of Hyper-V. They know VMs, their virtual disks and where these are stored;',
      NOTHING,
    ],
    site: 'datacenter',
    siteDoubt: '',
    hosts: 'Hosts that the lists name.',
    protocol: 'cluster shared volumes are on fc',
    derived: [
      'derived ones are, where they are cluster shared volumes, mounted by all hosts of their cluster, where they are',
      'shares by the hosts whose VMs use them and the rest of their cluster. The owner of a cluster shared volume reads it',
      'for all; where no list tells owners, they are the hosts in turn',
    ].join(' '),
    used: [
      'the used space of a disk is that of its files (a checkpoint’s counted in), a fixed disk is full.',
    ],
  },
  PowerCLI: {
    ...VSPHERE,
    origin: [
      'Made by `proxysim import inventory` from lists of PowerCLI. They know VMs, disks and where these are stored;',
      NOTHING,
    ],
    site: 'vCenter datacenter',
    siteDoubt: 'A datacenter may be just a folder in vCenter:',
    hosts: 'Hosts from Get-VMHost, and those that only VMs name.',
    noCores: 'where the lists say nothing',
    used: [
      'the used space of a VM (UsedSpaceGB, which',
      'counts swap, logs and snapshots too) is spread over its disks in proportion to their size.',
    ],
  },
  'VM details': {
    ...VSPHERE,
    origin: [
      'Made by `proxysim import inventory` from a list of VMs. It knows their sizes and sites; it knows no hosts, disks or',
      'datastores, and nothing about the backup system or about speeds.',
    ],
    site: 'site of the list',
    siteDoubt: 'Sites of a list may be parts of one room:',
    hosts: `ASSUMED: vSphere hosts, one for every ${VMS_PER_ASSUMED_HOST} VMs of an environment, which counts as a cluster.`,
    used: ['each VM has one disk.'],
  },
};
