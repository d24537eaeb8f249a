import { groupedBy } from '../../collections/grouped-by.ts';
import type { Calibration, FittedValue } from '../../history/calibration.ts';
import { counted } from '../../units/counted.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { textTable } from '../text/table.ts';
import { firstRows } from './shown-rows.ts';

/** The fitted values, each with the data that it comes from. */
export function valueLines({ values, inventories, jobs }: Calibration, paint: Paint): string[] {
  if (jobs.length === 0) return [];
  const groups = groupedBy(values.map(named), ({ head }) => head);
  const lines = [
    ...HEADS.flatMap((head) => groupLines(head, groups.get(head) ?? [], paint)),
    ...inventories.map(
      ({ name, disks }) => `Change rates of ${counted(disks, 'disk')} of the inventory ${printable(name)}`,
    ),
  ];
  return [
    paint.heading('What is fitted'),
    ...(lines.length === 0 ? ['  Nothing that would change the scenario.'] : lines),
  ];
}

/** Paths are long, so the name of a value that many things have is printed only once. */
const HEADS = ['tasks', 'vmPrepare of jobs', 'compressionRatio of jobs', 'changeRate of disks'] as const;

interface NamedValue extends FittedValue {
  readonly head: (typeof HEADS)[number];
  readonly name: string;
}

function named(value: FittedValue): NamedValue {
  const { subject, path } = value;
  switch (subject.kind) {
    case 'tasks':
      return { ...value, head: 'tasks', name: path };
    case 'job':
      return { ...value, head: `${subject.field} of jobs`, name: subject.job };
    case 'disks': {
      const { vm, disk } = subject;
      return { ...value, head: 'changeRate of disks', name: disk === undefined ? vm : `${vm}/${disk}` };
    }
  }
}

function groupLines(head: string, values: readonly NamedValue[], paint: Paint): string[] {
  if (values.length === 0) return [];
  const columns = [
    { head },
    { head: 'was', align: 'right' },
    { head: 'is', align: 'right' },
    { head: 'from' },
  ] as const;
  const { rows, more } = firstRows(values);
  const cells = rows.map(({ name, was, value, short, from }) => [printable(name), was, short ?? value, from]);
  return [...textTable(columns, cells, paint), ...more];
}
