import { addTo, groupedBy } from '../../collections/grouped-by.ts';
import { NEVER } from '../../metrics/columns/task-columns.ts';
import type { Doubled } from '../../metrics/doubled.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { TASK_RESULTS, type TaskResult } from '../../metrics/summary/summary.ts';
import type { EventRow } from '../../metrics/troubles/events.ts';
import { type UnprotectedVm, usedBytesOf } from '../../metrics/troubles/protection.ts';
import { counted } from '../../units/counted.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';
import { shellWord } from '../characters/shell-word.ts';
import type { Found } from '../data/report-data.ts';
import { isWithoutFaults } from '../wording/doubled-name.ts';
import { faultName, faultText, repeatedFaultText } from '../wording/fault-words.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { vmsWithData } from '../wording/undone.ts';
import { DOUBLED_WINDOW } from '../wording/window-words.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

const FAULTS_SHOWN = 5;
const NAMES_SHOWN = 10;
const REASONS_SHOWN = 5;

/**
 * Faults that occurred, what they and the night's other mishaps did to the work, and what they cost, if `doubled` tells
 * that.
 */
export function troubleLines(context: ReportContext, doubled?: Found<Doubled>): string[] {
  const { result, paint } = context;
  const lines = [
    ...faultLines(context),
    ...spared(result),
    ...countLines(result),
    ...warnedLine(result.events),
  ];
  const cost = doubled?.kind === 'found' ? costOfFaults(doubled.value, result.unprotected.length) : undefined;
  if (lines.length > 0 && cost !== undefined) lines.push(...wrapped(`  ${cost}`, paint.width.sentence));
  return lines.length === 0 ? [] : [paint.bad('What went wrong'), ...lines];
}

/** What the same night is like if nothing fails; undefined: that was not tried. */
function costOfFaults(
  { of, windowSeconds, changes, undone }: Doubled,
  unprotected: number,
): string | undefined {
  const without = changes.find(({ what }) => isWithoutFaults(what));
  if (without === undefined) return undefined;
  const window = DOUBLED_WINDOW[of];
  const left = without.unprotected === 0 ? 'no VM' : counted(without.unprotected, 'VM');
  const parts = [
    windowWithout(window, windowSeconds, without.windowSeconds),
    ...(without.unprotected === unprotected ? [] : [`with ${left} unprotected instead of ${unprotected}`]),
    ...(without.undone === undone || without.unprotected !== unprotected
      ? []
      : [
          `with ${without.undone === 0 ? 'no task' : counted(without.undone, 'task')} left without success instead of ${undone}`,
        ]),
  ];
  const set = without.set.map((one) => ` (--set ${shellWord(one)})`).join('');
  return `Without faults ${parts.join(', ')}${set}`;
}

/** The window without faults beside that of the run, `before`; null: nothing ran. */
function windowWithout(window: string, before: number | null, after: number | null): string {
  if (after === null) return before === null ? 'nothing runs either' : 'nothing runs';
  const is = formatSeconds(after);
  if (before === null) return `the ${window} is ${is} (with them nothing ran)`;
  const was = formatSeconds(before);
  return is === was ? `the ${window} is the same` : `the ${window} is ${is} instead of ${was}`;
}

function faultLines({ result, clock }: ReportContext): string[] {
  const { faults } = result.summary;
  if (faults.length <= FAULTS_SHOWN) return faults.map((fault) => `  ${faultText(fault, clock)}`);
  // Of the hundreds of faults that a week can have, the first five say little.
  const things = [...groupedBy(faults, faultName).values()];
  const shown = things.slice(0, FAULTS_SHOWN);
  const left = things.slice(FAULTS_SHOWN).reduce((sum, own) => sum + own.length, 0);
  return [
    ...shown.map((own) => `  ${repeatedFaultText(own, clock)}`),
    ...moreLine(left, { noun: 'more fault', tail: ' in events.csv' }),
  ];
}

/** Where things went down, but not under a running task. */
function spared({ summary: { faults }, events }: ReportContext['result']): string[] {
  const wentDown = faults.some(({ kind }) => kind.endsWith('-down'));
  const isSpared = wentDown && events.every(({ kind }) => kind !== 'task-interrupted');
  return isSpared ? ['  no task was interrupted'] : [];
}

interface CountedKind {
  readonly kind: string;
  readonly say: (count: number) => string;
}

/** The events of tasks that had started, by how a task ended; of others there is none. */
const ENDED: Readonly<Partial<Record<TaskResult, string>>> = {
  failed: 'task-failed',
  'window-closed': 'task-stopped',
};

/** How each kind of event is counted in words, line by line, in the order in which one trouble causes the next. */
const COUNTED: readonly (readonly CountedKind[])[] = [
  [
    {
      kind: 'volume-moved',
      say: (count) => `${counted(count, 'volume')} moved to ${count === 1 ? 'another host' : 'other hosts'}`,
    },
    {
      kind: 'vm-moved',
      say: (count) => `${counted(count, 'VM')} moved to ${count === 1 ? 'another host' : 'other hosts'}`,
    },
  ],
  [
    { kind: 'task-interrupted', say: (count) => counted(count, 'task interruption') },
    { kind: 'task-resumed', say: (count) => `${count} resumed` },
    { kind: 'task-failed-over', say: (count) => `${counted(count, 'task')} failed over to the network` },
    {
      kind: 'affinity-not-honoured',
      say: (count) => `${counted(count, 'task')} not on a proxy that the repository prefers`,
    },
  ],
  [
    { kind: 'task-failed', say: (count) => `${counted(count, 'task')} failed` },
    { kind: 'task-stopped', say: (count) => `${counted(count, 'task')} stopped by the window` },
    { kind: 'vm-failed', say: (count) => `${counted(count, 'VM run')} failed` },
    {
      kind: 'session-retried',
      say: (count) => (count === 1 ? '1 retry of a job' : `${count} retries of jobs`),
    },
    { kind: 'session-missed', say: (count) => `${counted(count, 'start')} missed` },
  ],
];

function countLines({ events, columns: { tasks } }: RunResult): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const neverStarted = new Map<string, number>();
  // Those that never started come last.
  for (let task = tasks.count - 1; task >= 0 && tasks.start[task] === NEVER; task--) {
    const kind = ENDED[TASK_RESULTS[tasks.result[task]!]!];
    if (kind !== undefined) neverStarted.set(kind, (neverStarted.get(kind) ?? 0) + 1);
  }
  return COUNTED.flatMap((group) => {
    const said = group.flatMap(({ kind, say }) => {
      const count = counts.get(kind) ?? 0;
      const waiting = neverStarted.get(kind) ?? 0;
      if (count + waiting === 0) return [];
      return [`${say(count + waiting)}${waiting === 0 ? '' : ` (${waiting} not yet started)`}`];
    });
    return said.length === 0 ? [] : [`  ${said.join(', ')}`];
  });
}

function warnedLine(events: readonly EventRow[]): string[] {
  const warned = new Set(events.filter(({ kind }) => kind === 'vm-warned').map(({ name }) => name));
  return warned.size === 0 ? [] : [`  with a warning: ${named([...warned].sort())}`];
}

/** Unprotected VMs by name, grouped by reason. */
export function unprotectedLines({ result: { unprotected }, paint }: ReportContext): string[] {
  if (unprotected.length === 0) return [];
  const head = paint.bad(`Not protected (${vmsWithData(unprotected.length, usedBytesOf(unprotected))})`);
  return [
    head,
    ...unprotectedByReason(unprotected).flatMap((line) => wrapped(`  ${line}`, paint.width.sentence)),
  ];
}

/** A line for each reason, the one with most VMs first. */
export function unprotectedByReason(unprotected: readonly UnprotectedVm[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { vm, reason } of unprotected) addTo(byReason, reason, vm);
  const reasons = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  const lines = reasons.slice(0, REASONS_SHOWN).map(([reason, vms]) => `${printable(reason)}: ${named(vms)}`);
  const rest = reasons.slice(REASONS_SHOWN).reduce((sum, [, vms]) => sum + vms.length, 0);
  return [...lines, ...moreLine(rest, { indent: '', tail: ' for other reasons, in events.csv' })];
}

function named(vms: readonly string[]): string {
  return firstOf(vms, NAMES_SHOWN, printable);
}
