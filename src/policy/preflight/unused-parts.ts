import { groupedBy } from '../../collections/grouped-by.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { usesPorts, writersOf } from '../../model/ways/transport.ts';
import { PLATFORM_WORDS } from '../../scenario/platform-words.ts';
import type { Limits } from '../deciding/both-ends.ts';
import { endsIn, type Places } from './disk-places.ts';
import { named, warning } from './finding.ts';
import { uselessModes } from './useless-modes.ts';

/**
 * Listed proxies that can take no disk of any job, and those whose storage ports reach none. Not the backup server,
 * which is there in any case, and no machine that a repository uses as its server or gateway. One finding per reason.
 */
export function unusedProxies(limits: Limits): Diagnostic[] {
  const { model } = limits;
  const useless = new Set(uselessModes(model).map(({ path }) => path));
  const { idle, withIdlePorts } = idleProxies(limits);
  const rowsOf = (rows: ReadonlySet<number>) =>
    Array.from(rows, (row) => ({ row, ...model.scenario.proxies[row]! })).filter(
      ({ origin }) => !useless.has(origin.path),
    );
  const groups = groupedBy(rowsOf(idle), ({ row }) => whyIdle(model, row));
  const takingNothing = Array.from(groups, ([{ why, hint }, group]) =>
    warning(
      'unused-proxy',
      `${group.length === 1 ? 'Proxy' : 'Proxies'} ${named(group)} can take no task of any job: ${why}.`,
      hint,
      group[0]!.origin,
    ),
  );
  const ports = rowsOf(withIdlePorts);
  if (ports.length === 0) return takingNothing;
  return [
    ...takingNothing,
    warning(
      'no-effect',
      `The storage ports of ${named(ports)} reach no disk of any job.`,
      "Compare 'protocols', 'modes' and 'fabric' with the datastores. A virtual proxy has no fc or sas.",
      ports[0]!.origin,
    ),
  ];
}

/** Rows of proxies: those that can take no disk, and others whose storage ports reach none. */
function idleProxies(limits: Limits): { idle: ReadonlySet<number>; withIdlePorts: ReadonlySet<number> } {
  const { jobs, vms, repositories, scenario } = limits.model;
  const [idle, withIdlePorts] = [new Set<number>(), new Set<number>()];
  if (jobs.every(({ work }) => work.reads !== 'vm' && work.writes !== 'vm')) return { idle, withIdlePorts };
  const machines = new Set(repositories.flatMap(({ server, gateway }) => [server, gateway]));
  for (const [row, { enabled, isHost, isDefault, storage }] of scenario.proxies.entries()) {
    if (!enabled || isHost) continue;
    if (!isDefault && !machines.has(row)) idle.add(row);
    if (storage !== undefined) withIdlePorts.add(row);
  }
  const endsOf = endsIn(limits);
  const seen = new Set<Places>();
  for (const [job, { vms: own }] of jobs.entries()) {
    for (const vm of own) {
      for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
        // In most scenarios the first few disks show that every proxy has work.
        if (idle.size + withIdlePorts.size === 0) return { idle, withIdlePorts };
        const { readers, writers } = endsOf(job, vm, disk);
        for (const places of [readers, writers]) {
          // Disks that are alike have the same list.
          if (places === undefined || seen.has(places)) continue;
          seen.add(places);
          for (const { proxy, mode } of places) {
            idle.delete(proxy);
            if (usesPorts(mode)) withIdlePorts.delete(proxy);
          }
        }
      }
    }
  }
  for (const proxy of idle) withIdlePorts.delete(proxy);
  return { idle, withIdlePorts };
}

interface Reason {
  readonly why: string;
  readonly hint: string;
}

const NAMED_OTHERS: Reason = {
  why: 'every job names other proxies',
  hint: "Add it to 'proxies' of a job, or leave it out.",
};
const NO_WAY: Reason = {
  why: 'none of their disks can be reached',
  hint: "Compare 'modes', 'storage', host and fabric with the datastores, or allow network mode.",
};
const NOT_OFF_HOST: Reason = {
  ...NO_WAY,
  hint: "Off-host work needs a physical proxy with storage ports: write for example 'kind: physical, storage: { protocols: [fc] }'.",
};
const NO_PORT: Reason = {
  ...NO_WAY,
  hint: "Compare 'storage' and fabric with the datastores: a Hyper-V proxy reads over its storage ports only.",
};
const NO_VMS: Readonly<Record<keyof typeof PLATFORM_WORDS, Reason>> = {
  vsphere: noVms('vsphere'),
  hyperv: noVms('hyperv'),
};

function noVms(platform: keyof typeof PLATFORM_WORDS): Reason {
  return {
    why: `no job reads or writes disks of a ${PLATFORM_WORDS[platform]} VM`,
    hint: "Correct 'platform', or leave it out.",
  };
}

function whyIdle({ jobs, vms, proxies }: Model, row: number): Reason {
  const { platform, physical } = proxies[row]!;
  // Jobs that read and write repositories alone need no proxy, and name none.
  const ofPlatform = jobs.filter(
    ({ work, vms: own }) =>
      (work.reads === 'vm' || work.writes === 'vm') &&
      own.some((vm) => vms.traitsOf(vm).platform === platform),
  );
  if (ofPlatform.length === 0) return NO_VMS[platform];
  if (!ofPlatform.some((job) => mayUse(job, row))) return NAMED_OTHERS;
  if (platform === 'vsphere') return NO_WAY;
  return physical ? NO_PORT : NOT_OFF_HOST;
}

/** Whether a job allows a proxy to read or write its disks. */
function mayUse(job: JobRow, proxy: number): boolean {
  const { work, proxies } = job;
  const mayRead = work.reads === 'vm' && proxies?.has(proxy) !== false;
  return mayRead || (work.writes === 'vm' && writersOf(job)?.has(proxy) !== false);
}

/** Repositories that no job, switched on or off, writes to or reads from. One finding for all of them. */
export function unusedRepositories({ scenario, jobs, repositories }: Model): Diagnostic[] {
  const used = new Set(jobs.flatMap(({ repository, source }) => [repository, source]));
  for (const { extents } of repositories) for (const extent of extents) used.add(extent);
  const unused = scenario.repositories.filter((_, row) => !used.has(row));
  const [first] = unused;
  if (first === undefined) return [];
  return [
    warning(
      'unused-repository',
      `No job writes to ${named(unused)} or reads from ${unused.length === 1 ? 'it' : 'them'}.`,
      "Name it as the 'repository' of a job, or leave it out.",
      first.origin,
    ),
  ];
}
