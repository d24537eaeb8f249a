import { describe, expect, test } from 'vitest';
import {
  diskKey,
  fileKey,
  fileName,
  isCheckpointFile,
  isPassThrough,
  placeOf,
  vmByPath,
} from '../../../../src/import/inventory/hyperv/vhd-path.ts';

const GUID = '4b0c2f6e-1a2b-3c4d-5e6f-0123456789ab';

describe('a file lies', () => {
  test.each([
    ['D:\\a.vhdx', { kind: 'local', volume: 'D:' }],
    [' d:/vms/a.vhdx ', { kind: 'local', volume: 'D:' }],
    ['e:', { kind: 'local', volume: 'E:' }],
    ['\\\\?\\D:\\a.vhdx', { kind: 'local', volume: 'D:' }],
    ['\\\\hv1\\d$\\a.vhdx', { kind: 'local', volume: 'D:', host: 'hv1' }],
    ['\\\\hv1\\E$', { kind: 'local', volume: 'E:', host: 'hv1' }],
    // A share of that name is another's, and no drive.
    ['\\\\hv1\\d$x\\a.vhdx', { kind: 'smb', volume: '\\\\hv1\\d$x' }],
    ['\\\\hv1\\1$\\a.vhdx', { kind: 'smb', volume: '\\\\hv1\\1$' }],
    ['C:\\x\\\\hv1\\d$\\a.vhdx', { kind: 'local', volume: 'C:' }],
    ['C:\\ClusterStorage\\Volume1\\a\\a.vhdx', { kind: 'csv', volume: 'Volume1' }],
    ['c:/clusterstorage/SQL data/a.vhdx', { kind: 'csv', volume: 'SQL data' }],
    ['\\\\hv1\\c$\\ClusterStorage\\Volume2\\a.vhdx', { kind: 'csv', volume: 'Volume2' }],
    ['D:\\old\\ClusterStorage\\Volume1\\a.vhdx', { kind: 'local', volume: 'D:' }],
    ['\\\\fs1\\vms\\a\\a.vhdx', { kind: 'smb', volume: '\\\\fs1\\vms' }],
    ['\\\\?\\UNC\\fs1\\vms\\a.vhdx', { kind: 'smb', volume: '\\\\fs1\\vms' }],
  ])('%s', (path, place) => expect(placeOf(path)).toEqual(place));

  test.each([
    '',
    'a.vhdx',
    'xD:\\a.vhdx',
    '1:\\a.vhdx',
    'xC:\\ClusterStorage\\Volume1\\a',
    'x\\\\fs1\\vms\\a',
    '\\\\fs1',
  ])('nowhere by the text %j', (path) => expect(placeOf(path)).toBeUndefined());
});

test('two texts of one file are the same in any case and with any slashes, with and without the prefix of long ones', () => {
  const same = ['D:\\VMs\\a.vhdx', 'd:/vms/A.VHDX', '\\\\?\\d:\\vms\\a.vhdx', ' D:\\VMs\\a.vhdx '];
  expect(new Set(same.map(fileKey))).toEqual(new Set(['d:\\vms\\a.vhdx']));
  expect(fileKey('\\\\?\\unc\\FS1\\vms\\a.vhdx')).toBe('\\\\fs1\\vms\\a.vhdx');
  // A prefix stands in front.
  expect(fileKey('D:\\a\\\\?\\UNC\\b')).toBe('d:\\a\\\\?\\unc\\b');
  expect(fileKey('D:\\a\\\\?\\c:\\b')).toBe('d:\\a\\\\?\\c:\\b');
});

test('the name of a file is what stands behind the last slash', () => {
  expect(['D:\\a\\b.vhdx', 'D:/a/c.vhdx', 'd.vhdx', ''].map(fileName)).toEqual([
    'b.vhdx',
    'c.vhdx',
    'd.vhdx',
    '',
  ]);
});

describe('checkpoints', () => {
  test('have the key of their disk where they are called as Hyper-V calls them', () => {
    expect(diskKey(`D:\\SQL01_${GUID}.avhdx`)).toBe('d:\\sql01.vhdx');
    expect(diskKey(`D:\\SQL01_${GUID.toUpperCase()}.avhd`)).toBe('d:\\sql01.vhd');
    expect(diskKey('D:\\SQL01.vhdx')).toBe('d:\\sql01.vhdx');
  });

  test.each([
    `x_${GUID}.avhdx.bak`,
    `x_${GUID}.vhdx`,
    `x-${GUID}.avhdx`,
    `x_${GUID.slice(1)}.avhdx`,
    `x_${GUID.slice(0, -1)}.avhdx`,
    `x_${GUID.replace('-1a2b', '')}.avhdx`,
    `x_${GUID.replace('1a2b', '1a2')}.avhdx`,
    `x_${GUID.replace('f', 'g')}.avhdx`,
  ])('that are called otherwise keep their own: %s', (name) => expect(diskKey(name)).toBe(name));

  test('are files of that ending alone', () => {
    expect(['a.avhdx', 'a.AVHD', ' a.avhdx '].map(isCheckpointFile)).toEqual([true, true, true]);
    expect(['a.vhdx', 'a.avhdx.bak', 'aavhdx'].map(isCheckpointFile)).toEqual([false, false, false]);
  });
});

test.each([
  [true, 'Disk 3 100.00 GB Bus 0 Lun 3 Target 0', ''],
  [true, ' disk12', ''],
  [true, 'Physical Disk 12', ''],
  [true, 'PhysicalDrive2', ''],
  [true, 'physical drive 1', ''],
  [true, '\\\\.\\PhysicalDrive12', ''],
  [true, '', 'Pass-through'],
  [true, '', 'PassThrough'],
  [true, '', 'Physical hard disk'],
  [false, 'my Disk 3', ''],
  [false, 'Disk', ''],
  [false, 'Disk of a', ''],
  [false, '\\\\.\\PhysicalDrive12\\a.vhdx', ''],
  [false, '\\\\.\\PhysicalDriveX', ''],
  [false, 'D:\\a.vhdx', 'of a physical disk'],
  [false, 'D:\\a.vhdx', 'Dynamic'],
])('handed through is %s of path %j and type %j', (expected, path, type) => {
  expect(isPassThrough(path, type)).toBe(expected);
});

describe('the VM of a path', () => {
  const nobody = () => false;

  test.each([
    ...[
      'Virtual Hard Disk',
      'Virtual Hard Disks',
      'Hyper-V',
      'vhd',
      'vhds',
      'VHDX',
      'vhdxs',
      'disk',
      'Disks',
    ],
    ...['vm', 'VMs', 'Virtual Machines', 'ClusterStorage', 'Users', 'Public', 'Documents', 'ProgramData'],
    ...['Microsoft', 'Windows'],
  ])('is called by no folder %s', (folder) => {
    expect(vmByPath(`D:\\sql01\\${folder}\\os.vhdx`, nobody)).toBe('sql01');
    expect(vmByPath(`D:\\${folder}\\os.vhdx`, nobody)).toBe('os');
    // Longer ones are names.
    expect(vmByPath(`D:\\sql01\\my ${folder}\\os.vhdx`, nobody)).toBe(`my ${folder}`);
    expect(vmByPath(`D:\\sql01\\${folder} 2\\os.vhdx`, nobody)).toBe(`${folder} 2`);
  });

  test('is the last folder of a name, else the file', () => {
    expect(vmByPath('D:\\team\\sql01\\os.vhdx', nobody)).toBe('sql01');
    expect(vmByPath('D:\\\\os.vhdx', nobody)).toBe('os');
    expect(vmByPath('os.vhdx', nobody)).toBe('os');
    const ofFile = ['vhd', 'vhds', 'vhdx', 'avhdx', 'VHDX'].map((end) => vmByPath(`D:\\os.${end}`, nobody));
    expect(new Set(ofFile)).toEqual(new Set(['os']));
    expect(vmByPath('D:\\os.vhdx.old', nobody)).toBe('os.vhdx.old');
    expect(vmByPath(`D:\\os_${GUID}.avhdx`, nobody)).toBe('os');
  });

  test('is one that is known, wherever on the path it stands', () => {
    const known =
      (...names: string[]) =>
      (name: string) =>
        names.includes(name);
    expect(vmByPath('D:\\team\\sub\\os.vhdx', known('team'))).toBe('team');
    expect(vmByPath('D:\\team\\os.vhdx', known('os'))).toBe('os');
    expect(vmByPath('D:\\a\\b\\os.vhdx', known('a', 'b', 'os'))).toBe('b');
  });

  test.each([
    '\\\\fs1\\pool\\os.vhdx',
    'C:\\ClusterStorage\\Volume1\\os.vhdx',
    '\\\\hv1\\d$\\os.vhdx',
    '\\\\hv1\\c$\\ClusterStorage\\Volume1\\os.vhdx',
    '\\\\?\\D:\\os.vhdx',
  ])('is no volume, no server and no share: %s', (path) => {
    expect(vmByPath(path, nobody)).toBe('os');
    expect(vmByPath(path.replace('os.vhdx', 'sql01\\os.vhdx'), nobody)).toBe('sql01');
  });
});
