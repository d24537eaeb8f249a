import { type Command, Option } from 'commander';
import type { ImportInventoryArguments } from '../commands/import-inventory.ts';
import type { ImportPowershellArguments } from '../commands/import-powershell.ts';
import type { ImportRvtoolsArguments } from '../commands/import-rvtools.ts';
import type { ImportSessionsArguments } from '../commands/import-sessions.ts';
import type { ImportSizingArguments } from '../commands/import-sizing.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';

const CHANGE_RATE =
  'daily change: a share of the used space, such as 3% (default 5%), or an amount of all VMs together, such as "3 TB"';

/** Adds the commands that make scenarios from exports of other tools. */
export function addImport(program: Command, io: Io, ended: Ended): void {
  const parent = program.command('import').description('make a scenario from the export of another tool');
  addRvtools(parent, io, ended);
  addInventory(parent, io, ended);
  addPowershell(parent, io, ended);
  addSessions(parent, io, ended);
  addSizing(parent, io, ended);
}

function addRvtools(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('rvtools')
    .description('an RVTools export: its .xlsx, or its .csv files or the folder with them')
    .argument('<files...>', 'the .xlsx, the .csv files, or their folder')
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--powered-off', 'include VMs that are powered off')
    .option('--all-disks', 'include disks that cannot be snapshotted (independent, physical raw, shared)')
    .option('--change-rate <change>', CHANGE_RATE)
    .addOption(
      new Option('--tracking <how>', 'changed-block tracking: as in the CBT column, or on for every VM')
        .choices(['exported', 'cbt'])
        .default('exported'),
    )
    .option('--force', 'overwrite existing files')
    .addHelpText('after', examples('proxysim import rvtools export.xlsx -o my-site'))
    .action(async (sources: string[], options: Omit<ImportRvtoolsArguments, 'sources'>) => {
      const { importRvtoolsExport } = await import('../commands/import-rvtools.ts');
      ended(await importRvtoolsExport({ ...options, sources }, io));
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
      'CSV, JSON or .xlsx files, or folders that contain them; recognised by their headers',
    )
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--powered-off', 'include VMs that are powered off')
    .option('--change-rate <change>', CHANGE_RATE)
    .option('--force', 'overwrite existing files')
    .addHelpText('after', examples('proxysim import inventory vms.csv disks.csv -o my-site'))
    .action(async (sources: string[], options: Omit<ImportInventoryArguments, 'sources'>) => {
      const { importInventoryLists } = await import('../commands/import-inventory.ts');
      ended(await importInventoryLists({ ...options, sources }, io));
    });
}

function addPowershell(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('powershell')
    .description(
      'proxies, repositories and jobs of a backup server, from PowerShell (CSV, JSON), a health check or REST',
    )
    .argument(
      '<files...>',
      'files, or folders that contain them; session reports among them say which VM is in which job, and sizes',
    )
    .requiredOption('-o, --output <dir>', 'folder for the scenario')
    .option(
      '--inventory <path>',
      'scenario to take hosts, datastores and VMs from, such as one that import rvtools wrote',
    )
    .option('--name <name>', 'name of the scenario')
    .option('--change-rate <change>', `${CHANGE_RATE}; not with --inventory`)
    .option('--force', 'overwrite existing files')
    .addHelpText('after', examples('proxysim import powershell server/ --inventory my-site -o my-server'))
    .action(async (sources: string[], options: Omit<ImportPowershellArguments, 'sources'>) => {
      const { importBackupServer } = await import('../commands/import-powershell.ts');
      ended(await importBackupServer({ ...options, sources }, io));
    });
}

function addSessions(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('sessions')
    .description(
      'past sessions: session reports (CSV, JSON, .xlsx), or task sessions from PowerShell or REST',
    )
    .argument('<files...>', 'files, or folders that contain them; they may overlap')
    .requiredOption('-o, --output <dir>', 'folder for the scenario and its inventory')
    .option('--name <name>', 'name of the scenario')
    .option('--last <n>', 'take figures from the last n sessions of each job (default 10)')
    .option('--night <date>', 'replay one real night, from noon of this day (2026-01-05) to noon of the next')
    .option('--force', 'overwrite existing files')
    .addHelpText('after', examples('proxysim import sessions reports/ -o my-site'))
    .action(async (sources: string[], options: Omit<ImportSessionsArguments, 'sources'>) => {
      const { importPastSessions } = await import('../commands/import-sessions.ts');
      ended(await importPastSessions({ ...options, sources }, io));
    });
}

function addSizing(parent: Command, io: Io, ended: Ended): void {
  parent
    .command('sizing')
    .description('a sizing: a table with the numbers of VMs and disks and the capacity of each workload')
    .argument('<files...>', '.xlsx or .csv files, or folders that contain them')
    .requiredOption('-o, --output <dir>', 'folder for the scenario')
    .option('--name <name>', 'name of the scenario')
    .option('--force', 'overwrite existing files')
    .addHelpText('after', examples('proxysim import sizing sizing.xlsx -o my-site'))
    .action(async (sources: string[], options: Omit<ImportSizingArguments, 'sources'>) => {
      const { importSizingSheet } = await import('../commands/import-sizing.ts');
      ended(await importSizingSheet({ ...options, sources }, io));
    });
}
