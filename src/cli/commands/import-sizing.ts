import { present } from '../../collections/present.ts';
import type { SizingSummary } from '../../import/sizing/summary.ts';
import { importSizing } from '../../import/sizing.ts';
import { hoursText } from '../../import/yaml/scenario-figures.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mayWrite } from '../files/written-files.ts';
import { importFiles, sourceName, tellFindings, tellRefusal, writeImport } from '../import/import-output.ts';
import { planLine } from '../import/plan-line.ts';
import { tablesOfPaths } from '../import/tables-of-paths.ts';
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
  const read = await tablesOfPaths(args.sources);
  if (!read.ok) {
    tellRefusal(io, read);
    return EXIT.badInput;
  }
  const imported = importSizing(read.tables, present({ name: args.name }));
  tellFindings(io, sourceName(args.sources), imported.diagnostics);
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
  if (windowHours === undefined) return '';
  const last =
    growth === undefined ? [] : ['--growth', `${formatShare(growth.share)}/y`, '--years', `${growth.years}`];
  const proxyPatterns = sites.map((site) => `${site}-px*`);
  return planLine(
    scenario,
    { ...planned, proxyPatterns },
    { first: ['--window', hoursText(windowHours)], last },
  );
}
