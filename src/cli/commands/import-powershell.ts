import { present } from '../../collections/present.ts';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { changeLines } from '../../import/daily-change.ts';
import type { PowershellOptions } from '../../import/powershell/options.ts';
import type { PowershellSummary } from '../../import/powershell/summary.ts';
import { importPowershell } from '../../import/powershell.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mayWrite } from '../files/written-files.ts';
import { readChangeRate } from '../import/change-rate-option.ts';
import { estateOfInventory } from '../import/estate-of-inventory.ts';
import { importFiles, sourceName, tellFindings, usableTables, writeImport } from '../import/import-output.ts';
import { readBackupServer } from '../import/read-backup-server.ts';
import type { Io } from '../io.ts';
import { refused } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface ImportPowershellArguments {
  readonly sources: readonly string[];
  readonly output: string;
  /** A folder that `import rvtools` or `import inventory` wrote, its inventory.csv, or a scenario. */
  readonly inventory?: string;
  readonly name?: string;
  /** Daily change as a share, `3%`, or as an amount of all VMs together, `3 TB`. */
  readonly changeRate?: string;
  readonly force?: boolean;
}

/** Writes a scenario from a backup server's configuration. */
export async function importBackupServer(args: ImportPowershellArguments, io: Io): Promise<ExitCode> {
  const { scenario, inventory } = importFiles(args.output);
  const files = args.inventory === undefined ? { scenario, inventory } : { scenario };
  if (!(await mayWrite(io, Object.values(files), args.force))) return EXIT.badInput;
  const options = await readOptions(args, io);
  if (!options.ok) return refused(io, options.diagnostics);
  const source = sourceName(args.sources);
  const tables = usableTables(io, source, await readBackupServer(args.sources));
  if (tables === undefined) return EXIT.badInput;
  const imported = importPowershell(tables, options.value);
  tellFindings(io, source, imported.diagnostics);
  if (!imported.ok) return EXIT.badInput;
  const written = await writeImport(io, files, imported);
  say(io.stdout, summaryLines(imported.summary));
  io.stdout.write(written);
  return EXIT.fine;
}

/** Parses the options. */
async function readOptions(
  { name, changeRate, inventory, output }: ImportPowershellArguments,
  io: Io,
): Promise<Result<PowershellOptions>> {
  const change = readChangeRate(changeRate);
  if (!change.ok) return change;
  if (changeRate !== undefined && inventory !== undefined) {
    const message = 'The inventory says how much of its disks changes.';
    const hint = 'Give it to the import that writes the inventory, or leave it out.';
    return { ok: false, diagnostics: [optionDiagnostic('--change-rate', message, hint)] };
  }
  const named = { ...present({ name }), ...change.value };
  if (inventory === undefined) return { ok: true, value: named, warnings: [] };
  const estate = await estateOfInventory(io, inventory, output);
  return estate.ok ? { ...estate, value: { ...named, estate: estate.value } } : estate;
}

function summaryLines(summary: PowershellSummary): string[] {
  const { jobs, jobsSwitchedOff, vms, throttles, change } = summary;
  const taken = takenWords(summary);
  const assumed = assumedWords(summary);
  return [
    ...(taken.length === 0 ? [] : [`Taken: ${taken.join(', ')}`]),
    ...(assumed.length === 0 ? [] : [`Assumed: ${assumed.join(', ')}`]),
    `Jobs: ${jobs}${jobsSwitchedOff === 0 ? '' : ` (${jobsSwitchedOff} switched off)`} for ${counted(vms, 'VM')}`,
    ...changeLines(change),
    ...(throttles === 0 ? [] : [`Throttling: ${counted(throttles, 'rule')}`]),
  ];
}

function takenWords({ proxies, proxySlots, repositories, scaleOut }: PowershellSummary): string[] {
  return [
    ...(proxies === 0
      ? []
      : [`${counted(proxies, 'proxy', 'proxies')} with ${counted(proxySlots, 'task slot')}`]),
    ...(repositories === 0 ? [] : [counted(repositories, 'repository', 'repositories')]),
    ...(scaleOut === 0 ? [] : [counted(scaleOut, 'scale-out repository', 'scale-out repositories')]),
  ];
}

/** What the exports lack and a night needs. */
function assumedWords({ assumed, vms }: PowershellSummary): string[] {
  const { proxy, repositories, job } = assumed;
  return [
    ...(proxy ? ['the proxy on the backup server'] : []),
    ...(repositories === 0 ? [] : [counted(repositories, 'repository', 'repositories')]),
    ...(job ? ['the job'] : []),
    ...(assumed.vms ? [counted(vms, 'VM')] : []),
  ];
}
