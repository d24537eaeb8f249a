import { present } from '../../../collections/present.ts';
import { safeName, safeTag } from '../../../scenario/names/safe-name.ts';
import { uniqueLabels } from '../../label.ts';
import type { InventoryFindings } from '../codes.ts';
import { guestFamily } from '../guest-family.ts';
import type { InventoryVm, VmLeftOut } from '../inventory.ts';
import type { HypervHosts } from './hosts.ts';

/** A VM as a list tells it: a row of its own, or one of a disk where there is no list of VMs. */
export interface VmRow {
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  readonly id: string;
  readonly host: string;
  readonly state: string;
  /** Whether nothing but rows of disks tells of VMs: they need not know a state. */
  readonly isOfDisk: boolean;
  /** Configuration version; not a number where the row does not say. */
  readonly version: number;
  readonly os: string;
}

/** From this on Hyper-V tracks changes of a VM itself. */
const TRACKING_VERSION = 8;

/** The VMs of the rows in their order, each once. Labels never repeat, names may. */
export function hypervVms(
  rows: readonly VmRow[],
  hosts: HypervHosts,
  takesPoweredOff: boolean,
  findings: InventoryFindings,
): InventoryVm[] {
  const distinct = distinctVms(rows, hosts, findings);
  const names = distinct.map(({ name, id, row }) => name || id || `vm-row-${row}`);
  const labels = uniqueLabels(names);
  const clusters = new Map(hosts.hosts.map(({ label, cluster }) => [label, cluster]));
  return distinct.map((vm, index) => {
    const name = names[index]!;
    const label = labels[index]!;
    const found = { sheet: vm.sheet, row: vm.row, subject: name };
    if (vm.name === '') findings.add('vm-without-name', found);
    if (label !== safeName(name)) findings.add('vm-name-repeated', found);
    if (name !== safeName(name)) findings.add('name-replaced', found);
    const leftOut = reasonToLeaveOut(vm, takesPoweredOff, (code) => findings.add(code, found));
    const host = hosts.labelOf(vm.host);
    if (host === undefined && leftOut === undefined) findings.add('host-unknown', found);
    const isOld = vm.version < TRACKING_VERSION;
    if (isOld && leftOut === undefined) findings.add('vm-version-old', found);
    const cluster = clusters.get(host ?? '') ?? '';
    return {
      ...{ sheet: vm.sheet, row: vm.row, name, label, cluster, datacenter: '', template: false },
      identity: { id: vm.id, uuid: '', serverId: '', serverName: '' },
      guest: guestFamily(vm.os),
      poweredOn: leftOut === undefined,
      cbt: !isOld,
      tags: cluster === '' ? [] : [safeTag(cluster)],
      ...present({ host, leftOut }),
    };
  });
}

/** A replica has the id of its original, on another host. */
function distinctVms(rows: readonly VmRow[], hosts: HypervHosts, findings: InventoryFindings): VmRow[] {
  const seen = new Set<string>();
  return rows.filter(({ sheet, row, name, id, host, isOfDisk }) => {
    if (name === '' && id === '') return false;
    const key = JSON.stringify([id === '' ? name : id, id === '', hosts.labelOf(host)]);
    const isNew = !seen.has(key);
    if (!isNew && !isOfDisk) findings.add('vm-repeated', { sheet, row, subject: name });
    seen.add(key);
    return isNew;
  });
}

/** States by their names; of SCVMM, too. */
const ON = /^(poweredon|(running|paused|starting|stopping|pausing|resuming|reset)(critical)?)$/;
const OFF = /^((powered|power)?off(critical)?|stopped|stored)$/;
const SAVED = /^(suspended|savedstate|(fast)?(saved|saving)(critical)?)$/;

/** By the numbers of the enumeration, as old JSON has them. */
const STATES: Readonly<Record<string, string>> = {
  ...{ 2: 'running', 3: 'off', 4: 'stopping', 6: 'saved', 9: 'paused', 10: 'starting', 11: 'reset' },
  ...{ 32773: 'saving', 32776: 'pausing', 32777: 'resuming', 32779: 'fastsaved', 32780: 'fastsaving' },
  ...{ 32781: 'runningcritical', 32782: 'offcritical', 32783: 'stoppingcritical', 32784: 'savedcritical' },
  ...{ 32785: 'pausedcritical', 32786: 'startingcritical', 32787: 'resetcritical', 32788: 'savingcritical' },
  ...{ 32789: 'pausingcritical', 32790: 'resumingcritical', 32791: 'fastsavedcritical' },
  32792: 'fastsavingcritical',
};

function reasonToLeaveOut(
  { state, isOfDisk }: VmRow,
  takesPoweredOff: boolean,
  report: (code: 'vm-powered-off' | 'vm-suspended' | 'power-unknown') => void,
): VmLeftOut | undefined {
  const written = state.replace(/[\s-]/g, '').toLowerCase();
  const word = STATES[written] ?? written;
  if (SAVED.test(word)) {
    report('vm-suspended');
    return 'suspended';
  }
  if (OFF.test(word)) {
    if (takesPoweredOff) return undefined;
    report('vm-powered-off');
    return 'powered-off';
  }
  if (!ON.test(word) && !(isOfDisk && word === '')) report('power-unknown');
  return undefined;
}
