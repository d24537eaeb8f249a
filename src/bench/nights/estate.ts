import { Minstd } from '../minstd.ts';

/** Workload (c2) as a scenario: the same infrastructure, with disks in VMs of an inventory. */
export interface Estate {
  readonly name: string;
  readonly disks: number;
  /** Number of disks of a VM, by its index. */
  readonly disksOf: (vm: number) => number;
  /** The fields that all jobs share, as YAML: when they run, and what they do. */
  readonly job: string;
  /** Snapshots that each datastore allows, as YAML. */
  readonly maxSnapshots: string;
  /** Further sections, one line each. */
  readonly settings: readonly string[];
  /** Tasks per disk in the whole run. */
  readonly nights: number;
}

/** The text of a scenario file and of the inventory beside it, with the name that the scenario uses for it. */
export interface EstateFiles {
  readonly scenario: string;
  readonly inventory: string;
}

export const INVENTORY_FILE = 'inventory.csv';

const PROXIES = 200;
const SLOTS_EACH = 8;
const DATASTORES = 60;
const REPOSITORIES = 12;
const HOSTS = 10;
/** In total as many slots as the proxies have, so that all repositories work at once, as in (c2). */
const REPOSITORY_SLOTS = Math.ceil((PROXIES * SLOTS_EACH) / REPOSITORIES);

/**
 * One night of full backups. Each disk is in a VM of its own, because in (c2) each has its own repository. As there,
 * a disk's transfer begins when it gets its slots.
 */
export function estateC2(disks: number): Estate {
  return { ...estateC2WithOverheads(disks), name: 'c2', settings: ['overheads: none'] };
}

/**
 * The same with the default overheads around a transfer (snapshots, opening of disks), and so two solves for each
 * disk.
 */
export function estateC2WithOverheads(disks: number): Estate {
  return {
    name: 'c2-overheads',
    disks,
    disksOf: () => 1,
    job: 'run: full',
    maxSnapshots: 'unlimited',
    settings: [],
    nights: 1,
  };
}

/**
 * The same work in VMs of two disks on any two datastores, of which each allows few snapshots: most tasks wait for two of
 * them at once.
 */
export function estateWithFewSnapshots(disks: number): Estate {
  return { ...estateC2(disks), name: 'few-snapshots', disksOf: () => 2, maxSnapshots: '4' };
}

/** A week of nights of 55,000 VMs with 150,000 disks: eight of eleven VMs have three disks, the others two. */
export function estateOfWeek(disks: number): Estate {
  return {
    name: 'week',
    disks,
    disksOf: (vm) => (vm % 11 < 8 ? 3 : 2),
    job: 'run: incremental, schedule: { daily: "22:00" }',
    maxSnapshots: 'unlimited',
    settings: ['clock: { start: "2026-01-05 22:00", horizon: 7d }'],
    nights: 7,
  };
}

/**
 * Sizes, datastores and repositories are those of (c2), which draws four numbers per disk. A scenario has no rate
 * limit per disk, so all disks get the mean of those limits. Repositories receive data reduced to half.
 */
export function estateFiles(estate: Estate): EstateFiles {
  return { scenario: scenarioText(estate), inventory: inventoryText(estate) };
}

function scenarioText({ name, job, maxSnapshots, settings }: Estate): string {
  const hosts = `esx{0..${HOSTS - 1}}`;
  const lines = [
    'version: 1',
    `name: Benchmark ${name}`,
    'seed: 1',
    ...settings,
    'transport: { san: { perTask: 75 MB/s } }',
    'hosts:',
    `  - { name: "${hosts}" }`,
    'datastores:',
    ...numbers(DATASTORES).map(
      (d) =>
        `  - { name: ds${d}, protocol: fc, read: ${300 + 50 * (d % 20)} MB/s, maxSnapshots: ${maxSnapshots} }`,
    ),
    'proxies:',
    ...numbers(PROXIES).map(
      (p) =>
        `  - { name: px${p}, kind: physical, cores: ${SLOTS_EACH}, network: 10 Gbit/s, storage: { protocols: [fc], bandwidth: ${160 + 4 * (p % 50)} MB/s } }`,
    ),
    'repositories:',
    ...numbers(REPOSITORIES).map(
      (r) =>
        `  - { name: repo${r}, write: ${750 + 250 * (r % 4)} MB/s, maxConcurrentTasks: ${REPOSITORY_SLOTS} }`,
    ),
    'vms:',
    `  - { inventory: ${INVENTORY_FILE} }`,
    'jobs:',
    ...numbers(REPOSITORIES).map(
      (r) => `  - { name: job${r}, vms: ["r${r}-*"], repository: repo${r}, ${job} }`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function inventoryText({ disks, disksOf }: Estate): string {
  const generator = new Minstd(4242);
  const lines = ['vm,host,datastore,size,used,changeRate'];
  for (let vm = 0, disk = 0; disk < disks; vm++) {
    let name = '';
    for (let k = disksOf(vm); k > 0 && disk < disks; k--, disk++) {
      const size = 1000 + (generator.next() % 99000);
      const datastore = generator.next() % DATASTORES;
      const repository = generator.next() % REPOSITORIES;
      generator.next();
      // A VM's repository is that of its first disk.
      if (name === '') name = `r${repository}-vm${vm}`;
      lines.push(`${name},esx${vm % HOSTS},ds${datastore},${size} MB,100%,3%`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The numbers from 0. */
export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
