import { present } from '../../../collections/present.ts';
import { counted } from '../../../units/counted.ts';
import {
  ASSUMED_NETWORK,
  ASSUMED_READ,
  ASSUMED_SNAPSHOTS,
  DISKS_PER_ASSUMED_DATASTORE,
  VMS_PER_ASSUMED_HOST,
} from '../../assumed.ts';
import { changeWords } from '../../daily-change.ts';
import { usedSourcesText } from '../../sessions/scenario/used-sources.ts';
import { alikeLines } from '../../yaml/alike-entries.ts';
import { entryLine } from '../../yaml/scenario-lines.ts';
import { yamlComment } from '../../yaml/yaml-comment.ts';
import { yamlLine } from '../../yaml/yaml-line.ts';
import { gibibytes } from './gibibytes.ts';
import { type ScenarioContent, siteField } from './scenario-content.ts';

/** Sites, hosts, datastores and VMs of a scenario without an inventory. */
export function estateLines(content: ScenarioContent): string[] {
  const { own } = content;
  return [
    ...siteLines(content),
    ...yamlComment(
      'Hosts that the backup server knows.',
      ...(own.hosts.some(({ isAssumed }) => isAssumed)
        ? [
            `ASSUMED: those that are marked, one for every ${VMS_PER_ASSUMED_HOST} VMs, because it lists none.`,
          ]
        : []),
      `ASSUMED: ${ASSUMED_NETWORK} for VMs and for management; VMs are spread over the hosts in turn. An inventory`,
      '(proxysim import rvtools or import inventory, then --inventory) knows all of this.',
    ),
    'hosts:',
    ...own.hosts.map(({ label, platform, cores, slots, ram, isAssumed }) => {
      const value = {
        name: label,
        ...siteField(content),
        platform,
        // Cores and memory of a vSphere host are its VMs', of a Hyper-V host its backups', too.
        ...present({ cores, ram: ram === undefined ? undefined : gibibytes(ram), maxConcurrentTasks: slots }),
        network: ASSUMED_NETWORK,
        ...(platform === 'vsphere' ? { managementNetwork: ASSUMED_NETWORK } : {}),
      };
      return entryLine(value, isAssumed ? 'ASSUMED' : undefined);
    }),
    ...datastoreLines(content),
    '',
    ...yamlComment(
      ...changesOfVms(content),
      `Used space of ${counted(own.vms.length, 'VM')}: ${usedSourcesText(own.vms.map(({ from }) => from))}.`,
    ),
    'vms:',
    '  - inventory: inventory.csv',
  ];
}

function changesOfVms({ own, change }: ScenarioContent): string[] {
  const off = own.vms.filter(({ vm }) => vm.isOff === true).length;
  const told = own.vms.filter((vm) => vm.changeRate !== undefined).length - off;
  if (told + off === 0)
    return [`One row per VM: ASSUMED to have one disk, of which ${changeWords(change, ' changes per day')}.`];
  const left = own.vms.length - told - off;
  const rates = [
    ...(told === 0 ? [] : [`for ${counted(told, 'VM')} what their last increments read`]),
    ...(off === 0 ? [] : [`none for ${counted(off, 'VM that is', 'VMs that are')} not running`]),
    ...(left === 0 ? [] : [`for ${counted(left, 'VM')} ASSUMED: ${changeWords(change)}`]),
  ];
  return ['One row per VM: ASSUMED to have one disk.', `Change per day: ${rates.join('; ')}.`];
}

function siteLines({ sites }: ScenarioContent): string[] {
  if (sites.length === 1) return [];
  return [
    ...yamlComment('Sites that stand for the address ranges of throttling rules, beside the main one.'),
    `sites: ${yamlLine(sites)}`,
    '',
  ];
}

function datastoreLines(content: ScenarioContent): string[] {
  return [
    '',
    ...yamlComment(
      `ASSUMED: datastores, one for every ${DISKS_PER_ASSUMED_DATASTORE} VMs, mounted by all hosts, on fc, each reading ${ASSUMED_READ}. Their`,
      `number matters: at most ${ASSUMED_SNAPSHOTS} have a snapshot on one at a time (the default of maxSnapshots).`,
    ),
    'datastores:',
    ...alikeLines(
      content.own.datastores.map(({ label, type, hosts }) => ({
        ...{ name: label, ...siteField(content) },
        ...{ type, protocol: 'fc', read: ASSUMED_READ, hosts },
      })),
    ),
  ];
}
