import { join } from 'node:path';
import type { PowershellOptions } from '../../import/powershell/options.ts';
import type { PowershellSummary } from '../../import/powershell/summary.ts';
import { importPowershell } from '../../import/powershell.ts';
import { counted } from '../../report/counted.ts';
import { parseShare } from '../../units/parse-quantity.ts';
import { estateOfInventory } from '../estate-of-inventory.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findingLine, mayWrite, sourceName, writtenLines } from '../import-output.ts';
import type { Io } from '../io.ts';
import { optionDiagnostic, refused } from '../problems.ts';
import { readBackupServer } from '../read-backup-server.ts';
import { csvText } from '../write-csv.ts';

export interface ImportPowershellArguments {
  readonly sources: readonly string[];
  readonly output: string;
  /** A folder that `import rvtools` wrote, its inventory.csv, or a scenario. */
  readonly inventory?: string;
  readonly name?: string;
  /** Daily change as a share: `3%`. */
  readonly changeRate?: string;
  readonly force?: boolean;
}

/** Writes a scenario from what a backup server knows of itself. */
export async function importBackupServer(args: ImportPowershellArguments, io: Io): Promise<ExitCode> {
  const { sources, output } = args;
  const scenarioFile = join(output, 'scenario.yaml');
  const inventoryFile = join(output, 'inventory.csv');
  const written = args.inventory === undefined ? [scenarioFile, inventoryFile] : [scenarioFile];
  if (!(await mayWrite(io, written, args.force))) return EXIT.badInput;
  const options = await readOptions(args, io);
  if (typeof options === 'number') return options;
  const { tables, refusals } = await readBackupServer(sources);
  for (const refusal of refusals) {
    io.stderr.write(`${findingLine(refusal.path, { severity: 'error', ...refusal })}\n`);
  }
  if (refusals.length > 0) return EXIT.badInput;
  const source = sourceName(sources);
  const imported = importPowershell(tables, options);
  for (const finding of imported.diagnostics) io.stderr.write(`${findingLine(source, finding)}\n`);
  if (!imported.ok) return EXIT.badInput;
  if (imported.inventoryRows !== undefined) {
    await io.writeFileAtomically(inventoryFile, csvText(imported.inventoryRows));
  }
  await io.writeFileAtomically(scenarioFile, imported.scenarioYaml);
  io.stdout.write(summaryLines(imported.summary).join(''));
  io.stdout.write(writtenLines(written, scenarioFile));
  return EXIT.fine;
}

/** What the options mean; the exit code where one means nothing. */
async function readOptions(
  { name, changeRate, inventory, output }: ImportPowershellArguments,
  io: Io,
): Promise<PowershellOptions | ExitCode> {
  const share = changeRate === undefined ? undefined : parseShare(changeRate);
  if (share !== undefined && !share.ok) {
    return refused(io, [optionDiagnostic('--change-rate', share.problem.message, share.problem.hint)]);
  }
  if (changeRate !== undefined && inventory !== undefined) {
    const message = 'The inventory says how much of its disks changes.';
    return refused(io, [
      optionDiagnostic('--change-rate', message, 'Give it to import rvtools, or leave it out.'),
    ]);
  }
  const named = {
    ...(name === undefined ? {} : { name }),
    ...(changeRate === undefined ? {} : { changeRate: changeRate.trim() }),
  };
  if (inventory === undefined) return named;
  const estate = await estateOfInventory(io, inventory, output);
  return estate.ok ? { ...named, estate: estate.value } : refused(io, estate.diagnostics);
}

function summaryLines(summary: PowershellSummary): string[] {
  const { proxies, proxySlots, repositories, scaleOut, jobs, jobsSwitchedOff, vms, throttles } = summary;
  const several = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const lines = [
    `Taken: ${several(proxies, 'proxy', 'proxies')} with ${counted(proxySlots, 'task slot')}, ${several(repositories, 'repository', 'repositories')}${scaleOut === 0 ? '' : ` and ${scaleOut} scale-out`}\n`,
    `Jobs: ${jobs}${jobsSwitchedOff === 0 ? '' : ` (${jobsSwitchedOff} switched off)`} for ${counted(vms, 'VM')}\n`,
  ];
  if (throttles > 0) lines.push(`Throttling: ${counted(throttles, 'rule')}\n`);
  return lines;
}
