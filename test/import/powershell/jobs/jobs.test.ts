import { describe, expect, test } from 'vitest';
import { importPowershell } from '../../../../src/import/powershell.ts';
import { jsonTable } from '../../../../src/import/tables/json-table.ts';
import type { Cell, Table } from '../../../../src/import/tables/table.ts';
import { table } from '../../tables.ts';
import {
  importedServer,
  JOB_HEADER,
  jobTable,
  proxyTable,
  repositoryTable,
  SERVERS,
  vmTable,
} from '../backup-server.ts';

const SERVER = [SERVERS, proxyTable(), repositoryTable()];
const VMS = vmTable({ app1: 100, app2: 50, db1: 200, db2: 40 });

/** Jobs by name, repository and size in GiB; all of them start at 22:00. */
function jobs(...rows: (readonly [name: string, type: string, repository: string, gib: number])[]): Table {
  const schedule =
    'Start time: [1/15/2024 22:00:00], Daily options: [Enabled: True, DayNumberInMonth: Everyday]';
  return table(
    '_Jobs',
    JOB_HEADER,
    ...rows.map(([name, type, repository, gib]): Cell[] => {
      return [name, type, 'x', schedule, repository, 'Increment', gib === 0 ? '' : gib * 2 ** 30];
    }),
  );
}

/** Names of the VMs of each job of the scenario. */
function members(
  tables: readonly Table[],
  ...rest: Parameters<typeof importedServer> extends [unknown, ...infer R] ? R : never
) {
  const { scenario, codes } = importedServer(tables, ...rest);
  const of = scenario.jobs.map((job) => [job.name, job.vms.map((row) => scenario.vms.names[row])]);
  return { of: Object.fromEntries(of) as Record<string, string[]>, codes, scenario };
}

describe('how a job makes its backups', () => {
  test.each<[string, Record<string, Cell>, object]>([
    [
      'increments and a synthetic full, with the spelling of the product',
      { Algorithm: 'Increment', TransformFullToSyntethic: 'True', TransformToSyntethicDays: 'Saturday' },
      {
        method: 'forward-incremental',
        syntheticFullDays: { weekdays: [5] },
        activeFullDays: { weekdays: [] },
      },
    ],
    [
      'a day with both kinds of fulls makes the active one',
      {
        EnableFullBackup: 'True',
        FullBackupScheduleKind: 'Daily',
        FullBackupDays: 'Sunday',
        TransformFullToSyntethic: 'True',
        TransformToSyntethicDays: 'Monday Sunday',
      },
      {
        method: 'forward-incremental',
        activeFullDays: { weekdays: [6] },
        syntheticFullDays: { weekdays: [0] },
      },
    ],
    [
      'no periodic full is a chain without end',
      { TransformFullToSyntethic: 'False', EnableFullBackup: 'False', RetentionCount: '14' },
      { method: 'forever-incremental', restorePoints: 14 },
    ],
    [
      'Syntethic is reverse incremental',
      { Algorithm: 'Syntethic', EnableFullBackup: 'True', FullBackupDays: 'Saturday' },
      {
        method: 'reverse-incremental',
        activeFullDays: { weekdays: [5] },
        syntheticFullDays: { weekdays: [] },
      },
    ],
    ['a full one every time', { Algorithm: 'Full' }, { method: 'active-full' }],
    ['compression as a word', { CompressionLevel: 'Dedupe' }, { compression: 'dedupe-friendly' }],
    ['compression as a number', { CompressionLevel: '9' }, { compression: 'extreme' }],
    ['blocks of a flat export', { BlockSize: 'KbBlockSize512' }, { blockSize: '512 KB' }],
    ['the largest blocks', { BlockSize: 'KbBlockSize4096' }, { blockSize: '4 MB' }],
    ['encryption', { StgEncryptionEnabled: 'True' }, { encryption: true }],
  ])('%s', (_title, changes, expected) => {
    const { scenario, codes } = importedServer([...SERVER, VMS, jobTable(changes)]);
    expect(scenario.jobs).toMatchObject([expected]);
    expect(codes).not.toContain('job-compression-unknown');
  });

  test('a monthly full is left out, an unknown method is forward incremental; both are said', () => {
    const { scenario, codes } = importedServer([
      ...SERVER,
      VMS,
      jobTable({
        Algorithm: 'Sideways',
        EnableFullBackup: 'True',
        FullBackupScheduleKind: 'Monthly',
        FullBackupDays: 'Sunday',
      }),
    ]);
    expect(scenario.jobs).toMatchObject([
      { method: 'forward-incremental', activeFullDays: { weekdays: [] } },
    ]);
    expect(codes).toEqual(expect.arrayContaining(['job-method-unknown', 'job-full-monthly']));
  });

  test('the REST interface says it in its own words', () => {
    const job = {
      type: 'VSphereBackup',
      name: 'night',
      isHighPriority: true,
      virtualMachines: { includes: [{ type: 'VirtualMachine', name: 'app1', size: '2 GB' }] },
      storage: {
        backupRepositoryId: 'R1',
        backupProxies: { autoSelectEnabled: false, proxyIds: ['P1', 'P2'] },
        retentionPolicy: { type: 'Days', quantity: 5 },
        advancedSettings: {
          backupModeType: 'Incremental',
          syntheticFulls: { isEnabled: true, weekly: { isEnabled: true, days: ['monday', 'friday'] } },
          activeFulls: { isEnabled: false, weekly: { isEnabled: true, days: ['saturday'] } },
          storageData: {
            compressionLevel: 'High',
            storageOptimization: '256KB',
            excludeDeletedFileBlocks: false,
            encryption: { isEnabled: true },
          },
        },
      },
      schedule: {
        runAutomatically: true,
        daily: { isEnabled: true, dailyKind: 'WeekDays', localTime: '21:00' },
      },
    };
    const { scenario } = importedServer([
      SERVERS,
      proxyTable({ Id: 'p1' }),
      repositoryTable(),
      jsonTable('JobsResult', { data: [job] })!,
    ]);
    expect(scenario.jobs).toMatchObject([
      {
        repository: 'repo1',
        proxies: ['px1.lab'],
        priority: 'high',
        method: 'forward-incremental',
        syntheticFullDays: { weekdays: [0, 4] },
        activeFullDays: { weekdays: [] },
        restorePoints: 5,
        compression: 'high',
        blockSize: '256 KB',
        encryption: true,
        bitLooker: false,
        schedule: { kind: 'daily', days: [0, 1, 2, 3, 4] },
      },
    ]);
    // The product's GB are GiB.
    expect(scenario.vms.disksOf(0)).toMatchObject([{ size: 2 * 2 ** 30 }]);
  });

  test('a job declared in a configuration file is read through its envelope', () => {
    const declared = jsonTable('sql-daily', [
      {
        apiVersion: 'example/v1',
        kind: 'VBRJob',
        metadata: { name: 'SQL' },
        spec: { objects: [{ type: 'VirtualMachine', name: 'sql1' }], schedule: { daily: '02:00' } },
      },
    ])!;
    const { of, scenario } = members([...SERVER, declared]);
    expect(of).toEqual({ SQL: ['sql1'] });
    expect(scenario.jobs).toMatchObject([{ schedule: { kind: 'daily', timeOfDayUs: 2 * 3600e6 } }]);
  });
});

describe('which jobs are taken', () => {
  test('jobs of agents, files, tape and the like are left out in one finding', () => {
    const agents = table(
      '_AgentBackupJob',
      ['Name', 'JobType', 'ScheduleOptions'],
      ['laptops', 'PhysicalBackup', ''],
    );
    const tape = table('_TapeJobs', ['Name', 'ScheduleOptions'], ['tape', 'Monthly on 1st']);
    const result = importPowershell([...SERVER, VMS, jobTable(), agents, tape]);
    const left = result.diagnostics.find(({ code }) => code === 'job-type-left-out');
    expect(left?.message).toMatch(/: 2 \(laptops, tape\)$/);
  });

  test.each([
    'NasBackup',
    'NasBackupCopy',
    'FileBackupCopy',
    'WindowsAgentBackupCopy',
    'EpAgentBackup',
    '24',
  ])('a job of the type %s is none of VMs, though its name may end like that of one', (JobType) => {
    const { of, codes } = members([...SERVER, VMS, jobTable({ Name: 'base' }), jobTable({ JobType })]);
    expect(Object.keys(of)).toEqual(['base']);
    expect(codes).toContain('job-type-left-out');
  });

  test.each(['Replica', 'VSphereReplica', 'HvReplica', '1', 'VmCopy', 'Copy', '2'])(
    'a job of the type %s is left out because nothing tells where it writes, and a finding of its own says so',
    (JobType) => {
      const { of, codes } = members([...SERVER, VMS, jobTable({ Name: 'base' }), jobTable({ JobType })]);
      expect(Object.keys(of)).toEqual(['base']);
      expect(codes).toContain('job-target-unknown');
      expect(codes).not.toContain('job-type-left-out');
    },
  );

  test.each([
    ['0', 'backup'],
    ['vSphereBackup', 'backup'],
    ['VMware Backup', 'backup'],
    ['51', 'backup-copy'],
    ['VMware Backup Copy', 'backup-copy'],
    ['SimpleBackupCopyPolicy', 'backup-copy'],
  ])('the type %s is that of a %s job', (JobType, type) => {
    const { scenario } = members([
      ...SERVER,
      VMS,
      jobTable({ Name: 'base' }),
      jobTable({ JobType, RepoName: 'far' }),
    ]);
    expect(scenario.jobs.find(({ name }) => name === 'night')).toMatchObject({ type });
  });

  test('a backup copy reads the repository with most VMs and follows its largest job', () => {
    const { scenario, codes } = members([
      ...SERVER,
      repositoryTable({ Id: 'r2', Name: 'repo2' }),
      VMS,
      jobs(['a', 'Backup', 'repo1', 300], ['b', 'Backup', 'repo2', 90], ['c', 'BackupSync', 'repo2', 0]),
    ]);
    const copy = scenario.jobs.find(({ name }) => name === 'c');
    expect(copy).toMatchObject({ type: 'backup-copy', source: 'repo1', repository: 'repo2' });
    expect(copy?.vms).toEqual(scenario.jobs[0]?.vms);
    expect(codes).toContain('job-source-assumed');
    const other = members([
      ...SERVER,
      repositoryTable({ Id: 'r2', Name: 'repo2' }),
      repositoryTable({ Id: 'r3', Name: 'repo3' }),
      VMS,
      jobs(['a', 'Backup', 'repo1', 90], ['b', 'Backup', 'repo2', 300], ['c', 'BackupSync', 'repo3', 0]),
    ]);
    expect(other.of['b']!.length).toBeGreaterThan(other.of['a']!.length);
    expect(other.scenario.jobs.find(({ name }) => name === 'c')).toMatchObject({ source: 'repo2' });
  });

  test('a copy that runs continuously follows; one of which nothing else is left to read is left out', () => {
    const continuous = jobTable({
      Name: 'copy',
      JobType: 'BackupSync',
      RepoName: 'far',
      ScheduleOptions: 'Continuous options: [Enabled: True, ScheduleString: <scheduler></scheduler>]',
    });
    const { scenario } = members([...SERVER, VMS, jobTable(), continuous]);
    expect(scenario.jobs[1]).toMatchObject({ name: 'copy', schedule: { kind: 'after', job: 'night' } });
    // One with starts of its own keeps them.
    const nightly = {
      ...continuous,
      rows: jobTable({ Name: 'copy', JobType: 'BackupSync', RepoName: 'far' }).rows,
    };
    const own = members([...SERVER, VMS, jobTable(), nightly]).scenario.jobs[1];
    expect(own).toMatchObject({ source: 'repo1', schedule: { kind: 'daily', timeOfDayUs: 22.5 * 3600e6 } });
    const lonely = members([...SERVER, VMS, jobTable(), jobTable({ Name: 'copy', JobType: 'BackupCopy' })]);
    expect(Object.keys(lonely.of)).toEqual(['night']);
    expect(lonely.codes).toContain('job-without-vms');
  });

  test('a job that follows one that is left out starts by itself, and that is said', () => {
    const rest = jsonTable('jobs', [
      {
        type: 'VSphereBackup',
        name: 'second',
        schedule: { afterThisJob: { isEnabled: true, jobName: 'gone' } },
      },
    ])!;
    const { scenario, codes } = members([...SERVER, VMS, rest]);
    expect(scenario.jobs).toMatchObject([{ schedule: { kind: 'daily', timeOfDayUs: 22 * 3600e6 } }]);
    expect(codes).toContain('schedule-after-unknown');
  });

  test('jobs that follow each other in a circle start by themselves, who follows them still follows', () => {
    const behind = (jobName: string) => ({ afterThisJob: { isEnabled: true, jobName } });
    const rest = jsonTable('jobs', [
      { type: 'VSphereBackup', name: 'a', schedule: behind('b') },
      { type: 'VSphereBackup', name: 'b', schedule: behind('A') },
      { type: 'VSphereBackup', name: 'c', schedule: behind('a') },
    ])!;
    const { scenario } = members([...SERVER, VMS, rest]);
    expect(scenario.jobs.map(({ name, schedule }) => [name, schedule.kind])).toEqual([
      ['a', 'daily'],
      ['b', 'daily'],
      ['c', 'after'],
    ]);
  });

  test('a copy of the name of the job that it follows follows that one', () => {
    const copy = jobTable({ JobType: 'BackupSync', RepoName: 'far', ScheduleOptions: '' });
    const { scenario } = members([...SERVER, VMS, jobTable(), copy]);
    expect(scenario.jobs.map(({ name, schedule }) => [name, schedule])).toMatchObject([
      ['night', { kind: 'daily' }],
      ['night#2', { kind: 'after', job: 'night' }],
    ]);
  });

  test('without any job one for all VMs is assumed, without repositories and proxies these are', () => {
    const { of, codes, scenario } = members([proxyTable(), VMS]);
    expect(of).toEqual({ nightly: ['app1', 'app2', 'db1', 'db2'] });
    expect(scenario.repositories).toMatchObject([
      { name: 'repository1', maxConcurrentTasks: 4, perVmFiles: true },
    ]);
    // It holds back none of the proxies' tasks.
    const many = [9, 5].map((slots) =>
      proxyTable({ Name: `px-${slots}`, HostId: '', MaxTasksCount: `${slots}` }),
    );
    expect(members([...many, VMS]).scenario.repositories).toMatchObject([{ maxConcurrentTasks: 14 }]);
    expect(codes).toEqual(expect.arrayContaining(['no-jobs', 'no-repositories']));
    const without = members([repositoryTable(), VMS]);
    expect(without.scenario.proxies).toMatchObject([{ name: 'backup-server', isDefault: true }]);
    expect(without.codes).toContain('no-proxies');
  });

  test('servers and VMs alone are nothing to import', () => {
    const result = importPowershell([SERVERS, VMS]);
    expect([result.ok, result.diagnostics.map(({ code }) => code)]).toEqual([false, ['no-objects']]);
  });
});

describe('which VM is in which job', () => {
  const two = jobs(['apps', 'Backup', 'repo1', 150], ['dbs', 'Backup', 'repo1', 240]);

  test('where nothing tells, VMs fill the jobs by their sizes, and that is said', () => {
    const { of, codes } = members([...SERVER, VMS, two]);
    // 390 GiB for jobs of 150 and 240: app1 to the larger, app2 to the one with more to fill (150 against 140), and so on.
    expect(of).toEqual({ apps: ['app2', 'db2'], dbs: ['app1', 'db1'] });
    expect(codes).toContain('job-members-assumed');
    // Jobs that call themselves ten times as large as all VMs are filled in the same ratio.
    const larger = jobs(['apps', 'Backup', 'repo1', 1500], ['dbs', 'Backup', 'repo1', 2400]);
    expect(members([...SERVER, VMS, larger]).of).toEqual(of);
  });

  test('VMs that only a job of Hyper-V names are VMs of Hyper-V', () => {
    const rest = jsonTable('jobs', [
      {
        type: 'HyperVBackup',
        name: 'hv',
        virtualMachines: { includes: [{ type: 'VirtualMachine', name: 'hv1', platform: 'HyperV' }] },
      },
    ])!;
    const { of, scenario } = members([...SERVER, rest]);
    expect(of).toEqual({ hv: ['hv1'] });
    expect(scenario.vms.traits).toMatchObject([{ platform: 'hyperv' }]);
  });

  test('VMs of Hyper-V go to no job of vSphere, nor the other way round', () => {
    const hyperv = table(
      '_HvProtected',
      ['Name', 'PowerState', 'ProvisionedSize', 'UsedSize', 'Path'],
      ['hv1', 'Running', 2 ** 30, 2 ** 29, 'cluster\\dc'],
    );
    const typed = (Name: string, JobType: string) => ({ ...jobTable({ Name, JobType }), name: Name });
    const both = [typed('vi', 'VMware Backup'), typed('hv', 'Hyper-V Backup')];
    expect(members([...SERVER, VMS, hyperv, ...both]).of).toEqual({
      vi: ['app1', 'app2', 'db1', 'db2'],
      hv: ['hv1'],
    });
  });

  test('past sessions tell, and only the rest is dealt out', () => {
    const sessions = table(
      'VeeamSessionReport',
      ['JobName', 'VMName', 'Status', 'CreationTime', 'TaskAlgorithm'],
      ['apps', 'app1', 'Success', '2024-03-01T22:00:00', 'Increment'],
      ['apps', 'app2', 'Success', '2024-03-01T22:00:00', 'Increment'],
    );
    expect(members([...SERVER, VMS, two, sessions]).of).toEqual({
      apps: ['app1', 'app2'],
      dbs: ['db1', 'db2'],
    });
  });

  test('VMs that the last ten sessions of a job do not have are no longer in it', () => {
    const rows = Array.from({ length: 11 }, (_, day) => [
      ...['apps', day === 0 ? 'old' : day === 1 ? 'rare' : 'app1', 'Success'],
      `2024-03-${`${day + 1}`.padStart(2, '0')}T22:00:00`,
    ]);
    const sessions = table('VeeamSessionReport', ['JobName', 'VMName', 'Status', 'CreationTime'], ...rows);
    const { of, codes } = members([...SERVER, jobs(['apps', 'Backup', 'repo1', 279]), sessions]);
    expect(of).toEqual({ apps: ['rare', 'app1'] });
    expect(codes).toContain('vm-gone');
  });

  test('without any list of VMs a job has invented ones of its size, and that is said', () => {
    const { of, codes, scenario } = members([...SERVER, jobs(['apps', 'Backup', 'repo1', 279])]);
    expect(of['apps']).toEqual(['apps VM 1', 'apps VM 2', 'apps VM 3']);
    expect(scenario.vms.disksOf(0)).toMatchObject([{ size: Math.ceil((279 * 2 ** 30) / 3) }]);
    expect(codes).toContain('no-vms');
  });

  test('VMs have their listed sizes; what uses more than it has counts as full, what is off does not change', () => {
    const list = table(
      '_ViProtected',
      ['Name', 'PowerState', 'ProvisionedSize', 'UsedSize', 'Path'],
      ['a', 'PoweredOn', '107374182400', '42949672960', ''],
      ['b', 'PoweredOff', '1000', '5000', ''],
    );
    const { scenario, codes } = members([...SERVER, list, jobTable()]);
    expect(scenario.vms.disksOf(0)).toMatchObject([
      { size: 107374182400, used: 42949672960, changeRate: 0.05 },
    ]);
    expect(scenario.vms.disksOf(1)).toMatchObject([{ size: 1000, used: 1000, changeRate: 0 }]);
    expect(codes).toEqual(expect.arrayContaining(['vm-used-over-size', 'vm-powered-off']));
  });

  test('names of VMs do not expand, and those in two jobs stand once', () => {
    const rest = (name: string) => ({
      type: 'VSphereBackup',
      name,
      virtualMachines: { includes: [{ type: 'VirtualMachine', name: 'app{1..3}*', size: '1 GB' }] },
    });
    const { of, scenario } = members([...SERVER, jsonTable('jobs', [rest('one'), rest('two')])!]);
    expect(scenario.vms.names).toEqual(['app(1..3)_']);
    expect(of).toEqual({ one: ['app(1..3)_'], two: ['app(1..3)_'] });
  });
});

describe('with an inventory', () => {
  const ESTATE = `version: 1
name: Estate
sites: [hq, dr]
hosts: [{ name: esxA, site: dr }, { name: esxB, site: hq }]
datastores: [{ name: ds1, site: hq, hosts: [esxB] }, { name: ds2, site: dr, hosts: [esxA] }]
vms:
  - { name: "app{1..2}", host: esxB, disks: [{ size: 10 GB, datastore: ds1 }] }
  - { name: px1, host: esxA, disks: [{ size: 1 GB, datastore: ds2 }] }
proxies: [{ name: assumed, site: hq }]
repositories: [{ name: assumed-repo, site: hq }]
jobs: [{ name: assumed-job, vms: ["*"], repository: assumed-repo }]
`;
  const estate = {
    file: 'estate.yaml',
    sites: ['hq', 'dr'],
    mainSite: 'hq',
    hosts: [
      { name: 'esxA', platform: 'vsphere' as const },
      { name: 'esxB', platform: 'vsphere' as const },
    ],
    vms: [
      { name: 'app1', host: 'esxB' },
      { name: 'app2', host: 'esxB' },
      { name: 'px1', host: 'esxA' },
    ],
  };

  test('hosts, datastores and VMs are the inventory’s, and what it assumed of a backup system stays there', () => {
    const { scenario } = members([...SERVER, jobTable()], { estate }, ESTATE);
    expect(scenario.hosts.map(({ name }) => name)).toEqual(['esxA', 'esxB']);
    expect(scenario.proxies.map(({ name }) => name)).toEqual(['px1.lab']);
    expect(scenario.repositories.map(({ name, site }) => [name, site])).toEqual([['repo1', 'hq']]);
    expect(scenario.jobs.map(({ name }) => name)).toEqual(['night']);
    expect(scenario.name).toBe('Backup server import');
  });

  test('a proxy that is one of its VMs runs on that VM’s host, without being told that it is virtual', () => {
    const { scenario, codes } = members(
      [...SERVER, proxyTable({ ChassisType: '' }), jobTable()],
      { estate },
      ESTATE,
    );
    expect(scenario.proxies).toMatchObject([{ kind: 'virtual', host: 'esxA', site: 'dr' }]);
    expect(codes).not.toContain('proxy-host-assumed');
  });

  test('a virtual proxy that is none of its VMs is put on a host in turn, and that is said', () => {
    const { scenario, codes } = members(
      [SERVERS, proxyTable({ Name: 'px9', HostId: 'x' }), repositoryTable(), jobTable()],
      { estate },
      ESTATE,
    );
    expect(scenario.proxies).toMatchObject([{ kind: 'virtual', host: 'esxA' }]);
    expect(codes).toContain('proxy-host-assumed');
  });

  test('only its VMs that the list of protected ones names are dealt out, in any case of letters', () => {
    const list = vmTable({ APP2: 10 });
    expect(members([...SERVER, list, jobTable()], { estate }, ESTATE).of).toEqual({ night: ['app2'] });
  });

  test('where it has none of them, all of its VMs are dealt out, and that is said', () => {
    const { of, codes } = members(
      [...SERVER, VMS.rows.length > 0 ? vmTable({ other: 1 }) : VMS, jobTable()],
      { estate },
      ESTATE,
    );
    expect(of).toEqual({ night: ['app1', 'app2', 'px1'] });
    expect(codes).toContain('inventory-of-others');
  });

  test('VMs that are in no job, by the list of these, are not dealt out', () => {
    const none = { ...vmTable({ px1: 1 }), name: '_ViUnprotected' };
    expect(members([...SERVER, none, jobTable()], { estate }, ESTATE).of).toEqual({
      night: ['app1', 'app2'],
    });
  });

  test('VMs of jobs that it does not have are left out, and that is said', () => {
    const job = {
      type: 'VSphereBackup',
      name: 'night',
      virtualMachines: {
        includes: [
          { type: 'VirtualMachine', name: 'app1.lab.local' },
          { type: 'VirtualMachine', name: 'gone' },
        ],
      },
    };
    const { of, codes } = members([...SERVER, jsonTable('jobs', [job])!], { estate }, ESTATE);
    expect(of).toEqual({ night: ['app1'] });
    expect(codes).toContain('vm-not-in-inventory');
  });
});
