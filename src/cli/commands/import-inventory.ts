import { present } from '../../collections/present.ts';
import { importInventory } from '../../import/inventory.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mayWrite } from '../files/written-files.ts';
import { readChangeRate } from '../import/change-rate-option.ts';
import { importFiles, sourceName, tellFindings, usableTables, writeImport } from '../import/import-output.ts';
import { inventorySummaryLines } from '../import/inventory-summary.ts';
import { inventoryPlanLine } from '../import/plan-line.ts';
import { readInventoryLists } from '../import/read-inventory.ts';
import type { Io } from '../io.ts';
import { refused } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface ImportInventoryArguments {
  readonly sources: readonly string[];
  readonly output: string;
  readonly name?: string;
  readonly poweredOff?: boolean;
  /** Daily change as a share, `3%`, or as an amount of all VMs together, `3 TB`. */
  readonly changeRate?: string;
  readonly force?: boolean;
}

/** Writes a scenario and its inventory from lists of VMs and their disks. */
export async function importInventoryLists(args: ImportInventoryArguments, io: Io): Promise<ExitCode> {
  const files = importFiles(args.output);
  if (!(await mayWrite(io, Object.values(files), args.force))) return EXIT.badInput;
  const change = readChangeRate(args.changeRate);
  if (!change.ok) return refused(io, change.diagnostics);
  const source = sourceName(args.sources);
  const tables = usableTables(io, source, await readInventoryLists(args.sources));
  if (tables === undefined) return EXIT.badInput;
  const { name, poweredOff } = args;
  const imported = importInventory(tables, { ...present({ name, poweredOff }), ...change.value });
  tellFindings(io, source, imported.diagnostics);
  if (!imported.ok) return EXIT.badInput;
  const written = await writeImport(io, files, imported);
  const { summary, inventory } = imported;
  const proxies =
    inventory.platform === 'hyperv'
      ? 'each host a proxy of its own VMs'
      : counted(summary.proxies, 'proxy', 'proxies');
  say(io.stdout, inventorySummaryLines(imported, proxies));
  io.stdout.write(`${written}${inventoryPlanLine(files.scenario, summary)}`);
  return EXIT.fine;
}
