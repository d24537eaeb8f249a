import type { ScenarioWords } from '../inventory/scenario-words.ts';

/** What the scenario of an RVTools export says of where its figures are from. */
export const RVTOOLS_WORDS: ScenarioWords = {
  origin: [
    'Made by `proxysim import rvtools`. RVTools knows VMs, disks, hosts and datastores; it knows nothing',
    'about the backup system or about speeds.',
  ],
  name: 'RVTools import',
  site: 'vCenter datacenter',
  siteDoubt: 'A datacenter may be just a folder in vCenter:',
  hosts: 'Hosts from vHost, and those that only VMs name.',
  noCores: 'where the export says nothing',
  noSpeed: ' where vNIC says nothing',
  protocol: 'VMFS is on fc, as vHBA does not say',
  derived: 'derived datastores are mounted by the hosts whose VMs use them (probably by more)',
  used: [
    'the used space of a VM (In Use, which',
    'counts swap, logs and snapshots too) is spread over its disks in proportion to their size.',
  ],
};
