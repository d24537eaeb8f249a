import { describe, expect, test } from 'vitest';
import { jsonTable } from '../../../../src/import/tables/json-table.ts';
import type { Cell } from '../../../../src/import/tables/table.ts';
import { table } from '../../tables.ts';
import {
  importedServer,
  jobTable,
  proxyTable,
  repositoryTable,
  rowTable,
  SERVERS,
  vmTable,
} from '../backup-server.ts';

const REST = [SERVERS, proxyTable(), vmTable({ app1: 100, app2: 50 })];

function repositories(tables: Parameters<typeof importedServer>[0], job: Record<string, Cell> = {}) {
  const { scenario, codes } = importedServer([...tables, ...REST, jobTable(job)]);
  return { found: scenario.repositories, codes, jobs: scenario.jobs };
}

describe('a repository', () => {
  test('has its tasks, a file per VM and its free space; GB of the product are GiB', () => {
    const { found } = repositories([repositoryTable()]);
    expect(found).toMatchObject([
      {
        name: 'repo1',
        maxConcurrentTasks: 6,
        perVmFiles: true,
        freeSpace: 1536 * 2 ** 30,
        ingest: { read: Number.POSITIVE_INFINITY },
      },
    ]);
  });

  test.each<[string, Record<string, Cell>, object]>([
    [
      'unlimited tasks',
      { 'Options(Unlimited Tasks)': 'True' },
      { maxConcurrentTasks: Number.POSITIVE_INFINITY },
    ],
    [
      '-1 tasks are unlimited',
      { 'Options(maxtasks)': '-1' },
      { maxConcurrentTasks: Number.POSITIVE_INFINITY },
    ],
    [
      'a limit of the data rate in MB/s',
      { 'Options(CombinedDataRateLimit)': '300' },
      { ingest: { write: 300e6 } },
    ],
    ['free space that is not known', { CachedFreeSpace: '-1' }, { freeSpace: Number.POSITIVE_INFINITY }],
    ['on the machine of a proxy', { HostId: 'S2' }, { server: 'px1.lab' }],
    ['hardened, on the machine of a proxy', { HostId: 'S2', Type: 'LinuxHardened' }, { server: 'px1.lab' }],
    ['with block cloning, by its name', { Name: 'ReFS_01', RepoName: 'ReFS_01' }, { blockCloning: true }],
    [
      'a share, written by its gateway',
      { Type: 'CifsShare', HostId: '00000000-0000-0000-0000-000000000000', gatewayHosts: 'PX1.lab' },
      { gateway: { proxy: 'px1.lab' } },
    ],
    [
      'an appliance with automatic choice of the gateway',
      { Type: 'DDBoost', HostId: '00000000-0000-0000-0000-000000000000' },
      { gateway: 'auto' },
    ],
  ])('%s', (_title, changes, expected) => {
    const { found } = repositories([repositoryTable(changes)], { RepoName: changes['Name'] ?? 'repo1' });
    expect(found).toMatchObject([expected]);
  });

  test('of which the export holds the name of a type has the 4 tasks of the preset, and that is said', () => {
    const old = {
      Id: 'r1',
      Name: 'repo1',
      FriendlyPath: 'E:',
      Type: 'WinLocal',
      Options: 'Veeam.Backup.Model.CDomBackupRepositoryOptions',
      SplitStoragesPerVm: 'True',
    };
    const { found, codes } = repositories([rowTable('_Repositories', old)]);
    expect(found).toMatchObject([{ maxConcurrentTasks: 4, perVmFiles: true }]);
    expect(codes).toContain('repository-slots-unknown');
  });

  test('where the two columns about files per VM differ, the setting counts, and that is said', () => {
    const { found, codes } = repositories([repositoryTable({ SplitStoragesPerVm: 'False' })]);
    expect(found).toMatchObject([{ perVmFiles: true }]);
    expect(codes).toContain('repository-per-vm-unclear');
  });

  test('whose gateway is no proxy is written to without one, and that is said', () => {
    const share = repositoryTable({ Type: 'CifsShare', gatewayHosts: 'other' });
    const { found, codes } = repositories([share]);
    expect(found[0]).not.toHaveProperty('gateway');
    expect(codes).toContain('repository-gateway-unknown');
  });

  test('that a job names and no list has is assumed, and that is said', () => {
    const { found, codes } = repositories([repositoryTable()], { RepoName: 'lost' });
    expect(found.map(({ name }) => name)).toEqual(['repo1', 'lost']);
    expect(codes).toContain('repository-not-listed');
  });

  test('is found by the id that a job says before the name, which may be an old one', () => {
    const two = [
      repositoryTable({ RepoName: '' }),
      { ...repositoryTable({ Id: 'r2', Name: 'repo2' }), name: '_Repositories2' },
    ];
    const renamed = repositories(two, { RepoName: 'repo1', TargetRepositoryId: 'r2' });
    expect(renamed.jobs).toMatchObject([{ repository: 'repo2' }]);
    const unnamed = repositories(two, { RepoName: '', TargetRepositoryId: 'r2' });
    expect(unnamed.jobs).toMatchObject([{ repository: 'repo2' }]);
    expect(unnamed.codes).not.toContain('repository-not-listed');
    // Neither a name nor an id is the first of them.
    expect(repositories(two, { RepoName: '' }).jobs).toMatchObject([{ repository: 'repo1' }]);
  });

  test('of the REST interface: a limit that is off is none, a rate of 0 neither', () => {
    const rest = (repository: object) =>
      jsonTable('RepositoriesResult', {
        data: [{ id: 'x', name: 'repo1', type: 'LinuxLocal', hostId: 's2', repository }],
      })!;
    const limits = { taskLimitEnabled: true, maxTaskCount: 4, readWriteLimitEnabled: true, readWriteRate: 0 };
    const advancedSettings = { perVmBackup: true };
    const { found } = repositories([rest({ ...limits, advancedSettings, useFastCloningOnXFSVolumes: true })]);
    expect(found).toMatchObject([
      {
        maxConcurrentTasks: 4,
        perVmFiles: true,
        blockCloning: true,
        ingest: { write: Number.POSITIVE_INFINITY },
        server: 'px1.lab',
      },
    ]);
    expect(
      repositories([rest({ ...limits, taskLimitEnabled: false, readWriteRate: 50 })]).found,
    ).toMatchObject([{ maxConcurrentTasks: Number.POSITIVE_INFINITY, ingest: { write: 50e6 } }]);
  });
});

describe('a scale-out repository', () => {
  const extents = table(
    '_SOBRExtents',
    ['Name', 'SOBR_Name', 'Type', 'Options(maxtasks)', 'Options(OneBackupFilePerVm)', 'CachedFreeSpace'],
    ['e1', 'big', 'WinLocal', '8', 'True', '100'],
    ['e2', 'big', 'LinuxLocal', '4', 'True', '200'],
  );
  const header = ['Name', 'PolicyType', 'Extents', 'UsePerVMBackupFiles'];

  test('has its extents, its policy, and says for them whether each VM has a file', () => {
    const whole = table('_SOBRs', header, ['big', 'Performance', 'e1;e2', 'True']);
    const { found, jobs } = repositories([whole, extents], { RepoName: 'big' });
    expect(found).toMatchObject([
      { name: 'e1', maxConcurrentTasks: 8, freeSpace: 100 * 2 ** 30 },
      { name: 'e2', maxConcurrentTasks: 4 },
      { name: 'big', extents: ['e1', 'e2'], placement: 'performance', perVmFiles: true },
    ]);
    expect(jobs).toMatchObject([{ repository: 'big' }]);
  });

  test('is known by its extents alone', () => {
    expect(repositories([extents], { RepoName: 'big' }).found[2]).toMatchObject({
      name: 'big',
      extents: ['e1', 'e2'],
      placement: 'data-locality',
    });
  });

  test('with an extent that is not listed has an assumed one, without any it counts as plain; both are said', () => {
    const some = table(
      '_SOBRs',
      header,
      ['big', 'DataLocality', 'e1;e3', 'True'],
      ['none', 'DataLocality', '', 'True'],
    );
    const { found, codes } = repositories([some, extents], { RepoName: 'none' });
    expect(found.map(({ name, extents: of }) => [name, of])).toEqual([
      ['e1', []],
      ['e2', []],
      ['e3', []],
      ['big', ['e1', 'e3', 'e2']],
      ['none', []],
    ]);
    expect(codes).toEqual(expect.arrayContaining(['extent-not-listed', 'scale-out-without-extents']));
  });

  test('goes before one of its extents that is called like it', () => {
    const whole = table('_SOBRs', header, ['e1', 'DataLocality', 'e1;e2', '']);
    const { found, jobs, codes } = repositories([whole, extents], { RepoName: 'e1' });
    const [all] = found.filter(({ extents: of }) => of.length > 0);
    expect(all).toMatchObject({ perVmFiles: true, extents: ['e1', 'e2'] });
    expect(jobs).toMatchObject([{ repository: all!.name }]);
    expect(codes).not.toContain('repository-not-listed');
    // Of an extent whose whole is called otherwise the name is enough.
    const part = repositories([whole, extents], { RepoName: 'e2' });
    expect(part.jobs).toMatchObject([{ repository: 'e2' }]);
    expect(part.codes).not.toContain('repository-not-listed');
  });

  test('exported as a whole object has the name of a type where its extents are: these say whose they are', () => {
    const whole = table('_SOBRs', header, ['big', 'DataLocality', 'System.Object[]', 'True']);
    const { found, jobs } = repositories([whole, extents], { RepoName: 'big' });
    expect(found.map(({ name }) => name)).toEqual(['e1', 'e2', 'big']);
    expect(jobs).toMatchObject([{ repository: 'big' }]);
  });

  test('of the REST interface names its extents in a list', () => {
    const rest = jsonTable('ScaleOut', {
      data: [
        {
          name: 'big',
          performanceTier: {
            performanceExtents: [{ name: 'e1' }, { name: 'e2' }],
            advancedSettings: { perVmBackup: false },
          },
          placementPolicy: { type: 'Performance' },
        },
      ],
    })!;
    expect(repositories([rest, extents], { RepoName: 'big' }).found[2]).toMatchObject({
      extents: ['e1', 'e2'],
      placement: 'performance',
      perVmFiles: false,
    });
  });
});
