import type { Calibration, FittedValue } from '../../history/calibration.ts';
import { counted } from '../../units/counted.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { textTable } from '../text/table.ts';
import { firstRows } from './shown-rows.ts';

/** What is fitted: values with what they come from. */
export function valueLines({ values, inventories, jobs }: Calibration, paint: Paint): string[] {
  if (jobs.length === 0) return [];
  const lines = [
    ...GROUPS.flatMap(({ head, nameOf }) => groupLines(head, namedIn(values, nameOf), paint)),
    ...inventories.map(
      ({ name, disks }) => `Change rates of ${counted(disks, 'disk')} of the inventory ${printable(name)}`,
    ),
  ];
  return [
    paint.heading('What is fitted'),
    ...(lines.length === 0 ? ['  Nothing that would change the scenario.'] : lines),
  ];
}

interface Group {
  readonly head: string;
  /** What a value is called in the group; undefined: it belongs to another one. */
  readonly nameOf: (path: string) => string | undefined;
}

/** Paths are long: of a value that many things have, its name is said once. */
const GROUPS: readonly Group[] = [
  { head: 'tasks', nameOf: (path) => (/^(jobs|vms)\./.test(path) ? undefined : path) },
  { head: 'vmPrepare of jobs', nameOf: (path) => /^jobs\.(.*)\.vmPrepare$/.exec(path)?.[1] },
  { head: 'compressionRatio of jobs', nameOf: (path) => /^jobs\.(.*)\.compressionRatio$/.exec(path)?.[1] },
  { head: 'changeRate of disks', nameOf: diskName },
];

/** `vm`, or `vm/disk` where its disks differ. */
function diskName(path: string): string | undefined {
  const [, vm, disk = '*'] = /^vms\.(.*)\.disks(?:\.([^.]*))?\.changeRate$/.exec(path) ?? [];
  return vm === undefined || disk === '*' ? vm : `${vm}/${disk}`;
}

interface NamedValue extends FittedValue {
  readonly name: string;
}

function namedIn(values: readonly FittedValue[], nameOf: Group['nameOf']): NamedValue[] {
  return values.flatMap((value) => {
    const name = nameOf(value.path);
    return name === undefined ? [] : [{ ...value, name }];
  });
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
  return [...textTable(columns, cells, paint.heading), ...more];
}
