import { groupedBy } from '../collections/grouped-by.ts';
import { kindOfChange } from '../metrics/doubled.ts';
import type { ThingWaitRow } from '../metrics/limits/wait-rows.ts';
import { mainBottleneck } from '../metrics/limits/work-done.ts';
import type { Bottleneck, WaitCause } from '../metrics/summary/summary.ts';
import { counted } from '../units/counted.ts';
import { firstOf } from '../units/cut-list.ts';
import { shellWord } from './characters/shell-word.ts';
import type { ReportData } from './data/report-data.ts';
import { gains, type NextStep, WORTH } from './gains.ts';
import { untilItFitsStep } from './until-it-fits.ts';
import { boundSetting, lateStartSeconds } from './wording/bound-words.ts';
import { isRefusedByPolicy } from './wording/cause-words.ts';
import { doubledName, isWithoutFaults } from './wording/doubled-name.ts';
import { formatSeconds } from './wording/metric-value.ts';
import { withUnsaid } from './wording/unsaid-words.ts';
import { notableQueue } from './wording/waits-by-cause.ts';
import { DOUBLED_WINDOW } from './wording/window-words.ts';

/** `--set 'datastores.*.maxSnapshots=8'`; undefined: no setting tries it. */
export function settingWords({ set }: NextStep): string | undefined {
  return set.length === 0 ? undefined : set.map((one) => `--set ${shellWord(one)}`).join(' ');
}

/** The most promising steps first; there is always at least one. */
export function nextSteps(data: ReportData): NextStep[] {
  const fit = toFit(data);
  const steps = [...repairs(data), ...costOfFaults(data), ...fit, ...gains(data).filter(isNotIn(fit))];
  if (steps.length > 0) return steps;
  const { bound, window, jobs } = data.summary;
  const isOneNight = Object.values(jobs).every(({ sessions }) => sessions.length <= 1);
  if (window === null) return [plain('Nothing ran: check that a job starts within the simulated time.')];
  const late = lateStartSeconds(data.summary);
  if (isOneNight && late !== undefined && late > window.seconds / 2) return [plain(atItsStarts(late))];
  if (isOneNight && bound !== null && bound.gap < WORTH)
    return [plain(withUnsaid(atItsBound(bound.by), data.byDefault.bound))];
  return [plain(generalAdvice(data))];
}

/** No hardware changes when a job starts. */
function atItsStarts(lateSeconds: number): string {
  return `Most of the window passes before the last job starts, ${formatSeconds(lateSeconds)} after the first task: an earlier start shortens it, and no hardware does.`;
}

function atItsBound(by: string): string {
  const setting = boundSetting(by);
  return setting === undefined
    ? 'No schedule is faster on this hardware; only more or faster hardware shortens it.'
    : `No schedule is faster unless ${setting} changes.`;
}

const plain = (text: string): NextStep => ({ text, set: [] });

function repairs({ unprotected, summary }: ReportData): NextStep[] {
  const steps: NextStep[] = [];
  if (unprotected.length > 0) {
    const vms = firstOf(unprotected, 1, ({ vm, reason }) => `${vm} (${reason})`);
    steps.push(plain(`First look at the unprotected VMs: ${vms}.`));
  }
  const missed = summary.expect.filter(({ ok }) => !ok);
  if (missed.length > 0)
    steps.push(plain(`The scenario misses ${counted(missed.length, 'expectation')}: see below.`));
  return steps;
}

/** Faults that cost at least this share of the window are what the night is about, rather than its hardware. */
const MOST_OF_IT = 0.5;

/** Before any hardware: what failed cost most of the window, as the run without faults proves. */
function costOfFaults({ doubled, waitsByThing }: ReportData): NextStep[] {
  if (doubled.kind === 'left-out') return [];
  const { of, windowSeconds: now, changes } = doubled.value;
  const saved = changes.find(({ what }) => isWithoutFaults(what))?.savedSeconds ?? 0;
  if (now === null || saved <= 0 || saved < MOST_OF_IT * now) return [];
  const cost = `Faults cost ${formatSeconds(saved)} of the ${DOUBLED_WINDOW[of]} of ${formatSeconds(now)}: see what went wrong.`;
  const down = waitsByThing.kind === 'found' ? waitedForDown(waitsByThing.value) : undefined;
  return [plain(down === undefined ? cost : `${cost} ${down}`)];
}

/** Names what was down while no proxy could take the tasks that waited longest for that; undefined: none waited for it. */
function waitedForDown(rows: readonly ThingWaitRow[]): string | undefined {
  const down = rows.filter(({ cause, thing }) => cause === 'no-candidate' && thing !== null);
  const seconds = [...groupedBy(down, ({ thing }) => thing!)].map(([thing, own]) => ({
    thing,
    seconds: own.reduce((sum, row) => sum + row.seconds, 0),
  }));
  const [most] = seconds.sort((a, b) => b.seconds - a.seconds);
  if (most === undefined) return undefined;
  return `What was down and kept tasks waiting longest: ${most.thing.slice(most.thing.indexOf('.') + 1)}.`;
}

function toFit({ doubled }: ReportData): NextStep[] {
  const found = doubled.kind === 'left-out' ? undefined : doubled.value.untilItFits;
  return found === undefined ? [] : [untilItFitsStep(found)];
}

/** What is enough alone need not be told twice. */
function isNotIn(told: readonly NextStep[]): (step: NextStep) => boolean {
  const inOrder = ({ set }: NextStep) => `${set.toSorted()}`;
  return (step) => !told.some((one) => one.set.length > 0 && inOrder(one) === inOrder(step));
}

const BY_CAUSE: Readonly<Record<WaitCause, string>> = {
  'proxy-slot':
    'Give the full proxies more slots where they have cores for them, or add a proxy that reaches the same datastores.',
  'repository-slot': 'Give the repository more slots, or spread the jobs over more repositories.',
  'datastore-snapshots': 'Let more snapshots be open per datastore, or spread the VMs over more datastores.',
  'datastore-latency':
    'The datastores are too slow for more: move the window away from production, or use faster storage.',
  'start-spacing': 'Starts on one datastore are spaced out: spread the disks over more datastores.',
  'hotadd-disks': 'Proxy VMs cannot attach more disks: add a proxy VM.',
  'nbd-connections': 'Hosts have no more network-mode connections: let proxies reach the storage instead.',
  ram: 'Give the proxies more memory.',
  'no-candidate':
    'Disks wait while everything that could take them is down, cut off or not deployed yet: look at what went wrong.',
  'retry-wait': 'Tasks wait out the pause before retries: look at what failed.',
  sequential: 'Disks wait for their turn: parallel processing is off, or groups go one by one.',
  'scheduler-tick': 'The scheduler looks at the queue only at intervals: shorten them.',
};

const BY_STAGE: Readonly<Record<Bottleneck, string>> = {
  source: 'Reading limits most of the data: faster datastores, or a mode that reads faster.',
  proxy: 'Processing limits most of the data: more cores, or lighter compression.',
  network: 'The network limits most of the data: faster links between proxies and repositories.',
  target: 'Writing limits most of the data: a faster repository, or more of them.',
  throttling: 'A throttling rule limits the rate of most of the data: check whether it has to.',
  none: 'No stage is busy: the time goes into opening, snapshots and pauses; fewer, larger tasks would help.',
};

/** The doubling that tries what the advice says. */
const TRIED_BY: Readonly<Partial<Record<WaitCause | Bottleneck, string>>> = {
  'proxy-slot': 'proxies.slots',
  'repository-slot': 'repositories.slots',
  'datastore-snapshots': 'datastores.maxSnapshots',
  'nbd-connections': 'hosts.nbdMaxDisks',
  source: 'datastores.read',
  proxy: 'proxies.cores',
  target: 'repositories.write',
};

/**
 * Advice for the cause of most of the waiting, or else for the stage that limits most of the data. Used when no
 * doubling helped.
 */
function generalAdvice(data: ReportData): string {
  const cause = notableQueue(data.summary.waits, data.work)?.most.cause;
  if (cause !== undefined && isRefusedByPolicy(data.summary, cause))
    return 'A filter of the policy keeps tasks from free slots: look at what it refuses.';
  if (cause !== undefined) {
    const advice = triedInVain(data, cause, `Tasks wait most for ${cause}`) ?? BY_CAUSE[cause];
    return withUnsaid(advice, data.byDefault.waits[cause] ?? []);
  }
  const stage = mainBottleneck(data.work) ?? 'none';
  const advice = triedInVain(data, stage, `Most of the data is limited by ${stage}`) ?? BY_STAGE[stage];
  return withUnsaid(advice, stage === 'proxy' ? data.byDefault.processing : []);
}

/** If the what-if runs of this report refute the advice, a sentence that says so; otherwise undefined. */
function triedInVain(
  { doubled }: ReportData,
  limit: WaitCause | Bottleneck,
  finding: string,
): string | undefined {
  if (doubled.kind === 'left-out') return undefined;
  const tried = doubled.value.changes.filter(({ what }) => kindOfChange(what) === TRIED_BY[limit]);
  const all = tried.find(({ what }) => what.includes('.*.')) ?? (tried.length === 1 ? tried[0] : undefined);
  if (all === undefined) return undefined;
  return `${finding}, but doubling ${doubledName(all.what)} alone gains nothing: the next limit has to grow with it.`;
}
