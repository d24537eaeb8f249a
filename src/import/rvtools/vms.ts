import { present } from '../../collections/present.ts';
import { safeName, safeTag } from '../../scenario/names/safe-name.ts';
import { guestFamily } from '../inventory/guest-family.ts';
import type { InventoryVm, VmIdentity, VmLeftOut } from '../inventory/inventory.ts';
import { uniqueLabels } from '../label.ts';
import { MOST_DISKS, MOST_MEBIBYTES } from '../possible-figures.ts';
import type { Sheet, SheetRow } from '../tables/sheet.ts';
import type { RvtoolsCode, RvtoolsFindings } from './codes.ts';
import { datastoreOf } from './datastore-path.ts';
import type { IdentityColumn, InfoColumn } from './headers.ts';
import type { Hosts } from './hosts.ts';
import type { RvtoolsOptions } from './options.ts';

/** The VMs of vInfo in row order. Names may repeat (folders and vCenters allow it); labels never do. */
export function readVms(
  info: Sheet<InfoColumn>,
  hosts: Hosts,
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): InventoryVm[] {
  const rows = rowsOfDistinctVms(info, findings);
  const names = rows.map(
    (row) => row.text('vm') || row.text('vmId') || row.text('vmUuid') || `vm-row-${row.line}`,
  );
  const labels = uniqueLabels(names);
  return rows.map((row, index) => {
    const name = names[index] ?? '';
    const label = labels[index] ?? name;
    const found = row.about(name);
    if (row.text('vm') === '') findings.add('vm-without-name', found);
    if (label !== safeName(name)) findings.add('vm-name-repeated', found);
    if (name !== safeName(name)) findings.add('name-replaced', found);
    const leftOut = reasonToLeaveOut(row, options, findings);
    const { provisioned, diskCount } = figuresOf(row);
    if (provisioned > MOST_MEBIBYTES || diskCount > MOST_DISKS) findings.add('figures-impossible', found);
    const host = hosts.labelOf(row.text('host'));
    if (host === undefined && leftOut === undefined) findings.add('host-unknown', found);
    return { sheet: 'vInfo', row: row.line, name, label, ...describe(row), ...present({ host, leftOut }) };
  });
}

function rowsOfDistinctVms(info: Sheet<InfoColumn>, findings: RvtoolsFindings): SheetRow<InfoColumn>[] {
  const seen = new Set<string>();
  return info.rows.filter((row) => {
    const { id, uuid, ...server } = identityOf(row);
    const name = row.text('vm');
    if (name === '' && id === '' && uuid === '') return false;
    const key = JSON.stringify([id, uuid, server, name]);
    const repeated = (id !== '' || uuid !== '') && seen.has(key);
    if (repeated) findings.add('vm-repeated', row.about(name));
    seen.add(key);
    return !repeated;
  });
}

/** What a row of any sheet says about which VM it belongs to. */
export function identityOf(row: SheetRow<IdentityColumn>): VmIdentity {
  return {
    id: row.text('vmId'),
    uuid: row.text('vmUuid'),
    serverId: row.text('serverId'),
    serverName: row.text('serverName'),
  };
}

function describe(row: SheetRow<InfoColumn>) {
  const cluster = row.text('cluster');
  const { provisioned, diskCount } = figuresOf(row);
  return {
    identity: identityOf(row),
    cluster,
    datacenter: row.text('datacenter'),
    guest: guestFamily(row.text('osTools'), row.text('osConfig')),
    poweredOn: powerOf(row) === 'poweredon' || powerOf(row) === '',
    template: row.flag('template') === true,
    tags: cluster === '' ? [] : [safeTag(cluster)],
    ...present({
      cbt: row.flag('cbt'),
      provisioned: provisioned <= MOST_MEBIBYTES ? provisioned : undefined,
      inUse: row.number('inUse'),
      diskCount: diskCount <= MOST_DISKS ? diskCount : undefined,
      home: datastoreOf(row.text('path')),
    }),
  };
}

/** Not a number where the row does not say. */
function figuresOf(row: SheetRow<InfoColumn>) {
  return {
    // The plain total counts disks only; Provisioned counts the swap file and others too.
    provisioned: row.number('totalCapacity') ?? row.number('provisioned') ?? Number.NaN,
    diskCount: row.number('disks') ?? Number.NaN,
  };
}

/** `vCLS-` with an id, or `vCLS (3)` of the first versions; vCenter keeps them in a folder of that name. */
const CLUSTER_SERVICE = /^vCLS(-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}| ?\(\d+\))$/i;

function isClusterService(row: SheetRow<InfoColumn>): boolean {
  return CLUSTER_SERVICE.test(row.text('vm')) || /(^|[\\/])vCLS$/i.test(row.text('folder'));
}

function powerOf(row: SheetRow<InfoColumn>): string {
  return row.text('power').replace(/\s/g, '').toLowerCase();
}

function reasonToLeaveOut(
  row: SheetRow<InfoColumn>,
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): VmLeftOut | undefined {
  const found = row.about(row.text('vm'));
  const leave = (reason: VmLeftOut, code: RvtoolsCode) => {
    findings.add(code, found);
    return reason;
  };
  if (row.flag('template') === true) return leave('template', 'vm-template');
  if (row.flag('placeholder') === true) return leave('srm-placeholder', 'vm-srm-placeholder');
  if (isClusterService(row)) return leave('cluster-service', 'vm-cluster-service');
  const power = powerOf(row);
  if (power === 'suspended') return leave('suspended', 'vm-suspended');
  if (power === 'poweredoff' && options.poweredOff !== true) return leave('powered-off', 'vm-powered-off');
  if (power !== 'poweredon' && power !== 'poweredoff') findings.add('power-unknown', found);
  return undefined;
}
