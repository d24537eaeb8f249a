import { NEW_PROXY_CORES } from '../../metrics/doubled.ts';
import { jobsAndDays, MOVED_FULLS, SPLIT_JOB } from '../../metrics/moved-fulls.ts';
import { capitalised } from '../../units/capitalised.ts';
import { firstOf } from '../../units/cut-list.ts';
import { listed } from './listed.ts';

const KINDS: Readonly<Record<string, string>> = {
  'proxies.slots': 'the task slots',
  'proxies.cores': 'the cores',
  'proxies.size': 'the task slots and cores',
  'proxies.speed': 'the core speed',
  'proxies.network': 'the network',
  'proxies.storage': 'the storage bandwidth',
  'proxies.ram': 'the memory',
  'datastores.read': 'the read bandwidth',
  'datastores.write': 'the write bandwidth',
  'datastores.maxSnapshots': 'the snapshot limit',
  'repositories.slots': 'the task slots',
  'repositories.write': 'the write bandwidth',
  'repositories.read': 'the read bandwidth',
  'repositories.perStream': 'the bandwidth per write stream',
  'repositories.network': 'the network',
  'repositories.ingestWrite': 'the write rate limit',
  'repositories.ingestRead': 'the read rate limit',
  'hosts.network': 'the network',
  'hosts.managementNetwork': 'the management network',
  'hosts.nbdMaxDisks': 'the network-mode connections',
  'links.bandwidth': 'the bandwidth',
  'fabrics.bandwidth': 'the bandwidth',
  'throttles.rate': 'the throttle rate',
};
/** What is switched on or added, not doubled; by the name of its owner. */
const SWITCHES: Readonly<Record<string, (owner: string) => string>> = {
  'repositories.perVmFiles': (owner) => `one backup file per VM on ${owner}`,
  'proxies.failoverToNetwork': (owner) => `failover to the network on ${owner}`,
  'proxies.count': (owner) => `a second proxy like ${owner} that stays up`,
  'jobs.earlierStart': (owner) => `an earlier start of ${owner}`,
  'jobs.ownStart': (owner) => `starting ${owner} without waiting for other jobs`,
  'jobs.priority': (owner) => `high priority for ${owner}`,
  [MOVED_FULLS]: movedFullsName,
  [SPLIT_JOB]: splitJobName,
  'jobs.proxies': (owner) =>
    `keeping ${owner} to ${owner === ALL['jobs.proxies'] ? 'their' : 'its'} nearest proxies`,
  'vms.tracking': (owner) => `change tracking on ${owner}`,
  'sites.proxy': (owner) => `a proxy with ${NEW_PROXY_CORES} cores at ${owner}`,
};
const ALL: Readonly<Record<string, string>> = {
  throttles: 'all throttle rules',
  jobs: 'late jobs',
  'jobs.earlierStart': 'late jobs and of those before them',
  'jobs.ownStart': 'chained jobs',
  'jobs.proxies': 'jobs that read over links',
  sites: 'each site without one',
  vms: 'the VMs without it',
};

/** Jobs that are named; more would be a list that nobody reads. */
const MOST_NAMED = 12;
const weekday = (day: string | undefined) => capitalised(day ?? '');

/** `moving fulls from Sat to other days (web to Sun, app to Mon)`. */
function movedFullsName(owner: string): string {
  const moves = jobsAndDays(owner);
  const [first] = moves;
  const isOneDay = moves.every(({ days }) => days[0] === first?.days[0]);
  const from = (days: readonly string[]) => (isOneDay ? '' : ` from ${weekday(days[0])}`);
  const texts = moves.map(({ job, days }) => `${job}${from(days)} to ${weekday(days[1])}`);
  const fromAll = isOneDay ? ` from ${weekday(first?.days[0])}` : '';
  return moves.length === 1
    ? `moving the fulls of ${first!.job}${fromAll} to ${weekday(first!.days[1])}`
    : `moving fulls${fromAll} to other days (${firstOf(texts, MOST_NAMED)})`;
}

/** `splitting files into 2 jobs of about the same size (fulls on Sat and Sun)`. */
function splitJobName(owner: string): string {
  const { job, days } = jobsAndDays(owner)[0]!;
  return `splitting ${job} into ${days.length} jobs of about the same size (fulls on ${listed(days.map(weekday))})`;
}

/** Things left out of a run to find their cost: protection of production, and faults. */
const PROTECTION = 'latencyControl';
const FAULTS = 'faults';
/** An order of the queue, which costs nothing. */
const ORDER = 'policy.order';
const RETRY_PAUSE = 'jobs.*.retries.wait';
const TRACKING = 'vms.*.tracking';
/** Changes that concern no single thing. */
const OF_THE_RUN: Readonly<Record<string, string>> = {
  [PROTECTION]: 'no latency control',
  [FAULTS]: 'no faults',
  [ORDER]: 'the largest disks first',
  [RETRY_PAUSE]: 'a pause of 1 min before retries',
  'proxies.*.number': 'the number of proxies',
  'proxies.*.numberAndSlots': 'the number of proxies and the task slots of full repositories',
};

/**
 * Whether a change only shows what something costs, and is no advice: production must be protected, and faults are not
 * chosen.
 */
export function tellsCost(what: string): boolean {
  return what === PROTECTION || what === FAULTS;
}

export function isWithoutFaults(what: string): boolean {
  return what === FAULTS;
}

interface Part {
  /** `repositories.perStream`. */
  readonly kind: string;
  /** `repo1`, `all repositories`. */
  readonly owner: string;
}

function partOf(what: string): Part {
  const section = what.slice(0, what.indexOf('.'));
  const kind = what.slice(what.lastIndexOf('.') + 1);
  const name = what.slice(section.length + 1, -kind.length - 1);
  const all = ALL[`${section}.${kind}`] ?? ALL[section] ?? `all ${section}`;
  return { kind: `${section}.${kind}`, owner: name === '*' ? all : name };
}

/**
 * `proxies.px1.slots` as `the task slots of px1`, `repositories.*.perVmFiles` as `one backup file per VM on all
 * repositories`.
 */
export function doubledName(what: string): string {
  const ofTheRun = OF_THE_RUN[what];
  if (ofTheRun !== undefined) return ofTheRun;
  const { kind, owner } = partOf(what);
  return SWITCHES[kind]?.(owner) ?? `${KINDS[kind] ?? kind} of ${owner}`;
}

/** What is doubled of several things of one kind: `the bandwidth of b1-hq and b2-hq`. */
export function doubledNames(ofOneKind: readonly string[]): string {
  const parts = ofOneKind.map(partOf);
  if (parts.length === 1) return doubledName(ofOneKind[0]!);
  const { kind } = parts[0]!;
  return `${KINDS[kind] ?? kind} of ${listed(parts.map(({ owner }) => owner))}`;
}

/** `doubling the task slots of px1`, `one backup file per VM on repo1`. */
export function doublingWords(what: string): string {
  const name = doubledName(what);
  if (what === ORDER) return `starting ${name}`;
  return isDoubling(what) ? `doubling ${name}` : name;
}

/** Whether there is twice as much of something afterwards; other changes switch or add something. */
export function isDoubling(what: string): boolean {
  return what !== ORDER && what !== RETRY_PAUSE && !(partOf(what).kind in SWITCHES);
}

/** What else to know of a change: why it helps, or how to come near it where no setting says how. */
export function practiceWords({
  what,
  set,
}: {
  readonly what: string;
  readonly set: readonly string[];
}): string[] {
  if (what === ORDER) return ['Guides advise listing their VMs first in the jobs.'];
  if (partOf(what).kind === 'sites.proxy')
    return [
      "To try it, write it under 'proxies', on a host there: copies by proxies.NAME.count stay at the site of their model.",
    ];
  if (what !== TRACKING) return [];
  const byHand =
    set.length === 0
      ? ['To try it, give them the tracking cbt (a field of a VM, a column of an inventory).']
      : [];
  return ['Without it, each backup reads them in full.', ...byHand];
}
