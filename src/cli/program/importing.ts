import { type Command, Option } from 'commander';
import type { ImportInventoryArguments } from '../commands/import-inventory.ts';
import type { ImportPowershellArguments } from '../commands/import-powershell.ts';
import type { ImportRvtoolsArguments } from '../commands/import-rvtools.ts';
import type { ImportSessionsArguments } from '../commands/import-sessions.ts';
import type { ImportSizingArguments } from '../commands/import-sizing.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Adds the commands that make scenarios from what other tools exported. */
export function addImport(program: Command, io: Io, ended: Ended): void {
  const parent = program.command('import').description('make a scenario from what another tool exported');
  addRvtools(parent, io, ended);
  addInventory(parent, io, ended);
  addPowershell(parent, io, ended);
  addSessions(parent, io, ended);
  addSizing(parent, io, ended);
}

function addRvtools(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('rvtools')
    .description('an RVTools export: its .xlsx, or the folder with its .csv files')
    .argument('<export>', 'file or folder')
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--powered-off', 'also take VMs that are powered off')
    .option(
      '--all-disks',
      'also take disks that cannot be snapshotted (independent, physical raw, shared ones)',
    )
    .option('--change-rate <percent>', 'daily change of the used space, such as 3% (default 5%)')
    .addOption(
      new Option('--tracking <how>', 'changed-block tracking: as the CBT column says, or on for every VM')
        .choices(['exported', 'cbt'])
        .default('exported'),
    )
    .option('--force', 'overwrite files that are there')
    .action(async (source: string, options: Omit<ImportRvtoolsArguments, 'source'>) => {
      const { importRvtoolsExport } = await import('../commands/import-rvtools.ts');
      ended(await importRvtoolsExport({ ...options, source }, io));
    });
}

function addInventory(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('inventory')
    .description(
      'lists of VMs and disks: Get-VM and Get-VHD of Hyper-V, Get-VM and Get-HardDisk of PowerCLI, VM details',
    )
    .argument(
      '<files...>',
      'files in CSV, JSON or .xlsx, or folders with them; their headers tell what they are',
    )
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--powered-off', 'also take VMs that are powered off')
    .option('--change-rate <percent>', 'daily change of the used space, such as 3% (default 5%)')
    .option('--force', 'overwrite files that are there')
    .action(async (sources: string[], options: Omit<ImportInventoryArguments, 'sources'>) => {
      const { importInventoryLists } = await import('../commands/import-inventory.ts');
      ended(await importInventoryLists({ ...options, sources }, io));
    });
}

function addPowershell(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('powershell')
    .description(
      'proxies, repositories, jobs of a backup server: CSV and JSON of PowerShell, a health check, REST',
    )
    .argument(
      '<files...>',
      'files, or folders with them; session reports among them tell which VM is in which job, and sizes',
    )
    .requiredOption('-o, --output <dir>', 'folder for the scenario')
    .option(
      '--inventory <path>',
      'hosts, datastores and VMs of a scenario, such as import rvtools, inventory or sessions writes',
    )
    .option('--name <name>', 'name of the scenario')
    .option('--change-rate <percent>', 'without an inventory: daily change of the used space (default 5%)')
    .option('--force', 'overwrite files that are there')
    .action(async (sources: string[], options: Omit<ImportPowershellArguments, 'sources'>) => {
      const { importBackupServer } = await import('../commands/import-powershell.ts');
      ended(await importBackupServer({ ...options, sources }, io));
    });
}

function addSessions(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('sessions')
    .description('past sessions: session reports in CSV, JSON or .xlsx, task sessions of PowerShell or REST')
    .argument('<files...>', 'files, or folders with them; they may overlap')
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--last <n>', 'sessions of each job that its figures come from (default 10)')
    .option('--night <date>', 'replay a real night, from noon of this day to the next: 2026-01-05')
    .option('--force', 'overwrite files that are there')
    .action(async (sources: string[], options: Omit<ImportSessionsArguments, 'sources'>) => {
      const { importPastSessions } = await import('../commands/import-sessions.ts');
      ended(await importPastSessions({ ...options, sources }, io));
    });
}

function addSizing(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('sizing')
    .description(
      'a sizing: a table with a row for each workload, its number of VMs and disks, and its capacity',
    )
    .argument('<files...>', '.xlsx or .csv files, or folders with them')
    .requiredOption('-o, --output <dir>', 'folder for the scenario')
    .option('--name <name>', 'name of the scenario')
    .option('--force', 'overwrite files that are there')
    .action(async (sources: string[], options: Omit<ImportSizingArguments, 'sources'>) => {
      const { importSizingSheet } = await import('../commands/import-sizing.ts');
      ended(await importSizingSheet({ ...options, sources }, io));
    });
}
