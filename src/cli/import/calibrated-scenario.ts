import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Calibration, FittedInventory } from '../../history/calibration.ts';
import { yamlComment } from '../../import/yaml/yaml-comment.ts';
import { yamlLine } from '../../import/yaml/yaml-line.ts';
import { printable } from '../../report/characters/printable.ts';
import { counted } from '../../units/counted.ts';
import { formatDate } from '../../units/format-quantity.ts';
import { csvText } from '../files/write-csv.ts';
import type { Io } from '../io.ts';

/** A file to be written. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The scenario that a calibration produces. It includes the given one and sets the fitted values; copies of the
 * inventories with other change rates go beside it. The scenario is the last file.
 */
export function calibratedFiles(calibration: Calibration, output: string, io: Io): OutputFile[] {
  const copies = calibration.inventories.map((inventory) => ({
    inventory,
    path: copyPath(output, inventory, calibration.inventories),
  }));
  const scenario = { path: output, text: scenarioText(calibration, output, copies, io) };
  return [...copies.map(({ inventory, path }) => ({ path, text: csvText(inventory.rows) })), scenario];
}

interface Copy {
  readonly inventory: FittedInventory;
  readonly path: string;
}

/** `fitted.branch.csv` beside `fitted.yaml`; numbered if inventories of several folders have the same name. */
function copyPath(output: string, inventory: FittedInventory, all: readonly FittedInventory[]): string {
  const name = basename(inventory.name);
  const namesakes = all.filter((other) => basename(other.name) === name);
  const number = namesakes.length > 1 ? `${namesakes.indexOf(inventory) + 1}.` : '';
  return join(dirname(output), `${basename(output, extname(output))}.${number}${name}`);
}

function scenarioText(
  { scenario, jobs, last, values }: Calibration,
  output: string,
  copies: readonly Copy[],
  io: Io,
): string {
  const folder = resolve(io.folder, dirname(output));
  const base = relative(folder, resolve(io.folder, scenario.file)).split(sep).join('/');
  const first = Math.min(...jobs.map(({ firstUs }) => firstUs));
  const latest = Math.max(...jobs.map(({ lastUs }) => lastUs));
  const lines = [
    ...yamlComment(
      `Fitted by proxysim calibrate to past sessions, ${formatDate(first)} to ${formatDate(latest)}: the last ${last} increments of each job`,
      `(${counted(jobs.length, 'job')}).`,
      'The comment after each value says what it was and what it comes from.',
    ),
    'version: 1',
    `include: ${yamlLine(base)}`,
    ...(values.length + copies.length === 0 ? [] : ['set:']),
    ...values.map(({ path, value, was, from }) => setLine(path, value, `was ${was}; ${from}`)),
    ...copies.map(({ inventory, path }) =>
      setLine(
        inventory.path,
        yamlLine(basename(path)),
        `was ${inventory.name}; change rates of ${counted(inventory.disks, 'disk')}`,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Values must be YAML already. */
function setLine(path: string, value: string, comment: string): string {
  return `  ${yamlLine(path)}: ${value} # ${printable(comment)}`;
}
