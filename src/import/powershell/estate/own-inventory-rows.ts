import { USUAL_COLUMNS } from '../../../scenario/cross-check/inventory/inventory-cells.ts';
import type { DailyChange } from '../../daily-change.ts';
import { percentText } from '../../yaml/scenario-figures.ts';
import type { OwnEstate } from './own-estate.ts';

/** The inventory file as rows of text, headers first: one row per VM, whose disks no list of the backup server knows. */
export function ownInventoryRows({ vms }: OwnEstate, assumed: DailyChange): string[][] {
  return [
    [...USUAL_COLUMNS],
    ...vms.map(({ vm, label, host, datastore, size, used, changeRate }) => [
      label,
      host,
      datastore,
      `${size} B`,
      `${used} B`,
      changeRate === undefined ? assumed.rate : percentText(changeRate),
      'other',
      vm.platform === 'hyperv' ? 'rct' : 'cbt',
      '',
    ]),
  ];
}
