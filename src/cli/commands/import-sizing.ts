import { present } from '../../collections/present.ts';
import { ASSUMED_WINDOW } from '../../import/assumed.ts';
import { isSizingTable } from '../../import/sizing/read-workloads.ts';
import type { SizingSummary } from '../../import/sizing/summary.ts';
import { importSizing } from '../../import/sizing.ts';
import { hoursText } from '../../import/yaml/scenario-figures.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mayWrite } from '../files/written-files.ts';
import { importFiles, sourceName, tellFindings, usableTables, writeImport } from '../import/import-output.ts';
import { planLine } from '../import/plan-line.ts';
import { readKnownTables } from '../import/read-known-tables.ts';
import type { Io } from '../io.ts';
import { say } from '../terminal/say.ts';

export interface ImportSizingArguments {
  readonly sources: readonly string[];
  readonly output: string;
  readonly name?: string;
  readonly force?: boolean;
}

/** Writes a scenario from a summary of an estate. */
export async function importSizingSheet(args: ImportSizingArguments, io: Io): Promise<ExitCode> {
  const { scenario } = importFiles(args.output);
  if (!(await mayWrite(io, [scenario], args.force))) return EXIT.badInput;
  const source = sourceName(args.sources);
  const files = await readKnownTables(args.sources, {
    isKnown: isSizingTable,
    code: 'no-sizing-table',
    neither: 'no sizing',
    how: 'give a table with the number of VMs and the capacity of a workload in each row',
  });
  const tables = usableTables(io, source, files);
  if (tables === undefined) return EXIT.badInput;
  const imported = importSizing(tables, present({ name: args.name }));
  tellFindings(io, source, imported.diagnostics);
  if (!imported.ok) return EXIT.badInput;
  const written = await writeImport(io, { scenario }, imported);
  const { summary } = imported;
  say(io.stdout, summaryLines(summary));
  io.stdout.write(`${written}${questionLine(summary, scenario)}`);
  return EXIT.fine;
}

function summaryLines({ workloads, vms, disks, bytes, sites, proxies }: SizingSummary): string[] {
  return [
    `Taken: ${counted(workloads, 'workload')} with ${counted(vms, 'VM')} and ${counted(disks, 'disk')}, ${formatBytes(bytes)}`,
    `Planned: ${counted(proxies, 'proxy', 'proxies')} at ${counted(sites.length, 'site')}`,
  ];
}

/** The main result of a sizing: the number of proxies. */
function questionLine({ windowHours, growth, sites, ...planned }: SizingSummary, scenario: string): string {
  const remark = windowHours === undefined ? 'the sizing has no window: put in yours' : undefined;
  const last =
    growth === undefined ? [] : ['--growth', `${formatShare(growth.share)}/y`, '--years', `${growth.years}`];
  const proxyPatterns = sites.map((site) => `${site}-px*`);
  return planLine(
    scenario,
    { ...planned, proxyPatterns },
    {
      first: ['--window', windowHours === undefined ? ASSUMED_WINDOW : hoursText(windowHours)],
      last,
      ...present({ remark }),
    },
  );
}
