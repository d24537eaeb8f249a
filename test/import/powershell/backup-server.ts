import type { PowershellOptions } from '../../../src/import/powershell/options.ts';
import { importPowershell, type PowershellImport } from '../../../src/import/powershell.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { scenarioOfImport } from '../scenario-of-import.ts';
import { table } from '../tables.ts';

export interface ImportedServer {
  /** The written scenario as the product reads it: every test that has one has checked that it is valid. */
  readonly scenario: Scenario;
  readonly yaml: string;
  /** Codes of the findings, in their order. */
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

/** The import of tables that are expected to give a scenario; `estate` is the text of an inventory's scenario. */
export function importedServer(
  tables: readonly Table[],
  options: PowershellOptions = {},
  estate = '',
): ImportedServer {
  const result: PowershellImport = importPowershell(tables, options);
  const codes = result.diagnostics.map(({ code }) => code);
  if (!result.ok) throw new Error(`import refused: ${codes.join(', ')}`);
  const scenario = scenarioOfImport(result, { 'estate.yaml': estate });
  const messages = result.diagnostics.map(({ message }) => message);
  return { scenario, yaml: result.scenarioYaml, codes, messages };
}

export const SERVER_HEADER = ['Id', 'PhysHostId', 'Name', 'Type', 'ApiVersion', 'Cores', 'RAM'];
export const PROXY_HEADER = [
  'Name',
  'HostId',
  'Type',
  'IsDisabled',
  'MaxTasksCount',
  'TransportMode',
  'ChassisType',
];
export const REPOSITORY_HEADER = [
  'Id',
  'Name',
  'HostId',
  'FriendlyPath',
  'Type',
  'Options(maxtasks)',
  'Options(Unlimited Tasks)',
  'Options(CombinedDataRateLimit)',
  'Options(OneBackupFilePerVm)',
  'CachedFreeSpace',
  'gatewayHosts',
];
export const JOB_HEADER = [
  'Name',
  'JobType',
  'SheduleEnabledTime',
  'ScheduleOptions',
  'RepoName',
  'Algorithm',
  'OriginalSize',
];
export const VM_HEADER = ['Name', 'PowerState', 'ProvisionedSize', 'UsedSize', 'Path'];

export const SERVERS = table(
  '_Servers',
  SERVER_HEADER,
  ['s1', 'p1', 'vbr.lab', 'Local', '', 16, 64 * 2 ** 30],
  ['s2', 'p2', 'px1.lab', 'Windows', '', 8, 16 * 2 ** 30],
  ['s3', '', 'vc.lab', 'VC', '7.0.3', '', ''],
  ['s4', '', 'esx1.lab', 'ESXi', '7.0.3', 32, ''],
);

/** A table with one row, from a record. */
export function rowTable(name: string, record: Readonly<Record<string, Cell>>): Table {
  return table(name, Object.keys(record), Object.values(record));
}

/** A proxy of px1, virtual, four tasks; every test changes what it is about. */
export function proxyTable(changes: Readonly<Record<string, Cell>> = {}): Table {
  const usual = {
    Name: 'px1.lab',
    HostId: 's2',
    Type: 'Vi',
    IsDisabled: 'False',
    MaxTasksCount: '4',
    TransportMode: 'Auto',
    ChassisType: 'ViVirtual',
  };
  return rowTable('_Proxies', { ...usual, ...changes });
}

export function repositoryTable(changes: Readonly<Record<string, Cell>> = {}): Table {
  const usual = {
    Id: 'r1',
    Name: 'repo1',
    HostId: 's9',
    FriendlyPath: 'E:\\Backups',
    Type: 'WinLocal',
    'Options(maxtasks)': '6',
    'Options(Unlimited Tasks)': 'False',
    'Options(CombinedDataRateLimit)': '0',
    'Options(OneBackupFilePerVm)': 'True',
    CachedFreeSpace: '1536',
    gatewayHosts: '',
  };
  return rowTable('_Repositories', { ...usual, ...changes });
}

export function jobTable(changes: Readonly<Record<string, Cell>> = {}): Table {
  const usual = {
    Name: 'night',
    JobType: 'Backup',
    SheduleEnabledTime: '1/15/2024 10:00:00',
    ScheduleOptions:
      'Start time: [1/15/2024 22:30:00], Daily options: [Enabled: True, DayNumberInMonth: Everyday, Days: Sunday]',
    RepoName: 'repo1',
    Algorithm: 'Increment',
  };
  return rowTable('_Jobs', { ...usual, ...changes });
}

/** Protected VMs by name and GiB. */
export function vmTable(sizes: Readonly<Record<string, number>>): Table {
  const rows = Object.entries(sizes).map(([name, gib]): Cell[] => {
    return [name, 'PoweredOn', gib * 2 ** 30, (gib / 2) * 2 ** 30, `vc.lab\\dc\\${name}`];
  });
  return table('_ViProtected', VM_HEADER, ...rows);
}
