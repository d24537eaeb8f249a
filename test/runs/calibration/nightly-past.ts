import type { PastSession } from '../../../src/history/past-session.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';

/** Bytes of day after day: 1 to 6 GB, again and again. */
export const GIGABYTES = Array.from({ length: 12 }, (_, day) => 1 + (day % 6));

/**
 * Twelve nights of one VM by network mode, a day apart: 40 s and 10 s for each GB. Of the last ten the median is 4 GB in 80 s; 0.4
 * of it is kept.
 */
export function nightlyPast(said: Partial<PastSession> = {}, vm = 'app1'): PastSession[] {
  return GIGABYTES.map((gigabytes, day) => ({
    job: 'Nightly',
    startUs: (18_000 + day) * DAY_US,
    result: 'success',
    kind: 'incremental',
    isRetry: false,
    dataBytes: gigabytes * 1e9,
    backupBytes: gigabytes * 0.4e9,
    tasks: [{ vm, result: 'success', kind: 'incremental', mode: 'nbd', seconds: 40 + 10 * gigabytes }],
    ...said,
  }));
}

/** The scenario of that system: `app1` has 100 GB in use, and network mode is all that its proxy has. */
export const NIGHT = `version: 1
name: A night
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
proxies: [{ name: px1, modes: [nbd] }]
repositories: [{ name: repo1 }]
vms:
  - { name: app1, disks: [{ size: 150 GB, used: 100 GB, datastore: ds1 }] }
jobs:
  - { name: nightly, vms: ["*"], repository: repo1 }
`;
