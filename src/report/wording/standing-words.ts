import type { Assumption } from '../../scenario/assumptions.ts';
import { andMore } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';

/** The basis of an assumed figure, in words. */
export const STANDING_WORDS: Readonly<Record<Assumption['standing'], string>> = {
  doc: 'documented by the vendor',
  guide: 'from best-practice guides',
  field: 'from the field',
  model: 'our own',
};

/** Most things named in a cell. */
const NAMED = 4;

/** To what a default applies: `3 of 5 datastores: ds1, ds3, ds4`, `all 2 hosts`, or `px1` if there is only one. */
export function assumedFor({ section, names, count, of }: NonNullable<Assumption['things']>): string {
  if (of === 1) return printable(names[0]!);
  const kind = section === 'vms' ? 'VMs' : section;
  if (count === of) return `all ${of} ${kind}`;
  const shown = names.slice(0, NAMED).map((name) => printable(name));
  return `${count} of ${of} ${kind}: ${shown.join(', ')}${count > NAMED ? ` ${andMore(count - NAMED)}` : ''}`;
}
