import type { FittedValue } from '../../history/calibration.ts';
import type { Model } from '../../model/model.ts';
import { counted } from '../../units/counted.ts';
import type { ChangeRates } from './change-rates.ts';
import type { RateTexts } from './inventory-copies.ts';
import { percentText } from './value-text.ts';

/** Change rates of VMs that the scenario itself declares, as values to set. */
export function rateValues(model: Model, rates: ChangeRates): FittedValue[] {
  return Array.from(rates.samples).flatMap(([vm, samples]) => {
    if (isOfInventory(model, vm)) return [];
    const from = counted(samples, 'increment');
    return targetsOf(model, vm, rates).flatMap(({ path, subject, disks }) => {
      const value = percentText(rates.ofDisk.get(disks[0]!)!);
      const was = rangeText(disks.map((disk) => model.disks.figures.changeRate[disk]!));
      return value === was ? [] : [{ path: `${path}.changeRate`, subject, was, value, from }];
    });
  });
}

/** Change rates of VMs in inventories, by name. */
export function inventoryRates(model: Model, rates: ChangeRates): RateTexts {
  const rows = new Map<string, number>();
  for (const vm of rates.samples.keys()) if (isOfInventory(model, vm)) rows.set(model.vms.nameOf(vm), vm);
  return (name) => {
    const vm = rows.get(name);
    return vm === undefined
      ? undefined
      : model.vms.disksOf(vm).map((disk) => percentText(rates.ofDisk.get(disk)!));
  };
}

/** Its origin is a line of a table. */
function isOfInventory({ scenario }: Model, vm: number): boolean {
  return 'starts' in scenario.vms.columns.places[vm]!;
}

interface RateTarget extends Pick<FittedValue, 'path' | 'subject'> {
  /** All disks with one rate. */
  readonly disks: readonly number[];
}

function targetsOf(model: Model, vm: number, { ofDisk }: ChangeRates): RateTarget[] {
  const name = model.vms.nameOf(vm);
  const path = `vms.${name}.disks`;
  const all = { kind: 'disks', vm: name } as const;
  const disks = model.vms.disksOf(vm);
  if (model.scenario.vms.columns.populations.has(vm)) return [{ path, subject: all, disks }];
  const texts = new Set(disks.map((disk) => percentText(ofDisk.get(disk)!)));
  if (texts.size === 1) return [{ path: `${path}.*`, subject: all, disks }];
  return disks.map((row) => {
    const disk = model.disks.nameOf(row);
    return { path: `${path}.${disk}`, subject: { ...all, disk }, disks: [row] };
  });
}

function rangeText(rates: readonly number[]): string {
  const [least, most] = [Math.min(...rates), Math.max(...rates)].map(percentText);
  return least === most ? least! : `${least} to ${most}`;
}
