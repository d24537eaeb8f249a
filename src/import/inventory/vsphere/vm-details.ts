import { groupedBy } from '../../../collections/grouped-by.ts';
import { VMS_PER_ASSUMED_HOST } from '../../assumed.ts';
import { type HeaderNames, rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import { type AmountColumn, amountHeaders, amountOf } from '../amount-headers.ts';
import type { InventoryFindings } from '../codes.ts';
import { type SheetsUnderHeaders, underHeaders } from './under-headers.ts';

type DetailsColumn =
  | ('name' | 'site' | 'environment' | 'power' | 'os')
  | AmountColumn<'provisioned'>
  | AmountColumn<'used'>;

const DETAILS: HeaderNames<DetailsColumn> = {
  name: ['VM Name', 'VM', 'Name'],
  site: ['Site Name', 'Site'],
  environment: ['Environment'],
  power: ['VM Power', 'Power', 'PowerState'],
  os: ['VM OS', 'OS'],
  ...amountHeaders('provisioned', ['VM Provisioned', 'Provisioned']),
  ...amountHeaders('used', ['VM Used', 'Used']),
};

interface Detail {
  readonly row: SheetRow<DetailsColumn>;
  readonly site: string;
  readonly cluster: string;
}

/** VMs with their sizes and sites and nothing else, under the headers of RVTools: a disk each, and hosts that are invented. */
export function vmDetailsSheets(tables: readonly Table[], findings: InventoryFindings): SheetsUnderHeaders {
  const details = rowsOf(tables, DETAILS, findings).map(
    (row): Detail => ({ row, site: row.text('site'), cluster: row.text('environment') }),
  );
  if (details.length > 0) findings.add('hosts-made-up');
  const hosts = new Map<Detail, string>();
  // An environment of a site stands for a cluster.
  for (const [place, members] of groupedBy(details, ({ site, cluster }) =>
    [site, cluster].filter((part) => part !== '').join(' '),
  )) {
    const count = Math.ceil(members.length / VMS_PER_ASSUMED_HOST);
    for (const [index, detail] of members.entries()) {
      hosts.set(detail, [place, `host ${(index % count) + 1}`].filter((part) => part !== '').join(' '));
    }
  }
  const names = namesOf(details, findings);
  return underHeaders(
    details.map((detail, index) => {
      const { row, site, cluster } = detail;
      const cells = {
        VM: names[index],
        Powerstate: row.text('power'),
        Disks: 1,
        'Provisioned MiB': amountOf(row, 'provisioned'),
        'In Use MiB': amountOf(row, 'used'),
        Host: hosts.get(detail),
        Cluster: cluster,
        Datacenter: site,
        OS: row.text('os'),
      };
      return { sheet: row.sheet, row: row.line, cells };
    }),
    undefined,
    findings,
  );
}

/** `Site1 VM 12`: numbered in each site, in the order of the rows. */
function namesOf(details: readonly Detail[], findings: InventoryFindings): string[] {
  const counts = new Map<string, number>();
  return details.map(({ row, site }) => {
    const number = (counts.get(site) ?? 0) + 1;
    counts.set(site, number);
    const name = row.text('name');
    if (name !== '') return name;
    findings.add('vm-names-made-up', { sheet: row.sheet, row: row.line });
    return site === '' ? `VM ${number}` : `${site} VM ${number}`;
  });
}
