import { DAY_US, SECOND_US, timeOfDayOf, WEEKDAYS } from '../../units/civil-time.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatTimeOfDay } from '../../units/format-quantity.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import { parseDateTime, parseTimeOfDay } from '../../units/parse-time.ts';
import { shown } from '../../units/quantity-problem.ts';
import { DEFAULTS } from '../defaults.ts';
import type { Findings, Place } from '../findings.ts';
import {
  child,
  entry,
  isSwitchedOff,
  itemsOf,
  type Located,
  type LocatedMap,
  nameOf,
  nameText,
  withEntries,
  word,
} from '../tree/located.ts';
import { meantItems } from './meant-items.ts';

/** How the jobs of a night follow one another. */
type Starts =
  /** Each at its own time, as the file says. */
  | { readonly kind: 'own' }
  /** Each this long after the one before; 0: all at once. */
  | { readonly kind: 'spaced'; readonly gapUs: number }
  /** Each after the end of the one that stands this many jobs before it. */
  | { readonly kind: 'chained'; readonly chains: number };

const HINT = "Write own, together, chain, '2 chains' or a pause between starts such as 15min.";

/** Jobs that a warning names; of more it gives their number. */
const MOST_NAMED = 5;

/** Kinds of jobs that take part. A copy, a restore or a scan starts when others say so. */
const TYPES: readonly (string | undefined)[] = [undefined, 'backup', 'replication'];

/** The name or pattern `night*` of a path `jobs.night*.starts`; undefined for any other path. */
export function startedJobs(path: string): string | undefined {
  return /^jobs\.(.+)\.starts$/.exec(path)?.[1];
}

/**
 * Sets when the jobs that match a name or pattern start: all at once, some time apart, or one after the other in one or
 * several chains. They start in the order in which they are declared, the first at its own time. Backup and replication
 * jobs take part that start daily, on the same days as the first of them, or after a job that takes part. All other jobs
 * keep their starts.
 */
export function withJobStarts(
  root: LocatedMap,
  { pattern, starts, place }: { readonly pattern: string; readonly starts: Located; readonly place: Place },
  findings: Findings,
): LocatedMap {
  const found = meantItems(root, { section: 'jobs', pattern, place }, findings);
  if (found === undefined) return root;
  const { list: jobs, meant } = found;
  const refuse = (message: string, hint?: string) => {
    findings.report('bad-overlay', message, { ...place, hint });
    return root;
  };
  const wanted = readStarts(starts);
  if (wanted === undefined) {
    const text = starts.kind === 'scalar' ? starts.text : 'this';
    return refuse(`${shown(text)} does not say how jobs start.`, HINT);
  }
  if (wanted.kind === 'own') return root;
  const { first, night, others } = nightOf(meant);
  if (first === undefined)
    return refuse(
      `No job that matches ${shown(pattern)} starts daily.`,
      'Copies, restores, scans, and jobs that start otherwise keep their starts.',
    );
  if (night.length < 2) {
    const only = nameOf(night[0]!)!;
    return refuse(
      `${shown(only)} alone takes part: no other job that matches ${shown(pattern)} starts daily on the same days, or after it.`,
      `To move its own start, set jobs.${only}.schedule.daily.`,
    );
  }
  if (others.length > 0) {
    const names = firstOf(others, MOST_NAMED, (job) => shown(nameOf(job)!));
    findings.report(
      'starts-kept',
      `Some jobs that match ${shown(pattern)} keep their own starts: ${names}.`,
      {
        ...place,
        hint: `Only jobs take part that start daily on the same days as ${shown(nameOf(night[0]!)!)}, or after such a job.`,
      },
    );
  }
  const toFirstUs = (first.timeUs - clockTimeUs(root) + DAY_US) % DAY_US;
  const late =
    wanted.kind === 'spaced' ? night.findIndex((_, i) => toFirstUs + i * wanted.gapUs >= DAY_US) : -1;
  if (late > 0)
    return refuse(
      `${shown(nameOf(night[late]!)!)} would start more than a day after clock.start.`,
      'Take a shorter pause, or a clock.start shortly before the first job.',
    );
  const schedules = new Map<Located, Located>(
    night.map((job, i) => [job, scheduleOf(i, { first, wanted, night, span: starts.span })]),
  );
  const changed = jobs.items.map((item) => {
    const schedule = schedules.get(item);
    return schedule === undefined ? item : withEntries(item as LocatedMap, [entry('schedule', schedule)]);
  });
  return withEntries(root, [entry('jobs', { ...jobs, items: changed })]);
}

function readStarts(node: Located): Starts | undefined {
  const text = nameText(node)?.trim() ?? '';
  if (text === 'own') return { kind: 'own' };
  if (text === 'together') return { kind: 'spaced', gapUs: 0 };
  const chains = text === 'chain' ? 1 : Number(/^(\d{1,4}) chains?$/.exec(text)?.[1] ?? 0);
  if (chains > 0) return { kind: 'chained', chains };
  const pause = parseDuration(text);
  // A schedule is written to the second.
  return pause.ok && pause.value % SECOND_US === 0 ? { kind: 'spaced', gapUs: pause.value } : undefined;
}

/** The first job that starts daily. */
interface FirstJob {
  /** From midnight, microseconds. */
  readonly timeUs: number;
  /** Monday is 0. Empty: every day. */
  readonly days: readonly number[];
}

/** The jobs that take part, in the order of declaration. */
function nightOf(meant: readonly LocatedMap[]): {
  readonly first: FirstJob | undefined;
  readonly night: readonly LocatedMap[];
  /** Jobs of kinds that could take part, but which start on other days or otherwise. */
  readonly others: readonly LocatedMap[];
} {
  const able = meant.filter((job) => !isSwitchedOff(job) && TYPES.includes(nameText(child(job, 'type'))));
  const first = able.map(dailyStart).find((start) => start !== undefined);
  const isNightly = (job: LocatedMap): boolean => {
    const own = dailyStart(job);
    return own !== undefined && first !== undefined && own.days.join() === first.days.join();
  };
  const taking = new Set(able.filter(isNightly));
  // Those that follow one that takes part, and those that follow them.
  for (let before = -1; before < taking.size; ) {
    before = taking.size;
    const names = new Set([...taking].map((job) => nameOf(job)));
    for (const job of able) {
      const after = nameText(child(child(job, 'schedule'), 'after'));
      if (after !== undefined && names.has(after)) taking.add(job);
    }
  }
  return {
    first,
    night: able.filter((job) => taking.has(job)),
    others: able.filter((job) => !taking.has(job)),
  };
}

function dailyStart(job: LocatedMap): FirstJob | undefined {
  const schedule = child(job, 'schedule');
  const time = parseTimeOfDay(nameText(child(schedule, 'daily')) ?? '');
  if (!time.ok) return undefined;
  const names = itemsOf(schedule, 'days').map((item) => nameText(item) ?? '');
  const days = names.map((name) => (WEEKDAYS as readonly string[]).indexOf(name)).sort((a, b) => a - b);
  return { timeUs: time.value, days };
}

interface Night {
  readonly first: FirstJob;
  readonly wanted: Exclude<Starts, { kind: 'own' }>;
  readonly night: readonly LocatedMap[];
  readonly span: Located['span'];
}

/** The schedule of the i-th job of the night. */
function scheduleOf(i: number, { first, wanted, night, span }: Night): LocatedMap {
  if (wanted.kind === 'chained' && i >= wanted.chains) {
    const before = nameOf(night[i - wanted.chains]!)!;
    return { kind: 'map', entries: [entry('after', word(before, { span }))], span };
  }
  const us = first.timeUs + (wanted.kind === 'spaced' ? i * wanted.gapUs : 0);
  const later = Math.floor(us / DAY_US);
  const days = first.days.map((day) => word(WEEKDAYS[(day + later) % WEEKDAYS.length]!, { span }));
  return {
    kind: 'map',
    entries: [
      entry('daily', word(formatTimeOfDay(us % DAY_US), { span })),
      ...(days.length === 0 ? [] : [entry('days', { kind: 'list', items: days, span })]),
    ],
    span,
  };
}

/** The time of day at which the run starts, microseconds. */
function clockTimeUs(root: LocatedMap): number {
  const start = parseDateTime(nameText(child(child(root, 'clock'), 'start')) ?? '');
  return timeOfDayOf(start.ok ? start.value : DEFAULTS.clockStart.value);
}
