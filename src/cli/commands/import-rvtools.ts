import { present } from '../../collections/present.ts';
import { importRvtools } from '../../import/rvtools.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mayWrite } from '../files/written-files.ts';
import { readChangeRate } from '../import/change-rate-option.ts';
import { importFiles, sourceName, tellFindings, tellRefusal, writeImport } from '../import/import-output.ts';
import { inventorySummaryLines } from '../import/inventory-summary.ts';
import { inventoryPlanLine } from '../import/plan-line.ts';
import { readRvtools } from '../import/read-rvtools.ts';
import type { Io } from '../io.ts';
import { refused } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface ImportRvtoolsArguments {
  readonly sources: readonly string[];
  readonly output: string;
  readonly name?: string;
  readonly poweredOff?: boolean;
  /** Include disks that cannot be snapshotted. */
  readonly allDisks?: boolean;
  /** Daily change as a share, `3%`, or as an amount of all VMs together, `3 TB`. */
  readonly changeRate?: string;
  readonly tracking?: 'exported' | 'cbt';
  readonly force?: boolean;
}

/** Writes a scenario and its inventory from an RVTools export. */
export async function importRvtoolsExport(args: ImportRvtoolsArguments, io: Io): Promise<ExitCode> {
  const files = importFiles(args.output);
  if (!(await mayWrite(io, Object.values(files), args.force))) return EXIT.badInput;
  const change = readChangeRate(args.changeRate);
  if (!change.ok) return refused(io, change.diagnostics);
  const read = await readRvtools(args.sources);
  if (!read.ok) {
    tellRefusal(io, read);
    return EXIT.badInput;
  }
  const { name, poweredOff, allDisks, tracking } = args;
  const imported = importRvtools(read.tables, {
    ...present({ name, poweredOff, unprotectableDisks: allDisks, tracking }),
    ...change.value,
  });
  tellFindings(io, sourceName(args.sources), imported.diagnostics);
  if (!imported.ok) return EXIT.badInput;
  const written = await writeImport(io, files, imported);
  const lines = inventorySummaryLines(imported, counted(imported.summary.proxies, 'proxy', 'proxies'));
  say(io.stdout, lines);
  io.stdout.write(`${written}${inventoryPlanLine(files.scenario, imported.summary)}`);
  return EXIT.fine;
}
