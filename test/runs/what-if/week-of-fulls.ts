/**
 * A week from Monday noon. Every VM has a disk of 36 GB that changes by 1 % a day, and the datastore reads 100 MB/s: a full takes 6
 * minutes, an increment 3.6 seconds, one after the other or together.
 */
export function weekOf(jobs: string, { vms = 4, horizon = '7d' } = {}): string {
  return `
version: 1
overheads: none
clock: { start: 2026-01-05T12:00, horizon: ${horizon} }
profile: unlimited
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 100 MB/s, maxSnapshots: 64 }]
proxies: [{ name: px1, kind: physical, cores: 16, storage: { protocols: [fc] } }]
repositories: [{ name: repo1, perVmFiles: true }]
vms: [{ name: "a{1..${vms}}", host: esx1, lastBackup: 24h, disks: [{ size: 36 GB, used: 36 GB, changeRate: 1%, datastore: ds1 }] }]
jobs: ${jobs}
`;
}

/** A job of these VMs that starts at 22:00 and makes its fulls on Saturday. */
export function job(name: string, vms: string, rest = ''): string {
  const own = ['schedule', 'activeFull', 'syntheticFull'].filter((key) => rest.includes(`${key}:`));
  const schedule = own.includes('schedule') ? '' : ', schedule: { daily: "22:00" }';
  const full = own.some((key) => key.endsWith('Full')) ? '' : ', activeFull: { days: [sat] }';
  return `\n  - { name: ${name}, vms: ${vms}, repository: repo1${schedule}${full}${rest && `, ${rest}`} }`;
}

export const FOUR_JOBS = ['a', 'b', 'c', 'd'].map((name, vm) => job(name, `[a${vm + 1}]`)).join('');
